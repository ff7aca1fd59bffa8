import type { Language } from "./words";

/** Not every engine carries nynorsk; its dates and numbers are written as in bokmål. */
const LOCALES: Record<Language, string> = { nb: "nb-NO", nn: "nb-NO", en: "en-GB" };

/** `18.11.2026`, or `18 November 2026` in English. */
export function formatDate(instant: string, language: Language): string {
  const style: Intl.DateTimeFormatOptions =
    language === "en"
      ? { day: "numeric", month: "long", year: "numeric" }
      : { day: "2-digit", month: "2-digit", year: "numeric" };
  return new Intl.DateTimeFormat(LOCALES[language], style).format(new Date(instant));
}

/** `09:41` on the person's own clock. */
export function formatTime(instant: string | number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { hour: "2-digit", minute: "2-digit" }).format(
    new Date(instant),
  );
}

/** Date and time together, for a receipt or a timeline. */
export function formatMoment(instant: string, language: Language): string {
  return `${formatDate(instant, language)} ${formatTime(instant, language)}`;
}
