import { Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { OrgNumber } from "../../components/OrgNumber";
import { useVendorSuggestions, type VendorChoice } from "./useVendor";

/** The vendors that this environment offers to begin with. Where there are none, nothing shows. */
export function Suggestions({ onPick }: { onPick: (choice: VendorChoice) => void }) {
  const { t } = useTranslation();
  const suggestions = useVendorSuggestions();
  if (!suggestions.data || suggestions.data.length === 0) return null;
  return (
    <section className="choice">
      <h2 className="minor">{t("vendors.start")}</h2>
      <ul className="entries">
        {suggestions.data.map((suggestion) => (
          <li key={suggestion.clientId}>
            <span>
              {suggestion.name}{" "}
              <span className="quiet">
                <OrgNumber value={suggestion.orgNumber} />
              </span>
            </span>
            <Button type="button" variant="tertiary" onClick={() => onPick(suggestion)}>
              {t("vendors.use", { name: suggestion.name })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
