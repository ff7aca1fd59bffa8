//! The sentences for each code, in the words of the app.

pub(super) const SENTENCES: &[(u16, &str, &str)] = &[
    (
        0,
        "Virksomheten finnes ikke i registeret.",
        "Kontroller organisasjonsnummeret.",
    ),
    (
        1,
        "Forespørselen ber om noe systemet ikke er registrert med, eller som ikke kan gis videre.",
        "Leverandøren må velge blant fullmaktene systemet er registrert med.",
    ),
    (
        2,
        "Fullmaktene ble ikke gitt. Ingenting er endret.",
        "Prøv igjen om litt.",
    ),
    (3, "Systemtilgangen ble ikke opprettet.", "Prøv igjen om litt."),
    (
        4,
        "Virksomheten har allerede en systemtilgang for dette systemet med samme referanse.",
        "Bruk den som finnes, eller velg en annen referanse.",
    ),
    (
        10,
        "Forespørselen finnes ikke for denne virksomheten.",
        "Leverandøren kan ha trukket den tilbake, eller den gjelder en annen virksomhet.",
    ),
    (
        11,
        "Systemet finnes ikke i systemregisteret i dette miljøet.",
        "Kontroller system-ID-en, eller registrer systemet.",
    ),
    (
        13,
        "Forespørselen er allerede besvart.",
        "Svaret som ble gitt først, gjelder.",
    ),
    (
        14,
        "Altinn fikk ikke kontrollert om du kan gi fullmaktene.",
        "Prøv igjen om litt.",
    ),
    (
        15,
        "Systemtilgangen finnes ikke lenger.",
        "Den kan være fjernet. Gå tilbake til listen.",
    ),
    (
        16,
        "Rollen din gir ikke denne fullmakten.",
        "Daglig leder, hovedadministrator eller tilgangsstyrer kan godkjenne.",
    ),
    (
        18,
        "Du kan bruke fullmakten selv, men ikke gi den videre.",
        "Be hovedadministratoren om å godkjenne.",
    ),
    (
        19,
        "Virksomheten står ikke på tjenesteeierens liste for denne tjenesten.",
        "Tjenesteeieren bestemmer hvem som står der. Ta kontakt med dem.",
    ),
    (
        20,
        "Tjenesten krever en sterkere innlogging.",
        "Logg inn på nytt med høyere sikkerhetsnivå.",
    ),
    (
        22,
        "Fullmaktene ble ikke trukket tilbake.",
        "Prøv igjen om litt. Systemet har fortsatt tilgang.",
    ),
    (
        24,
        "Systemtilgangen hører til en annen virksomhet.",
        "Bytt virksomhet øverst.",
    ),
    (
        31,
        "Klienten ble ikke fjernet fra systemtilgangen.",
        "Den kan være fjernet fra før. Hent listen på nytt.",
    ),
    (
        33,
        "Systemtilgangen for klienter ble ikke fjernet.",
        "Prøv igjen om litt. Systemet har fortsatt tilgang.",
    ),
    (
        34,
        "Dette er ikke en systemtilgang for klienter.",
        "Velg en systemtilgang som gjelder klienter.",
    ),
    (
        36,
        "Dette er en systemtilgang for klienter, og den kan ikke behandles her.",
        "Bruk Altinn for denne tilgangen.",
    ),
    (
        37,
        "Flere systemtilganger har denne klienten.",
        "Velg hvilken systemtilgang klienten skal fjernes fra.",
    ),
    (
        39,
        "Systemtilgangen hører til en annen virksomhet.",
        "Bytt virksomhet øverst.",
    ),
    (
        41,
        "Forespørselen gjelder en annen virksomhet.",
        "Bytt virksomhet øverst.",
    ),
    (
        42,
        "Forespørselen gjelder en annen virksomhet.",
        "Be en som kan handle for den virksomheten om å svare.",
    ),
    (
        43,
        "Altinn kjenner ikke innloggingen din igjen.",
        "Logg inn på nytt.",
    ),
    (
        44,
        "Du kan ikke se eller endre klientene til virksomheten.",
        "En klientadministrator i virksomheten kan gjøre det.",
    ),
    (45, "Klientene kunne ikke hentes.", "Prøv igjen om litt."),
    (
        49,
        "Virksomheten mangler en intern nøkkel hos Altinn.",
        "Altinn må rette dette. Ta kontakt med brukerstøtte.",
    ),
    (
        50,
        "Altinn fikk ikke kontrollert tilgangspakkene.",
        "Prøv igjen om litt.",
    ),
    (
        51,
        "En tilgangspakke ble ikke gitt. Ingenting er endret.",
        "Prøv igjen om litt.",
    ),
    (
        52,
        "En av tilgangspakkene finnes ikke.",
        "Leverandøren må rette pakkenavnet.",
    ),
    (
        53,
        "Du kan ikke gi videre en av tilgangspakkene.",
        "Be en som har pakken om å godkjenne.",
    ),
    (
        55,
        "Altinn fikk ikke lest hvilke tilgangspakker systemet har.",
        "Prøv igjen om litt.",
    ),
    (
        56,
        "Systemtilgangen ble ikke fjernet.",
        "Prøv igjen om litt. Systemet har fortsatt tilgang.",
    ),
    (
        57,
        "En tilgangspakke ble ikke trukket tilbake.",
        "Prøv igjen om litt. Systemet har fortsatt tilgang.",
    ),
    (
        62,
        "Altinn fikk ikke lest hvilke enkelttjenester systemet har.",
        "Prøv igjen om litt.",
    ),
    (
        63,
        "Forespørselen ber om en tilgangspakke systemet ikke er registrert med.",
        "Legg pakken til på systemet først.",
    ),
    (
        64,
        "En av tilgangspakkene kan bare gis på vegne av klienter.",
        "Velg en annen pakke, eller be om en systemtilgang for klienter.",
    ),
    (
        65,
        "En av tilgangspakkene kan ikke brukes på vegne av klienter.",
        "Velg en annen pakke, eller be om en egen systemtilgang.",
    ),
    (
        66,
        "Dette må gjøres av en tilgangsstyrer.",
        "Be daglig leder, hovedadministrator eller tilgangsstyrer om hjelp.",
    ),
    (
        68,
        "Du mangler tilgangspakken som gir denne fullmakten.",
        "Be en som har pakken om å godkjenne.",
    ),
    (
        69,
        "Leverandøren står ikke på tilgangslisten for tjenesten.",
        "Leverandøren må be tjenesteeieren om å bli lagt til.",
    ),
    (
        70,
        "Tjenesten kan ikke gis videre til et system.",
        "Dette må leverandøren rette i sin registrering.",
    ),
    (
        71,
        "Tjenesten er et Maskinporten-skjema og kan ikke gis til et system.",
        "Dette må leverandøren rette i sin registrering.",
    ),
    (
        79,
        "Virksomheten er ikke klient hos dere.",
        "Klienten må først gi dere en rolle eller en fullmakt.",
    ),
    (
        80,
        "Klienten har ikke gitt dere alle fullmaktene systemtilgangen trenger.",
        "Be klienten om fullmaktene som mangler.",
    ),
];
