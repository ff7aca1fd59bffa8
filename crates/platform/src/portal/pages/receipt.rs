//! What came of a request, read from Altinn each time: the page proves nothing by itself, so it says only what is true.

use aide::NoApi;
use axum::response::Response;
use domain::{RequestStatus, Timestamp};
use maud::{Markup, html};

use super::decision::names;
use super::reader::Reader;
use super::sheet::Sheet;
use super::{ROOT, answer, authority, decision, overview, trouble};
use crate::portal::bff::system_user;
use crate::portal::kind::{Asked, Kind};
use crate::portal::words::{date, fill, grouped};

/// Keeps the person in the portal after an answer, as the portal's own inbox does (altinn-platform.md 11.2).
const SKIP_LOGOUT: &str = "skiplogout";

/// `GET …/{kind}/receipt?id=…`
pub(super) async fn show<K: Asked>(NoApi(reader): NoApi<Reader>) -> Response {
    let Some(id) = reader.uuid("id") else {
        return trouble::not_a_link(&reader).await;
    };
    let sheet = match Sheet::read(reader.altinn(), K::KIND, id).await {
        Ok(sheet) => sheet,
        Err(refused) => return trouble::of_request(&reader, &refused).await,
    };
    let since = since(&reader, &sheet).await;
    let (heading, body) = told(&reader, &sheet, since).await;
    let title = format!("{heading}: {}", decision::heading(&reader, &sheet));
    reader.page(&title, &body).await
}

/// When the access began; only an approved request has one, and a change does not move it.
async fn since(reader: &Reader, sheet: &Sheet) -> Option<Timestamp> {
    if sheet.kind == Kind::Change || sheet.status != Some(RequestStatus::Accepted) {
        return None;
    }
    let user = system_user::one(reader.altinn(), sheet.party, sheet.id).await;
    user.ok().map(|user| user.created)
}

async fn told(reader: &Reader, sheet: &Sheet, since: Option<Timestamp>) -> (&'static str, Markup) {
    let words = &reader.words().receipt;
    let (heading, color) = match (sheet.status, sheet.kind) {
        (Some(RequestStatus::Accepted), Kind::Change) => (words.changed, "success"),
        (Some(RequestStatus::Accepted), _) => (words.approved, "success"),
        (Some(RequestStatus::Rejected | RequestStatus::Denied), _) => (words.rejected, "info"),
        (Some(RequestStatus::New), _) if sheet.escalated => (words.passed_on, "info"),
        (Some(RequestStatus::New) | None, _) => (words.waiting, "warning"),
    };
    let name = reader.name().await;
    let body = html! {
        div class="ds-alert" data-color=(color) { h1 { (heading) } }
        @if sheet.status == Some(RequestStatus::New) && sheet.escalated {
            p { (reader.words().sheet.escalated_text) }
        }
        (facts(reader, sheet, since, &name))
        (onwards(reader, sheet))
    };
    (heading, body)
}

fn facts(reader: &Reader, sheet: &Sheet, since: Option<Timestamp>, name: &str) -> Markup {
    let (words, sheets) = (&reader.words().receipt, &reader.words().sheet);
    let accepted = sheet.status == Some(RequestStatus::Accepted);
    html! {
        dl class="page-facts" {
            dt { (words.party) } dd { (sheet.party_name) }
            dt { (words.system) } dd { (sheet.system.name) }
            dt { (words.vendor) }
            dd {
                (sheet.system.system_vendor_org_name) ", " (sheets.org_number) "\u{a0}"
                (grouped(&sheet.system.system_vendor_org_number))
            }
            @if accepted && sheet.kind != Kind::Change {
                dt { (words.authorities) } dd { (authority::names(&sheet.asked)) }
            }
            @if accepted && sheet.asked.count() > 0 && sheet.kind == Kind::Change {
                dt { (sheets.is_added) } dd { (authority::names(&sheet.asked)) }
            }
            @if accepted && sheet.unwanted.count() > 0 {
                dt { (sheets.is_removed) } dd { (authority::names(&sheet.unwanted)) }
            }
            @if let Some(since) = since { dt { (words.since) } dd { (date(reader.language(), since)) } }
            dt { (words.by) } dd { (name) }
            dt { (words.request) } dd { code { (sheet.id) } }
        }
    }
}

fn onwards(reader: &Reader, sheet: &Sheet) -> Markup {
    let words = &reader.words().receipt;
    let party = sheet.party;
    let accepted = sheet.status == Some(RequestStatus::Accepted);
    let open = matches!(sheet.status, Some(RequestStatus::New) | None);
    let made = accepted.then(|| sheet.changes.as_ref().map_or(sheet.id, |(user, _)| *user));
    let leaves = sheet.leads_back() && !open && reader.query.get(SKIP_LOGOUT).is_none();
    let logout = format!(
        "/accessmanagement/api/v1/systemuser/{}/{}/logout",
        sheet.kind.path(),
        sheet.id
    );
    html! {
        @if let Some(id) = made.filter(|_| sheet.kind == Kind::Agent) {
            section class="page-stack" {
                p { (words.link_clients) }
                p class="page-actions" {
                    a class="ds-button" data-variant=[leaves.then_some("secondary")]
                        href={ (ROOT) "/" (id) "/agentdelegation?party=" (party) } { (words.link_clients_go) }
                }
            }
        }
        @if leaves {
            section class="page-stack" {
                p { (fill(words.back_text, &names(sheet))) }
                p class="page-actions" {
                    a class="ds-button" href=(logout) { (fill(words.back_go, &names(sheet))) }
                }
            }
        }
        p class="page-actions" {
            @if let Some(id) = made {
                a class="ds-link" href={ (ROOT) "/" (id) "?party=" (party) } { (words.to_access) }
            }
            @if open { a class="ds-link" href=(answer::back(reader, sheet)) { (words.to_request) } }
            @if !sheet.may_only_pass_on {
                a class="ds-link" href={ (overview::PATH) "?party=" (party) } { (words.to_overview) }
            }
        }
    }
}
