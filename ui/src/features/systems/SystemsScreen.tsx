import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSystems } from "../../bridge";
import { Empty } from "../../components/Empty";
import { LinkButton } from "../../components/LinkButton";
import { ListStates } from "../../components/ListStates";
import { Page } from "../../components/Page";
import { SystemTable } from "./SystemTable";

/** V2: the vendor's own entries in the system register. */
export function SystemsScreen() {
  const { t } = useTranslation();
  const systems = useSystems();
  return (
    <Page
      title={t("systems.title")}
      lead={t("systems.lead")}
      actions={<LinkButton to="/vendor/systems/new">{t("systems.create")}</LinkButton>}
      wide
    >
      <ListStates
        list={systems}
        empty={
          <Empty title={t("systems.emptyTitle")}>
            <p>{t("systems.emptyText")}</p>
            <Link to="/vendor/systems/new">{t("systems.create")}</Link>
          </Empty>
        }
      >
        {(items) => <SystemTable systems={items} />}
      </ListStates>
    </Page>
  );
}
