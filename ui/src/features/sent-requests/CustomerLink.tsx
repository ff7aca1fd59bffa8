import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SentRequest } from "../../bridge";
import { CopyButton } from "../../components/CopyButton";
import { FilterChips } from "../../components/FilterChips";
import { useText } from "../../components/useText";
import { useLanguage } from "../../i18n/useLanguage";
import { LANGUAGES, type Language } from "../../i18n/words";
import { customerMail } from "./customerMail";

/** The link the customer's leader needs, alone and in a ready-made mail. */
export function CustomerLink({ sent }: { sent: SentRequest }) {
  const { t } = useTranslation();
  const text = useText();
  const own = useLanguage();
  const [language, setLanguage] = useState<Language>(own);
  if (!sent.confirmUrl) return <p className="quiet">{t("sentRequests.detail.linkMissing")}</p>;
  const mail = customerMail(language, {
    system: text(sent.systemName),
    party: sent.partyName ?? sent.request.partyOrg,
    link: sent.confirmUrl,
  });
  return (
    <section className="stack tight">
      <h3>{t("sentRequests.detail.link")}</h3>
      <code>{sent.confirmUrl}</code>
      <div>
        <CopyButton text={sent.confirmUrl} label={t("sentRequests.detail.copyLink")} />
      </div>
      <h3>{t("sentRequests.detail.mail")}</h3>
      <FilterChips
        label={t("sentRequests.detail.mailLanguage")}
        picked={language}
        onPick={setLanguage}
        choices={LANGUAGES.map((choice) => [choice, choice] as const)}
      />
      <blockquote className="mail" lang={language}>
        {mail}
      </blockquote>
      <div>
        <CopyButton key={language} text={mail} label={t("sentRequests.detail.copyMail")} />
      </div>
    </section>
  );
}
