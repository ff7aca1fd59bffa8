import { Alert } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { Status } from "../../bridge";
import { Page } from "../../components/Page";
import { KeysAndSession } from "./KeysAndSession";
import { LanguageChoice } from "./LanguageChoice";
import { ThemeChoice } from "./ThemeChoice";

/** L16 in short: language, appearance, the sign-in, and what the app is. */
export function SettingsScreen({ status }: { status: Status }) {
  const { t } = useTranslation();
  return (
    <Page title={t("settings.title")}>
      <LanguageChoice />
      <ThemeChoice />
      <KeysAndSession status={status} />
      <section className="stack tight">
        <h2 className="section-head">{t("settings.about")}</h2>
        <p>{t("settings.aboutText")}</p>
        <p>{t("settings.unofficial")}</p>
        <p className="quiet">{t("settings.version", { version: status.appVersion })}</p>
        <p className="quiet small">{t("settings.licences")}</p>
        {status.setAside && (
          <Alert data-color="warning">
            <p className="alert-title">{t("settings.setAside")}</p>
            <p>{t("settings.setAsideText", { name: status.setAside })}</p>
          </Alert>
        )}
      </section>
    </Page>
  );
}
