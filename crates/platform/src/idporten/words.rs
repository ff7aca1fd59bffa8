//! What the sign-in pages say, in three languages.

use super::level::Level;
use crate::page::Language;

/// The words in a language.
pub(super) fn words(language: Language) -> &'static Words {
    match language {
        Language::Bokmal => &BOKMAL,
        Language::Nynorsk => &NYNORSK,
        Language::English => &ENGLISH,
    }
}

/// Every text of the pages.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) sign_in: &'static str,
    /// Comes after the client's name.
    pub(super) asks: &'static str,
    pub(super) people: &'static str,
    pub(super) other: &'static str,
    pub(super) other_hint: &'static str,
    pub(super) not_synthetic: &'static str,
    pub(super) cancel: &'static str,
    pub(super) stopped: &'static str,
    pub(super) unknown_client: &'static str,
    pub(super) unknown_address: &'static str,
    pub(super) unreadable: &'static str,
    pub(super) expired: &'static str,
    pub(super) fault: &'static str,
    pub(super) signed_out: &'static str,
    pub(super) close: &'static str,
    pub(super) level: &'static str,
    pub(super) low: &'static str,
    pub(super) substantial: &'static str,
    pub(super) high: &'static str,
    pub(super) nobody: &'static str,
    pub(super) more: &'static str,
    pub(super) search: &'static str,
    pub(super) search_hint: &'static str,
    pub(super) search_button: &'static str,
    pub(super) consent: &'static str,
    /// Comes before the person's name.
    pub(super) you_are: &'static str,
    /// Comes after the client's name.
    pub(super) wants_access: &'static str,
    pub(super) allow: &'static str,
    pub(super) onwards: &'static str,
    pub(super) onwards_hint: &'static str,
    pub(super) proceed: &'static str,
    pub(super) foreign_form: &'static str,
}

impl Words {
    pub(super) fn level_name(&self, level: Level) -> &'static str {
        match level {
            Level::Low => self.low,
            Level::Substantial => self.substantial,
            Level::High => self.high,
        }
    }
}

static BOKMAL: Words = Words {
    sign_in: "Logg inn",
    asks: "vil vite hvem du er.",
    people: "Velg en person",
    other: "Et annet syntetisk fødselsnummer",
    other_hint: "Elleve sifre, med 80 lagt til måneden.",
    not_synthetic: "Dette er ikke et syntetisk fødselsnummer. Skriv elleve sifre med 80 lagt til måneden.",
    cancel: "Avbryt",
    stopped: "Innloggingen stoppet",
    unknown_client: "Programmet er ikke registrert her. Den som har laget det, må rette klient-ID-en.",
    unknown_address: "Adressen programmet vil sende deg tilbake til, er ikke registrert. Den som har laget det, må rette den.",
    unreadable: "Lenken hit kan ikke leses. Gå tilbake til programmet og prøv på nytt.",
    expired: "Innloggingen er brukt eller har stått for lenge. Gå tilbake til programmet og prøv på nytt.",
    fault: "Noe gikk galt hos oss. Gå tilbake til programmet og prøv på nytt.",
    signed_out: "Du er logget ut",
    close: "Du kan lukke dette vinduet.",
    level: "Sikkerhetsnivå:",
    low: "Lavt",
    substantial: "Betydelig",
    high: "Høyt",
    nobody: "Ingen personer passer. Søk på noe annet, eller skriv et fødselsnummer under.",
    more: "Det finnes flere. Søk for å finne dem.",
    search: "Finn en person",
    search_hint: "Navn, fødselsnummer, eller organisasjonsnummeret der personen har en rolle.",
    search_button: "Søk",
    consent: "Gi tilgang",
    you_are: "Du er",
    wants_access: "vil ha tilgang til:",
    allow: "Gi tilgang",
    onwards: "Tilbake til programmet",
    onwards_hint: "Innloggingen er ferdig her. Programmet venter på svaret.",
    proceed: "Fortsett",
    foreign_form: "Skjemaet kom ikke fra siden her. Gå tilbake til programmet og prøv på nytt.",
};

static NYNORSK: Words = Words {
    sign_in: "Logg inn",
    asks: "vil vite kven du er.",
    people: "Vel ein person",
    other: "Eit anna syntetisk fødselsnummer",
    other_hint: "Elleve siffer, med 80 lagt til månaden.",
    not_synthetic: "Dette er ikkje eit syntetisk fødselsnummer. Skriv elleve siffer med 80 lagt til månaden.",
    cancel: "Avbryt",
    stopped: "Innlogginga stoppa",
    unknown_client: "Programmet er ikkje registrert her. Den som har laga det, må rette klient-ID-en.",
    unknown_address: "Adressa programmet vil sende deg tilbake til, er ikkje registrert. Den som har laga det, må rette ho.",
    unreadable: "Lenkja hit kan ikkje lesast. Gå tilbake til programmet og prøv på nytt.",
    expired: "Innlogginga er brukt eller har stått for lenge. Gå tilbake til programmet og prøv på nytt.",
    fault: "Noko gjekk gale hos oss. Gå tilbake til programmet og prøv på nytt.",
    signed_out: "Du er logga ut",
    close: "Du kan lukke dette vindauget.",
    level: "Tryggleiksnivå:",
    low: "Lågt",
    substantial: "Betydeleg",
    high: "Høgt",
    nobody: "Ingen personar passar. Søk på noko anna, eller skriv eit fødselsnummer under.",
    more: "Det finst fleire. Søk for å finne dei.",
    search: "Finn ein person",
    search_hint: "Namn, fødselsnummer, eller organisasjonsnummeret der personen har ei rolle.",
    search_button: "Søk",
    consent: "Gi tilgang",
    you_are: "Du er",
    wants_access: "vil ha tilgang til:",
    allow: "Gi tilgang",
    onwards: "Tilbake til programmet",
    onwards_hint: "Innlogginga er ferdig her. Programmet ventar på svaret.",
    proceed: "Hald fram",
    foreign_form: "Skjemaet kom ikkje frå sida her. Gå tilbake til programmet og prøv på nytt.",
};

static ENGLISH: Words = Words {
    sign_in: "Sign in",
    asks: "wants to know who you are.",
    people: "Choose a person",
    other: "Another synthetic national identity number",
    other_hint: "Eleven digits, with 80 added to the month.",
    not_synthetic: "This is not a synthetic national identity number. Write eleven digits with 80 added to the month.",
    cancel: "Cancel",
    stopped: "Sign-in stopped",
    unknown_client: "The program is not registered here. Whoever made it must correct its client id.",
    unknown_address: "The address that the program wants to send you back to is not registered. Whoever made it must correct it.",
    unreadable: "The link that led here cannot be read. Go back to the program and try again.",
    expired: "This sign-in has been used or has waited too long. Go back to the program and try again.",
    fault: "Something went wrong on our side. Go back to the program and try again.",
    signed_out: "You are signed out",
    close: "You can close this window.",
    level: "Security level:",
    low: "Low",
    substantial: "Substantial",
    high: "High",
    nobody: "Nobody fits. Search for something else, or write a number below.",
    more: "There are more. Search to find them.",
    search: "Find a person",
    search_hint: "A name, a national identity number, or the organisation number where the person has a role.",
    search_button: "Search",
    consent: "Give access",
    you_are: "You are",
    wants_access: "wants access to:",
    allow: "Give access",
    onwards: "Back to the program",
    onwards_hint: "The sign-in is done here. The program waits for the answer.",
    proceed: "Continue",
    foreign_form: "The form did not come from this page. Go back to the program and try again.",
};
