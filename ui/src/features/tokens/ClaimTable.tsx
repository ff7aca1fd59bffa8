import { Table } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { Claim } from "../../bridge";
import { meaningWords } from "./meaningWords";

export function ClaimTable({ claims }: { claims: readonly Claim[] }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll">
      <Table data-color="neutral">
        <caption className="visually-hidden">{t("tokens.claims")}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell>{t("tokens.meaningHead")}</Table.HeaderCell>
            <Table.HeaderCell>{t("tokens.value")}</Table.HeaderCell>
            <Table.HeaderCell>{t("tokens.claim")}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {claims.map((claim) => (
            <Table.Row key={claim.path}>
              <Table.Cell>{meaningWords(claim.meaning, t)}</Table.Cell>
              <Table.Cell>
                <code>{claim.value}</code>
              </Table.Cell>
              <Table.Cell>
                <code className="quiet">{claim.path}</code>
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}
