import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { InboxRow } from "../../bridge";
import { ArrivalHeading } from "../../components/ArrivalHeading";
import { DetailPlaceholder } from "../../components/DetailPlaceholder";
import { ListStates } from "../../components/ListStates";
import { Panes } from "../../components/Panes";
import { RowList } from "../../components/RowList";
import { usePartyId } from "../../components/usePartyId";
import { DecisionSheet } from "./DecisionSheet";
import { InboxEmpty } from "./InboxEmpty";
import { InboxFilter, type KindFilter } from "./InboxFilter";
import { InboxItem } from "./InboxItem";
import { PasteLink } from "./PasteLink";
import { useAnnounceArrivals } from "./useAnnounceArrivals";
import { useInbox } from "./useRequests";

/** L1: everything that waits for an answer, beside the one that is open. */
export function InboxScreen({ partyName }: { partyName: string }) {
  const { t } = useTranslation();
  const party = usePartyId();
  const { request } = useParams();
  const [kind, setKind] = useState<KindFilter>("all");
  const inbox = useInbox(party);
  const waiting = inbox.data?.pages.flatMap((page) => page.items);
  useAnnounceArrivals(waiting);
  const shown = (rows: InboxRow[]) => rows.filter((row) => kind === "all" || row.kind === kind);
  return (
    <Panes
      opened={request !== undefined}
      listPath={`/leader/${party}/inbox`}
      list={
        <>
          <div className="list-head">
            <ArrivalHeading level={1}>{t("requests.inbox.title")}</ArrivalHeading>
            {waiting && waiting.length > 0 && (
              <p>{t("requests.inbox.count", { count: waiting.length, party: partyName })}</p>
            )}
            <InboxFilter kind={kind} onPick={setKind} />
          </div>
          <div className="list-body">
            <ListStates list={inbox} empty={<InboxEmpty party={party} />}>
              {(rows) =>
                shown(rows).length === 0 ? (
                  <p className="quiet empty">{t("requests.inbox.emptyFiltered")}</p>
                ) : (
                  <RowList items={shown(rows)} keyOf={(row) => row.id}>
                    {(row) => <InboxItem row={row} party={party} />}
                  </RowList>
                )
              }
            </ListStates>
          </div>
          <PasteLink party={party} />
        </>
      }
      detail={request ? <DecisionSheet key={request} id={request} /> : <DetailPlaceholder />}
    />
  );
}
