//! Why Altinn says no. One variant for each refusal that somebody treats differently; the wire codes are `contract`'s.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A refusal by Altinn's system-user rules (altinn-platform.md 1.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Problem {
    #[error("the party is not in the register")]
    PartyNotFound,
    #[error("the party has no uuid")]
    PartyWithoutUuid,
    #[error("a right is not registered by the system, or cannot be delegated")]
    RightsNotDelegable,
    #[error("the rights could not be delegated")]
    DelegationFailed,
    #[error("the rights could not be revoked")]
    RevocationFailed,
    #[error("the system user could not be made")]
    SystemUserNotMade,
    #[error("the organisation has a system user for this system and reference")]
    SystemUserExists,
    #[error("the system user was not found")]
    SystemUserNotFound,
    #[error("the system user belongs to another party")]
    SystemUserOfOtherParty,
    #[error("the system user is not of the standard type")]
    SystemUserNotStandard,
    #[error("the system user could not be deleted")]
    SystemUserNotDeleted,
    #[error("a request with these references is accepted")]
    RequestAlreadyAccepted,
    #[error("a request with these references is waiting")]
    RequestPending,
    #[error("a request with these references is denied")]
    RequestAlreadyDenied,
    #[error("a request with these references is rejected")]
    RequestAlreadyRejected,
    #[error("the request was not found")]
    RequestNotFound,
    #[error("the request is answered")]
    RequestNotNew,
    #[error("the change request is answered, or was withdrawn")]
    ChangeRequestNotNew,
    #[error("the request belongs to another party")]
    RequestOfOtherParty,
    #[error("the agent request was not found")]
    AgentRequestNotFound,
    #[error("the agent request belongs to another party")]
    AgentRequestOfOtherParty,
    #[error("the request asks for nothing")]
    NothingRequested,
    #[error("the agent request asks for no package")]
    NoPackageRequested,
    #[error("the system was not found")]
    SystemNotFound,
    #[error("the system has no name")]
    SystemNameMissing,
    #[error("the system has no redirect addresses")]
    RedirectsNotRegistered,
    #[error("the redirect address is not registered")]
    RedirectNotAllowed,
    #[error("the token names no vendor")]
    VendorUnknown,
    #[error("the delegation check failed")]
    DelegationCheckFailed,
    #[error("the person has no role that gives the right")]
    RoleMissing,
    #[error("the person may use the right, not hand it on")]
    DelegationMissing,
    #[error("the organisation is not on the service's list")]
    ServiceListMissing,
    #[error("the person is signed in too weakly")]
    AuthenticationLevelTooLow,
    #[error("the person lacks a package that gives the right")]
    PackageAccessMissing,
    #[error("the receiver is not on the resource's access list")]
    AccessListMissing,
    #[error("the resource cannot be delegated")]
    ResourceNotDelegable,
    #[error("the resource is a Maskinporten schema")]
    ResourceIsMaskinportenSchema,
    #[error("the packages could not be checked")]
    PackageCheckFailed,
    #[error("a package is invalid")]
    PackageInvalid,
    #[error("the person cannot hand on a package")]
    PackageNotHeld,
    #[error("a package could not be delegated")]
    PackageDelegationFailed,
    #[error("a package is not registered by the system")]
    PackageOutsideSystem,
    #[error("a package cannot be given to a standard system user")]
    PackageNotAssignable,
    #[error("a package cannot be given to an agent system user")]
    PackageNotDelegable,
    #[error("the delegated packages could not be read")]
    PackagesUnreadable,
    #[error("the delegated rights could not be read")]
    RightsUnreadable,
    #[error("the action needs an access manager")]
    AccessManagerNeeded,
    #[error("the customer's id cannot be read")]
    CustomerNotValid,
    #[error("the client could not be unlinked from the agent system user")]
    ClientNotUnlinked,
    #[error("the agent system user could not be deleted")]
    AgentNotDeleted,
    #[error("the system user is not of the agent type")]
    SystemUserNotAgent,
    #[error("several agent system users have the client")]
    SeveralDelegations,
    #[error("the system user belongs to another facilitator")]
    FacilitatorOfOtherParty,
    #[error("access management does not know the person who asks for clients")]
    ClientsUnauthorized,
    #[error("the person may not see the clients")]
    ClientsForbidden,
    #[error("the clients could not be read")]
    ClientsUnreadable,
    #[error("a package could not be taken back")]
    PackageNotRevoked,
    #[error("the party is not a client")]
    ClientNotFound,
    #[error("the client lacks a package that the agent system user needs")]
    ClientLacksPackages,
}
