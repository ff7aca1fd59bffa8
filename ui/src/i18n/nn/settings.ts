export const settings = {
  title: "Innstillingar",
  language: "Språk",
  languageHint: "Gjeld teksten i appen. Tekst som andre har skrive, blir vist på språket han finst på.",
  theme: "Utsjånad",
  themeSystem: "Følg maskina",
  themeLight: "Lyst",
  themeDark: "Mørkt",
  about: "Om appen",
  aboutText:
    "Klarsignal hjelper leiarar og leverandørar med systemtilgangar i Altinn. Det same heiter systembrukar i dei tekniske tekstane til Altinn.",
  unofficial: "Ikkje ein offisiell Altinn-app. Digitaliseringsdirektoratet står ikkje bak han.",
  version: "Versjon {{version}}",
  licences:
    "Skriftene Inter og IBM Plex Mono er lisensierte under SIL Open Font License 1.1. Designsystemet og ikona er MIT.",
  setAside: "Databasen var skadd ved oppstart",
  setAsideText: "Han er lagd til side som {{name}}. Ingenting i han er sletta.",
  keys: "Nøklar",
  session: "Innlogging",
};
