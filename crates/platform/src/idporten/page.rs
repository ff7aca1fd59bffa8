//! The sign-in pages.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::words::words;
use crate::page::{Fault, Field, Kind, Language, Page, Site, hidden};
use crate::store::person::Person;
use crate::store::role::Position;

/// What a sign-in page shows.
#[derive(Debug)]
pub(super) struct SignInPage<'a> {
    pub(super) language: Language,
    pub(super) client_name: &'a str,
    pub(super) people: &'a [Person],
    /// What they are, so that one can tell who is who.
    pub(super) positions: &'a [Position],
    /// What the form carries: which authorization call it answers.
    pub(super) ticket: &'a str,
    /// Where the answer is sent on to: forms may lead there and nowhere else.
    pub(super) redirect_origin: &'a str,
    /// The number that was typed and is not synthetic.
    pub(super) rejected: Option<&'a str>,
}

/// The page where a person is chosen.
pub(super) fn sign_in(page: &SignInPage<'_>) -> Response {
    let words = words(page.language);
    let ticket = hidden("ticket", page.ticket);
    let fault = page.rejected.map(|_| words.not_synthetic);
    let faults = fault.map(|text| Fault {
        field: "pid",
        text: text.to_owned(),
    });
    let number = Field::new("pid", words.other)
        .hint(words.other_hint)
        .value(page.rejected.unwrap_or_default())
        .fault(fault)
        .kind(Kind::Digits);
    let body = html! {
        div class="page-stack" {
            h1 { (words.sign_in) }
            p { strong { (page.client_name) } " " (words.asks) }
        }
        form class="page-stack" method="post" action="/sign-in" {
            (ticket)
            h2 { (words.people) }
            ul class="page-choices" {
                @for person in page.people { li { (choice(page, person)) } }
            }
        }
        form class="page-stack" method="post" action="/sign-in" {
            (ticket)
            (number)
            button class="ds-button" { (words.sign_in) }
        }
        form method="post" action="/sign-in" {
            (ticket)
            button class="ds-button" data-variant="tertiary" name="cancel" value="yes" { (words.cancel) }
        }
    };
    Page::new(page.language, Site::Idporten, words.sign_in)
        .faults(faults.into_iter().collect())
        .forms_lead_to(page.redirect_origin)
        .answer(&body)
}

fn choice(page: &SignInPage<'_>, person: &Person) -> Markup {
    html! {
        button class="page-choice" name="pid" value=(person.pid) {
            strong { (person.party.name) } small { (positions(page, person)) }
        }
    }
}

/// Such as "Daglig leder, Rør og Vann AS"; the number of a person who is nothing anywhere.
fn positions(page: &SignInPage<'_>, person: &Person) -> String {
    let language = page.language.code();
    let held: Vec<String> = page
        .positions
        .iter()
        .filter(|position| position.holder == person.party.uuid)
        .map(|position| {
            let role = position.role.get(language).unwrap_or_default();
            format!("{role}, {}", position.organization)
        })
        .collect();
    if held.is_empty() {
        person.pid.clone()
    } else {
        held.join(" · ")
    }
}

/// A page that says one thing.
pub(super) fn message(status: StatusCode, language: Language, title: &str, text: &str) -> Response {
    let body = html! { h1 { (title) } p { (text) } };
    Page::new(language, Site::Idporten, title)
        .status(status)
        .answer(&body)
}
