export const problems = {
  partyNotFound: {
    what: "Virksomheten finnes ikke i registeret.",
    next: "Kontroller organisasjonsnummeret.",
  },
  partyWithoutUuid: {
    what: "Virksomheten mangler en intern nøkkel hos Altinn.",
    next: "Altinn må rette dette. Ta kontakt med brukerstøtte.",
  },
  rightsNotDelegable: {
    what: "Forespørselen ber om noe systemet ikke er registrert med, eller som ikke kan gis videre.",
    next: "Leverandøren må velge blant fullmaktene systemet er registrert med.",
  },
  delegationFailed: {
    what: "Fullmaktene ble ikke gitt. Ingenting er endret.",
    next: "Prøv igjen om litt.",
  },
  revocationFailed: {
    what: "Fullmaktene ble ikke trukket tilbake.",
    next: "Prøv igjen om litt. Systemet har fortsatt tilgang.",
  },
  systemUserNotMade: {
    what: "Systemtilgangen ble ikke opprettet.",
    next: "Prøv igjen om litt.",
  },
  systemUserExists: {
    what: "Virksomheten har allerede en systemtilgang for dette systemet med samme referanse.",
    next: "Bruk den som finnes, eller velg en annen referanse.",
  },
  systemUserNotFound: {
    what: "Systemtilgangen finnes ikke lenger.",
    next: "Den kan være fjernet. Gå tilbake til listen.",
  },
  systemUserOfOtherParty: {
    what: "Systemtilgangen hører til en annen virksomhet.",
    next: "Bytt virksomhet øverst.",
  },
  systemUserNotStandard: {
    what: "Dette er en systemtilgang for klienter, og den kan ikke behandles her.",
    next: "Bruk Altinn for denne tilgangen.",
  },
  systemUserNotDeleted: {
    what: "Systemtilgangen ble ikke fjernet.",
    next: "Prøv igjen om litt. Systemet har fortsatt tilgang.",
  },
  requestAlreadyAccepted: {
    what: "En forespørsel med samme system, virksomhet og referanse er allerede godkjent.",
    next: "Velg en ny referanse hvis det skal være en tilgang til.",
  },
  requestPending: {
    what: "En forespørsel med samme system, virksomhet og referanse venter på svar.",
    next: "Send kunden lenken på nytt, eller trekk forespørselen tilbake først.",
  },
  requestAlreadyDenied: {
    what: "En forespørsel med samme system, virksomhet og referanse er avvist.",
    next: "Slett den, eller velg en ny referanse.",
  },
  requestAlreadyRejected: {
    what: "En forespørsel med samme system, virksomhet og referanse er avvist.",
    next: "Slett den, eller velg en ny referanse.",
  },
  requestNotFound: {
    what: "Forespørselen finnes ikke for denne virksomheten.",
    next: "Leverandøren kan ha trukket den tilbake, eller den gjelder en annen virksomhet.",
  },
  requestNotNew: {
    what: "Forespørselen er allerede besvart.",
    next: "Svaret som ble gitt først, gjelder.",
  },
  requestOfOtherParty: {
    what: "Forespørselen gjelder en annen virksomhet.",
    next: "Bytt virksomhet øverst.",
  },
  nothingRequested: {
    what: "Forespørselen ber ikke om noen fullmakt.",
    next: "Velg minst én fullmakt.",
  },
  systemNotFound: {
    what: "Systemet finnes ikke i systemregisteret i dette miljøet.",
    next: "Kontroller system-ID-en, eller registrer systemet.",
  },
  systemNameMissing: {
    what: "Systemet mangler navn i systemregisteret.",
    next: "Leverandøren må registrere navn på bokmål, nynorsk og engelsk.",
  },
  redirectsNotRegistered: {
    what: "Systemet er ikke registrert med noen returadresse.",
    next: "Registrer adressen på systemet først, eller send uten returadresse.",
  },
  redirectNotAllowed: {
    what: "Returadressen passer ikke med noen adresse systemet er registrert med.",
    next: "Alt før spørsmålstegnet må være likt en registrert adresse.",
  },
  vendorUnknown: {
    what: "Tokenet sier ikke hvilken leverandør det gjelder.",
    next: "Kontroller Maskinporten-klienten under Oppsett.",
  },
  delegationCheckFailed: {
    what: "Altinn fikk ikke kontrollert om du kan gi fullmaktene.",
    next: "Prøv igjen om litt.",
  },
  roleMissing: {
    what: "Rollen din gir ikke denne fullmakten.",
    next: "Daglig leder, hovedadministrator eller tilgangsstyrer kan godkjenne.",
  },
  delegationMissing: {
    what: "Du kan bruke fullmakten selv, men ikke gi den videre.",
    next: "Be hovedadministratoren om å godkjenne.",
  },
  serviceListMissing: {
    what: "Virksomheten står ikke på tjenesteeierens liste for denne tjenesten.",
    next: "Tjenesteeieren bestemmer hvem som står der. Ta kontakt med dem.",
  },
  authenticationLevelTooLow: {
    what: "Tjenesten krever en sterkere innlogging.",
    next: "Logg inn på nytt med høyere sikkerhetsnivå.",
  },
  packageAccessMissing: {
    what: "Du mangler tilgangspakken som gir denne fullmakten.",
    next: "Be en som har pakken om å godkjenne.",
  },
  accessListMissing: {
    what: "Leverandøren står ikke på tilgangslisten for tjenesten.",
    next: "Leverandøren må be tjenesteeieren om å bli lagt til.",
  },
  resourceNotDelegable: {
    what: "Tjenesten kan ikke gis videre til et system.",
    next: "Dette må leverandøren rette i sin registrering.",
  },
  resourceIsMaskinportenSchema: {
    what: "Tjenesten er et Maskinporten-skjema og kan ikke gis til et system.",
    next: "Dette må leverandøren rette i sin registrering.",
  },
  packageCheckFailed: {
    what: "Altinn fikk ikke kontrollert tilgangspakkene.",
    next: "Prøv igjen om litt.",
  },
  packageInvalid: {
    what: "En av tilgangspakkene finnes ikke.",
    next: "Leverandøren må rette pakkenavnet.",
  },
  packageNotHeld: {
    what: "Du kan ikke gi videre en av tilgangspakkene.",
    next: "Be en som har pakken om å godkjenne.",
  },
  packageDelegationFailed: {
    what: "En tilgangspakke ble ikke gitt. Ingenting er endret.",
    next: "Prøv igjen om litt.",
  },
  packageOutsideSystem: {
    what: "Forespørselen ber om en tilgangspakke systemet ikke er registrert med.",
    next: "Legg pakken til på systemet først.",
  },
  packageNotAssignable: {
    what: "En av tilgangspakkene kan bare gis på vegne av klienter.",
    next: "Velg en annen pakke, eller be om en systemtilgang for klienter.",
  },
  packageNotDelegable: {
    what: "En av tilgangspakkene kan ikke brukes på vegne av klienter.",
    next: "Velg en annen pakke, eller be om en egen systemtilgang.",
  },
  packagesUnreadable: {
    what: "Altinn fikk ikke lest hvilke tilgangspakker systemet har.",
    next: "Prøv igjen om litt.",
  },
  rightsUnreadable: {
    what: "Altinn fikk ikke lest hvilke enkelttjenester systemet har.",
    next: "Prøv igjen om litt.",
  },
  accessManagerNeeded: {
    what: "Dette må gjøres av en tilgangsstyrer.",
    next: "Be daglig leder, hovedadministrator eller tilgangsstyrer om hjelp.",
  },
  customerNotValid: {
    what: "Virksomheten som skulle legges til, ble ikke forstått.",
    next: "Velg klienten fra listen.",
  },
  clientNotUnlinked: {
    what: "Klienten ble ikke fjernet fra systemtilgangen.",
    next: "Den kan være fjernet fra før. Hent listen på nytt.",
  },
  agentNotDeleted: {
    what: "Systemtilgangen for klienter ble ikke fjernet.",
    next: "Prøv igjen om litt. Systemet har fortsatt tilgang.",
  },
  systemUserNotAgent: {
    what: "Dette er ikke en systemtilgang for klienter.",
    next: "Velg en systemtilgang som gjelder klienter.",
  },
  severalDelegations: {
    what: "Flere systemtilganger har denne klienten.",
    next: "Velg hvilken systemtilgang klienten skal fjernes fra.",
  },
  facilitatorOfOtherParty: {
    what: "Systemtilgangen hører til en annen virksomhet.",
    next: "Bytt virksomhet øverst.",
  },
  clientsUnauthorized: {
    what: "Altinn kjenner ikke innloggingen din igjen.",
    next: "Logg inn på nytt.",
  },
  clientsForbidden: {
    what: "Du kan ikke se eller endre klientene til virksomheten.",
    next: "En klientadministrator i virksomheten kan gjøre det.",
  },
  clientsUnreadable: {
    what: "Klientene kunne ikke hentes.",
    next: "Prøv igjen om litt.",
  },
  packageNotRevoked: {
    what: "En tilgangspakke ble ikke trukket tilbake.",
    next: "Prøv igjen om litt. Systemet har fortsatt tilgang.",
  },
  clientNotFound: {
    what: "Virksomheten er ikke klient hos dere.",
    next: "Klienten må først gi dere en rolle eller en fullmakt.",
  },
  clientLacksPackages: {
    what: "Klienten har ikke gitt dere alle fullmaktene systemtilgangen trenger.",
    next: "Be klienten om fullmaktene som mangler.",
  },
};
