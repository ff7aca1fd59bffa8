import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page";
import { PassphraseForm } from "./PassphraseForm";

/** The keys lie behind a passphrase that has not been given yet. */
export function UnlockScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t("vaults.unlockTitle")} lead={t("vaults.unlockText")}>
      <PassphraseForm submit={t("vaults.unlock")} />
    </Page>
  );
}
