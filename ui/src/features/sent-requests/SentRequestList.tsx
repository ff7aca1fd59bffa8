import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { RegisteredSystem } from "../../bridge";
import { ArrivalHeading } from "../../components/ArrivalHeading";
import { Empty } from "../../components/Empty";
import { LinkButton } from "../../components/LinkButton";
import { ListStates } from "../../components/ListStates";
import { RowList } from "../../components/RowList";
import { SystemSelect } from "../../components/SystemSelect";
import { SentRequestItem } from "./SentRequestItem";
import { useAnnounceAnswers } from "./useAnnounceAnswers";
import { useSentRequests } from "./useSentRequests";

export function SentRequestList({
  system,
  systems,
  onPick,
}: {
  system: RegisteredSystem;
  systems: readonly RegisteredSystem[];
  onPick: (id: string) => void;
}) {
  const { t } = useTranslation();
  const sent = useSentRequests(system.id);
  useAnnounceAnswers(sent.data?.pages.flatMap((page) => page.items));
  const compose = `/vendor/requests/new?system=${system.id}`;
  return (
    <>
      <div className="list-head">
        <div className="page-head">
          <ArrivalHeading level={1}>{t("sentRequests.title")}</ArrivalHeading>
          <LinkButton to={compose}>{t("sentRequests.create")}</LinkButton>
        </div>
        <SystemSelect label={t("sentRequests.system")} systems={systems} picked={system.id} onPick={onPick} />
      </div>
      <div className="list-body">
        <ListStates
          list={sent}
          empty={
            <Empty title={t("sentRequests.emptyTitle")}>
              <p>{t("sentRequests.emptyText")}</p>
              <Link to={compose}>{t("sentRequests.create")}</Link>
            </Empty>
          }
        >
          {(items) => (
            <RowList items={items} keyOf={(item) => item.request.id}>
              {(item) => <SentRequestItem sent={item} />}
            </RowList>
          )}
        </ListStates>
      </div>
    </>
  );
}
