//! Connections as they are written: what a party has handed on to others, and what others have handed on to it
//! (altinn-platform.md 7.1; identity.md 5.3).

use domain::{OrgNumber, PartyId, PartyUuid, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::delegation::{PackageRef, ResourceDto, RightDto};

/// `?party={uuid}&from={uuid}&to={uuid}`; POST adds a right-holder, DELETE takes one away.
pub const CONNECTIONS: &str = "/accessmanagement/api/v1/enduser/connections";
/// `?party={uuid}&to={uuid}&resource={id}`
pub const RIGHTS: &str = "/accessmanagement/api/v1/enduser/connections/resources/rights";
/// `?party={uuid}&from={uuid}&to={uuid}`
pub const ROLES: &str = "/accessmanagement/api/v1/enduser/connections/roles";
/// `?party={uuid}`
pub const USERS: &str = "/accessmanagement/api/v1/enduser/connections/users";
/// What Altinn's own parts tell each other of a new system user.
pub const INTERNAL_PARTY: &str = "/accessmanagement/api/v1/internal/party";

/// The scopes beside the portal's, by what a call looks at.
pub const TO_OTHERS_WRITE_SCOPE: &str = "altinn:accessmanagement/enduser:connections:toothers.write";
pub const FROM_OTHERS_READ_SCOPE: &str = "altinn:accessmanagement/enduser:connections:fromothers.read";
pub const FROM_OTHERS_WRITE_SCOPE: &str = "altinn:accessmanagement/enduser:connections:fromothers.write";

/// One end of a connection: an organisation, a person or a system user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EntityDto {
    pub id: Uuid,
    pub name: String,
    /// `Organisasjon`, `Person` or `Systembruker`.
    #[serde(rename = "type")]
    pub kind: String,
    /// An organisation's form, `Person`, or [`STANDARD`] or [`AGENT`].
    pub variant: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_id: Option<PartyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_identifier: Option<OrgNumber>,
    pub is_deleted: bool,
}

/// The type of every system user.
pub const SYSTEM_USER: &str = "Systembruker";
/// The variant of a standard system user.
pub const STANDARD: &str = "StandardSystem";
/// The variant of an agent system user.
pub const AGENT: &str = "AgentSystem";

/// A role, by every name it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompactRoleDto {
    pub id: Uuid,
    pub code: String,
    pub urn: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legacy_urn: Option<String>,
}

/// Somebody a party is connected to, and by what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConnectionDto {
    pub party: EntityDto,
    pub roles: Vec<CompactRoleDto>,
    pub packages: Vec<PackageRef>,
    pub resources: Vec<ResourceDto>,
    #[serde(default)]
    pub connections: Vec<ConnectionDto>,
}

/// Who has given something to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PermissionDto {
    pub from: EntityDto,
    pub to: EntityDto,
}

/// A resource that has been handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResourcePermissionDto {
    pub resource: ResourceDto,
    pub permissions: Vec<PermissionDto>,
}

/// A package that has been handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackagePermissionDto {
    pub package: PackageRef,
    pub permissions: Vec<PermissionDto>,
}

/// A role that somebody has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolePermissionDto {
    pub role: CompactRoleDto,
    pub permissions: Vec<PermissionDto>,
}

/// What somebody may do with one resource: rights given by themselves, and rights that roles and packages bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ResourceRightsDto {
    pub resource: ResourceDto,
    pub direct_rights: Vec<RightPermissionDto>,
    pub indirect_rights: Vec<RightPermissionDto>,
}

/// One right, and who gave it to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RightPermissionDto {
    pub right: RightDto,
    pub permissions: Vec<PermissionDto>,
}

/// The rights to hand on, by the keys that a delegation check told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RightKeys {
    pub direct_right_keys: Vec<String>,
}

/// Whom to add, when it is a person that the party has nothing to do with yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PersonInput {
    pub person_identifier: String,
    pub last_name: String,
}

/// A role that one party has at another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AssignmentDto {
    pub id: Uuid,
    pub role_id: Uuid,
    pub from_id: PartyUuid,
    pub to_id: Uuid,
}

impl AssignmentDto {
    /// An assignment. Its id is made of what it joins, so it is the same each time it is told.
    pub fn of(role: Uuid, from: PartyUuid, to: Uuid) -> Self {
        Self {
            id: joined(&[role, from.0, to]),
            role_id: role,
            from_id: from,
            to_id: to,
        }
    }
}

/// A package within an assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AssignmentPackageDto {
    pub id: Uuid,
    pub assignment_id: Uuid,
    pub package_id: Uuid,
}

impl AssignmentPackageDto {
    /// A package that was put into an assignment.
    pub fn of(assignment: &AssignmentDto, package: Uuid) -> Self {
        Self {
            id: joined(&[assignment.id, package]),
            assignment_id: assignment.id,
            package_id: package,
        }
    }
}

fn joined(ids: &[Uuid]) -> Uuid {
    Uuid::from_u128(ids.iter().fold(0, |joined, id| joined ^ id.as_u128()))
}

/// A new system user, told by the part of Altinn that made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct InternalParty {
    pub party_uuid: Uuid,
    pub display_name: String,
    /// [`SYSTEM_USER`].
    pub entity_type: String,
    /// [`STANDARD`] or [`AGENT`].
    pub entity_variant_type: String,
}
