export const failures = {
  offline: {
    what: "Får ikke kontakt med {{host}}",
    next: "Kontroller nettet. Avgjørelser blir aldri lagt i kø mens du er uten forbindelse.",
  },
  signedOut: {
    what: "Innloggingen er gått ut",
    next: "Logg inn på nytt. Du kommer tilbake hit.",
  },
  notAllowed: {
    what: "Du har ikke tilgang til dette for virksomheten",
    next: "Daglig leder, hovedadministrator eller tilgangsstyrer kan hjelpe.",
  },
  notFound: {
    what: "Dette finnes ikke lenger",
    next: "Det kan være trukket tilbake eller fjernet. Gå tilbake til listen.",
  },
  invalid: {
    what_one: "{{count}} feil må rettes",
    what_other: "{{count}} feil må rettes",
    next: "Rett dem og prøv igjen.",
  },
  tokenRefused: {
    what: "Maskinporten ga ikke noe token ({{code}})",
    noCode: "uten kode",
  },
  serviceRefused: {
    what: "Tjenesteeieren avviste kallet ({{code}})",
    next: "Svaret var: {{message}}",
  },
  locked: {
    keyringMissing: {
      what: "Maskinen har ingen nøkkelring",
      next: "Velg hvor nøklene skal ligge i stedet.",
    },
    keyringLocked: {
      what: "Nøkkelringen på maskinen er låst",
      next: "Lås den opp og prøv igjen, eller velg et annet sted for nøklene.",
    },
    passphraseNeeded: {
      what: "Nøklene ligger bak en passordfrase",
      next: "Skriv inn passordfrasen for å åpne dem.",
    },
    passphraseTooShort: {
      what: "Passordfrasen er for kort",
      next: "Bruk minst åtte tegn.",
    },
    passphraseWrong: {
      what: "Passordfrasen stemmer ikke",
      next: "Skriv den inn på nytt.",
    },
    keyLost: {
      what: "Nøkkelringen har ikke lenger nøkkelen som beskytter de andre",
      next: "Lag nye nøkler under Oppsett, og registrer dem i Maskinporten.",
    },
  },
  disk: {
    what: "Appen får ikke lest eller skrevet sine egne filer",
    next: "Frigjør plass på disken, og prøv igjen.",
  },
  unexpected: {
    what: "{{host}} svarte på en uventet måte",
    next: "Prøv igjen. Oppgi referansen hvis du ber om hjelp: {{reference}}",
  },
};
