//! A system user: a system's identity at one organisation.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::access::PackageUrn;
use crate::ids::{ExternalRef, OrgNumber, PartyId, SystemId, SystemUserId};
use crate::time::Timestamp;

/// Whom a system user acts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SystemUserType {
    /// For the organisation that owns it.
    Standard,
    /// For the clients of the organisation that owns it.
    Agent,
}

/// A system user that lives: a deleted one is not loaded as this type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemUser {
    pub id: SystemUserId,
    pub kind: SystemUserType,
    pub integration_title: String,
    pub system_id: SystemId,
    /// The vendor of the system.
    pub vendor: OrgNumber,
    /// The organisation that owns the system user.
    pub party_org: OrgNumber,
    pub external_ref: ExternalRef,
    /// Packages delegated when it was made; empty in what a vendor reads. What it holds today is asked of access
    /// management.
    pub access_packages: Vec<PackageUrn>,
    pub created: Timestamp,
}

/// A system user as the register copies it, whether it lives or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SystemUserEntry {
    pub id: SystemUserId,
    pub kind: SystemUserType,
    pub integration_title: String,
    pub party_org: OrgNumber,
    pub party: PartyId,
    pub is_deleted: bool,
    pub created: Timestamp,
    pub last_changed: Timestamp,
    /// Grows at every change of any system user: whoever has read up to one has missed nothing.
    pub sequence: i64,
}
