//! What a system may be allowed to do, in words a leader can judge.

use domain::{Localized, OrgNumber, SystemId};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A system, as a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SystemCard {
    pub id: SystemId,
    pub name: Localized,
    pub description: Localized,
    pub vendor: OrgNumber,
    /// The vendor's name in the register; absent when it could not be read.
    pub vendor_name: Option<String>,
}

/// A package or a single service that a system asks for or holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Authority {
    pub kind: AuthorityKind,
    /// The package's URN or the resource's id.
    pub id: String,
    pub name: Localized,
    /// What it lets the system do.
    pub description: Localized,
    /// The public body behind a single service.
    pub owner: Option<Localized>,
    /// What may be done (`read`, `write` …); empty when that is not known.
    pub actions: Vec<String>,
    /// The services inside a package.
    pub services: Vec<Service>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AuthorityKind {
    Package,
    Service,
}

/// A service inside a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    pub id: String,
    pub name: Localized,
    pub owner: Option<Localized>,
}

/// Whether the person can approve, known before they press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Preflight {
    CanApprove,
    /// Something is missing. `who_can` are people at the organisation who could.
    Lacks {
        missing: Vec<Missing>,
        of: u32,
        who_can: Vec<Colleague>,
    },
    /// Could not be found out.
    Unknown,
}

/// One thing that the person cannot hand on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Missing {
    pub kind: AuthorityKind,
    pub id: String,
    pub name: Localized,
    pub reason: Reason,
}

/// Why the person cannot hand it on (altinn-platform.md 7.3; ux.md 2.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// Not an access manager for the organisation at all.
    NotAccessManager,
    MissingRole,
    MissingDelegation,
    MissingPackage,
    MissingServiceList,
    AuthenticationLevelTooLow,
    AccessListFailed,
    NotDelegable,
    MaskinportenSchema,
    Unknown,
}

/// A person at the organisation who could.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Colleague {
    pub name: String,
    /// The role's name in Altinn.
    pub role: Localized,
}
