import { useTranslation } from "react-i18next";
import type { DecisionRecord } from "../../bridge";
import { environmentWords } from "../../components/environmentWords";
import { Facts } from "../../components/Facts";
import { LocalizedText } from "../../components/LocalizedText";
import { Moment } from "../../components/Moment";
import { OrgNumber } from "../../components/OrgNumber";
import { wordOf } from "./wordsOf";

/** The facts of a decision. Always on light paper, as when printed. */
export function Receipt({ record }: { record: DecisionRecord }) {
  const { t } = useTranslation();
  const { party } = record;
  return (
    <div className="receipt" data-color-scheme="light">
      <Facts
        rows={[
          [t("requests.receipt.decision"), wordOf(record.action, t)],
          [t("requests.receipt.by"), record.person],
          [t("requests.receipt.when"), <Moment key="at" at={record.at} />],
          [
            t("requests.receipt.party"),
            <span key="party">
              {party.name} {party.orgNumber && <OrgNumber value={party.orgNumber} />}
            </span>,
          ],
          [t("requests.receipt.system"), <LocalizedText key="system" of={record.systemName} />],
          [
            t("requests.receipt.vendor"),
            <span key="vendor">
              {record.vendorName} <OrgNumber value={record.vendor} />
            </span>,
          ],
          [t("requests.receipt.authorities"), <DecidedAuthorities key="authorities" record={record} />],
          ...(record.reason ? [[t("requests.receipt.reason"), record.reason] as const] : []),
          ...(record.requestId
            ? [[t("requests.receipt.request"), <code key="id">{record.requestId}</code>] as const]
            : []),
          [t("requests.receipt.environment"), environmentWords(record.environment, t)],
          [t("requests.receipt.checksum"), <code key="checksum">{record.checksum}</code>],
          [t("requests.receipt.app"), `Klarsignal ${record.appVersion}. ${t("frame.unofficial")}.`],
        ]}
      />
    </div>
  );
}

function DecidedAuthorities({ record }: { record: DecisionRecord }) {
  return (
    <ul>
      {record.authorities.map((authority) => (
        <li key={authority.id}>
          <LocalizedText of={authority.name} /> <code>{authority.id}</code>
        </li>
      ))}
    </ul>
  );
}
