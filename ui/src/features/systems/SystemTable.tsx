import { Table, Tag } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { RegisteredSystem } from "../../bridge";
import { LocalizedText } from "../../components/LocalizedText";

export function SystemTable({ systems }: { systems: readonly RegisteredSystem[] }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll">
      <Table data-color="neutral">
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell>{t("systems.name")}</Table.HeaderCell>
            <Table.HeaderCell>{t("systems.id")}</Table.HeaderCell>
            <Table.HeaderCell>{t("systems.asks")}</Table.HeaderCell>
            <Table.HeaderCell>{t("systems.clients")}</Table.HeaderCell>
            <Table.HeaderCell>{t("systems.visible")}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {systems.map((system) => (
            <Table.Row key={system.id}>
              <Table.Cell>
                <Link to={`/vendor/systems/${system.id}`}>
                  <LocalizedText of={system.name} />
                </Link>{" "}
                {system.isDeleted && <Tag data-color="neutral">{t("systems.deleted")}</Tag>}
              </Table.Cell>
              <Table.Cell>
                <code>{system.id}</code>
              </Table.Cell>
              <Table.Cell>
                <Asked system={system} />
              </Table.Cell>
              <Table.Cell className="numeric">{system.clientIds.length}</Table.Cell>
              <Table.Cell>{system.isVisible ? t("systems.visibleYes") : t("systems.visibleNo")}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}

function Asked({ system }: { system: RegisteredSystem }) {
  const services = system.rights.flatMap((right) => right.resource.map(({ value }) => value));
  return (
    <ul>
      {[...services, ...system.accessPackages].map((id) => (
        <li key={id}>
          <code>{id}</code>
        </li>
      ))}
    </ul>
  );
}
