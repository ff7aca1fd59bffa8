//! One system access: what the system can do, and the ways on from there.

use aide::NoApi;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use contract::portal::SystemUserFe;
use contract::resource::PartyDto;
use domain::SystemUserType;
use maud::{Markup, html};
use uuid::Uuid;

use super::authority::Actions;
use super::reader::Reader;
use super::sheet::{Authorities, party};
use super::{ROOT, authority, overview, trouble};
use crate::portal::ask::{Altinn, Refused};
use crate::portal::bff::system_user;
use crate::portal::words::{date, fill, grouped};

pub(super) const PATH: &str = "/accessmanagement/ui/systemuser/{systemUserId}";

/// A system access and the organisation that it is at.
pub(super) struct Access {
    pub(super) user: SystemUserFe,
    pub(super) party: PartyDto,
}

impl Access {
    /// Reads the access that an address names.
    pub(super) async fn of(reader: &Reader, id: &str) -> Result<Self, Refused> {
        let named = id.parse().ok().zip(reader.party());
        let (id, party) = named.ok_or(Refused::Status(StatusCode::NOT_FOUND))?;
        Self::read(reader.altinn(), party, id).await
    }

    async fn read(altinn: Altinn<'_>, id: u32, user: Uuid) -> Result<Self, Refused> {
        Ok(Self {
            user: system_user::one(altinn, id, user).await?,
            party: party(altinn, id).await?,
        })
    }

    pub(super) fn is_agent(&self) -> bool {
        self.user.user_type == SystemUserType::Agent
    }

    pub(super) fn names(&self) -> [(&str, &str); 3] {
        [
            ("system", &self.user.system.name),
            ("party", &self.party.name),
            ("vendor", &self.user.system.system_vendor_org_name),
        ]
    }

    pub(super) fn authorities(&self) -> Authorities {
        Authorities {
            resources: self.user.resources.clone(),
            packages: self.user.access_packages.clone(),
        }
    }

    /// A page about this access.
    pub(super) fn at(&self, page: &str) -> String {
        format!("{ROOT}/{}{page}?party={}", self.user.id, self.party.party_id)
    }
}

/// `GET /accessmanagement/ui/systemuser/{id}?party=…`
pub(super) async fn show(NoApi(reader): NoApi<Reader>, Path(id): Path<String>) -> Response {
    match Access::of(&reader, &id).await {
        Ok(access) => {
            reader
                .page(&heading(&reader, &access), &body(&reader, &access))
                .await
        }
        Err(refused) => trouble::of_page(&reader, &refused).await,
    }
}

fn heading(reader: &Reader, access: &Access) -> String {
    let words = &reader.words().detail;
    let text = if access.is_agent() {
        words.heading_agent
    } else {
        words.heading
    };
    fill(text, &access.names())
}

fn body(reader: &Reader, access: &Access) -> Markup {
    let (words, sheets) = (&reader.words().detail, &reader.words().sheet);
    let user = &access.user;
    html! {
        div class="page-stack" {
            p class="page-eyebrow" { @if access.is_agent() { (words.eyebrow_agent) } @else { (words.eyebrow) } }
            h1 { (heading(reader, access)) }
            p class="page-quiet" {
                (fill(sheets.from, &access.names()))
                ", " (sheets.org_number) "\u{a0}" (grouped(&user.system.system_vendor_org_number))
                " · " (fill(reader.words().overview.since, &[("date", &date(reader.language(), user.created))]))
            }
        }
        section class="page-stack" {
            h2 { (words.can) }
            (authority::list(reader.language(), &access.authorities(), &Actions::new()))
        }
        @if access.is_agent() {
            section class="page-stack" {
                h2 { (words.clients) }
                p class="page-actions" {
                    a class="ds-button" data-variant="secondary" href=(access.at("/agentdelegation")) { (words.clients_go) }
                }
            }
        }
        section class="page-stack" {
            h2 { (words.facts) }
            dl class="page-facts" {
                dt { (reader.words().receipt.party) } dd { (access.party.name) }
                dt { (words.system_id) } dd { code { (user.system.system_id) } }
                dt { (words.created) } dd { (date(reader.language(), user.created)) }
            }
        }
        div class="page-stack" {
            p class="page-actions" {
                a class="ds-button" data-variant="secondary" data-color="danger" href=(access.at("/remove")) { (words.remove) }
                a class="ds-button" data-variant="tertiary"
                    href={ (overview::PATH) "?party=" (access.party.party_id) } { (reader.words().trouble.back) }
            }
            p class="page-quiet" { (words.remove_hint) }
        }
    }
}
