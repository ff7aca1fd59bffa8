//! A request of any kind, as the pages show it.

use contract::path;
use contract::portal::{
    AccessPackageFe, RegisteredSystemFe, ServiceResourceFe, SystemUserChangeRequestFe, SystemUserRequestFe,
};
use contract::request::read_status;
use contract::resource::{PARTY, PartyDto};
use domain::request::TIMED_OUT_AFTER_DAYS;
use domain::{RequestStatus, Timestamp};
use uuid::Uuid;

use crate::portal::ask::{Altinn, Refused};
use crate::portal::bff::{change_request, request, system_user};
use crate::portal::kind::Kind;

/// Rights and packages that belong together.
#[derive(Clone, Debug, Default)]
pub(super) struct Authorities {
    pub(super) resources: Vec<ServiceResourceFe>,
    pub(super) packages: Vec<AccessPackageFe>,
}

impl Authorities {
    pub(super) fn count(&self) -> usize {
        self.resources.len() + self.packages.len()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let packages = self.packages.iter().map(|package| package.name.as_str());
        packages.chain(self.resources.iter().map(|resource| resource.title.as_str()))
    }
}

/// A request.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) kind: Kind,
    pub(super) id: Uuid,
    pub(super) party: u32,
    pub(super) party_uuid: Uuid,
    pub(super) party_name: String,
    /// What the vendor's status says; `None` when it is a word that nobody knows.
    pub(super) status: Option<RequestStatus>,
    pub(super) redirect_url: Option<String>,
    pub(super) system: RegisteredSystemFe,
    pub(super) asked: Authorities,
    /// What a change takes away.
    pub(super) unwanted: Authorities,
    /// What the system user holds before a change, and which it is.
    pub(super) changes: Option<(Uuid, Authorities)>,
    pub(super) created: Option<Timestamp>,
    pub(super) escalated: bool,
    pub(super) may_only_pass_on: bool,
}

impl Sheet {
    /// Reads a request as the person may see it.
    pub(super) async fn read(altinn: Altinn<'_>, kind: Kind, id: Uuid) -> Result<Self, Refused> {
        let sheet = match kind {
            Kind::Standard | Kind::Agent => {
                Self::of_request(kind, request::one(altinn, kind.user_type(), id).await?)
            }
            Kind::Change => {
                let (change, user) = change_request::one(altinn, id).await?;
                let mut sheet = Self::of_change(change);
                let held = system_user::one(altinn, sheet.party, user).await;
                sheet.changes = held.ok().map(|held| {
                    let held = Authorities {
                        resources: held.resources,
                        packages: held.access_packages,
                    };
                    (user, held)
                });
                sheet
            }
        };
        let party = party(altinn, sheet.party).await?;
        Ok(Self {
            party_name: party.name,
            ..sheet
        })
    }

    pub(super) fn is_aged(&self, now: Timestamp) -> bool {
        self.created
            .is_some_and(|created| now.days_since(created) >= TIMED_OUT_AFTER_DAYS)
    }

    /// Where the vendor wants the person back; an empty address is none.
    pub(super) fn leads_back(&self) -> bool {
        self.redirect_url.as_ref().is_some_and(|url| !url.is_empty())
    }

    fn of_request(kind: Kind, request: SystemUserRequestFe) -> Self {
        Self {
            kind,
            id: request.id.0,
            party: request.party_id.parse().unwrap_or_default(),
            party_uuid: request.party_uuid.0,
            party_name: String::new(),
            status: read_status(&request.status).ok(),
            redirect_url: request.redirect_url,
            system: request.system,
            asked: Authorities {
                resources: request.resources.unwrap_or_default(),
                packages: request.access_packages,
            },
            unwanted: Authorities::default(),
            changes: None,
            created: Some(request.created),
            escalated: request.escalated,
            may_only_pass_on: request.user_may_escalate_but_not_approve,
        }
    }

    fn of_change(change: SystemUserChangeRequestFe) -> Self {
        Self {
            kind: Kind::Change,
            id: change.id,
            party: change.party_id.parse().unwrap_or_default(),
            party_uuid: change.party_uuid.0,
            party_name: String::new(),
            status: read_status(&change.status).ok(),
            redirect_url: change.redirect_url,
            system: change.system,
            asked: Authorities {
                resources: change.required_rights,
                packages: change.required_access_packages,
            },
            unwanted: Authorities {
                resources: change.unwanted_rights,
                packages: change.unwanted_access_packages,
            },
            changes: None,
            created: None,
            escalated: false,
            may_only_pass_on: false,
        }
    }
}

/// An organisation, by its number in Altinn.
pub(super) async fn party(altinn: Altinn<'_>, id: u32) -> Result<PartyDto, Refused> {
    altinn.get(&path::fill(PARTY, &[&id.to_string()])).await
}
