import type { Language } from "./words";

const FALLBACKS: Record<Language, readonly Language[]> = {
  nb: ["nb", "nn", "en"],
  nn: ["nn", "nb", "en"],
  en: ["en", "nb", "nn"],
};

/** A text that someone else wrote, with the language it turned out to be in. */
export function pickText(
  text: Readonly<Partial<Record<string, string>>>,
  language: Language,
): { text: string; language: Language } | undefined {
  for (const candidate of FALLBACKS[language]) {
    const found = text[candidate];
    if (found) return { text: found, language: candidate };
  }
  return undefined;
}
