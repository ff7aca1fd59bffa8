import { Alert, Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { Failure, Finding } from "../bridge";
import { explain } from "./explain";
import { toFindings } from "./toFindings";

/** What went wrong, what to do, and trying again where that can help. */
export function FailureAlert({ failure, onRetry }: { failure: Failure; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { what, next } = explain(failure, t);
  return (
    <Alert data-color={failure.kind === "offline" ? "warning" : "danger"} role="alert">
      <p className="alert-title">{what}</p>
      {failure.kind === "invalid" ? <FaultList findings={failure.findings} /> : <p>{next}</p>}
      {onRetry && (
        <Button
          variant="secondary"
          data-color="neutral"
          data-size="sm"
          onClick={onRetry}
          style={{ marginTop: 8 }}
        >
          {t("words.retry")}
        </Button>
      )}
    </Alert>
  );
}

function FaultList({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation();
  return (
    <ul>
      {toFindings(findings, t).map(({ key, what, next }) => (
        <li key={key}>
          {what}. {next}
        </li>
      ))}
    </ul>
  );
}
