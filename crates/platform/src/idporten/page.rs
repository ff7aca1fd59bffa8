//! The pages of a sign-in.

use axum::http::StatusCode;
use axum::response::Response;
use contract::token::Scopes;
use maud::{Markup, html};
use url::form_urlencoded::Serializer;

use super::level::Level;
use super::sign_in::PATH;
use super::words::{Words, words};
use super::{redirect, scope_words};
use crate::error::Error;
use crate::page::{Fault, Field, FormKey, Kind, Language, Page, Site, first_sentence, hidden};
use crate::store::person::Person;
use crate::store::role::Position;

/// What the page shows where a person is chosen.
#[derive(Debug)]
pub(super) struct SignInPage<'a> {
    pub(super) language: Language,
    pub(super) client_name: &'a str,
    pub(super) people: &'a [Person],
    pub(super) there_are_more: bool,
    /// What they are, so that one can tell who is who.
    pub(super) positions: &'a [Position],
    /// The lowest level that will do, and the one that is chosen.
    pub(super) levels: (Level, Level),
    pub(super) search: Option<&'a str>,
    /// Which authorization call the forms answer.
    pub(super) ticket: &'a str,
    pub(super) form_key: &'a FormKey,
    /// Where the answer is sent on to: forms may lead there and nowhere else.
    pub(super) redirect_uri: &'a str,
    /// The number that was typed and is not synthetic.
    pub(super) rejected: Option<&'a str>,
}

/// The page where a person is chosen.
pub(super) fn sign_in(page: &SignInPage<'_>) -> Response {
    let words = words(page.language);
    let fault = page.rejected.map(|_| words.not_synthetic);
    let faults = fault.map(|text| Fault {
        field: "pid",
        text: text.to_owned(),
    });
    let body = html! {
        div class="page-stack" {
            h1 { (words.sign_in) }
            p { strong { (page.client_name) } " " (words.asks) }
            (level_choice(page, words))
        }
        section class="page-stack" aria-labelledby="people" {
            h2 id="people" { (words.people) }
            @if page.there_are_more || page.search.is_some() { (search(page, words)) }
            form method="post" action=(PATH) {
                (page.carried())
                ul class="page-choices" {
                    @for person in page.people { li { (choice(page, person)) } }
                }
            }
            @if page.people.is_empty() { p { (words.nobody) } }
            @if page.there_are_more { p class="page-quiet" { (words.more) } }
        }
        form class="page-stack" method="post" action=(PATH) {
            (page.carried())
            (Field::new("pid", words.other)
                .hint(words.other_hint)
                .value(page.rejected.unwrap_or_default())
                .fault(fault)
                .kind(Kind::Digits))
            div class="page-actions" {
                button class="ds-button" { (words.sign_in) }
                button class="ds-button" data-variant="tertiary" name="cancel" value="yes" { (words.cancel) }
            }
        }
    };
    Page::new(page.language, Site::Idporten, words.sign_in)
        .faults(faults.into_iter().collect())
        .in_languages(|language| page.address(language, page.levels.1))
        .form_key(page.form_key)
        .forms_lead_to(redirect::origin(page.redirect_uri).unwrap_or_default())
        .answer(&body)
}

impl SignInPage<'_> {
    /// Where this page stands in another language or at another level.
    fn address(&self, language: Language, level: Level) -> String {
        let mut query = Serializer::new(format!("{PATH}?"));
        query
            .append_pair("ticket", self.ticket)
            .append_pair("lang", language.code())
            .append_pair("level", level.word());
        if let Some(search) = self.search {
            query.append_pair("q", search);
        }
        query.finish()
    }

    /// What both forms carry unseen.
    fn carried(&self) -> Markup {
        html! {
            (self.form_key.field())
            (hidden("ticket", self.ticket))
            (hidden("lang", self.language.code()))
            (hidden("level", self.levels.1.word()))
        }
    }
}

/// The levels that will do, each a link to the same page; only told when there is but one.
fn level_choice(page: &SignInPage<'_>, words: &Words) -> Markup {
    let (least, chosen) = page.levels;
    html! {
        div class="page-level" {
            span id="level" { (words.level) }
            ul aria-labelledby="level" {
                @for level in Level::ALL.into_iter().filter(|level| *level >= least) {
                    li {
                        @if level == chosen {
                            span aria-current="true" { (words.level_name(level)) }
                        } @else {
                            a class="ds-link" href=(page.address(page.language, level)) { (words.level_name(level)) }
                        }
                    }
                }
            }
        }
    }
}

fn search(page: &SignInPage<'_>, words: &Words) -> Markup {
    html! {
        form class="page-row" method="get" action=(PATH) role="search" {
            (hidden("ticket", page.ticket))
            (hidden("lang", page.language.code()))
            (hidden("level", page.levels.1.word()))
            (Field::new("q", words.search)
                .hint(words.search_hint)
                .value(page.search.unwrap_or_default())
                .kind(Kind::Search))
            button class="ds-button" data-variant="secondary" { (words.search_button) }
        }
    }
}

fn choice(page: &SignInPage<'_>, person: &Person) -> Markup {
    html! {
        button class="page-choice" name="pid" value=(person.pid) {
            strong { (person.party.name) }
            small { (positions(page, person)) }
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

/// What the page shows where a person lets a client know.
#[derive(Debug)]
pub(super) struct ConsentPage<'a> {
    pub(super) language: Language,
    pub(super) client_name: &'a str,
    /// A name, or the number of a person whom the register does not know.
    pub(super) person: &'a str,
    pub(super) pid: &'a str,
    pub(super) level: Level,
    pub(super) scope: &'a Scopes,
    pub(super) ticket: &'a str,
    pub(super) form_key: &'a FormKey,
    pub(super) redirect_uri: &'a str,
}

/// The page where a person says yes to what a client asks for.
pub(super) fn consent(page: &ConsentPage<'_>) -> Response {
    let words = words(page.language);
    let body = html! {
        div class="page-stack" {
            h1 { (words.consent) }
            p { (words.you_are) " " strong { (page.person) } "." }
            p { strong { (page.client_name) } " " (words.wants_access) }
            ul class="ds-list" {
                @for scope in page.scope.iter() { li { (told(page.language, scope)) } }
            }
        }
        form class="page-actions" method="post" action=(PATH) {
            (page.form_key.field())
            (hidden("ticket", page.ticket))
            (hidden("lang", page.language.code()))
            (hidden("level", page.level.word()))
            (hidden("pid", page.pid))
            button class="ds-button" name="consent" value="yes" { (words.allow) }
            button class="ds-button" data-variant="tertiary" name="cancel" value="yes" { (words.cancel) }
        }
    };
    Page::new(page.language, Site::Idporten, words.consent)
        .form_key(page.form_key)
        .forms_lead_to(redirect::origin(page.redirect_uri).unwrap_or_default())
        .answer(&body)
}

/// A scope in plain words with its own name below; a name alone when nobody here knows what it is for.
fn told(language: Language, scope: &str) -> Markup {
    if let Some(words) = scope_words::of(language, scope) {
        html! { (words) div class="page-quiet" { code { (scope) } } }
    } else {
        html! { code { (scope) } }
    }
}

/// A page that says one thing; the title has its first sentence.
pub(super) fn message(
    status: StatusCode,
    language: Language,
    say: impl Fn(&Words) -> (&'static str, &'static str),
) -> Response {
    let (title, text) = say(words(language));
    let body = html! { h1 { (title) } p { (text) } };
    let first = first_sentence(text);
    Page::new(language, Site::Idporten, format!("{title}: {first}"))
        .status(status)
        .answer(&body)
}

/// A page that says why a sign-in goes no further.
pub(super) fn stopped(
    status: StatusCode,
    language: Language,
    why: impl Fn(&Words) -> &'static str,
) -> Response {
    message(status, language, |words| (words.stopped, why(words)))
}

/// A page for what is ours to mend.
pub(super) fn failed(error: &Error, language: Language) -> Response {
    tracing::error!(
        error = error as &dyn std::error::Error,
        "a call to ID-porten failed"
    );
    stopped(StatusCode::INTERNAL_SERVER_ERROR, language, |words| words.fault)
}
