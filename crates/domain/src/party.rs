//! Parties: organisations and people in Altinn's register.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{OrgNumber, PartyId, PartyUuid};

/// What sort of party it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PartyKind {
    Organization,
    Person,
}

/// An organisation or a person in Altinn. System access belongs to organisations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Party {
    pub id: PartyId,
    pub uuid: PartyUuid,
    pub kind: PartyKind,
    /// Absent for a person.
    pub org_number: Option<OrgNumber>,
    pub name: String,
}
