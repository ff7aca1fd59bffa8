export const faults = {
  trailingComma: {
    what: "Komma etter siste ledd",
    next: "Fjern kommaet.",
  },
  notJson: {
    what: "Teksten er ikke gyldig JSON",
    next: "Her var det ventet: {{expected}}",
  },
  memberMissing: {
    what: "«{{member}}» mangler",
    next: "Legg det til.",
  },
  wrongShape: {
    what: "«{{member}}» har feil form",
    next: "Sammenlign med eksempelet i skjemaet.",
  },
  orgNumber: {
    notDigits: "Organisasjonsnummeret har annet enn sifre",
    length_one: "Organisasjonsnummeret har {{count}} siffer",
    length_other: "Organisasjonsnummeret har {{count}} sifre",
    checkDigit: "Kontrollsifferet i organisasjonsnummeret stemmer ikke",
    next: "Et organisasjonsnummer har ni sifre. Kontroller at alle er med.",
  },
  foreignPrefix: {
    what: "ID-en begynner ikke med ditt eget organisasjonsnummer",
    next: "Begynn med {{own}}_",
  },
  vendorNotIso6523: {
    what: "Leverandøren er ikke skrevet som 0192:organisasjonsnummer",
    next: "Skriv 0192: foran de ni sifrene.",
  },
  idHasBlank: {
    what: "ID-en inneholder mellomrom",
    next: "Bruk understrek eller bindestrek.",
  },
  idPrefixNotVendor: {
    what: "ID-en begynner ikke med leverandørens nummer",
    next: "ID-en skal være organisasjonsnummer, understrek og et navn.",
  },
  idExists: {
    what: "ID-en er brukt før",
    next: "Velg en annen. En ID kan ikke brukes om igjen, heller ikke etter sletting.",
  },
  idDiffersFromPath: {
    what: "ID-en er endret",
    next: "Sett den tilbake, eller registrer et nytt system.",
  },
  languageMissing: {
    what: "«{{field}}» mangler {{language}}",
    next: "Altinn krever nb, nn og en. Kopier fra et språk du har.",
  },
  redirectNotHttps: {
    what: "Returadressen er ikke en full https-adresse",
    next: "Rett: {{addresses}}",
  },
  clientIdTaken: {
    what: "Klient-ID-en hører til et annet system",
    next: "En klient-ID kan bare stå på ett system: {{ids}}",
  },
  clientIdsDuplicate: {
    what: "Samme klient-ID står to ganger",
    next: "Fjern den ene.",
  },
  resourceIdMalformed: {
    what: "En ressurs er ikke oppgitt som urn:altinn:resource",
    next: "Gjelder: {{resources}}",
  },
  resourceNotFound: {
    what: "En tjeneste finnes ikke i dette miljøet",
    next: "Kontroller navnet: {{resources}}",
  },
  resourceTypeNotDelegable: {
    what: "En tjeneste er ikke åpen for systemtilgang",
    next: "Tjenesteeieren må åpne den: {{resources}}",
  },
  rightsDuplicate: {
    what: "Samme tjeneste står to ganger",
    next: "Fjern den ene.",
  },
  packagesUnusable: {
    what: "En tilgangspakke kan ikke brukes",
    next: "Kontroller: {{packages}}",
  },
  packagesDuplicate: {
    what: "Samme tilgangspakke står to ganger",
    next: "Fjern den ene.",
  },
  packagesForClientsInVisibleSystem: {
    what: "En tilgangspakke for klienter kan ikke stå på et synlig system",
    next: "Skjul systemet for kundene, eller fjern pakken.",
  },
};
