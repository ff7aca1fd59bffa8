//! The sentences for each code, in the words of the app.

pub(super) const SENTENCES: &[(u16, &str, &str)] = &[
    (
        0,
        "Verksemda finst ikkje i registeret.",
        "Kontroller organisasjonsnummeret.",
    ),
    (
        1,
        "Førespurnaden ber om noko systemet ikkje er registrert med, eller som ikkje kan givast vidare.",
        "Leverandøren må velje blant fullmaktene systemet er registrert med.",
    ),
    (
        2,
        "Fullmaktene vart ikkje gitt. Ingenting er endra.",
        "Prøv igjen om litt.",
    ),
    (3, "Systemtilgangen vart ikkje oppretta.", "Prøv igjen om litt."),
    (
        4,
        "Verksemda har allereie ein systemtilgang for dette systemet med same referanse.",
        "Bruk den som finst, eller vel ein annan referanse.",
    ),
    (
        10,
        "Førespurnaden finst ikkje for denne verksemda.",
        "Leverandøren kan ha trekt han tilbake, eller han gjeld ei anna verksemd.",
    ),
    (
        11,
        "Systemet finst ikkje i systemregisteret i dette miljøet.",
        "Kontroller system-ID-en, eller registrer systemet.",
    ),
    (
        13,
        "Førespurnaden er allereie svart på.",
        "Svaret som vart gitt først, gjeld.",
    ),
    (
        14,
        "Altinn fekk ikkje kontrollert om du kan gi fullmaktene.",
        "Prøv igjen om litt.",
    ),
    (
        15,
        "Systemtilgangen finst ikkje lenger.",
        "Han kan vere fjerna. Gå tilbake til lista.",
    ),
    (
        16,
        "Rolla di gir ikkje denne fullmakta.",
        "Dagleg leiar, hovudadministrator eller tilgangsstyrar kan godkjenne.",
    ),
    (
        18,
        "Du kan bruke fullmakta sjølv, men ikkje gi ho vidare.",
        "Be hovudadministratoren om å godkjenne.",
    ),
    (
        19,
        "Verksemda står ikkje på lista til tenesteeigaren for denne tenesta.",
        "Tenesteeigaren avgjer kven som står der. Ta kontakt med dei.",
    ),
    (
        20,
        "Tenesta krev ei sterkare innlogging.",
        "Logg inn på nytt med høgare tryggingsnivå.",
    ),
    (
        22,
        "Fullmaktene vart ikkje trekte tilbake.",
        "Prøv igjen om litt. Systemet har framleis tilgang.",
    ),
    (
        24,
        "Systemtilgangen høyrer til ei anna verksemd.",
        "Byt verksemd øvst.",
    ),
    (
        31,
        "Klienten vart ikkje fjerna frå systemtilgangen.",
        "Han kan vere fjerna frå før. Hent lista på nytt.",
    ),
    (
        33,
        "Systemtilgangen for klientar vart ikkje fjerna.",
        "Prøv igjen om litt. Systemet har framleis tilgang.",
    ),
    (
        34,
        "Dette er ikkje ein systemtilgang for klientar.",
        "Vel ein systemtilgang som gjeld klientar.",
    ),
    (
        36,
        "Dette er ein systemtilgang for klientar, og han kan ikkje handterast her.",
        "Bruk Altinn for denne tilgangen.",
    ),
    (
        37,
        "Fleire systemtilgangar har denne klienten.",
        "Vel kva systemtilgang klienten skal fjernast frå.",
    ),
    (
        39,
        "Systemtilgangen høyrer til ei anna verksemd.",
        "Byt verksemd øvst.",
    ),
    (41, "Førespurnaden gjeld ei anna verksemd.", "Byt verksemd øvst."),
    (
        42,
        "Førespurnaden gjeld ei anna verksemd.",
        "Be nokon som kan handle for den verksemda om å svare.",
    ),
    (
        43,
        "Altinn kjenner ikkje att innlogginga di.",
        "Logg inn på nytt.",
    ),
    (
        44,
        "Du kan ikkje sjå eller endre klientane til verksemda.",
        "Ein klientadministrator i verksemda kan gjere det.",
    ),
    (45, "Klientane kunne ikkje hentast.", "Prøv igjen om litt."),
    (
        49,
        "Verksemda manglar ein intern nøkkel hos Altinn.",
        "Altinn må rette dette. Ta kontakt med brukarstøtte.",
    ),
    (
        50,
        "Altinn fekk ikkje kontrollert tilgangspakkane.",
        "Prøv igjen om litt.",
    ),
    (
        51,
        "Ein tilgangspakke vart ikkje gitt. Ingenting er endra.",
        "Prøv igjen om litt.",
    ),
    (
        52,
        "Ein av tilgangspakkane finst ikkje.",
        "Leverandøren må rette pakkenamnet.",
    ),
    (
        53,
        "Du kan ikkje gi vidare ein av tilgangspakkane.",
        "Be nokon som har pakken om å godkjenne.",
    ),
    (
        55,
        "Altinn fekk ikkje lese kva tilgangspakkar systemet har.",
        "Prøv igjen om litt.",
    ),
    (
        56,
        "Systemtilgangen vart ikkje fjerna.",
        "Prøv igjen om litt. Systemet har framleis tilgang.",
    ),
    (
        57,
        "Ei tilgangspakke vart ikkje trekt tilbake.",
        "Prøv igjen om litt. Systemet har framleis tilgang.",
    ),
    (
        62,
        "Altinn fekk ikkje lese kva enkelttenester systemet har.",
        "Prøv igjen om litt.",
    ),
    (
        63,
        "Førespurnaden ber om ein tilgangspakke systemet ikkje er registrert med.",
        "Legg pakken til på systemet først.",
    ),
    (
        64,
        "Ein av tilgangspakkane kan berre givast på vegner av klientar.",
        "Vel ein annan pakke, eller be om ein systemtilgang for klientar.",
    ),
    (
        65,
        "Ein av tilgangspakkane kan ikkje brukast på vegner av klientar.",
        "Vel ein annan pakke, eller be om ein eigen systemtilgang.",
    ),
    (
        66,
        "Dette må gjerast av ein tilgangsstyrar.",
        "Be dagleg leiar, hovudadministrator eller tilgangsstyrar om hjelp.",
    ),
    (
        68,
        "Du manglar tilgangspakken som gir denne fullmakta.",
        "Be nokon som har pakken om å godkjenne.",
    ),
    (
        69,
        "Leverandøren står ikkje på tilgangslista for tenesta.",
        "Leverandøren må be tenesteeigaren om å bli lagd til.",
    ),
    (
        70,
        "Tenesta kan ikkje givast vidare til eit system.",
        "Dette må leverandøren rette i registreringa si.",
    ),
    (
        71,
        "Tenesta er eit Maskinporten-skjema og kan ikkje givast til eit system.",
        "Dette må leverandøren rette i registreringa si.",
    ),
    (
        79,
        "Verksemda er ikkje klient hos dykk.",
        "Klienten må først gje dykk ei rolle eller ei fullmakt.",
    ),
    (
        80,
        "Klienten har ikkje gjeve dykk alle fullmaktene systemtilgangen treng.",
        "Be klienten om fullmaktene som manglar.",
    ),
];
