import { Fieldset, Radio } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { applyColorScheme, COLOR_SCHEMES, storedColorScheme } from "../../styles/colorScheme";

export function ThemeChoice() {
  const { t } = useTranslation();
  const [scheme, setScheme] = useState(storedColorScheme);
  const names = {
    auto: t("settings.themeSystem"),
    light: t("settings.themeLight"),
    dark: t("settings.themeDark"),
  };
  return (
    <Fieldset>
      <Fieldset.Legend>{t("settings.theme")}</Fieldset.Legend>
      {COLOR_SCHEMES.map((choice) => (
        <Radio
          key={choice}
          name="theme"
          value={choice}
          label={names[choice]}
          checked={choice === scheme}
          onChange={() => {
            applyColorScheme(choice);
            setScheme(choice);
          }}
        />
      ))}
    </Fieldset>
  );
}
