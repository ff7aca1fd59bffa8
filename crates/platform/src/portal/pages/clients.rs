//! The clients of an agent system user: who it may act for, and who could be added.

use aide::NoApi;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use contract::portal::CustomerFe;
use domain::PartyUuid;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::detail::Access;
use super::reader::Reader;
use super::trouble;
use crate::page::{Field, Kind, hidden};
use crate::portal::ask::Refused;
use crate::portal::bff::client::{self, Agent};
use crate::portal::words::{fill, grouped};

pub(super) const PATH: &str = "/accessmanagement/ui/systemuser/{systemUserId}/agentdelegation";
pub(super) const CONFIRM: &str = "/accessmanagement/ui/systemuser/{systemUserId}/agentdelegation/confirm";
/// Clients on a page.
const ON_A_PAGE: usize = 20;

/// What a button of the list sends.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ClientForm {
    form_key: Option<String>,
    /// `link`, `unlink`, `link-own` or `unlink-own`.
    change: String,
    client: Option<Uuid>,
}

/// A client, with how it stands to the system user.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    id: PartyUuid,
    name: String,
    number: String,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Linked,
    Available,
    /// The client has not given the party every package that the system user needs.
    Lacking,
}

/// `GET …/{id}/agentdelegation?party=…&q=…&page=…`
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
            let heading = fill(reader.words().clients.heading, &access.names());
            let body = body(&reader, &access, &rows, own, &heading);
            reader.page(&heading, &body).await
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
            let query = reader.query.with("party", &access.party.party_id.to_string());
            let list = access.at("/agentdelegation");
            let list = list.split('?').next().unwrap_or_default();
            Reader::onwards(&format!("{list}?{query}"))
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

/// Linked clients first, then those that can be, then those that cannot; by name.
async fn rows(reader: &Reader, access: &Access) -> Result<Vec<Row>, Refused> {
    let (altinn, agent) = (reader.altinn(), named(access));
    let linked = client::linked(altinn, agent).await?;
    let customers = client::customers(altinn, agent).await?;
    let needed: Vec<&str> = access
        .user
        .access_packages
        .iter()
        .map(|package| package.urn.as_str())
        .collect();
    let mut rows: Vec<Row> = linked
        .into_iter()
        .map(|linked| Row {
            id: linked.customer_id,
            name: linked.customer_name.unwrap_or_default(),
            number: linked
                .customer_organization_number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            state: State::Linked,
        })
        .collect();
    for customer in customers {
        if rows.iter().any(|row| row.id == customer.id) {
            continue;
        }
        let state = if covers(&customer, &needed) {
            State::Available
        } else {
            State::Lacking
        };
        rows.push(Row {
            id: customer.id,
            name: customer.name,
            number: customer.org_no,
            state,
        });
    }
    rows.sort_by_cached_key(|row| (row.state, row.name.to_lowercase()));
    Ok(rows)
}

/// Whether a client has given every package that is needed; packages are named whole or by their last part.
fn covers(customer: &CustomerFe, needed: &[&str]) -> bool {
    let last = |urn: &str| urn.rsplit(':').next().unwrap_or_default().to_owned();
    let given: Vec<String> = customer
        .access
        .iter()
        .flat_map(|access| &access.packages)
        .map(|urn| last(urn))
        .collect();
    needed.iter().all(|urn| given.contains(&last(urn)))
}

fn body(reader: &Reader, access: &Access, rows: &[Row], own: Option<bool>, heading: &str) -> Markup {
    let words = &reader.words().clients;
    let wanted = reader.query.get("q").unwrap_or_default().trim();
    let found = matching(rows, wanted);
    let pages = found.len().div_ceil(ON_A_PAGE).max(1);
    let page = reader.query.get("page").and_then(|page| page.parse().ok());
    let page: usize = page.unwrap_or(1).clamp(1, pages);
    let shown = &found[(page - 1) * ON_A_PAGE..found.len().min(page * ON_A_PAGE)];
    let of_state = |state| shown.iter().filter(move |row| row.state == state).copied();
    let has = |state| rows.iter().any(|row| row.state == state);
    html! {
        div class="page-stack" {
            h1 { (heading) }
            p { (fill(words.lead, &access.names())) }
        }
        @if rows.len() > 5 { (search(reader, access, wanted)) }
        @if !wanted.is_empty() && found.is_empty() { p { (fill(words.no_match, &[("text", wanted)])) } }
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
        @if pages > 1 { (pager(reader, page, pages)) }
        @if let Some(own) = own { (own_party(reader, access, own)) }
        p class="page-actions" {
            a class="ds-button" data-variant="secondary" href=(access.at("")) { (words.done) }
        }
    }
}

fn matching<'a>(rows: &'a [Row], wanted: &str) -> Vec<&'a Row> {
    let text = wanted.to_lowercase();
    let digits: String = wanted.chars().filter(|sign| !sign.is_whitespace()).collect();
    rows.iter()
        .filter(|row| row.name.to_lowercase().contains(&text) || row.number.contains(&digits))
        .collect()
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
                li class="page-rows-row" {
                    div {
                        strong id={ "c-" (row.id) } { (row.name) }
                        span class="page-quiet" { " " (sheets.org_number) " " (grouped(&row.number)) }
                    }
                    @match row.state {
                        State::Linked => {
                            a class="ds-button" data-variant="tertiary" data-size="sm" aria-describedby={ "c-" (row.id) }
                                href={ (access.at("/agentdelegation/confirm")) "&client=" (row.id) } { (words.unlink) }
                        }
                        State::Available => {
                            form method="post" {
                                (reader.key.field())
                                (hidden("client", &row.id.to_string()))
                                button class="ds-button" data-variant="secondary" data-size="sm" type="submit"
                                    name="change" value="link" aria-describedby={ "c-" (row.id) } { (words.link) }
                            }
                        }
                        State::Lacking => { span class="ds-tag" data-color="warning" { (words.lacks) } }
                    }
                }
            }
        }
    }
}

fn pager(reader: &Reader, page: usize, pages: usize) -> Markup {
    let words = &reader.words().clients;
    let to = |page: usize| format!("?{}", reader.query.with("page", &page.to_string()));
    let (now, all) = (page.to_string(), pages.to_string());
    html! {
        nav class="page-row" aria-label=(words.pages) {
            @if page > 1 { a class="ds-link" rel="prev" href=(to(page - 1)) { (words.previous) } }
            span { (fill(words.page, &[("page", &now), ("pages", &all)])) }
            @if page < pages { a class="ds-link" rel="next" href=(to(page + 1)) { (words.next) } }
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
                    name="change" value=(change) { (button) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use contract::client_delegation::RolePackages;

    use super::*;

    #[test]
    fn a_client_must_have_given_every_package() {
        let customer = CustomerFe {
            id: PartyUuid(Uuid::nil()),
            name: "Sjøgata Bakeri AS".to_owned(),
            org_no: String::new(),
            access: vec![RolePackages {
                role: "regnskapsforer".to_owned(),
                packages: vec!["urn:altinn:accesspackage:regnskapsforer-lonn".to_owned()],
            }],
        };
        assert!(covers(
            &customer,
            &["urn:altinn:accesspackage:regnskapsforer-lonn"]
        ));
        assert!(!covers(&customer, &["urn:altinn:accesspackage:skattegrunnlag"]));
    }

    #[test]
    fn a_client_is_found_by_name_and_by_a_number_written_in_groups() {
        let row = |name: &str, number: &str| Row {
            id: PartyUuid(Uuid::nil()),
            name: name.to_owned(),
            number: number.to_owned(),
            state: State::Linked,
        };
        let rows = [
            row("Sjøgata Bakeri AS", "310702641"),
            row("Fjord AS", "991825827"),
        ];
        assert_eq!(matching(&rows, "SJØ"), [&rows[0]]);
        assert_eq!(matching(&rows, "991 825"), [&rows[1]]);
        assert_eq!(matching(&rows, "").len(), 2);
        assert!(matching(&rows, "zzz").is_empty());
    }
}
