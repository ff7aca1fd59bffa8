//! What the sign-in pages say, in three languages.

use crate::page::Language;

/// The first of `ui_locales` that the pages have; bokmål when there is none.
pub(super) fn language(ui_locales: Option<&str>) -> Language {
    Language::first_of(ui_locales.unwrap_or_default().split(' ')).unwrap_or(Language::Bokmal)
}

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
};
