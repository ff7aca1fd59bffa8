//! The system accesses of an organisation, and the requests that wait there.

use aide::NoApi;
use axum::http::StatusCode;
use axum::response::Response;
use contract::delegation::{AUTHORIZED_PARTIES, AuthorizedParty, PartyType};
use contract::paging::Page;
use contract::portal::SystemUserFe;
use domain::SystemUserType;
use maud::{Markup, html};

use super::reader::Reader;
use super::{ROOT, trouble};
use crate::portal::ask::{Altinn, Refused};
use crate::portal::bff::{pending, system_user};
use crate::portal::kind::Kind;
use crate::portal::words::{date, fill, grouped};

pub(in crate::portal) const PATH: &str = "/accessmanagement/ui/systemuser/overview";

/// What stands on the page; a list that the reader may not see is absent.
struct Lists {
    waiting: Option<Vec<SystemUserFe>>,
    own: Option<Vec<SystemUserFe>>,
    agents: Option<Vec<SystemUserFe>>,
}

/// `GET /accessmanagement/ui/systemuser/overview?party=…`; without a party, the organisations to choose from.
pub(super) async fn show(NoApi(reader): NoApi<Reader>) -> Response {
    let organisations = match organisations(reader.altinn()).await {
        Ok(organisations) => organisations,
        Err(refused) => return trouble::of_page(&reader, &refused).await,
    };
    let chosen = match (reader.party(), organisations.as_slice()) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(id), all) => {
            let known = all.iter().find(|party| party.party_id.0 == id);
            if known.is_none() {
                let refused = Refused::Status(StatusCode::FORBIDDEN);
                return trouble::of_page(&reader, &refused).await;
            }
            known
        }
    };
    let Some(party) = chosen else {
        let words = &reader.words().overview;
        let title = if organisations.is_empty() {
            words.no_parties
        } else {
            words.choose_party
        };
        return reader.page(title, &choices(&reader, &organisations)).await;
    };
    match Lists::of(reader.altinn(), party).await {
        Ok(lists) => {
            let body = body(&reader, party, organisations.len() > 1, &lists);
            let title = fill(reader.words().overview.title_of, &[("party", &party.name)]);
            reader.page(&title, &body).await
        }
        Err(refused) => trouble::of_page(&reader, &refused).await,
    }
}

/// The organisations that the reader has anything to do with.
async fn organisations(altinn: Altinn<'_>) -> Result<Vec<AuthorizedParty>, Refused> {
    let page: Page<AuthorizedParty> = altinn.get(AUTHORIZED_PARTIES).await?;
    let organisations = page
        .data
        .into_iter()
        .filter(|party| party.kind == PartyType::Organization);
    Ok(organisations.collect())
}

impl Lists {
    async fn of(altinn: Altinn<'_>, party: &AuthorizedParty) -> Result<Self, Refused> {
        let id = party.party_id.0;
        let number = party
            .organization_number
            .as_ref()
            .map_or("", |number| number.as_str());
        let lists = Self {
            waiting: permitted(pending::passed_on(altinn, id, number).await)?,
            own: permitted(system_user::of_party(altinn, id, SystemUserType::Standard).await)?,
            agents: permitted(system_user::of_party(altinn, id, SystemUserType::Agent).await)?,
        };
        if lists.own.is_none() && lists.agents.is_none() {
            return Err(Refused::Status(StatusCode::FORBIDDEN));
        }
        Ok(lists)
    }

    fn is_empty(&self) -> bool {
        [&self.waiting, &self.own, &self.agents]
            .into_iter()
            .flatten()
            .all(Vec::is_empty)
    }
}

/// A list that the reader may not see is no fault of the page's.
fn permitted<T>(list: Result<T, Refused>) -> Result<Option<T>, Refused> {
    match list {
        Ok(list) => Ok(Some(list)),
        Err(refused) if refused.status() == StatusCode::FORBIDDEN => Ok(None),
        Err(refused) => Err(refused),
    }
}

fn choices(reader: &Reader, organisations: &[AuthorizedParty]) -> Markup {
    let (words, sheets) = (&reader.words().overview, &reader.words().sheet);
    if organisations.is_empty() {
        return html! {
            h1 { (words.no_parties) }
            p { (words.no_parties_text) }
        };
    }
    html! {
        h1 { (words.choose_party) }
        ul class="page-choices" {
            @for party in organisations {
                li {
                    a class="page-choice" href={ (PATH) "?" (reader.query.with("party", &party.party_id.to_string())) } {
                        strong { (party.name) }
                        @if let Some(number) = &party.organization_number {
                            small { (sheets.org_number) "\u{a0}" (grouped(number.as_str())) }
                        }
                    }
                }
            }
        }
    }
}

fn body(reader: &Reader, party: &AuthorizedParty, may_change: bool, lists: &Lists) -> Markup {
    let words = &reader.words().overview;
    let id = party.party_id.0;
    html! {
        div class="page-stack" {
            h1 { (words.title) }
            p {
                (fill(words.of, &[("party", &party.name)]))
                @if may_change { " · " a class="ds-link" href=(PATH) { (words.change_party) } }
            }
        }
        @if lists.is_empty() {
            div class="page-stack" {
                h2 { (words.empty) }
                p { (words.empty_text) }
            }
        }
        (section(reader, words.waiting, "", lists.waiting.as_deref(), |one| {
            format!("{ROOT}/{}?id={}&skiplogout=true", Kind::of(one.user_type).path(), one.id)
        }))
        (section(reader, words.own, words.own_text, lists.own.as_deref(), |one| {
            format!("{ROOT}/{}?party={id}", one.id)
        }))
        (section(reader, words.agents, words.agents_text, lists.agents.as_deref(), |one| {
            format!("{ROOT}/{}?party={id}", one.id)
        }))
    }
}

fn section(
    reader: &Reader,
    heading: &str,
    lead: &str,
    list: Option<&[SystemUserFe]>,
    address: impl Fn(&SystemUserFe) -> String,
) -> Markup {
    let words = &reader.words().overview;
    let asked = reader.words().sheet.asked;
    let list = list.unwrap_or_default();
    html! {
        @if !list.is_empty() {
            section class="page-stack" {
                h2 { (heading) }
                @if !lead.is_empty() { p class="page-quiet" { (lead) } }
                ul class="page-choices" {
                    @for one in list {
                        li {
                            a class="page-choice" href=(address(one)) {
                                strong {
                                    @if one.integration_title.is_empty() { (one.system.system_id) }
                                    @else { (one.integration_title) }
                                }
                                @let day = date(reader.language(), one.created);
                                small {
                                    (one.system.system_vendor_org_name) " · "
                                    @if lead.is_empty() { (fill(asked, &[("date", &day)])) }
                                    @else { (fill(words.since, &[("date", &day)])) }
                                    @if lead.is_empty() && one.user_type == SystemUserType::Agent {
                                        " · " (words.kind_agent)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
