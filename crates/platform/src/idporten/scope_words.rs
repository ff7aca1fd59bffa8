//! What a scope lets a program do, told to the person who gives it.

use crate::page::Language;

/// The words for a scope; `None` for one of somebody else's.
pub(super) fn of(language: Language, scope: &str) -> Option<&'static str> {
    let (_, nb, nn, en) = SCOPES.iter().find(|(known, ..)| *known == scope)?;
    Some(match language {
        Language::Bokmal => nb,
        Language::Nynorsk => nn,
        Language::English => en,
    })
}

type Row = (&'static str, &'static str, &'static str, &'static str);

const SCOPES: &[Row] = &[
    ("openid", "Vite hvem du er", "Vite kven du er", "Know who you are"),
    (
        "profile",
        "Se språket og sikkerhetsnivået du logget inn med",
        "Sjå språket og tryggleiksnivået du logga inn med",
        "See the language and security level you signed in with",
    ),
    (
        "altinn:portal/enduser",
        "Gjøre det du selv kan gjøre i Altinn",
        "Gjere det du sjølv kan gjere i Altinn",
        "Do what you can do in Altinn yourself",
    ),
    (
        "altinn:clientdelegations.read",
        "Se hvilke systemer som kan handle for klientene deres",
        "Sjå kva system som kan handle for klientane dykkar",
        "See which systems can act for your clients",
    ),
    (
        "altinn:clientdelegations.write",
        "Knytte klienter til systemer, og ta dem bort",
        "Knyte klientar til system, og ta dei bort",
        "Connect clients to systems, and disconnect them",
    ),
    (
        "altinn:accessmanagement/authorizedparties",
        "Se hvem du kan handle for",
        "Sjå kven du kan handle for",
        "See whom you can act for",
    ),
    (
        "altinn:accessmanagement/enduser:connections:toothers.read",
        "Se hvem som har fått fullmakter av deg og virksomhetene dine",
        "Sjå kven som har fått fullmakter av deg og verksemdene dine",
        "See who has authorities from you and your organisations",
    ),
    (
        "altinn:accessmanagement/enduser:connections:fromothers.read",
        "Se hvem du og virksomhetene dine har fått fullmakter av",
        "Sjå kven du og verksemdene dine har fått fullmakter av",
        "See from whom you and your organisations have authorities",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;

    #[test]
    fn every_scope_of_the_built_in_programs_is_told_in_words() {
        let seed = serde_json::to_value(Seed::builtin().unwrap()).unwrap();
        let clients = seed["idportenClients"].as_array().unwrap();
        let scopes = clients
            .iter()
            .flat_map(|client| client["scopes"].as_array().unwrap());
        for scope in scopes.map(|scope| scope.as_str().unwrap()) {
            assert!(of(Language::Nynorsk, scope).is_some(), "{scope}");
        }
        assert_eq!(of(Language::Bokmal, "a-mate:of/somebody"), None);
    }
}
