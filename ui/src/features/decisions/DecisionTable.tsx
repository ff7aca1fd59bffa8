import { Table } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DecisionRecord } from "../../bridge";
import { LocalizedText } from "../../components/LocalizedText";
import { Moment } from "../../components/Moment";
import { wordOf } from "./wordsOf";

export function DecisionTable({ records, party }: { records: readonly DecisionRecord[]; party: number }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll">
      <Table data-color="neutral">
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell>{t("history.when")}</Table.HeaderCell>
            <Table.HeaderCell>{t("history.what")}</Table.HeaderCell>
            <Table.HeaderCell>{t("requests.receipt.system")}</Table.HeaderCell>
            <Table.HeaderCell>{t("history.who")}</Table.HeaderCell>
            <Table.HeaderCell>{t("history.reason")}</Table.HeaderCell>
            <Table.HeaderCell>{t("history.receipt")}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {records.map((record) => (
            <Table.Row key={record.id}>
              <Table.Cell>
                <Moment at={record.at} />
              </Table.Cell>
              <Table.Cell>{wordOf(record.action, t)}</Table.Cell>
              <Table.Cell>
                <LocalizedText of={record.systemName} />
                <div className="quiet small">{record.vendorName}</div>
              </Table.Cell>
              <Table.Cell>{record.person}</Table.Cell>
              <Table.Cell>{record.reason ?? "–"}</Table.Cell>
              <Table.Cell>
                <Link to={`/leader/${party}/receipts/${record.id}`}>{t("history.open")}</Link>
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}
