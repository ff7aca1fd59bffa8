//! Clients of a facilitator and of its agent system users, as they are written: to the portal and to end users' programs
//! by authentication (altinn-platform.md 6.1, 6.2), and by access management (7.1).

use domain::{Client, OrgNumber, PackageUrn, Party, PartyId, PartyKind, PartyUuid, SystemUser, SystemUserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::delegation::PackageRef;
use crate::paging::Links;

/// `?party={uuid}&packages={urn}…`: the clients of a facilitator.
pub const CLIENTS: &str = "/accessmanagement/api/v1/enduser/clientdelegations/clients";
/// `?party={uuid}`: the agents of a facilitator. With `&to={uuid}&cascade=true`, a deletion.
pub const AGENTS: &str = "/accessmanagement/api/v1/enduser/clientdelegations/agents";
/// `?party={uuid}&to={uuid}`: an agent's clients. With `&from={uuid}` and a [`DelegationBatch`], a delegation.
pub const AGENT_PACKAGES: &str = "/accessmanagement/api/v1/enduser/clientdelegations/agents/accesspackages";
/// `?party={uuid}&from={uuid}&to={uuid}&cascade=true`: a deletion.
pub const AGENT_CLIENTS: &str = "/accessmanagement/api/v1/enduser/clientdelegations/agents/clients";

/// A client as the portal reads it (#55).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    pub party_uuid: PartyUuid,
    pub display_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_identifier: Option<OrgNumber>,
    pub access: Vec<RolePackages>,
}

/// A role, and packages that come by it, each by its URN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolePackages {
    pub role: String,
    pub packages: Vec<String>,
}

impl From<&Client> for Customer {
    fn from(client: &Client) -> Self {
        let access = client.access.iter().map(|access| RolePackages {
            role: access.role.urn.clone(),
            packages: access.packages.iter().map(ToString::to_string).collect(),
        });
        Self {
            party_uuid: client.party.uuid,
            display_name: client.party.name.clone(),
            organization_identifier: client.party.org_number.clone(),
            access: access.collect(),
        }
    }
}

/// A client of an agent system user as the portal reads it (#56, #57). Upstream has no id of its own for it, and no
/// assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DelegationResponse {
    pub agent_system_user_id: SystemUserId,
    pub delegation_id: Uuid,
    pub customer_id: PartyUuid,
    pub assignment_id: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_organization_number: Option<OrgNumber>,
}

impl DelegationResponse {
    /// What linking answers: the client's id, without its name.
    pub fn of(agent: SystemUserId, client: PartyUuid) -> Self {
        Self {
            agent_system_user_id: agent,
            delegation_id: client.0,
            customer_id: client,
            assignment_id: Uuid::nil(),
            customer_name: None,
            customer_organization_number: None,
        }
    }

    /// What the list answers: with the client's name.
    pub fn named(agent: SystemUserId, client: &Party) -> Self {
        Self {
            customer_name: Some(client.name.clone()),
            customer_organization_number: client.org_number.clone(),
            ..Self::of(agent, client.uuid)
        }
    }

    /// What the removed route of linking answers: an id that names agent and client at once (altinn-platform.md 6.3).
    #[must_use]
    pub fn with_own_id(self) -> Self {
        Self {
            delegation_id: domain::client_delegation::delegation_id(
                self.agent_system_user_id,
                self.customer_id,
            ),
            ..self
        }
    }
}

/// What the removed route of linking sends (altinn-platform.md 6.3). Its list of accesses is ignored: an agent is linked
/// by all of its packages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgentDelegation {
    pub customer_id: String,
    pub facilitator_id: String,
}

/// Clients as an end user's program reads them (#63, #64).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientPage {
    #[serde(default)]
    pub links: Links,
    pub system_user_information: SystemUserOwner,
    pub data: Vec<ClientEntry>,
}

/// Whose clients they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemUserOwner {
    pub system_user_id: SystemUserId,
    pub system_user_owner_org: OrgNumber,
}

/// One client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientEntry {
    pub client_id: PartyUuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_organization_number: Option<OrgNumber>,
    pub client_organization_name: String,
}

impl ClientPage {
    /// The clients of an agent; upstream never cuts the list.
    pub fn of(agent: &SystemUser, clients: &[Client]) -> Self {
        let entry = |client: &Client| ClientEntry {
            client_id: client.party.uuid,
            client_organization_number: client.party.org_number.clone(),
            client_organization_name: client.party.name.clone(),
        };
        Self {
            links: Links::default(),
            system_user_information: SystemUserOwner {
                system_user_id: agent.id,
                system_user_owner_org: agent.party_org.clone(),
            },
            data: clients.iter().map(entry).collect(),
        }
    }
}

/// What linking and unlinking answer an end user's program (#65, #66).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClientLink {
    pub agent: SystemUserId,
    pub client: PartyUuid,
}

/// A party or a system user as access management tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EntityDto {
    pub id: Uuid,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub variant: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_id: Option<PartyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_identifier: Option<OrgNumber>,
    pub is_deleted: bool,
}

impl EntityDto {
    fn of_party(party: &Party, unit_form: Option<&str>) -> Self {
        let kind = match party.kind {
            PartyKind::Organization => "Organisasjon",
            PartyKind::Person => "Person",
        };
        Self {
            id: party.uuid.0,
            name: party.name.clone(),
            kind: kind.to_owned(),
            variant: unit_form.unwrap_or(kind).to_owned(),
            party_id: Some(party.id),
            organization_identifier: party.org_number.clone(),
            is_deleted: false,
        }
    }

    fn of_agent(agent: &SystemUser) -> Self {
        Self {
            id: agent.id.0,
            name: agent.integration_title.clone(),
            kind: "Systembruker".to_owned(),
            variant: "AgentSystem".to_owned(),
            party_id: None,
            organization_identifier: None,
            is_deleted: false,
        }
    }
}

/// A role, briefly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleRef {
    pub id: Uuid,
    pub code: String,
    pub urn: String,
}

impl From<&domain::ClientRole> for RoleRef {
    fn from(role: &domain::ClientRole) -> Self {
        Self {
            id: role.id,
            code: role.code.clone(),
            urn: role.urn.clone(),
        }
    }
}

/// A role, and the packages that come by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleAccessDto {
    pub role: RoleRef,
    pub packages: Vec<PackageRef>,
}

/// A client, with what it has given or what has been handed on of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClientDto {
    pub client: EntityDto,
    pub access: Vec<RoleAccessDto>,
}

impl ClientDto {
    /// A client; `reference` finds what is told of a package beside its URN.
    pub fn of(client: &Client, reference: impl Fn(&PackageUrn) -> Option<PackageRef>) -> Self {
        let access = client.access.iter().map(|access| RoleAccessDto {
            role: RoleRef::from(&access.role),
            packages: access.packages.iter().filter_map(&reference).collect(),
        });
        Self {
            client: EntityDto::of_party(&client.party, client.unit_form.as_deref()),
            access: access.collect(),
        }
    }
}

/// An agent of a facilitator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgentDto {
    pub agent: EntityDto,
    pub access: Vec<RoleAccessDto>,
}

impl AgentDto {
    /// An agent system user, by the role that it has at its owner.
    pub fn of(agent: &SystemUser, role: RoleRef) -> Self {
        Self {
            agent: EntityDto::of_agent(agent),
            access: vec![RoleAccessDto {
                role,
                packages: vec![],
            }],
        }
    }
}

/// What is to be handed on, or taken back: packages by the role that the client gave them by. A role is told by its code
/// or URN, a package by its URN or the last part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DelegationBatch {
    #[serde(default)]
    pub values: Vec<RolePackages>,
}

/// One package that is, or was, handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DelegationDto {
    pub role_id: Uuid,
    pub package_id: Uuid,
    pub via_id: PartyUuid,
    pub from_id: PartyUuid,
    pub to_id: SystemUserId,
    /// Whether the call made a difference: of several at once exactly one does.
    pub changed: bool,
}
