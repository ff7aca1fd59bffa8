import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Empty } from "../../components/Empty";
import { ListStates } from "../../components/ListStates";
import { Page } from "../../components/Page";
import { usePartyId } from "../../components/usePartyId";
import { DecisionTable } from "./DecisionTable";
import { useDecisions } from "./useDecisions";

/** L14 in short: what the person decided in this app, with their reasons. */
export function HistoryScreen() {
  const { t } = useTranslation();
  const party = usePartyId();
  const decisions = useDecisions(party);
  return (
    <Page title={t("history.title")} lead={t("history.lead")} wide>
      <ListStates
        list={decisions}
        empty={
          <Empty title={t("history.emptyTitle")}>
            <p>{t("history.emptyText")}</p>
            <Link to={`/leader/${party}/inbox`}>{t("history.toInbox")}</Link>
          </Empty>
        }
      >
        {(records) => <DecisionTable records={records} party={party} />}
      </ListStates>
    </Page>
  );
}
