//! The second step of an answer: a page that says once more what it means, and the form that sends it.

use std::sync::Arc;

use aide::NoApi;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::RequestStatus;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Deserialize;

use super::decision::names;
use super::reader::Reader;
use super::sheet::Sheet;
use super::{ROOT, trouble};
use crate::portal::bff;
use crate::portal::kind::{Answer, Asked, Kind};
use crate::portal::words::fill;
use crate::world::World;

/// What the form sends. What is answered stands in its address.
#[derive(Deserialize, JsonSchema)]
pub(super) struct AnswerForm {
    pub(super) form_key: Option<String>,
}

/// `GET …/{kind}/{answer}?id=…`: asks whether it is meant.
pub(super) async fn confirm<K: Asked>(
    State(world): State<Arc<World>>,
    NoApi(reader): NoApi<Reader>,
    Path(answer): Path<String>,
) -> Response {
    let Some((id, (answer, _))) = reader.uuid("id").zip(known(K::KIND, &answer)) else {
        return trouble::not_a_link(&reader).await;
    };
    let sheet = match Sheet::read(reader.altinn(), K::KIND, id).await {
        Ok(sheet) => sheet,
        Err(refused) => return trouble::of_request(&reader, &refused).await,
    };
    if sheet.status != Some(RequestStatus::New) || sheet.is_aged(world.clock.now()) {
        return Reader::onwards(&back(&reader, &sheet));
    }
    let (heading, text, yes) = texts(&reader, &sheet, answer);
    reader
        .page(&heading, &body(&reader, &sheet, answer, &heading, &text, yes))
        .await
}

/// `POST …/{kind}/{answer}?id=…`: sends it.
pub(super) async fn send<K: Asked>(
    NoApi(reader): NoApi<Reader>,
    Path(answer): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Response {
    let Some((id, (answer, pattern))) = reader.uuid("id").zip(known(K::KIND, &answer)) else {
        return trouble::not_a_link(&reader).await;
    };
    let query = reader.query.with("id", &id.to_string());
    if !reader.sent_here(form.form_key.as_deref()) {
        let page = format!("{ROOT}/{}?{query}", K::KIND.path());
        return trouble::not_from_here(reader.language(), &page);
    }
    let sheet = match Sheet::read(reader.altinn(), K::KIND, id).await {
        Ok(sheet) => sheet,
        Err(refused) => return trouble::of_request(&reader, &refused).await,
    };
    let sent = bff::answer::send(reader.altinn(), pattern, sheet.party, sheet.id);
    match sent.await {
        Ok(_) => Reader::onwards(&format!("{ROOT}/{}/receipt?{query}", K::KIND.path())),
        Err(refused) => trouble::of_answer(&reader, &sheet, answer, &refused).await,
    }
}

/// Back to the request.
pub(super) fn back(reader: &Reader, sheet: &Sheet) -> String {
    let query = reader.query.with("id", &sheet.id.to_string());
    format!("{ROOT}/{}?{query}", sheet.kind.path())
}

/// The answer that a path names and where it is sent, if the kind has it.
fn known(kind: Kind, text: &str) -> Option<(Answer, &'static str)> {
    let answer = Answer::read(text)?;
    Some((answer, kind.at(answer)?))
}

fn texts(reader: &Reader, sheet: &Sheet, answer: Answer) -> (String, String, &'static str) {
    let (words, sheets) = (&reader.words().confirm, &reader.words().sheet);
    let count = sheet.asked.count();
    let (heading, text, yes) = match (answer, sheet.kind) {
        (Answer::Approve, Kind::Standard) => (
            words.approve_heading,
            if count == 1 {
                words.approve_one
            } else {
                words.approve_other
            },
            words.approve_yes,
        ),
        (Answer::Approve, Kind::Agent) => (
            words.approve_heading,
            if count == 1 {
                words.approve_clients_one
            } else {
                words.approve_clients_other
            },
            words.approve_yes,
        ),
        (Answer::Approve, Kind::Change) => (words.change_heading, words.change_text, words.approve_yes),
        (Answer::Reject, Kind::Change) => (words.reject_heading, words.reject_change_text, words.reject_yes),
        (Answer::Reject, Kind::Standard | Kind::Agent) => {
            (words.reject_heading, words.reject_text, words.reject_yes)
        }
        (Answer::Escalate, _) => (words.escalate_heading, words.escalate_text, words.escalate_yes),
    };
    let (count, removed) = (count.to_string(), sheet.unwanted.count().to_string());
    let numbers = [
        ("count", count.as_str()),
        ("added", count.as_str()),
        ("removed", removed.as_str()),
    ];
    let values: Vec<_> = names(sheet).into_iter().chain(numbers).collect();
    let mut text = fill(text, &values);
    if answer == Answer::Approve && sheet.kind != Kind::Change {
        text.push(' ');
        text.push_str(sheets.after_undo_text);
    }
    (fill(heading, &values), text, yes)
}

fn body(
    reader: &Reader,
    sheet: &Sheet,
    answer: Answer,
    heading: &str,
    text: &str,
    yes: &'static str,
) -> Markup {
    let words = reader.words();
    let color = (answer == Answer::Reject).then_some("danger");
    html! {
        h1 { (heading) }
        p { (text) }
        @if answer == Answer::Approve {
            @for (title, authorities) in [
                (words.sheet.is_added, &sheet.asked),
                (words.sheet.is_removed, &sheet.unwanted),
            ] {
                @if authorities.count() > 0 {
                    section class="page-stack" {
                        @if sheet.kind == Kind::Change { h2 { (title) } }
                        (super::authority::names(authorities))
                    }
                }
            }
        }
        form class="page-actions" method="post" {
            (reader.key.field())
            button class="ds-button" data-color=[color] type="submit" { (yes) }
            a class="ds-button" data-variant="secondary" href=(back(reader, sheet)) { (words.confirm.cancel) }
        }
    }
}
