import { Alert } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { Preflight } from "../bridge";
import { explainReason } from "./explainReason";
import { LocalizedText } from "./LocalizedText";

/** May I? Answered before anything is pressed. */
export function PreflightAlert({ preflight }: { preflight: Preflight }) {
  const { t } = useTranslation();
  switch (preflight.kind) {
    case "canApprove":
      return (
        <Alert className="preflight" data-color="success">
          <p>
            <b>{t("requests.preflight.can")}</b> {t("requests.preflight.canText")}
          </p>
        </Alert>
      );
    case "unknown":
      return (
        <Alert className="preflight" data-color="info">
          <p>
            <b>{t("requests.preflight.unknown")}.</b> {t("requests.preflight.unknownText")}
          </p>
        </Alert>
      );
    case "lacks":
      return <Lacking preflight={preflight} />;
  }
}

function Lacking({ preflight }: { preflight: Extract<Preflight, { kind: "lacks" }> }) {
  const { t } = useTranslation();
  return (
    <Alert className="preflight" data-color="warning">
      <p>
        <b>{t("requests.preflight.lacks", { count: preflight.missing.length })}.</b>{" "}
        {t("requests.preflight.lacksText")}
      </p>
      <ul>
        {preflight.missing.map((missing) => {
          const { what, next } = explainReason(missing.reason, t);
          return (
            <li key={missing.id}>
              <b>
                <LocalizedText of={missing.name} />:
              </b>{" "}
              {what} {next}
            </li>
          );
        })}
      </ul>
      {preflight.whoCan.length > 0 && (
        <>
          <p className="alert-title">{t("requests.preflight.whoCan")}</p>
          <ul>
            {preflight.whoCan.map((colleague) => (
              <li key={colleague.name}>
                {colleague.name}{" "}
                <span className="quiet">
                  (<LocalizedText of={colleague.role} />)
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}
