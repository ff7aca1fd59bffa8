export const settings = {
  title: "Innstillinger",
  language: "Språk",
  languageHint: "Gjelder teksten i appen. Tekst som andre har skrevet, vises på språket den finnes på.",
  theme: "Utseende",
  themeSystem: "Følg maskinen",
  themeLight: "Lyst",
  themeDark: "Mørkt",
  about: "Om appen",
  aboutText:
    "Klarsignal hjelper ledere og leverandører med systemtilganger i Altinn. Det samme heter systembruker i Altinns tekniske tekster.",
  unofficial: "Ikke en offisiell Altinn-app. Digitaliseringsdirektoratet står ikke bak den.",
  version: "Versjon {{version}}",
  licences:
    "Skriftene Inter og IBM Plex Mono er lisensiert under SIL Open Font License 1.1. Designsystemet og ikonene er MIT.",
  setAside: "Databasen var skadet ved oppstart",
  setAsideText: "Den er lagt til side som {{name}}. Ingenting i den er slettet.",
  keys: "Nøkler",
  session: "Innlogging",
};
