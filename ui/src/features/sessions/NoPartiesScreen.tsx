import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";

/** Signed in, with no organisation to act for. */
export function NoPartiesScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t("sessions.noParties")}>
      <p>{t("sessions.noPartiesText")}</p>
    </Page>
  );
}
