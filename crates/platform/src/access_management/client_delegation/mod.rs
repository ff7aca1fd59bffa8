//! Clients of a facilitator, handed on to its agent system users (altinn-platform.md 6.4, 7.1).
//!
//! The functions of [`rule`] ask whether the caller may, each time: authentication's own routes go through them too.

mod agent;
mod agent_client;
mod agent_package;
mod client;
mod rule;
#[cfg(test)]
mod tests;
mod wanted;

use std::collections::HashMap;

use contract::client_delegation::{
    AGENT_CLIENTS, AGENT_PACKAGES, AGENTS, CLIENTS, ClientDto, DelegationBatch,
};
use contract::delegation::PackageRef;
use contract::scope::{CLIENT_DELEGATIONS_READ, CLIENT_DELEGATIONS_WRITE, PORTAL};
use domain::{Client, PackageUrn};
use rusqlite::Connection;

pub(crate) use rule::{Delegation, client, clients, delegate, delegated, unlink};

use super::check::reference;
use crate::error::Error;
use crate::openapi::Routes;

/// Either scope lets a call read, or change, an organisation's client delegations.
const READ: [&str; 2] = [PORTAL, CLIENT_DELEGATIONS_READ];
const WRITE: [&str; 2] = [PORTAL, CLIENT_DELEGATIONS_WRITE];

pub(super) fn router() -> Routes {
    Routes::new()
        .get(CLIENTS, client::list, |it| {
            it.says("Lists the clients of an organisation, with what each has given it.")
                .any_scope(&READ)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .may_ask("packages", "Only clients that have given all of these packages.")
                .may_ask("roles", "Only what came by one of these roles.")
        })
        .get(AGENTS, agent::list, |it| {
            it.says("Lists the agent system users of an organisation.")
                .any_scope(&READ)
                .person()
                .must_ask("party", "The organisation's uuid.")
        })
        .delete(AGENTS, agent::remove, |it| {
            it.says("Takes every client from an agent system user.")
                .any_scope(&WRITE)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .must_ask("to", "The system user.")
                .may_ask("cascade", "Whether to do it although there are clients.")
                .empty(204, "They are taken.")
        })
        .get(AGENT_PACKAGES, agent_package::list, |it| {
            it.says("Lists the clients of an agent system user, with what was handed on of each.")
                .any_scope(&READ)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .must_ask("to", "The system user.")
        })
        .post(AGENT_PACKAGES, agent_package::delegate, |it| {
            it.says("Hands on packages of a client to an agent system user.")
                .any_scope(&WRITE)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .must_ask("from", "The client's uuid.")
                .must_ask("to", "The system user.")
                .body::<DelegationBatch>()
        })
        .delete(AGENT_PACKAGES, agent_package::revoke, |it| {
            it.says("Takes packages of a client from an agent system user.")
                .any_scope(&WRITE)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .must_ask("from", "The client's uuid.")
                .must_ask("to", "The system user.")
                .body::<DelegationBatch>()
        })
        .delete(AGENT_CLIENTS, agent_client::remove, |it| {
            it.says("Takes a client from an agent system user.")
                .any_scope(&WRITE)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .must_ask("from", "The client's uuid.")
                .must_ask("to", "The system user.")
                .may_ask("cascade", "Whether to do it although packages are handed on.")
                .empty(204, "It is taken.")
        })
}

/// Clients as they are told; what is told of a package is looked up once each.
fn told(conn: &Connection, clients: &[Client]) -> Result<Vec<ClientDto>, Error> {
    let mut references: HashMap<PackageUrn, PackageRef> = HashMap::new();
    let packages = clients
        .iter()
        .flat_map(|client| &client.access)
        .flat_map(|access| &access.packages);
    for urn in packages {
        if !references.contains_key(urn) {
            references.insert(urn.clone(), reference(conn, urn)?);
        }
    }
    let dto = |client| ClientDto::of(client, |urn| references.get(urn).cloned());
    Ok(clients.iter().map(dto).collect())
}
