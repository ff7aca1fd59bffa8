import { Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { AnsweredQuery } from "../../components/AnsweredQuery";
import { Page } from "../../components/Page";
import { usePartyId } from "../../components/usePartyId";
import { Receipt } from "./Receipt";
import { useDecision } from "./useDecisions";
import { sentenceOf } from "./wordsOf";

/** L6: what was decided, to keep. */
export function ReceiptScreen() {
  const { t } = useTranslation();
  const party = usePartyId();
  const decision = useDecision(useParams().decision ?? "");
  return (
    <AnsweredQuery query={decision}>
      {(record) => (
        <Page
          title={sentenceOf(record.action, t)}
          lead={t("requests.receipt.copyNote")}
          actions={
            <Button variant="secondary" className="no-print" onClick={() => window.print()}>
              {t("requests.receipt.print")}
            </Button>
          }
        >
          <Receipt record={record} />
          <p className="cluster no-print">
            <Link to={`/leader/${party}/inbox`}>{t("history.toInbox")}</Link>
            <Link to={`/leader/${party}/system-users`}>{t("requests.inbox.toSystemUsers")}</Link>
          </p>
        </Page>
      )}
    </AnsweredQuery>
  );
}
