import { useTranslation } from "react-i18next";
import type { FailureError } from "../bridge";
import { explain } from "./explain";

/** What went wrong, in a dialog that has its own frame around it. */
export function FailureWords({ error }: { error: FailureError }) {
  const { t } = useTranslation();
  const { what, next } = explain(error.failure, t);
  return (
    <>
      <b>{what}.</b> {next}
    </>
  );
}
