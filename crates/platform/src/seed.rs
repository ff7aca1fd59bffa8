//! The world as a file: organisations, people, resources, clients and what they hold.
//!
//! `seed/seed.schema.json` describes the format to those who write one. `seed/builtin.json` is the world of the app's
//! own story. `seed/catalogue.json` is what Altinn itself brings to every world: access packages, roles, and the
//! resources that guard access management.

mod catalogue;
mod client;
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
    #[error("the seed speaks of {kind} {id}, which it does not hold")]
    Unknown { kind: &'static str, id: String },
}

impl Seed {
    /// The world of the app's own story.
    ///
    /// # Errors
    /// Never in a build whose tests pass.
    pub fn builtin() -> Result<Self, SeedError> {
        Self::read(include_str!("seed/builtin.json"))
    }

    /// Reads a seed and checks that everything it points at is there.
    ///
    /// # Errors
    /// [`SeedError`] with the place in the text, or with what is pointed at and missing.
    pub fn read(text: &str) -> Result<Self, SeedError> {
        let mut json = serde_json::Deserializer::from_str(text);
        let read = serde_path_to_error::deserialize(&mut json)
            .map_err(|fault| (fault.path().to_string(), fault.into_inner()));
        let seed: Self = read
            .and_then(|seed| json.end().map(|()| seed).map_err(|fault| (".".to_owned(), fault)))
            .map_err(|(member, source)| SeedError::Member { member, source })?;
        seed.check(&Catalogue::read()?)?;
        Ok(seed)
    }

    fn check(&self, catalogue: &Catalogue) -> Result<(), SeedError> {
        let roles = self
            .organizations
            .iter()
            .flat_map(|o| &o.roles)
            .chain(self.persons.iter().flat_map(|p| &p.roles));
        for held in roles {
            known(
                "role",
                &held.role,
                catalogue.roles.iter().any(|role| role.code == held.role),
            )?;
            self.knows(&held.organization)?;
        }
        for delegation in &self.delegations {
            self.knows(&delegation.from)?;
            known("party", &delegation.to, self.party(&delegation.to).is_some())?;
            for code in &delegation.packages {
                known(
                    "access package",
                    code,
                    catalogue.packages.iter().any(|package| package.code == *code),
                )?;
            }
        }
        for delegation in &self.scope_delegations {
            self.knows(&delegation.consumer)?;
            self.knows(&delegation.supplier)?;
            known(
                "resource",
                delegation.resource.as_str(),
                self.resource(&delegation.resource).is_some(),
            )?;
        }
        for resource in &self.resources {
            resource.check_policy()?;
        }
        for request in &self.requests {
            self.knows_system(&request.system_id)?;
            self.knows(&request.organization)?;
        }
        for agent in &self.agent_system_users {
            self.knows_system(&agent.system_id)?;
            for organization in agent.clients.iter().chain([&agent.organization]) {
                self.knows(organization)?;
            }
        }
        Ok(())
    }

    fn knows_system(&self, id: &SystemId) -> Result<(), SeedError> {
        let is_here = self.systems.iter().any(|system| system.id == *id);
        known("system", id.as_str(), is_here)
    }

    fn knows(&self, organization: &OrgNumber) -> Result<(), SeedError> {
        let is_here = self
            .organizations
            .iter()
            .any(|known| known.org_number == *organization);
        known("organization", organization.as_str(), is_here)
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

fn known(kind: &'static str, id: &str, is_known: bool) -> Result<(), SeedError> {
    if is_known {
        Ok(())
    } else {
        Err(SeedError::Unknown {
            kind,
            id: id.to_owned(),
        })
    }
}
