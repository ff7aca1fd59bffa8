//! #65 and #66: a client is linked to an agent system user, or taken from it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::client_delegation::ClientLink;
use contract::scope;
use domain::{Party, PartyUuid, Problem, SystemUser};
use rusqlite::Connection;

use super::{agent, client, invalid, owner};
use crate::access_management::Action;
use crate::access_management::client_delegation::{self, Delegation};
use crate::altinn::agent::refused_as;
use crate::altinn::arguments::Query;
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

/// Also needs the scope that reads clients: without it the client cannot be found (AUTH-00044).
pub(super) async fn link(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<ClientLink>, Error> {
    caller.require_scope(&[scope::CLIENT_DELEGATIONS_WRITE])?;
    let now = world.clock.now();
    let link = move |tx: &Connection| {
        let (agent, client, owner) = named(tx, &caller, &query)?;
        super::super::agent::link(tx, &caller, &agent, owner.uuid, client, now)?;
        Ok(Json(ClientLink {
            agent: agent.id,
            client,
        }))
    };
    world.store.write(link).await
}

pub(super) async fn unlink(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<ClientLink>, Error> {
    caller.require_scope(&[scope::CLIENT_DELEGATIONS_WRITE])?;
    let unlink = move |tx: &Connection| {
        let (agent, client, owner) = named(tx, &caller, &query)?;
        let delegation = Delegation {
            facilitator: owner.uuid,
            client,
            agent: agent.id,
        };
        client_delegation::unlink(tx, &caller, delegation).map_err(refused_as(Problem::ClientNotUnlinked))?;
        Ok(Json(ClientLink {
            agent: agent.id,
            client,
        }))
    };
    world.store.write(unlink).await
}

/// The agent, the client and the organisation between them. Faults of both are told together.
fn named(
    connection: &Connection,
    caller: &Caller,
    query: &Query,
) -> Result<(SystemUser, PartyUuid, Party), Error> {
    match (agent(connection, query)?, client(query)?) {
        (Ok(agent), Ok(client)) => {
            let owner = owner(connection, caller, &agent, Action::Write)?;
            Ok((agent, client, owner))
        }
        (agent, client) => Err(invalid(agent.err().into_iter().chain(client.err()))),
    }
}
