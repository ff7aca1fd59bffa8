//! The page behind a `confirmUrl`: who asks, for which organisation, what the system may do, and whether the reader can
//! say yes. Nothing here changes anything; the answers are links to pages that ask again.

use std::sync::Arc;

use aide::NoApi;
use axum::extract::State;
use axum::response::Response;
use domain::RequestStatus;
use maud::{Markup, html};

use super::preflight::Preflight;
use super::reader::Reader;
use super::sheet::Sheet;
use super::{ROOT, authority, trouble};
use crate::portal::kind::{Answer, Asked, Kind};
use crate::portal::words::{date, fill, grouped};
use crate::world::World;

/// `GET /accessmanagement/ui/systemuser/{kind}?id=…`
pub(super) async fn show<K: Asked>(
    State(world): State<Arc<World>>,
    NoApi(reader): NoApi<Reader>,
) -> Response {
    let Some(id) = reader.uuid("id") else {
        return trouble::not_a_link(&reader).await;
    };
    let sheet = match Sheet::read(reader.altinn(), K::KIND, id).await {
        Ok(sheet) => sheet,
        Err(refused) => return trouble::of_request(&reader, &refused).await,
    };
    let is_open = sheet.status == Some(RequestStatus::New) && !sheet.is_aged(world.clock.now());
    let preflight = if is_open {
        Some(Preflight::of(reader.altinn(), &sheet).await)
    } else {
        None
    };
    let body = body(&reader, &sheet, preflight.as_ref());
    let heading = heading(&reader, &sheet);
    let title = if is_open {
        heading
    } else {
        format!("{}: {heading}", why_closed(&reader, &sheet))
    };
    reader.page(&title, &body).await
}

/// What the request is about, in one line.
pub(super) fn heading(reader: &Reader, sheet: &Sheet) -> String {
    let words = &reader.words().sheet;
    let text = match sheet.kind {
        Kind::Standard => words.heading,
        Kind::Agent => words.heading_agent,
        Kind::Change => words.heading_change,
    };
    fill(text, &names(sheet))
}

/// The names that texts about a request are filled with.
pub(super) fn names(sheet: &Sheet) -> [(&str, &str); 3] {
    [
        ("system", &sheet.system.name),
        ("party", &sheet.party_name),
        ("vendor", &sheet.system.system_vendor_org_name),
    ]
}

fn body(reader: &Reader, sheet: &Sheet, preflight: Option<&Preflight>) -> Markup {
    let words = &reader.words().sheet;
    let eyebrow = match sheet.kind {
        Kind::Standard => words.eyebrow,
        Kind::Agent => words.eyebrow_agent,
        Kind::Change => words.eyebrow_change,
    };
    html! {
        div class="page-stack" {
            p class="page-eyebrow" { (eyebrow) }
            h1 { (heading(reader, sheet)) }
            (who(reader, sheet))
        }
        @match preflight {
            Some(preflight) => {
                @if sheet.escalated { (escalated(reader, preflight)) }
                (preflight.strip(reader.language(), sheet))
            }
            None => (closed(reader, sheet)),
        }
        (asked(reader, sheet, preflight))
        @if let Some(preflight) = preflight {
            @if preflight.lets_approve() { (after(reader, sheet)) }
            (answers(reader, sheet, preflight))
            (in_the_app(reader, sheet))
        }
    }
}

fn who(reader: &Reader, sheet: &Sheet) -> Markup {
    let words = &reader.words().sheet;
    let id = sheet.id.to_string();
    html! {
        p class="page-quiet" {
            (fill(words.from, &names(sheet)))
            ", " (words.org_number) "\u{a0}" (grouped(&sheet.system.system_vendor_org_number))
            @if let Some(created) = sheet.created {
                " · " (fill(words.asked, &[("date", &date(reader.language(), created))]))
            }
            " · " (words.ref_short) "\u{a0}…" (&id[id.len() - 5..])
        }
    }
}

/// Why the request cannot be answered.
fn why_closed(reader: &Reader, sheet: &Sheet) -> &'static str {
    let words = &reader.words().sheet;
    match sheet.status {
        Some(RequestStatus::Accepted) => words.answered_accepted,
        Some(RequestStatus::Rejected | RequestStatus::Denied) => words.answered_rejected,
        Some(RequestStatus::New) | None => words.aged,
    }
}

fn closed(reader: &Reader, sheet: &Sheet) -> Markup {
    let words = &reader.words().sheet;
    let why = why_closed(reader, sheet);
    match sheet.status {
        Some(RequestStatus::Accepted | RequestStatus::Rejected | RequestStatus::Denied) => html! {
            div class="ds-alert" data-color="info" {
                div class="page-stack" {
                    p { strong { (why) } }
                    p {
                        a class="ds-link" href={ (ROOT) "/" (sheet.kind.path()) "/receipt?id=" (sheet.id) } {
                            (words.to_receipt)
                        }
                    }
                }
            }
        },
        Some(RequestStatus::New) | None => html! {
            div class="ds-alert" data-color="warning" {
                div class="page-stack" {
                    p { strong { (why) } }
                    p { (fill(words.aged_text, &names(sheet))) }
                }
            }
        },
    }
}

/// Who can answer is asked to; who cannot is told what is left to do.
fn escalated(reader: &Reader, preflight: &Preflight) -> Markup {
    let words = &reader.words().sheet;
    let text = if preflight.lets_approve() {
        words.escalated_to_you
    } else {
        words.escalated_text
    };
    html! {
        div class="ds-alert" data-color="info" {
            div class="page-stack" {
                p { strong { (words.escalated) } }
                p { (text) }
            }
        }
    }
}

fn asked(reader: &Reader, sheet: &Sheet, preflight: Option<&Preflight>) -> Markup {
    let words = &reader.words().sheet;
    let known = preflight
        .map(|preflight| preflight.actions.clone())
        .unwrap_or_default();
    let list = |authorities| authority::list(reader.language(), authorities, &known);
    if sheet.kind == Kind::Change {
        return html! {
            @if sheet.asked.count() > 0 {
                section class="page-stack" { h2 { (words.is_added) } (list(&sheet.asked)) }
            }
            @if sheet.unwanted.count() > 0 {
                section class="page-stack" { h2 { (words.is_removed) } (list(&sheet.unwanted)) }
            }
            @if let Some((_, held)) = &sheet.changes {
                section class="page-stack" {
                    h2 { (words.has_today) }
                    @if held.count() == 0 { p { (words.has_nothing) } } @else { (list(held)) }
                }
            }
        };
    }
    html! {
        section class="page-stack" {
            h2 { @if sheet.kind == Kind::Agent { (words.gets_clients) } @else { (words.gets) } }
            (list(&sheet.asked))
        }
        section class="page-stack" {
            h2 { (words.gets_not) }
            ul class="ds-list" {
                @if authority::only_reads(&sheet.asked, &known) { li { (words.only_reading) } }
                li { (words.nothing_else) }
                li { (words.no_passing_on) }
            }
        }
    }
}

fn after(reader: &Reader, sheet: &Sheet) -> Markup {
    let words = &reader.words().sheet;
    let now = match sheet.kind {
        Kind::Standard => words.after_now_text,
        Kind::Agent => words.after_now_agent,
        Kind::Change => words.stays_until_answered,
    };
    html! {
        section class="page-stack" {
            h2 { (words.after) }
            dl class="page-facts" {
                dt { (words.after_now) }
                dd { (fill(now, &names(sheet))) }
                dt { (words.after_later) }
                dd { (words.after_later_text) }
                dt { (words.after_undo) }
                dd { (words.after_undo_text) }
            }
        }
    }
}

fn answers(reader: &Reader, sheet: &Sheet, preflight: &Preflight) -> Markup {
    let words = &reader.words().sheet;
    let to = |answer: Answer| {
        let query = reader.query.with("id", &sheet.id.to_string());
        format!("{ROOT}/{}/{}?{query}", sheet.kind.path(), answer.path())
    };
    let approve = if sheet.kind == Kind::Change {
        words.approve_change
    } else {
        words.approve
    };
    let passes_on = preflight.lets_pass_on() && !sheet.escalated && sheet.kind.at(Answer::Escalate).is_some();
    html! {
        div class="page-stack" {
            div class="page-actions" {
                @if preflight.lets_approve() {
                    a class="ds-button" href=(to(Answer::Approve)) { (approve) }
                }
                @if passes_on {
                    a class="ds-button" href=(to(Answer::Escalate)) { (words.escalate) }
                }
                @if !sheet.may_only_pass_on {
                    a class="ds-button" data-variant="secondary" href=(to(Answer::Reject)) { (words.reject) }
                }
            }
            @if preflight.lets_approve() || passes_on || !sheet.may_only_pass_on {
                p class="page-quiet" { (words.hint) }
            }
        }
    }
}

/// For people who have the app: the link works there too.
fn in_the_app(reader: &Reader, sheet: &Sheet) -> Markup {
    let words = &reader.words().sheet;
    let address = format!(
        "{}{ROOT}/{}?id={}&DONTCHOOSEREPORTEE=true",
        reader.world().urls.portal,
        sheet.kind.path(),
        sheet.id
    );
    html! {
        details class="page-quiet" {
            summary { (words.app_title) }
            p { (words.in_the_app) }
            p { code { (address) } }
        }
    }
}
