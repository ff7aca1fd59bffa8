import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en";
import { nb } from "./nb";
import { nn } from "./nn";

export const LANGUAGES = ["nb", "nn", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The words of the app, starting in `language`. */
export function createWords(language: Language) {
  const words = createInstance();
  words.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { nb: { translation: nb }, nn: { translation: nn }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return words;
}

/** The language the operating system asks for, or bokmål. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.split("-")[0];
    if (language === "no") return "nb";
    if (isLanguage(language)) return language;
  }
  return "nb";
}
