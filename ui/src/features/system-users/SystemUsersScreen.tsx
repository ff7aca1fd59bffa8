import { Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { AccessRow } from "../../bridge";
import { ArrivalHeading } from "../../components/ArrivalHeading";
import { DetailPlaceholder } from "../../components/DetailPlaceholder";
import { Empty } from "../../components/Empty";
import { ListStates } from "../../components/ListStates";
import { matches } from "../../components/matches";
import { Panes } from "../../components/Panes";
import { RowList } from "../../components/RowList";
import { usePartyId } from "../../components/usePartyId";
import { useText } from "../../components/useText";
import { AccessItem } from "./AccessItem";
import { AccessSheet } from "./AccessSheet";
import { ImpactSheet } from "./ImpactSheet";
import { useAccesses } from "./useSystemUsers";

/** L7: every system that can act for the organisation now. */
export function SystemUsersScreen({ partyName, removing }: { partyName: string; removing: boolean }) {
  const { t } = useTranslation();
  const party = usePartyId();
  const { access } = useParams();
  const text = useText();
  const [words, setWords] = useState("");
  const accesses = useAccesses(party);
  const count = accesses.data?.pages.reduce((sum, page) => sum + page.items.length, 0);
  const shown = (rows: AccessRow[]) =>
    rows.filter((row) => matches(words, [text(row.systemName), row.vendorName, row.access.integrationTitle]));
  return (
    <Panes
      opened={access !== undefined}
      listPath={`/leader/${party}/system-users`}
      list={
        <>
          <div className="list-head">
            <ArrivalHeading level={1}>{t("systemUsers.title")}</ArrivalHeading>
            {count ? <p>{t("systemUsers.count", { count, party: partyName })}</p> : null}
            <Textfield
              type="search"
              label={t("systemUsers.search")}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
          <div className="list-body">
            <ListStates
              list={accesses}
              empty={
                <Empty title={t("systemUsers.emptyTitle")}>
                  <p>{t("systemUsers.emptyText")}</p>
                  <Link to={`/leader/${party}/new`}>{t("systemUsers.emptyAction")}</Link>
                </Empty>
              }
            >
              {(rows) =>
                shown(rows).length === 0 ? (
                  <p className="quiet empty">{t("systemUsers.noMatch", { text: words })}</p>
                ) : (
                  <RowList items={shown(rows)} keyOf={(row) => row.access.id}>
                    {(row) => <AccessItem row={row} party={party} />}
                  </RowList>
                )
              }
            </ListStates>
          </div>
        </>
      }
      detail={accessDetail(access, removing)}
    />
  );
}

function accessDetail(access: string | undefined, removing: boolean) {
  if (!access) return <DetailPlaceholder />;
  return removing ? <ImpactSheet key={access} id={access} /> : <AccessSheet key={access} id={access} />;
}
