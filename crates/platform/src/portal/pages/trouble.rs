//! Pages for what did not happen: the cause, who can mend it, and the next step.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::portal::REASONS;
use domain::delegation::ReasonCode;
use maud::{Markup, html};
use serde::Deserialize;

use super::preflight::{approvers, who_can};
use super::reader::Reader;
use super::sheet::Sheet;
use super::{answer, overview};
use crate::page::{self, Language, Page, Site};
use crate::portal::ask::Refused;
use crate::portal::kind::{Answer, Kind};
use crate::portal::words::{Words, of, of_problem, words};

/// What the page says, besides its heading.
struct Told {
    cause: String,
    next: &'static str,
    code: Option<String>,
}

/// What no route of the portal answers.
pub(in crate::portal) async fn nowhere(headers: HeaderMap) -> Response {
    page::nowhere(&headers, Site::Altinn, |language| {
        Some((overview::PATH, words(language).overview.title))
    })
}

/// The link names no request.
pub(super) async fn not_a_link(reader: &Reader) -> Response {
    let words = reader.words();
    let body = html! {
        h1 { (words.trouble.not_shown) }
        p { (words.sheet.not_a_link) }
        p class="page-actions" { a class="ds-link" href=(overview::PATH) { (words.receipt.to_overview) } }
    };
    let title = titled(words.trouble.not_shown, words.sheet.not_a_link);
    let page = Page::new(reader.language(), Site::Altinn, title);
    reader.framed(page.status(StatusCode::BAD_REQUEST), &body).await
}

/// A form that was not sent from a page of ours: nothing was changed.
pub(super) fn not_from_here(language: Language, page: &str) -> Response {
    let words = &words(language).trouble;
    let body = html! {
        h1 { (words.form) }
        p { (words.nothing_changed) " " (words.form_next) }
        p class="page-actions" { a class="ds-button" href=(page) { (words.retry) } }
    };
    Page::new(language, Site::Altinn, words.form)
        .status(StatusCode::FORBIDDEN)
        .answer(&body)
}

/// A request cannot be read.
pub(super) async fn of_request(reader: &Reader, refused: &Refused) -> Response {
    let words = reader.words();
    let is_stranger =
        refused.status() == StatusCode::FORBIDDEN && code(refused).as_deref() == Some("AUTH-00066");
    if is_stranger {
        let told = Told {
            cause: words.trouble.wrong_person.to_owned(),
            next: words.trouble.wrong_person_next,
            code: None,
        };
        return answered(
            reader,
            words.trouble.not_shown,
            refused.status(),
            &told,
            &html! {},
        )
        .await;
    }
    if refused.status() == StatusCode::NOT_FOUND {
        let told = Told {
            cause: words.sheet.not_found.to_owned(),
            next: words.sheet.not_found_next,
            code: None,
        };
        return answered(
            reader,
            words.trouble.not_shown,
            StatusCode::NOT_FOUND,
            &told,
            &html! {},
        )
        .await;
    }
    of_page(reader, refused).await
}

/// Any other page cannot be shown.
pub(super) async fn of_page(reader: &Reader, refused: &Refused) -> Response {
    if refused.status() == StatusCode::UNAUTHORIZED {
        return reader.sign_in_again();
    }
    let words = reader.words();
    let told = told(reader.language(), refused);
    let more = html! {
        @if is_passing(refused) {
            p class="page-actions" { a class="ds-button" href=(reader.here()) { (words.trouble.retry) } }
        }
    };
    answered(reader, words.trouble.not_shown, refused.status(), &told, &more).await
}

/// Something was not done: `heading` says what.
pub(super) async fn of_change(reader: &Reader, heading: &str, refused: &Refused, back: &str) -> Response {
    if refused.status() == StatusCode::UNAUTHORIZED {
        return reader.sign_in_again();
    }
    let words = &reader.words().trouble;
    let told = told(reader.language(), refused);
    let more = html! {
        p class="page-actions" { a class="ds-button" data-variant="secondary" href=(back) { (words.back) } }
    };
    answered(reader, heading, refused.status(), &told, &more).await
}

/// An answer to a request was refused.
pub(super) async fn of_answer(reader: &Reader, sheet: &Sheet, answer: Answer, refused: &Refused) -> Response {
    let words = &reader.words().trouble;
    let heading = match (answer, sheet.kind) {
        (Answer::Approve, Kind::Change) => words.not_changed,
        (Answer::Approve, _) => words.not_approved,
        (Answer::Reject, _) => words.not_rejected,
        (Answer::Escalate, _) => words.not_passed_on,
    };
    if refused.status() == StatusCode::UNAUTHORIZED {
        return reader.sign_in_again();
    }
    let reasons = reasons(refused);
    let others = if answer == Answer::Approve && refused.status() == StatusCode::FORBIDDEN {
        approvers(reader.altinn(), sheet).await
    } else {
        None
    };
    let more = html! {
        (stops_at(reader.language(), words.stops_at, sheet, &reasons))
        (who_can(reader.language(), others.as_deref()))
        p class="page-actions" {
            a class="ds-button" data-variant="secondary" href=(answer::back(reader, sheet)) {
                (reader.words().receipt.to_request)
            }
        }
    };
    let told = told(reader.language(), refused);
    answered(reader, heading, refused.status(), &told, &more).await
}

async fn answered(
    reader: &Reader,
    heading: &str,
    status: StatusCode,
    told: &Told,
    more: &Markup,
) -> Response {
    let words = &reader.words().trouble;
    let body = html! {
        h1 { (heading) }
        div class="ds-alert" data-color="danger" {
            dl class="page-facts" {
                dt { (words.cause) } dd { (told.cause) }
                dt { (words.next) } dd { (told.next) }
                @if let Some(code) = &told.code { dt { (words.code) } dd { code { (code) } } }
            }
        }
        (more)
    };
    let page = Page::new(reader.language(), Site::Altinn, titled(heading, &told.cause)).status(status);
    reader.framed(page, &body).await
}

/// A title that tells one trouble from another: the heading, and the first sentence of the cause.
fn titled(heading: &str, cause: &str) -> String {
    format!("{heading}: {}", page::first_sentence(cause))
}

fn told(language: Language, refused: &Refused) -> Told {
    let words: &Words = words(language);
    let trouble = &words.trouble;
    let code = code(refused);
    if let Some((cause, next)) = code.as_deref().and_then(|code| of_problem(language, code)) {
        return Told {
            cause: cause.to_owned(),
            next,
            code,
        };
    }
    if is_passing(refused) {
        return Told {
            cause: trouble.unavailable.to_owned(),
            next: trouble.unavailable_next,
            code,
        };
    }
    let (cause, next) = match refused.status() {
        StatusCode::FORBIDDEN => (trouble.not_allowed, trouble.not_allowed_next),
        StatusCode::NOT_FOUND => (trouble.gone, trouble.gone_next),
        _ => (trouble.unexpected, trouble.unavailable_next),
    };
    Told {
        cause: cause.to_owned(),
        next,
        code,
    }
}

/// Whether trying again may help.
fn is_passing(refused: &Refused) -> bool {
    refused.status().is_server_error() && !matches!(refused, Refused::Problem(_))
}

fn code(refused: &Refused) -> Option<String> {
    match refused {
        Refused::Problem(problem) => Some(problem.code.clone()),
        Refused::Status(_) | Refused::Silent => None,
    }
}

/// One thing that a delegation check said no to.
#[derive(Deserialize)]
struct Reason {
    id: String,
    #[serde(default)]
    codes: Vec<ReasonCode>,
}

fn reasons(refused: &Refused) -> Vec<Reason> {
    let Refused::Problem(problem) = refused else {
        return vec![];
    };
    let text = problem.extensions.get(REASONS).map_or("[]", String::as_str);
    serde_json::from_str(text).unwrap_or_default()
}

fn stops_at(language: Language, heading: &str, sheet: &Sheet, reasons: &[Reason]) -> Markup {
    let name = |id: &str| {
        let resource = sheet
            .asked
            .resources
            .iter()
            .find(|one| one.identifier.as_str() == id);
        let package = sheet.asked.packages.iter().find(|one| one.urn == id);
        resource
            .map(|one| one.title.clone())
            .or(package.map(|one| one.name.clone()))
            .unwrap_or_else(|| id.to_owned())
    };
    let why = |reason: &Reason| {
        let problem = reason.codes.first().map(|code| code.problem());
        problem
            .and_then(|problem| of(language, problem))
            .unwrap_or_default()
    };
    html! {
        @if !reasons.is_empty() {
            section class="page-stack" {
                h2 { (heading) }
                ul class="ds-list" {
                    @for reason in reasons {
                        @let (what, next) = why(reason);
                        li { strong { (name(&reason.id)) } ": " (what) " " (next) }
                    }
                }
            }
        }
    }
}
