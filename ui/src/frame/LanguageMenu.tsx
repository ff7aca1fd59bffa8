import { Dropdown } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/useLanguage";
import { LANGUAGES } from "../i18n/words";

export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const names = {
    nb: t("frame.languageNames.nb"),
    nn: t("frame.languageNames.nn"),
    en: t("frame.languageNames.en"),
  };
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger className="language" variant="tertiary" onClick={() => setOpen(!open)}>
        <span className="visually-hidden">
          {t("frame.language")}: {names[language]}{" "}
        </span>
        {language}
      </Dropdown.Trigger>
      <Dropdown open={open} onClose={() => setOpen(false)}>
        <Dropdown.List>
          {LANGUAGES.map((choice) => (
            <Dropdown.Item key={choice}>
              <Dropdown.Button
                lang={choice}
                aria-current={choice === language || undefined}
                onClick={() => {
                  void i18n.changeLanguage(choice);
                  setOpen(false);
                }}
              >
                {names[choice]}
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}
