//! What is true: the nouns of Altinn's system-user world and the rules about them.
//!
//! No I/O, no async, no clock and no chance. Time and random values come in as arguments.
//! Everyone may import this crate; it imports none of ours.

pub mod access;
pub mod change_request;
pub mod claim;
pub mod client_delegation;
pub mod connection;
pub mod consent;
pub mod delegation;
pub mod ids;
pub mod maskinporten;
pub mod national_id;
pub mod party;
pub mod policy;
pub mod problem;
pub mod register;
pub mod registration;
pub mod request;
pub mod system_user;
pub mod text;
pub mod time;

pub use access::{AccessPackage, PackageUrn, ResourceReference, Right};
pub use change_request::{Change, ChangeRequest};
pub use client_delegation::{Client, ClientAccess, ClientRole};
pub use consent::Consent;
pub use ids::{
    ChangeRequestId, ClientId, ConsentId, ExternalRef, OrgNumber, OrgNumberFault, PartyId, PartyUuid,
    RequestId, ResourceId, Scope, SystemId, SystemUserId, UserId,
};
pub use maskinporten::{Grant, MaskinportenRefusal, SystemUserAsked};
pub use party::{Party, PartyKind, PartyUrn};
pub use problem::Problem;
pub use register::{RegisteredSystem, SystemFault};
pub use request::{Decision, RequestStatus, SystemUserRequest};
pub use system_user::{SystemUser, SystemUserEntry, SystemUserType};
pub use text::Localized;
pub use time::Timestamp;
