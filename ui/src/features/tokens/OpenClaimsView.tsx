import { Table } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { OpenClaims } from "../../bridge";
import { LocalizedText } from "../../components/LocalizedText";
import { Money } from "../../components/Money";
import { formatDate } from "../../i18n/dates";
import { useLanguage } from "../../i18n/useLanguage";

/** What an organisation owes: the totals first, then each claim. */
export function OpenClaimsView({ claims }: { claims: OpenClaims }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const totals = [
    [t("tokens.totals.balance"), claims.balance],
    [t("tokens.totals.due"), claims.due],
    [t("tokens.totals.notDue"), claims.notDue],
    [t("tokens.totals.interest"), claims.interest],
    [t("tokens.totals.unplaced"), claims.unplacedPayments],
  ] as const;
  return (
    <div className="stack">
      <dl className="totals">
        {totals.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Money amount={amount} />
            </dd>
          </div>
        ))}
      </dl>
      {claims.claims.length === 0 ? (
        <p>{t("tokens.claimsEmpty")}</p>
      ) : (
        <div className="table-scroll">
          <Table data-color="neutral">
            <Table.Head>
              <Table.Row>
                <Table.HeaderCell>{t("tokens.description")}</Table.HeaderCell>
                <Table.HeaderCell>{t("tokens.group")}</Table.HeaderCell>
                <Table.HeaderCell>{t("tokens.due")}</Table.HeaderCell>
                <Table.HeaderCell className="number-cell">{t("tokens.original")}</Table.HeaderCell>
                <Table.HeaderCell className="number-cell">{t("tokens.remaining")}</Table.HeaderCell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {claims.claims.map((claim) => (
                <Table.Row key={claim.id}>
                  <Table.Cell>
                    <LocalizedText of={claim.description} />
                  </Table.Cell>
                  <Table.Cell>{claim.group}</Table.Cell>
                  <Table.Cell className="numeric">
                    {claim.due ? formatDate(claim.due, language) : "–"}
                  </Table.Cell>
                  <Table.Cell className="number-cell">
                    <Money amount={claim.original} />
                  </Table.Cell>
                  <Table.Cell className="number-cell">
                    <Money amount={claim.remaining} />
                  </Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </div>
  );
}
