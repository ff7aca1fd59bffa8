export const problems = {
  partyNotFound: {
    what: "Verksemda finst ikkje i registeret.",
    next: "Kontroller organisasjonsnummeret.",
  },
  partyWithoutUuid: {
    what: "Verksemda manglar ein intern nøkkel hos Altinn.",
    next: "Altinn må rette dette. Ta kontakt med brukarstøtte.",
  },
  rightsNotDelegable: {
    what: "Førespurnaden ber om noko systemet ikkje er registrert med, eller som ikkje kan givast vidare.",
    next: "Leverandøren må velje blant fullmaktene systemet er registrert med.",
  },
  delegationFailed: {
    what: "Fullmaktene vart ikkje gitt. Ingenting er endra.",
    next: "Prøv igjen om litt.",
  },
  revocationFailed: {
    what: "Fullmaktene vart ikkje trekte tilbake.",
    next: "Prøv igjen om litt. Systemet har framleis tilgang.",
  },
  systemUserNotMade: {
    what: "Systemtilgangen vart ikkje oppretta.",
    next: "Prøv igjen om litt.",
  },
  systemUserExists: {
    what: "Verksemda har allereie ein systemtilgang for dette systemet med same referanse.",
    next: "Bruk den som finst, eller vel ein annan referanse.",
  },
  systemUserNotFound: {
    what: "Systemtilgangen finst ikkje lenger.",
    next: "Han kan vere fjerna. Gå tilbake til lista.",
  },
  systemUserOfOtherParty: {
    what: "Systemtilgangen høyrer til ei anna verksemd.",
    next: "Byt verksemd øvst.",
  },
  systemUserNotStandard: {
    what: "Dette er ein systemtilgang for klientar, og han kan ikkje handterast her.",
    next: "Bruk Altinn for denne tilgangen.",
  },
  systemUserNotDeleted: {
    what: "Systemtilgangen vart ikkje fjerna.",
    next: "Prøv igjen om litt. Systemet har framleis tilgang.",
  },
  requestAlreadyAccepted: {
    what: "Ein førespurnad med same system, verksemd og referanse er allereie godkjend.",
    next: "Vel ein ny referanse dersom det skal vere ein tilgang til.",
  },
  requestPending: {
    what: "Ein førespurnad med same system, verksemd og referanse ventar på svar.",
    next: "Send kunden lenkja på nytt, eller trekk førespurnaden tilbake først.",
  },
  requestAlreadyDenied: {
    what: "Ein førespurnad med same system, verksemd og referanse er avvist.",
    next: "Slett han, eller vel ein ny referanse.",
  },
  requestAlreadyRejected: {
    what: "Ein førespurnad med same system, verksemd og referanse er avvist.",
    next: "Slett han, eller vel ein ny referanse.",
  },
  requestNotFound: {
    what: "Førespurnaden finst ikkje for denne verksemda.",
    next: "Leverandøren kan ha trekt han tilbake, eller han gjeld ei anna verksemd.",
  },
  requestNotNew: {
    what: "Førespurnaden er allereie svart på.",
    next: "Svaret som vart gitt først, gjeld.",
  },
  requestOfOtherParty: {
    what: "Førespurnaden gjeld ei anna verksemd.",
    next: "Byt verksemd øvst.",
  },
  nothingRequested: {
    what: "Førespurnaden ber ikkje om nokon fullmakt.",
    next: "Vel minst éi fullmakt.",
  },
  systemNotFound: {
    what: "Systemet finst ikkje i systemregisteret i dette miljøet.",
    next: "Kontroller system-ID-en, eller registrer systemet.",
  },
  systemNameMissing: {
    what: "Systemet manglar namn i systemregisteret.",
    next: "Leverandøren må registrere namn på bokmål, nynorsk og engelsk.",
  },
  redirectsNotRegistered: {
    what: "Systemet er ikkje registrert med noka returadresse.",
    next: "Registrer adressa på systemet først, eller send utan returadresse.",
  },
  redirectNotAllowed: {
    what: "Returadressa passar ikkje med noka adresse systemet er registrert med.",
    next: "Alt før spørjeteiknet må vere likt ei registrert adresse.",
  },
  vendorUnknown: {
    what: "Tokenet seier ikkje kva leverandør det gjeld.",
    next: "Kontroller Maskinporten-klienten under Oppsett.",
  },
  delegationCheckFailed: {
    what: "Altinn fekk ikkje kontrollert om du kan gi fullmaktene.",
    next: "Prøv igjen om litt.",
  },
  roleMissing: {
    what: "Rolla di gir ikkje denne fullmakta.",
    next: "Dagleg leiar, hovudadministrator eller tilgangsstyrar kan godkjenne.",
  },
  delegationMissing: {
    what: "Du kan bruke fullmakta sjølv, men ikkje gi ho vidare.",
    next: "Be hovudadministratoren om å godkjenne.",
  },
  serviceListMissing: {
    what: "Verksemda står ikkje på lista til tenesteeigaren for denne tenesta.",
    next: "Tenesteeigaren avgjer kven som står der. Ta kontakt med dei.",
  },
  authenticationLevelTooLow: {
    what: "Tenesta krev ei sterkare innlogging.",
    next: "Logg inn på nytt med høgare tryggingsnivå.",
  },
  packageAccessMissing: {
    what: "Du manglar tilgangspakken som gir denne fullmakta.",
    next: "Be nokon som har pakken om å godkjenne.",
  },
  accessListMissing: {
    what: "Leverandøren står ikkje på tilgangslista for tenesta.",
    next: "Leverandøren må be tenesteeigaren om å bli lagd til.",
  },
  resourceNotDelegable: {
    what: "Tenesta kan ikkje givast vidare til eit system.",
    next: "Dette må leverandøren rette i registreringa si.",
  },
  resourceIsMaskinportenSchema: {
    what: "Tenesta er eit Maskinporten-skjema og kan ikkje givast til eit system.",
    next: "Dette må leverandøren rette i registreringa si.",
  },
  packageCheckFailed: {
    what: "Altinn fekk ikkje kontrollert tilgangspakkane.",
    next: "Prøv igjen om litt.",
  },
  packageInvalid: {
    what: "Ein av tilgangspakkane finst ikkje.",
    next: "Leverandøren må rette pakkenamnet.",
  },
  packageNotHeld: {
    what: "Du kan ikkje gi vidare ein av tilgangspakkane.",
    next: "Be nokon som har pakken om å godkjenne.",
  },
  packageDelegationFailed: {
    what: "Ein tilgangspakke vart ikkje gitt. Ingenting er endra.",
    next: "Prøv igjen om litt.",
  },
  packageOutsideSystem: {
    what: "Førespurnaden ber om ein tilgangspakke systemet ikkje er registrert med.",
    next: "Legg pakken til på systemet først.",
  },
  packageNotAssignable: {
    what: "Ein av tilgangspakkane kan berre givast på vegner av klientar.",
    next: "Vel ein annan pakke, eller be om ein systemtilgang for klientar.",
  },
  packageNotDelegable: {
    what: "Ein av tilgangspakkane kan ikkje brukast på vegner av klientar.",
    next: "Vel ein annan pakke, eller be om ein eigen systemtilgang.",
  },
  packagesUnreadable: {
    what: "Altinn fekk ikkje lese kva tilgangspakkar systemet har.",
    next: "Prøv igjen om litt.",
  },
  rightsUnreadable: {
    what: "Altinn fekk ikkje lese kva enkelttenester systemet har.",
    next: "Prøv igjen om litt.",
  },
  accessManagerNeeded: {
    what: "Dette må gjerast av ein tilgangsstyrar.",
    next: "Be dagleg leiar, hovudadministrator eller tilgangsstyrar om hjelp.",
  },
  customerNotValid: {
    what: "Verksemda som skulle leggjast til, vart ikkje forstått.",
    next: "Vel klienten frå lista.",
  },
  clientNotUnlinked: {
    what: "Klienten vart ikkje fjerna frå systemtilgangen.",
    next: "Han kan vere fjerna frå før. Hent lista på nytt.",
  },
  agentNotDeleted: {
    what: "Systemtilgangen for klientar vart ikkje fjerna.",
    next: "Prøv igjen om litt. Systemet har framleis tilgang.",
  },
  systemUserNotAgent: {
    what: "Dette er ikkje ein systemtilgang for klientar.",
    next: "Vel ein systemtilgang som gjeld klientar.",
  },
  severalDelegations: {
    what: "Fleire systemtilgangar har denne klienten.",
    next: "Vel kva systemtilgang klienten skal fjernast frå.",
  },
  facilitatorOfOtherParty: {
    what: "Systemtilgangen høyrer til ei anna verksemd.",
    next: "Byt verksemd øvst.",
  },
  clientsUnauthorized: {
    what: "Altinn kjenner ikkje att innlogginga di.",
    next: "Logg inn på nytt.",
  },
  clientsForbidden: {
    what: "Du kan ikkje sjå eller endre klientane til verksemda.",
    next: "Ein klientadministrator i verksemda kan gjere det.",
  },
  clientsUnreadable: {
    what: "Klientane kunne ikkje hentast.",
    next: "Prøv igjen om litt.",
  },
  packageNotRevoked: {
    what: "Ei tilgangspakke vart ikkje trekt tilbake.",
    next: "Prøv igjen om litt. Systemet har framleis tilgang.",
  },
  clientNotFound: {
    what: "Verksemda er ikkje klient hos dykk.",
    next: "Klienten må først gje dykk ei rolle eller ei fullmakt.",
  },
  clientLacksPackages: {
    what: "Klienten har ikkje gjeve dykk alle fullmaktene systemtilgangen treng.",
    next: "Be klienten om fullmaktene som manglar.",
  },
};
