//! Who may ask about clients and hand them on.

use axum::http::StatusCode;
use contract::client_delegation::RolePackages;
use contract::problem::{AccessFault, ValidationError};
use domain::connection::ConnectionProblem;
use domain::{
    Client, ClientRole, PackageUrn, Party, PartyUuid, SystemUser, SystemUserId, SystemUserType, Timestamp,
    client_delegation,
};
use rusqlite::Connection;

use super::super::rule::{Action, AdminResource, require_at};
use super::wanted;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;

/// Clients in one answer, at the most: the lists have no pages.
const CLIENTS: usize = 10_000;

/// Whose client is handed on to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Delegation {
    pub(crate) facilitator: PartyUuid,
    pub(crate) client: PartyUuid,
    pub(crate) agent: SystemUserId,
}

/// A package by the role that carries it, and whether the call made a difference to it.
pub(crate) type Changed = (ClientRole, PackageUrn, bool);

/// The clients of a facilitator that have given it all of some packages, by name, as many as one answer holds.
pub(crate) fn clients(
    conn: &Connection,
    caller: &Caller,
    facilitator: PartyUuid,
    packages: &[PackageUrn],
) -> Result<Vec<Client>, Error> {
    allow(conn, caller, facilitator, Action::Read)?;
    let given = store::client_delegation::list_given(conn, facilitator)?;
    let clients = client_delegation::clients(given).into_iter();
    Ok(listed(clients.filter(|client| client.covers(packages))))
}

/// One client of a facilitator.
pub(crate) fn client(
    conn: &Connection,
    caller: &Caller,
    facilitator: PartyUuid,
    client: PartyUuid,
) -> Result<Option<Client>, Error> {
    allow(conn, caller, facilitator, Action::Read)?;
    let given = store::client_delegation::list_given_by(conn, facilitator, client)?;
    Ok(client_delegation::clients(given).pop())
}

/// The clients that a facilitator has handed on to an agent, with what was handed on, by name, as many as one answer
/// holds.
pub(crate) fn delegated(
    conn: &Connection,
    caller: &Caller,
    facilitator: PartyUuid,
    agent: SystemUserId,
) -> Result<Vec<Client>, Error> {
    allow(conn, caller, facilitator, Action::Read)?;
    let given = store::client_delegation::list_of_agent(conn, facilitator, agent)?;
    Ok(listed(client_delegation::clients(given).into_iter()))
}

/// The agents of a facilitator.
pub(super) fn agents(
    conn: &Connection,
    caller: &Caller,
    facilitator: PartyUuid,
) -> Result<Vec<SystemUser>, Error> {
    let facilitator = allow(conn, caller, facilitator, Action::Read)?;
    let agents = store::system_user::list_of_party(conn, facilitator.id, SystemUserType::Agent)?;
    Ok(agents.into_iter().map(|stored| stored.user).collect())
}

/// Hands on a client's packages. What was handed on before stays as it is.
pub(crate) fn delegate(
    tx: &Connection,
    caller: &Caller,
    delegation: Delegation,
    wanted: &[RolePackages],
    now: Timestamp,
) -> Result<Vec<Changed>, Error> {
    let client = wanted::client(tx, caller, delegation, wanted)?;
    let changed = store::client_delegation::save(tx, delegation.facilitator, &client, delegation.agent, now)?;
    Ok(marked(&client, &changed))
}

/// Takes back some of a client's packages.
pub(super) fn revoke(
    tx: &Connection,
    caller: &Caller,
    delegation: Delegation,
    wanted: &[RolePackages],
) -> Result<Vec<Changed>, Error> {
    let client = wanted::client(tx, caller, delegation, wanted)?;
    let changed =
        store::client_delegation::remove_packages(tx, delegation.facilitator, &client, delegation.agent)?;
    Ok(marked(&client, &changed))
}

/// Takes back all of a client's packages.
///
/// # Errors
/// AM.VLD-00032 when none was handed on.
pub(crate) fn unlink(tx: &Connection, caller: &Caller, delegation: Delegation) -> Result<(), Error> {
    let Delegation {
        facilitator,
        client,
        agent,
    } = delegation;
    allow(tx, caller, facilitator, Action::Write)?;
    if store::client_delegation::remove(tx, facilitator, client, agent)? {
        return Ok(());
    }
    let why = format!("'{agent}' has nothing of '{client}' by way of '{facilitator}'.");
    Err(invalid(AccessFault::AssignmentMissing.at(
        "QUERY/from",
        client.to_string(),
        why,
    )))
}

/// Takes everything back from an agent of a facilitator's.
///
/// # Errors
/// AM.VLD-00032 when the system user is no agent of the facilitator's.
pub(super) fn remove_agent(
    tx: &Connection,
    caller: &Caller,
    facilitator: PartyUuid,
    agent: SystemUserId,
) -> Result<(), Error> {
    let facilitator = allow(tx, caller, facilitator, Action::Write)?;
    let mut faults = vec![];
    wanted::require_agent(tx, &facilitator, agent, &mut faults)?;
    wanted::sound(faults)?;
    store::client_delegation::remove_all(tx, agent)
}

/// Whether an agent has anything of a client, or of any client.
pub(super) fn has_any(
    tx: &Connection,
    facilitator: PartyUuid,
    agent: SystemUserId,
    client: Option<PartyUuid>,
) -> Result<bool, Error> {
    let given = store::client_delegation::list_of_agent(tx, facilitator, agent)?;
    Ok(given
        .iter()
        .any(|given| client.is_none_or(|client| given.party.uuid == client)))
}

/// A fault of its own.
pub(super) fn invalid(fault: ValidationError) -> Error {
    Error::Arguments(vec![fault])
}

/// Demands that the caller administers the facilitator's clients. The one place that decides it.
pub(super) fn allow(
    conn: &Connection,
    caller: &Caller,
    facilitator: PartyUuid,
    action: Action,
) -> Result<Party, Error> {
    require_scope(caller, action)?;
    if caller.user().is_none() {
        return Err(Error::Empty(StatusCode::FORBIDDEN));
    }
    let party = store::party::find_by_uuid(conn, facilitator)?;
    let party = party.ok_or(ConnectionProblem::PartyUnknown)?;
    require_at(conn, caller, &party, AdminResource::ClientAdministration, action)?;
    Ok(party)
}

/// Demands a scope for clients: what a call says of them is read only after that.
pub(super) fn require_scope(caller: &Caller, action: Action) -> Result<(), Error> {
    caller.require_scope(&match action {
        Action::Read => super::READ,
        Action::Write => super::WRITE,
    })
}

/// As many clients as one answer holds.
fn listed(clients: impl Iterator<Item = Client>) -> Vec<Client> {
    clients.take(CLIENTS).collect()
}

fn marked(client: &Client, changed: &[(ClientRole, PackageUrn)]) -> Vec<Changed> {
    let each = client.access.iter().flat_map(|access| {
        let role = &access.role;
        access
            .packages
            .iter()
            .map(move |package| (role.clone(), package.clone()))
    });
    each.map(|pair| {
        let made_a_difference = changed.contains(&pair);
        (pair.0, pair.1, made_a_difference)
    })
    .collect()
}
