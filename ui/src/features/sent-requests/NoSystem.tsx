import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";

/** There is nothing to ask with before a system is registered. */
export function NoSystem() {
  const { t } = useTranslation();
  return (
    <Page title={t("sentRequests.title")}>
      <Empty title={t("sentRequests.noSystemTitle")}>
        <p>{t("sentRequests.noSystemText")}</p>
        <Link to="/vendor/systems/new">{t("systems.create")}</Link>
      </Empty>
    </Page>
  );
}
