export const failures = {
  offline: {
    what: "Får ikkje kontakt med {{host}}",
    next: "Kontroller nettet. Avgjerder blir aldri lagde i kø medan du er utan samband.",
  },
  signedOut: {
    what: "Innlogginga er gått ut",
    next: "Logg inn på nytt. Du kjem tilbake hit.",
  },
  notAllowed: {
    what: "Du har ikkje tilgang til dette for verksemda",
    next: "Dagleg leiar, hovudadministrator eller tilgangsstyrar kan hjelpe.",
  },
  notFound: {
    what: "Dette finst ikkje lenger",
    next: "Det kan vere trekt tilbake eller fjerna. Gå tilbake til lista.",
  },
  invalid: {
    what_one: "{{count}} feil må rettast",
    what_other: "{{count}} feil må rettast",
    next: "Rett dei og prøv igjen.",
  },
  tokenRefused: {
    what: "Maskinporten gav ikkje noko token ({{code}})",
    noCode: "utan kode",
  },
  serviceRefused: {
    what: "Tenesteeigaren avviste kallet ({{code}})",
    next: "Svaret var: {{message}}",
  },
  locked: {
    keyringMissing: {
      what: "Maskina har ingen nøkkelring",
      next: "Vel kvar nøklane skal liggje i staden.",
    },
    keyringLocked: {
      what: "Nøkkelringen på maskina er låst",
      next: "Lås han opp og prøv igjen, eller vel ein annan stad for nøklane.",
    },
    passphraseNeeded: {
      what: "Nøklane ligg bak ei passordfrase",
      next: "Skriv inn passordfrasa for å opne dei.",
    },
    passphraseTooShort: {
      what: "Passordfrasa er for kort",
      next: "Bruk minst åtte teikn.",
    },
    passphraseWrong: {
      what: "Passordfrasa stemmer ikkje",
      next: "Skriv ho inn på nytt.",
    },
    keyLost: {
      what: "Nøkkelringen har ikkje lenger nøkkelen som vernar dei andre",
      next: "Lag nye nøklar under Oppsett, og registrer dei i Maskinporten.",
    },
  },
  disk: {
    what: "Appen får ikkje lese eller skrive sine eigne filer",
    next: "Frigjer plass på disken, og prøv igjen.",
  },
  unexpected: {
    what: "{{host}} svara på ein uventa måte",
    next: "Prøv igjen. Oppgi referansen dersom du ber om hjelp: {{reference}}",
  },
};
