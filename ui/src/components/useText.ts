import { useCallback } from "react";
import type { Localized } from "../bridge";
import { pickText } from "../i18n/localized";
import { useLanguage } from "../i18n/useLanguage";

/** Picks the words of a text in the language on screen, or the nearest there is. */
export function useText(): (text: Localized) => string {
  const language = useLanguage();
  return useCallback((text) => pickText(text, language)?.text ?? "", [language]);
}
