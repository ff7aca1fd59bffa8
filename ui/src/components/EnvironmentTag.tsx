import { Tag } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { EnvironmentName } from "../bridge";
import { environmentWords } from "./environmentWords";

/** Which Altinn this is, always in sight. */
export function EnvironmentTag({ environment }: { environment: EnvironmentName }) {
  const { t } = useTranslation();
  return (
    <Tag className="environment" data-color={environment === "production" ? "danger" : "signal"}>
      {environmentWords(environment, t)}
    </Tag>
  );
}
