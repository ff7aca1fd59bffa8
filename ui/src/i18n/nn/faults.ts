export const faults = {
  trailingComma: {
    what: "Komma etter siste ledd",
    next: "Fjern kommaet.",
  },
  notJson: {
    what: "Teksten er ikkje gyldig JSON",
    next: "Her var det venta: {{expected}}",
  },
  memberMissing: {
    what: "«{{member}}» manglar",
    next: "Legg det til.",
  },
  wrongShape: {
    what: "«{{member}}» har feil form",
    next: "Samanlikn med eksempelet i skjemaet.",
  },
  orgNumber: {
    notDigits: "Organisasjonsnummeret har anna enn siffer",
    length_one: "Organisasjonsnummeret har {{count}} siffer",
    length_other: "Organisasjonsnummeret har {{count}} siffer",
    checkDigit: "Kontrollsifferet i organisasjonsnummeret stemmer ikkje",
    next: "Eit organisasjonsnummer har ni siffer. Kontroller at alle er med.",
  },
  foreignPrefix: {
    what: "ID-en byrjar ikkje med ditt eige organisasjonsnummer",
    next: "Byrj med {{own}}_",
  },
  vendorNotIso6523: {
    what: "Leverandøren er ikkje skriven som 0192:organisasjonsnummer",
    next: "Skriv 0192: framfor dei ni sifra.",
  },
  idHasBlank: {
    what: "ID-en inneheld mellomrom",
    next: "Bruk understrek eller bindestrek.",
  },
  idPrefixNotVendor: {
    what: "ID-en byrjar ikkje med nummeret til leverandøren",
    next: "ID-en skal vere organisasjonsnummer, understrek og eit namn.",
  },
  idExists: {
    what: "ID-en er brukt før",
    next: "Vel ein annan. Ein ID kan ikkje brukast om att, heller ikkje etter sletting.",
  },
  idDiffersFromPath: {
    what: "ID-en er endra",
    next: "Set han tilbake, eller registrer eit nytt system.",
  },
  languageMissing: {
    what: "«{{field}}» manglar {{language}}",
    next: "Altinn krev nb, nn og en. Kopier frå eit språk du har.",
  },
  redirectNotHttps: {
    what: "Returadressa er ikkje ei full https-adresse",
    next: "Rett: {{addresses}}",
  },
  clientIdTaken: {
    what: "Klient-ID-en høyrer til eit anna system",
    next: "Ein klient-ID kan berre stå på eitt system: {{ids}}",
  },
  clientIdsDuplicate: {
    what: "Same klient-ID står to gonger",
    next: "Fjern den eine.",
  },
  resourceIdMalformed: {
    what: "Ein ressurs er ikkje oppgitt som urn:altinn:resource",
    next: "Gjeld: {{resources}}",
  },
  resourceNotFound: {
    what: "Ei teneste finst ikkje i dette miljøet",
    next: "Kontroller namnet: {{resources}}",
  },
  resourceTypeNotDelegable: {
    what: "Ei teneste er ikkje open for systemtilgang",
    next: "Tenesteeigaren må opne ho: {{resources}}",
  },
  rightsDuplicate: {
    what: "Same teneste står to gonger",
    next: "Fjern den eine.",
  },
  packagesUnusable: {
    what: "Ein tilgangspakke kan ikkje brukast",
    next: "Kontroller: {{packages}}",
  },
  packagesDuplicate: {
    what: "Same tilgangspakke står to gonger",
    next: "Fjern den eine.",
  },
  packagesForClientsInVisibleSystem: {
    what: "Ein tilgangspakke for klientar kan ikkje stå på eit synleg system",
    next: "Skjul systemet for kundane, eller fjern pakken.",
  },
};
