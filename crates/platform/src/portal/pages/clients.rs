//! The clients of an agent system user: who it may act for, and who could be added.

mod rows;

use aide::NoApi;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::PartyUuid;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use self::rows::{Row, State, View, rows};
use super::detail::Access;
use super::reader::Reader;
use super::trouble;
use crate::page::{Field, Kind, hidden};
use crate::portal::ask::Refused;
use crate::portal::bff::client::{self, Agent};
use crate::portal::words::{fill, grouped};

pub(super) const PATH: &str = "/accessmanagement/ui/systemuser/{systemUserId}/agentdelegation";
pub(super) const CONFIRM: &str = "/accessmanagement/ui/systemuser/{systemUserId}/agentdelegation/confirm";
/// The parameter that names who was just linked or unlinked.
const CHANGED: &str = "changed";

/// What a button of the list sends.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ClientForm {
    form_key: Option<String>,
    /// `link`, `unlink`, `link-own` or `unlink-own`.
    change: String,
    client: Option<Uuid>,
}

/// `GET …/{id}/agentdelegation?party=…&q=…&page=…&changed=…`
pub(super) async fn show(NoApi(reader): NoApi<Reader>, Path(id): Path<String>) -> Response {
    let shown = async {
        let access = agent(&reader, &id).await?;
        let rows = rows(&reader, &access).await?;
        let own = client::serves_own_party(reader.altinn(), named(&access))
            .await
            .ok();
        Ok::<_, Refused>((access, rows, own))
    };
    match shown.await {
        Ok((access, rows, own)) => {
            let view = View::of(&reader, &rows);
            let heading = fill(reader.words().clients.heading, &access.names());
            let mut title = view.title(&reader, &heading);
            let done = done(&reader, &access, &rows, own);
            if let Some(done) = &done {
                title = format!("{done} – {title}");
            }
            let body = html! {
                @if let Some(done) = &done {
                    div class="ds-alert" data-color="success" role="status" { p { (done) } }
                }
                (body(&reader, &access, &rows, &view, own, &heading))
            };
            reader.page(&title, &body).await
        }
        Err(refused) => trouble::of_page(&reader, &refused).await,
    }
}

/// `GET …/{id}/agentdelegation/confirm?party=…&client=…`: asks before a client is unlinked.
pub(super) async fn confirm(NoApi(reader): NoApi<Reader>, Path(id): Path<String>) -> Response {
    let found = async {
        let access = agent(&reader, &id).await?;
        let linked = client::linked(reader.altinn(), named(&access)).await?;
        let wanted = reader.uuid("client").map(PartyUuid);
        let client = linked
            .into_iter()
            .find(|linked| Some(linked.customer_id) == wanted);
        Ok::<_, Refused>((access, client.ok_or(Refused::Status(StatusCode::NOT_FOUND))?))
    };
    let (access, linked) = match found.await {
        Ok(found) => found,
        Err(refused) => return trouble::of_page(&reader, &refused).await,
    };
    let words = &reader.words().clients;
    let name = linked.customer_name.unwrap_or_default();
    let values = [access.names().as_slice(), &[("client", name.as_str())]].concat();
    let heading = fill(words.unlink_heading, &values);
    let body = html! {
        h1 { (heading) }
        p { (fill(words.unlink_text, &values)) }
        form class="page-actions" method="post" action=(access.at("/agentdelegation")) {
            (reader.key.field())
            (hidden("client", &linked.customer_id.to_string()))
            button class="ds-button" data-color="danger" type="submit" name="change" value="unlink" { (words.unlink_yes) }
            a class="ds-button" data-variant="secondary" href=(access.at("/agentdelegation")) {
                (reader.words().confirm.cancel)
            }
        }
    };
    reader.page(&heading, &body).await
}

/// `POST …/{id}/agentdelegation?party=…`
pub(super) async fn change(
    NoApi(reader): NoApi<Reader>,
    Path(id): Path<String>,
    Form(form): Form<ClientForm>,
) -> Response {
    if !reader.sent_here(form.form_key.as_deref()) {
        return trouble::not_from_here(reader.language(), &reader.here());
    }
    let access = match agent(&reader, &id).await {
        Ok(access) => access,
        Err(refused) => return trouble::of_page(&reader, &refused).await,
    };
    let (altinn, agent, words) = (reader.altinn(), named(&access), &reader.words().trouble);
    let (changed, heading) = match (form.change.as_str(), form.client) {
        ("link", Some(client)) => (
            client::linking(altinn, agent, PartyUuid(client))
                .await
                .map(|_| ()),
            words.not_linked,
        ),
        ("unlink", Some(client)) => (
            client::unlinking(altinn, agent, PartyUuid(client)).await,
            words.not_unlinked,
        ),
        ("link-own", _) => (
            client::linking_own_party(altinn, agent).await.map(|_| ()),
            words.not_linked,
        ),
        ("unlink-own", _) => (
            client::unlinking_own_party(altinn, agent).await.map(|_| ()),
            words.not_unlinked,
        ),
        _ => (Err(Refused::Status(StatusCode::BAD_REQUEST)), words.not_linked),
    };
    match changed {
        Ok(()) => {
            // The row has moved: the list opens where it is.
            let changed = form.client.unwrap_or(access.party.party_uuid.0).to_string();
            let query = reader.query.without("page").with(CHANGED, &changed);
            let list = access.at("/agentdelegation");
            let list = list.split('?').next().unwrap_or_default();
            Reader::onwards(&format!("{list}?{query}#c-{changed}"))
        }
        Err(refused) => trouble::of_change(&reader, heading, &refused, &access.at("/agentdelegation")).await,
    }
}

/// The access that the address names, if it is one for clients.
async fn agent(reader: &Reader, id: &str) -> Result<Access, Refused> {
    let access = Access::of(reader, id).await?;
    if access.is_agent() {
        Ok(access)
    } else {
        Err(Refused::Status(StatusCode::NOT_FOUND))
    }
}

fn named(access: &Access) -> Agent {
    Agent {
        party: access.party.party_id.0,
        id: access.user.id,
        facilitator: access.party.party_uuid.0,
    }
}

/// What was just done, if the address says so: it is told as it stands, whatever the address says.
fn done(reader: &Reader, access: &Access, rows: &[Row], own: Option<bool>) -> Option<String> {
    let words = &reader.words().clients;
    let changed = PartyUuid(reader.uuid(CHANGED)?);
    let (name, is_linked) = if changed == access.party.party_uuid {
        (&access.party.name, own?)
    } else {
        let row = rows.iter().find(|row| row.id == changed)?;
        (&row.name, row.state == State::Linked)
    };
    let text = if is_linked {
        words.is_linked
    } else {
        words.is_unlinked
    };
    let values = [access.names().as_slice(), &[("client", name.as_str())]].concat();
    Some(fill(text, &values))
}

fn body(
    reader: &Reader,
    access: &Access,
    rows: &[Row],
    view: &View<'_>,
    own: Option<bool>,
    heading: &str,
) -> Markup {
    let words = &reader.words().clients;
    let of_state = |state| view.rows().filter(move |row| row.state == state);
    let has = |state| rows.iter().any(|row| row.state == state);
    html! {
        div class="page-stack" {
            h1 { (heading) }
            p { (fill(words.lead, &access.names())) }
        }
        @if rows.len() > 5 { (search(reader, access, view.wanted)) }
        @if !view.wanted.is_empty() && view.found.is_empty() {
            p { (fill(words.no_match, &[("text", view.wanted)])) }
        }
        @if of_state(State::Linked).next().is_some() || !has(State::Linked) {
            section class="page-stack" {
                h2 { (words.linked) }
                @if !has(State::Linked) { p { (words.none_linked) } }
                (list(reader, access, of_state(State::Linked)))
            }
        }
        @if of_state(State::Available).next().is_some() || !has(State::Available) {
            section class="page-stack" {
                h2 { (words.available) }
                @if !has(State::Available) { p { (words.none_available) } }
                (list(reader, access, of_state(State::Available)))
            }
        }
        @if of_state(State::Lacking).next().is_some() {
            section class="page-stack" {
                h2 { (words.lacks) }
                p class="page-quiet" { (words.lacks_text) }
                (list(reader, access, of_state(State::Lacking)))
            }
        }
        @if view.pages > 1 { (pager(reader, view)) }
        @if let Some(own) = own { (own_party(reader, access, own)) }
        p class="page-actions" {
            a class="ds-button" data-variant="secondary" href=(access.at("")) { (words.done) }
        }
    }
}

fn search(reader: &Reader, access: &Access, wanted: &str) -> Markup {
    let words = &reader.words().clients;
    html! {
        form class="page-row" method="get" role="search" {
            (hidden("party", &access.party.party_id.to_string()))
            (Field::new("q", words.search).value(wanted).kind(Kind::Search))
            button class="ds-button" data-variant="secondary" type="submit" { (words.search_go) }
            @if !wanted.is_empty() {
                a class="ds-link" href=(access.at("/agentdelegation")) { (words.show_all) }
            }
        }
    }
}

fn list<'a>(reader: &Reader, access: &Access, rows: impl Iterator<Item = &'a Row>) -> Markup {
    let (words, sheets) = (&reader.words().clients, &reader.words().sheet);
    html! {
        ul class="page-rows" {
            @for row in rows {
                li class="page-rows-row" id={ "c-" (row.id) } {
                    div {
                        strong { (row.name) }
                        span class="page-quiet" { " " (sheets.org_number) "\u{a0}" (grouped(&row.number)) }
                    }
                    @match row.state {
                        State::Linked => {
                            a class="ds-button" data-variant="tertiary" data-size="sm"
                                href={ (access.at("/agentdelegation/confirm")) "&client=" (row.id) } {
                                (words.unlink) (unseen(&row.name))
                            }
                        }
                        State::Available => {
                            form method="post" {
                                (reader.key.field())
                                (hidden("client", &row.id.to_string()))
                                button class="ds-button" data-variant="secondary" data-size="sm" type="submit"
                                    name="change" value="link" { (words.link) (unseen(&row.name)) }
                            }
                        }
                        State::Lacking => { span class="ds-tag" data-color="warning" { (words.lacks) } }
                    }
                }
            }
        }
    }
}

/// Which of many equal buttons it is, for whoever hears it away from its row.
fn unseen(name: &str) -> Markup {
    html! { span class="ds-sr-only" { " " (name) } }
}

fn pager(reader: &Reader, view: &View<'_>) -> Markup {
    let words = &reader.words().clients;
    let to = |page: usize| {
        format!(
            "?{}",
            reader.query.without(CHANGED).with("page", &page.to_string())
        )
    };
    html! {
        nav class="page-row" aria-label=(words.pages) {
            @if view.page > 1 { a class="ds-link" rel="prev" href=(to(view.page - 1)) { (words.previous) } }
            span { (view.place(reader)) }
            @if view.page < view.pages { a class="ds-link" rel="next" href=(to(view.page + 1)) { (words.next) } }
        }
    }
}

fn own_party(reader: &Reader, access: &Access, is_linked: bool) -> Markup {
    let words = &reader.words().clients;
    let (text, change, button) = if is_linked {
        (words.own_party_on, "unlink-own", words.unlink_own)
    } else {
        (words.own_party_off, "link-own", words.link)
    };
    html! {
        section class="page-stack" {
            h2 { (words.own_party) }
            p { (fill(text, &access.names())) }
            form class="page-actions" method="post" {
                (reader.key.field())
                button class="ds-button" data-variant="secondary" data-size="sm" type="submit"
                    name="change" value=(change) { (button) (unseen(&access.party.name)) }
            }
        }
    }
}
