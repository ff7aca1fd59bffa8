//! Who may act for a party or as a vendor (altinn-platform.md 1.3), and who that is.

use axum::http::StatusCode;
use domain::{OrgNumber, Party, PartyId, Problem, SystemId};
use rusqlite::Connection;

use crate::access_management::{self, Action, AdminResource};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::person::Person;
use crate::store::{party, system};

/// Somebody who may do what was asked, and the party that they may do it for.
pub(super) type Admitted = (Person, Party);

/// Demands that the caller may read or change a party's accesses.
pub(super) fn require_access_management(
    connection: &Connection,
    caller: &Caller,
    party: PartyId,
    action: Action,
) -> Result<Admitted, Error> {
    require(connection, caller, party, AdminResource::AccessManagement, action)
}

/// Demands that the caller may read or change which clients a party's agent system users have.
pub(super) fn require_client_administration(
    connection: &Connection,
    caller: &Caller,
    party: PartyId,
    action: Action,
) -> Result<Admitted, Error> {
    require(
        connection,
        caller,
        party,
        AdminResource::ClientAdministration,
        action,
    )
}

/// Demands that the caller may see a party's system users.
pub(super) fn require_overview(
    connection: &Connection,
    caller: &Caller,
    party: PartyId,
) -> Result<Admitted, Error> {
    require(
        connection,
        caller,
        party,
        AdminResource::SystemUserOverview,
        Action::Read,
    )
}

fn require(
    connection: &Connection,
    caller: &Caller,
    party: PartyId,
    resource: AdminResource,
    action: Action,
) -> Result<Admitted, Error> {
    access_management::require(connection, caller, party, resource, action)?;
    let person = access_management::person(connection, caller)?;
    let party = party::find(connection, party)?.ok_or(Problem::PartyNotFound)?;
    Ok((person, party))
}

/// The vendor behind a token, for calls that need no more than one.
pub(super) fn vendor(caller: &Caller) -> Result<OrgNumber, Error> {
    caller
        .vendor()
        .ok_or_else(|| Error::plain(StatusCode::UNAUTHORIZED))
}

/// Demands that a system is the vendor's own. To anybody else it is as if it were not there.
pub(super) fn require_own_system(
    connection: &Connection,
    id: &SystemId,
    vendor: &OrgNumber,
) -> Result<(), Error> {
    let system = system::find(connection, id)?;
    if system.is_some_and(|system| system.vendor == *vendor) {
        Ok(())
    } else {
        Err(Problem::SystemNotFound.into())
    }
}
