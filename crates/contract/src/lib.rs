//! What is said: Altinn's paths, scopes, JSON bodies and problem codes, mapped to `domain` in both directions.
//!
//! The crate asks nothing and answers nothing. `remote` speaks with it, `platform` listens with it, and because both
//! use the same types a body that is written wrongly is also read wrongly only until a golden file says so.

pub mod access;
pub mod administration;
pub mod body;
pub mod change_request;
pub mod claim;
pub mod client_delegation;
pub mod connection;
pub mod consent;
pub mod decision;
pub mod delegation;
pub mod paging;
pub mod path;
pub mod portal;
pub mod problem;
pub mod register;
pub mod request;
pub mod resource;
pub mod scope;
pub mod scope_delegation;
pub mod system_user;
pub mod text;
pub mod token;
pub mod xacml;

/// A body that follows the wire's shape but holds a value that the domain does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the field {field} holds a value that is not understood")]
pub struct Unreadable {
    /// The member's name on the wire.
    pub field: &'static str,
}

impl Unreadable {
    pub(crate) fn field(field: &'static str) -> Self {
        Self { field }
    }
}
