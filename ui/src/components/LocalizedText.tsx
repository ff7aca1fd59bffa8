import type { Localized } from "../bridge";
import { pickText } from "../i18n/localized";
import { useLanguage } from "../i18n/useLanguage";

/** Words that someone else wrote, read aloud in the language they are in. */
export function LocalizedText({ of }: { of: Localized }) {
  const language = useLanguage();
  const picked = pickText(of, language);
  if (!picked) return null;
  return picked.language === language ? picked.text : <span lang={picked.language}>{picked.text}</span>;
}
