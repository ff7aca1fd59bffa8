//! What a call wants of a client: whether it is there, and has been given.

use contract::client_delegation::RolePackages;
use contract::problem::{AccessFault, ValidationError};
use domain::{Client, ClientAccess, PackageUrn, Party, SystemUserId, SystemUserType, client_delegation};
use rusqlite::Connection;

use super::super::package::urn;
use super::super::rule::Action;
use super::rule::{Delegation, allow, invalid};
use crate::caller::Caller;
use crate::error::Error;
use crate::store;

/// The client with what is wanted of it: every role and package must exist, may be handed on, and has been given.
pub(super) fn client(
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

/// Notes it when a system user is no agent of the facilitator's.
pub(super) fn require_agent(
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

pub(super) fn sound(faults: Vec<ValidationError>) -> Result<(), Error> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Arguments(faults))
    }
}
