import type { Language } from "./words";

/** Not every engine carries nynorsk; its dates and numbers are written as in bokmål. */
const LOCALES: Record<Language, string> = { nb: "nb-NO", nn: "nb-NO", en: "en-GB" };

/** Norwegian kroner with two decimals. */
export function formatMoney(amount: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { style: "currency", currency: "NOK" }).format(amount);
}
