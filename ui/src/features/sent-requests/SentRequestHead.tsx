import { Alert } from "@digdir/designsystemet-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { SentRequest } from "../../bridge";
import { Age } from "../../components/Age";
import { ArrivalHeading } from "../../components/ArrivalHeading";
import { OrgNumber } from "../../components/OrgNumber";
import { RequestStatusTag } from "../../components/RequestStatusTag";
import { SystemMark } from "../../components/SystemMark";
import { useText } from "../../components/useText";

/** Whom was asked, and what has come of it. */
export function SentRequestHead({ sent }: { sent: SentRequest }) {
  const { t } = useTranslation();
  const system = useText()(sent.systemName) || sent.request.systemId;
  const party = sent.partyName ?? sent.request.partyOrg;
  const { request } = sent;
  return (
    <>
      <header className="who">
        <SystemMark name={system} />
        <div>
          <p className="eyebrow">{t("sentRequests.detail.eyebrow")}</p>
          <ArrivalHeading level={2}>{t("sentRequests.detail.heading", { system, party })}</ArrivalHeading>
          <p className="meta">
            <span>
              {t("words.orgNumber")} <OrgNumber value={request.partyOrg} />
            </span>
            <Age since={request.created} />
          </p>
          <RequestStatusTag status={request.status} timedOut={sent.timedOut} />
        </div>
      </header>
      <Alert className="preflight" data-color={colorOf(sent)}>
        <p>{sentenceOf(sent, party, t)}</p>
        {request.status === "Accepted" && (
          <Link
            to={`/vendor/tokens?system=${request.systemId}&party=${request.partyOrg}&reference=${encodeURIComponent(request.externalRef)}`}
          >
            {t("sentRequests.detail.toToken")}
          </Link>
        )}
      </Alert>
    </>
  );
}

function colorOf({ request, timedOut }: SentRequest): "success" | "danger" | "warning" | "info" {
  switch (request.status) {
    case "New":
      return timedOut ? "warning" : "info";
    case "Accepted":
      return "success";
    case "Rejected":
    case "Denied":
      return "danger";
  }
}

function sentenceOf({ request, timedOut }: SentRequest, party: string, t: TFunction): string {
  switch (request.status) {
    case "New":
      return timedOut ? t("sentRequests.detail.agedText") : t("sentRequests.detail.waitingText", { party });
    case "Accepted":
      return t("sentRequests.detail.acceptedText", { party });
    case "Rejected":
    case "Denied":
      return t("sentRequests.detail.rejectedText", { party });
  }
}
