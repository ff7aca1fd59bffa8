import { Fieldset, Radio } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/useLanguage";
import { LANGUAGES } from "../../i18n/words";

export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const names = {
    nb: t("frame.languageNames.nb"),
    nn: t("frame.languageNames.nn"),
    en: t("frame.languageNames.en"),
  };
  return (
    <Fieldset>
      <Fieldset.Legend>{t("settings.language")}</Fieldset.Legend>
      <Fieldset.Description>{t("settings.languageHint")}</Fieldset.Description>
      {LANGUAGES.map((choice) => (
        <Radio
          key={choice}
          name="language"
          value={choice}
          label={names[choice]}
          checked={choice === language}
          onChange={() => void i18n.changeLanguage(choice)}
        />
      ))}
    </Fieldset>
  );
}
