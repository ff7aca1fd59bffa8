//! Maskinporten's question to Altinn: which scopes may a supplier use for a customer? (identity.md 1.7)

use domain::{OrgNumber, ResourceId, Scope, Timestamp};
use serde::{Deserialize, Serialize};

/// `?supplierOrg={orgno}&consumerOrg={orgno}&scope={scope}`: any of the three, at least one.
pub const SCOPE_DELEGATIONS: &str = "/accessmanagement/api/v1/maskinporten/delegations";

/// Reads the delegations of scopes whose prefix is one's own.
pub const LOOKUP: &str = "altinn:maskinporten/delegations";
/// Reads every delegation: Maskinporten's own.
pub const LOOKUP_ALL: &str = "altinn:maskinporten/delegations.admin";

/// What one customer has let one supplier use by one resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScopeDelegations {
    pub consumer_org: OrgNumber,
    pub supplier_org: OrgNumber,
    /// The number of the older Altinn's delegation scheme; ours have none.
    #[serde(rename = "delegation_scheme_Id", default)]
    pub delegation_scheme_id: Option<String>,
    pub scopes: Vec<Scope>,
    pub created: Timestamp,
    pub resourceid: ResourceId,
}
