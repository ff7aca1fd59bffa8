export const settings = {
  title: "Settings",
  language: "Language",
  languageHint:
    "Applies to the text of the app. Text written by others is shown in the language it exists in.",
  theme: "Appearance",
  themeSystem: "Follow the computer",
  themeLight: "Light",
  themeDark: "Dark",
  about: "About the app",
  aboutText:
    "Klarsignal helps leaders and vendors with system accesses in Altinn. Altinn's technical texts call the same thing a system user.",
  unofficial: "Not an official Altinn app. The Norwegian Digitalisation Agency is not behind it.",
  version: "Version {{version}}",
  licences:
    "The typefaces Inter and IBM Plex Mono are licensed under the SIL Open Font License 1.1. The design system and the icons are MIT.",
  setAside: "The database was damaged at start",
  setAsideText: "It was set aside as {{name}}. Nothing in it was deleted.",
  keys: "Keys",
  session: "Sign-in",
};
