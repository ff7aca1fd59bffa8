import { isLanguage, type Language, preferredLanguage } from "./words";

const KEY = "klarsignal.language";

/** What the person chose, or what the operating system asks for. */
export function storedLanguage(): Language {
  const stored = localStorage.getItem(KEY);
  return isLanguage(stored) ? stored : preferredLanguage(navigator.languages);
}

/** Keeps the choice and tells the document, so that it is read aloud in the right voice. */
export function rememberLanguage(language: string): void {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
}
