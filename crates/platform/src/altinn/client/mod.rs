//! Clients of agent system users, as end users' own programs manage them (altinn-platform.md 6.2).

mod agents;
mod change;
mod list;
#[cfg(test)]
mod tests;

use axum::http::StatusCode;
use contract::client_delegation::ClientLink;
use contract::problem::ArgumentFault;
use contract::{path, scope};
use domain::{OrgNumber, Party, SystemUser, SystemUserId, SystemUserType};
use rusqlite::Connection;
use uuid::Uuid;

use super::arguments::Query;
use crate::access_management::{self, Action, AdminResource};
use crate::caller::Caller;
use crate::error::{Error, PlainText};
use crate::openapi::Routes;
use crate::store;

pub(super) fn router() -> Routes {
    Routes::new()
        .get(path::END_USER_CLIENTS_AVAILABLE, list::available, |it| {
            it.row(63)
                .says("Lists the clients that can be linked to an agent system user.")
                .scope(scope::CLIENT_DELEGATIONS_READ)
                .person()
                .must_ask("agent", "The system user.")
        })
        .get(path::END_USER_CLIENTS, list::linked, |it| {
            it.row(64)
                .says("Lists the clients that are linked to an agent system user.")
                .scope(scope::CLIENT_DELEGATIONS_READ)
                .person()
                .must_ask("agent", "The system user.")
        })
        .post(path::END_USER_CLIENTS, change::link, |it| {
            it.row(65)
                .says(
                    "Links a client to an agent system user. Asks for the scope that reads clients as well.",
                )
                .scope(scope::CLIENT_DELEGATIONS_WRITE)
                .person()
                .must_ask("agent", "The system user.")
                .must_ask("client", "The client's uuid.")
                .answer::<ClientLink>(200)
        })
        .delete(path::END_USER_CLIENTS, change::unlink, |it| {
            it.row(66)
                .says("Takes a client from an agent system user.")
                .scope(scope::CLIENT_DELEGATIONS_WRITE)
                .person()
                .must_ask("agent", "The system user.")
                .must_ask("client", "The client's uuid.")
                .answer::<ClientLink>(200)
        })
        .get(path::END_USER_AGENTS, agents::list, |it| {
            it.row(67)
                .says("Lists an organisation's agent system users.")
                .scope(scope::CLIENT_DELEGATIONS_READ)
                .person()
                .must_ask("party", "The organisation's number.")
        })
}

/// The agent that a call names, or what is wrong with it.
fn agent(connection: &Connection, query: &Query) -> Result<Result<SystemUser, ArgumentFault>, Error> {
    let id = SystemUserId(query.uuid("agent")?);
    if id.0.is_nil() {
        return Ok(Err(ArgumentFault::AgentMissing));
    }
    let found = store::system_user::find(connection, id)?;
    Ok(match found.map(|found| found.user) {
        Some(user) if user.kind == SystemUserType::Agent => Ok(user),
        Some(_) => Err(ArgumentFault::NotAgent),
        None => Err(ArgumentFault::AgentUnknown),
    })
}

/// The client that a call names, or what is wrong with it.
fn client(query: &Query) -> Result<Result<domain::PartyUuid, ArgumentFault>, Error> {
    let id: Uuid = query.uuid("client")?;
    Ok(if id.is_nil() {
        Err(ArgumentFault::ClientMissing)
    } else {
        Ok(domain::PartyUuid(id))
    })
}

fn invalid(faults: impl IntoIterator<Item = ArgumentFault>) -> Error {
    Error::Arguments(faults.into_iter().map(Into::into).collect())
}

/// The organisation whose clients they are, if the caller administers them.
fn owner(
    connection: &Connection,
    caller: &Caller,
    agent: &SystemUser,
    action: Action,
) -> Result<Party, Error> {
    let unknown = PlainText {
        title: "System Owner not Found".to_owned(),
        detail: format!(
            "No associated party information found for systemuser owner {}",
            agent.party_org
        ),
    };
    administered(connection, caller, &agent.party_org, action, unknown)
}

/// An organisation whose clients the caller administers.
fn administered(
    connection: &Connection,
    caller: &Caller,
    number: &OrgNumber,
    action: Action,
    unknown: PlainText,
) -> Result<Party, Error> {
    let party = store::party::find_by_org(connection, number)?;
    let party = party.ok_or(Error::Plain(StatusCode::NOT_FOUND, Some(unknown)))?;
    let resource = AdminResource::ClientAdministration;
    access_management::require(connection, caller, party.id, resource, action)?;
    Ok(party)
}
