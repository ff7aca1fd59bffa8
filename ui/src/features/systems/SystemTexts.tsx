import { Button, Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Localized } from "../../bridge";
import { FilterChips } from "../../components/FilterChips";
import { LANGUAGES, type Language } from "../../i18n/words";

/** Name and description in the three languages Altinn demands, one at a time, with copying between them. */
export function SystemTexts({
  name,
  description,
  onChange,
}: {
  name: Localized;
  description: Localized;
  onChange: (part: { name: Localized; description: Localized }) => void;
}) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<Language>("nb");
  const written = LANGUAGES.filter((other) => other !== language && (name[other] || description[other]));
  return (
    <fieldset className="plain-fieldset stack">
      <legend>{t("systems.field.texts")}</legend>
      <FilterChips
        label={t("frame.language")}
        picked={language}
        onPick={setLanguage}
        choices={LANGUAGES.map((choice) => [choice, choice] as const)}
      />
      <Textfield
        label={`${t("systems.field.name")} (${language})`}
        value={name[language] ?? ""}
        onChange={(event) => onChange({ name: { ...name, [language]: event.target.value }, description })}
      />
      <Textfield
        multiline
        rows={2}
        label={`${t("systems.field.description")} (${language})`}
        value={description[language] ?? ""}
        onChange={(event) =>
          onChange({ name, description: { ...description, [language]: event.target.value } })
        }
      />
      <div className="cluster">
        {written.map((from) => (
          <Button
            key={from}
            type="button"
            variant="tertiary"
            data-size="sm"
            onClick={() =>
              onChange({
                name: { ...name, [language]: name[from] ?? "" },
                description: { ...description, [language]: description[from] ?? "" },
              })
            }
          >
            {t("systems.field.copyFrom", { language: from })}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
