//! The world as a file: organisations, people, resources, clients and what they hold.
//!
//! `seed/seed.schema.json` describes the format to those who write one. `seed/builtin.json` is the world of the app's
//! own story. `seed/catalogue.json` is what Altinn itself brings to every world: access packages, roles, and the
//! resources that guard access management.

mod catalogue;
mod check;
mod client;
mod consent;
mod plant;
mod resource;
#[cfg(test)]
mod tests;

use domain::claim::Ledger;
use domain::{
    ClientId, ExternalRef, Localized, OrgNumber, PackageUrn, PartyId, PartyUuid, RequestId, ResourceId,
    Right, SystemId, SystemUserId, SystemUserType, UserId,
};
use serde::{Deserialize, Serialize};

pub(crate) use resource::Resource;

pub(crate) use catalogue::{Area, AreaGroup, Catalogue, Holder, Package, Role};
pub(crate) use client::SignInTerms;
use client::{IdportenClient, MaskinportenClient, ScopeDelegation, ScopeGrant};
use consent::Consent;

/// A world to begin with. Every id in it survives unchanged.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Seed {
    /// Where a JSON editor finds the schema; ignored.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    pub organizations: Vec<Organization>,
    pub persons: Vec<Person>,
    pub resources: Vec<Resource>,
    /// Packages that one party has given another, beside what roles give.
    pub delegations: Vec<PackageDelegation>,
    pub scopes: Vec<ScopeGrant>,
    pub scope_delegations: Vec<ScopeDelegation>,
    pub consents: Vec<Consent>,
    pub maskinporten_clients: Vec<MaskinportenClient>,
    pub idporten_clients: Vec<IdportenClient>,
    pub systems: Vec<System>,
    pub requests: Vec<Request>,
    pub agent_system_users: Vec<AgentSystemUser>,
    /// Claims and payments of organisations whose accounts should not be generated.
    pub ledgers: Vec<Ledger>,
}

/// An organisation in the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organization {
    pub org_number: OrgNumber,
    pub name: String,
    /// The register's unit form, such as `AS` or `BRL`.
    pub unit_form: String,
    pub party_id: PartyId,
    pub party_uuid: PartyUuid,
    /// Roles that this organisation has at others: an accountant at its clients, say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<HeldRole>,
}

/// A person who can sign in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Person {
    /// A synthetic national identity number: 80 is added to the month.
    pub pid: String,
    pub name: String,
    pub user_id: UserId,
    pub party_id: PartyId,
    pub party_uuid: PartyUuid,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<HeldRole>,
}

/// A role at an organisation, by its code in the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeldRole {
    pub role: String,
    pub organization: OrgNumber,
}

/// Packages that an organisation has given to a person or another organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PackageDelegation {
    pub from: OrgNumber,
    /// The receiver: a national identity number or an organisation number.
    pub to: String,
    /// Codes, without the URN's prefix.
    pub packages: Vec<String>,
}

/// A system that is registered from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct System {
    pub id: SystemId,
    pub internal_id: uuid::Uuid,
    pub vendor: OrgNumber,
    pub name: Localized,
    pub description: Localized,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<Right>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access_packages: Vec<PackageUrn>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client_ids: Vec<ClientId>,
    #[serde(default = "yes")]
    pub is_visible: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_redirect_urls: Vec<url::Url>,
}

/// A request that waits from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    pub id: RequestId,
    pub kind: SystemUserType,
    pub system_id: SystemId,
    pub organization: OrgNumber,
    pub external_ref: ExternalRef,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<Right>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access_packages: Vec<PackageUrn>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    /// Days between the request and the moment the world begins.
    #[serde(default)]
    pub created_days_ago: u32,
}

/// A system user for an organisation's clients that is there from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgentSystemUser {
    pub id: SystemUserId,
    pub system_id: SystemId,
    pub organization: OrgNumber,
    pub external_ref: ExternalRef,
    pub access_packages: Vec<PackageUrn>,
    /// Organisations that have given the owner all of the packages, and are linked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<OrgNumber>,
    /// Days between its making and the moment the world begins.
    #[serde(default)]
    pub created_days_ago: u32,
}

fn yes() -> bool {
    true
}

/// Why a text is not a seed.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error("reading the seed")]
    Text(#[source] serde_json::Error),
    #[error("reading the seed at {member}")]
    Member {
        member: String,
        source: serde_json::Error,
    },
    #[error("reading the catalogue")]
    Catalogue(#[from] serde_json::Error),
    #[error("reading the policy of {resource}")]
    Policy {
        resource: ResourceId,
        source: contract::xacml::XacmlFault,
    },
    #[error("{place} speaks of {kind} {id}, which the seed does not hold")]
    Unknown {
        place: String,
        kind: &'static str,
        id: String,
    },
    #[error("{place} is {id}, and so is {first}")]
    Twice {
        place: String,
        id: String,
        first: String,
    },
    #[error("{place} is no RSA key of at least 2048 bits")]
    Key { place: String },
}

impl Seed {
    /// The world of the app's own story.
    ///
    /// # Errors
    /// Never in a build whose tests pass.
    pub fn builtin() -> Result<Self, SeedError> {
        Self::read(include_str!("seed/builtin.json"))
    }

    /// Reads a seed and checks that it can become a world: what it points at is there, and nothing is there twice.
    ///
    /// # Errors
    /// [`SeedError`] with the place, and what is wrong there.
    pub fn read(text: &str) -> Result<Self, SeedError> {
        let mut json = serde_json::Deserializer::from_str(text);
        let read = serde_path_to_error::deserialize(&mut json).map_err(|fault| {
            let member = fault.path().to_string();
            match fault.into_inner() {
                source if source.is_data() && member != "." => SeedError::Member { member, source },
                source => SeedError::Text(source),
            }
        });
        let seed: Self = read?;
        json.end().map_err(SeedError::Text)?;
        seed.check(&Catalogue::read()?)?;
        Ok(seed)
    }

    fn resource(&self, id: &ResourceId) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.identifier == *id)
    }

    /// Who has a national identity number or an organisation number.
    fn party(&self, number: &str) -> Option<PartyUuid> {
        let organization = self
            .organizations
            .iter()
            .find(|o| o.org_number.as_str() == number)
            .map(|o| o.party_uuid);
        organization.or_else(|| {
            self.persons
                .iter()
                .find(|p| p.pid == number)
                .map(|p| p.party_uuid)
        })
    }
}
