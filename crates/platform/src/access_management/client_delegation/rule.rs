//! Who may ask about clients and hand them on, and what may be handed on.

use axum::http::StatusCode;
use contract::client_delegation::RolePackages;
use contract::problem::{AccessFault, ValidationError};
use domain::connection::ConnectionProblem;
use domain::{
    Client, ClientAccess, ClientRole, PackageUrn, Party, PartyUuid, SystemUser, SystemUserId, SystemUserType,
    Timestamp, client_delegation,
};
use rusqlite::Connection;

use super::super::package::urn;
use super::super::rule::{Action, AdminResource, require_at};
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
    let mut clients = client_delegation::clients(given);
    clients.retain(|client| client.covers(packages));
    clients.truncate(CLIENTS);
    Ok(clients)
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
    let mut clients = client_delegation::clients(given);
    clients.truncate(CLIENTS);
    Ok(clients)
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
    let client = wanted_client(tx, caller, delegation, wanted)?;
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
    let client = wanted_client(tx, caller, delegation, wanted)?;
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
    require_agent(tx, &facilitator, agent, &mut faults)?;
    sound(faults)?;
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

/// The client with what is wanted of it: every role and package must exist, may be handed on, and has been given.
fn wanted_client(
    conn: &Connection,
    caller: &Caller,
    delegation: Delegation,
    wanted: &[RolePackages],
) -> Result<Client, Error> {
    let facilitator = allow(conn, caller, delegation.facilitator, Action::Write)?;
    let mut faults = vec![];
    let access = known(conn, wanted, &mut faults)?;
    if store::party::find_by_uuid(conn, delegation.client)?.is_none() {
        faults.push(unknown("QUERY/from", &delegation.client));
    }
    require_agent(conn, &facilitator, delegation.agent, &mut faults)?;
    sound(faults)?;
    let given = store::client_delegation::list_given_by(conn, facilitator.uuid, delegation.client)?;
    let Some(client) = client_delegation::clients(given).pop() else {
        let why = format!("'{}' is no client of '{}'.", delegation.client, facilitator.uuid);
        return Err(invalid(AccessFault::AssignmentMissing.at(
            "QUERY/from",
            delegation.client.to_string(),
            why,
        )));
    };
    sound(not_given(&client, &access))?;
    Ok(Client { access, ..client })
}

/// The roles and packages that are wanted, as the store knows them.
fn known(
    conn: &Connection,
    wanted: &[RolePackages],
    faults: &mut Vec<ValidationError>,
) -> Result<Vec<ClientAccess>, Error> {
    let mut access = vec![];
    for (index, wanted) in wanted.iter().enumerate() {
        let packages = known_packages(conn, index, &wanted.packages, faults)?;
        match store::role::find_by_name(conn, &wanted.role)? {
            Some(role) => access.push(ClientAccess { role, packages }),
            None => faults.push(AccessFault::RoleUnknown.at(
                format!("BODY/values[{index}]/role"),
                &wanted.role,
                "There is no such role.",
            )),
        }
    }
    Ok(access)
}

fn known_packages(
    conn: &Connection,
    role: usize,
    wanted: &[String],
    faults: &mut Vec<ValidationError>,
) -> Result<Vec<PackageUrn>, Error> {
    let mut packages = vec![];
    for (index, text) in wanted.iter().enumerate() {
        let place = package_place(role, index);
        match store::package::find(conn, &urn(text))? {
            None => faults.push(AccessFault::PackageUnknown.at(place, text, "There is no such package.")),
            Some(package) if !package.is_delegable => {
                faults.push(AccessFault::PackageNotDelegable.at(place, text, "It cannot be handed on."));
            }
            Some(package) => packages.push(package.urn),
        }
    }
    Ok(packages)
}

/// What is wanted of a client and was never given by it.
fn not_given(client: &Client, wanted: &[ClientAccess]) -> Vec<ValidationError> {
    let mut faults = vec![];
    for (index, wanted) in wanted.iter().enumerate() {
        let given = client.access.iter().find(|access| access.role == wanted.role);
        let Some(given) = given else {
            let place = format!("BODY/values[{index}]/role");
            faults.push(AccessFault::AssignmentMissing.at(
                place,
                &wanted.role.urn,
                "The client has not given it.",
            ));
            continue;
        };
        for (place, package) in wanted.packages.iter().enumerate() {
            if !given.packages.contains(package) {
                let place = package_place(index, place);
                faults.push(AccessFault::NotGiven.at(
                    place,
                    package.as_str(),
                    "The client has not given it by this role.",
                ));
            }
        }
    }
    faults
}

fn package_place(role: usize, package: usize) -> String {
    format!("BODY/values[{role}]/packages[{package}]")
}

fn require_agent(
    conn: &Connection,
    facilitator: &Party,
    agent: SystemUserId,
    faults: &mut Vec<ValidationError>,
) -> Result<(), Error> {
    match store::system_user::find(conn, agent)? {
        None => faults.push(unknown("QUERY/to", &agent)),
        Some(found) if found.party != facilitator.id || found.user.kind != SystemUserType::Agent => {
            let why = format!("It is no agent of '{}'.", facilitator.uuid);
            faults.push(AccessFault::AssignmentMissing.at("QUERY/to", agent.to_string(), why));
        }
        Some(_) => {}
    }
    Ok(())
}

fn unknown(place: &str, id: &impl ToString) -> ValidationError {
    AccessFault::EntityUnknown.at(place, id.to_string(), "Nobody has this id.")
}

fn sound(faults: Vec<ValidationError>) -> Result<(), Error> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Arguments(faults))
    }
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
