import { Alert } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { RequestSheet } from "../../bridge";
import { PreflightAlert } from "../../components/PreflightAlert";

/** The first thing the sheet says: may I answer, or is it answered already. */
export function AnswerGiven({ sheet }: { sheet: RequestSheet }) {
  const { t } = useTranslation();
  const { request, system, party, decision } = sheet;
  if (request.status !== "New") {
    return (
      <Alert className="preflight" data-color="info">
        <p className="alert-title">
          {request.status === "Accepted"
            ? t("requests.sheet.answeredAccepted")
            : t("requests.sheet.answeredRejected")}
        </p>
        {decision && (
          <Link to={`/leader/${party.id}/receipts/${decision.id}`}>{t("requests.sheet.toReceipt")}</Link>
        )}
      </Alert>
    );
  }
  if (sheet.timedOut) {
    return (
      <Alert className="preflight" data-color="warning">
        <p className="alert-title">{t("requests.sheet.aged")}</p>
        <p>{t("requests.sheet.agedText", { vendor: system.vendorName ?? system.vendor })}</p>
      </Alert>
    );
  }
  if (!sheet.mayDecide) {
    return (
      <Alert className="preflight" data-color="warning">
        <p className="alert-title">{t("requests.sheet.mayNot", { party: party.name })}</p>
        <p>{request.escalated ? t("requests.sheet.escalated") : t("requests.sheet.mayNotText")}</p>
      </Alert>
    );
  }
  return <PreflightAlert preflight={sheet.preflight} />;
}
