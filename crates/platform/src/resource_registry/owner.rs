//! Who may write what.

use axum::http::StatusCode;
use contract::resource::{ADMIN_SCOPE, ServiceResource, WRITE_SCOPES};
use domain::{OrgNumber, Scope};
use rusqlite::Connection;

use crate::caller::Caller;
use crate::error::Error;
use crate::store;

/// Whose resources a call may write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Writer {
    /// Altinn's own operators: everybody's.
    Operator,
    /// A service owner: its own.
    Owner(OrgNumber),
}

impl Writer {
    /// Whoever holds an exchanged token with a scope for writing.
    ///
    /// # Errors
    /// 401 for a token that is not Altinn's, 403 without the scope or without an organisation.
    pub(super) fn of(caller: &Caller) -> Result<Self, Error> {
        caller.require_altinn()?;
        caller.require_scope(&WRITE_SCOPES)?;
        if caller.require_scope(&[ADMIN_SCOPE]).is_ok() {
            return Ok(Self::Operator);
        }
        caller
            .vendor()
            .map(Self::Owner)
            .ok_or(Error::Empty(StatusCode::FORBIDDEN))
    }

    /// Demands that the resource is theirs.
    ///
    /// # Errors
    /// 403.
    pub(super) fn require_owns(&self, resource: &ServiceResource) -> Result<(), Error> {
        match self {
            Self::Operator => Ok(()),
            Self::Owner(own) if resource.has_competent_authority.organization.as_ref() == Some(own) => Ok(()),
            Self::Owner(_) => Err(Error::Empty(StatusCode::FORBIDDEN)),
        }
    }

    /// Demands that the Maskinporten scopes that a resource names begin with a prefix of theirs.
    ///
    /// # Errors
    /// 401 with the scopes that do not.
    pub(super) fn require_scopes(&self, conn: &Connection, resource: &ServiceResource) -> Result<(), Error> {
        let Self::Owner(own) = self else { return Ok(()) };
        let mut foreign = vec![];
        for scope in scopes(resource) {
            if !store::scope::owns_prefix(conn, own, &Scope::from(scope))? {
                foreign.push(scope);
            }
        }
        if foreign.is_empty() {
            return Ok(());
        }
        Err(Error::Text(
            StatusCode::UNAUTHORIZED,
            format!(
                "The prefix of these Maskinporten scopes is not yours: {}",
                foreign.join(", ")
            ),
        ))
    }
}

fn scopes(resource: &ServiceResource) -> impl Iterator<Item = &str> {
    resource
        .resource_references
        .iter()
        .filter(|reference| reference.reference_type == "MaskinportenScope")
        .map(|reference| reference.reference.as_str())
}

/// Gives a new service owner its code, or checks that the code is the owner's.
///
/// # Errors
/// 400 when the code is somebody else's, or the owner has another.
pub(super) fn settle_code(tx: &Connection, resource: &ServiceResource) -> Result<(), Error> {
    let authority = &resource.has_competent_authority;
    let Some(organization) = &authority.organization else {
        return Ok(());
    };
    let wrong = |message: String| Err(Error::field("HasCompetentAuthority.Orgcode", message));
    match store::service_owner::code(tx, organization)? {
        Some(code) if code == authority.orgcode => Ok(()),
        Some(code) => wrong(format!("The code of {organization} is {code}.")),
        None if store::service_owner::is_taken(tx, &authority.orgcode)? => wrong(format!(
            "The code {} is another organisation's.",
            authority.orgcode
        )),
        None => store::service_owner::add(tx, &authority.orgcode, organization, &authority.name),
    }
}
