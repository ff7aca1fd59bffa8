//! #63 and #64: clients that can be linked to an agent system user, and clients that are.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::client_delegation::ClientPage;
use contract::scope;

use super::{agent, invalid, owner};
use crate::access_management::{Action, client_delegation};
use crate::altinn::agent::clients_unread;
use crate::altinn::arguments::Query;
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

/// Those that have given all that the agent needs; those that are linked are among them.
pub(super) async fn available(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<ClientPage>, Error> {
    caller.require_scope(&[scope::CLIENT_DELEGATIONS_READ])?;
    world.store.read(|connection| {
        let agent = agent(connection, &query)?.map_err(|fault| invalid([fault]))?;
        let owner = owner(connection, &caller, &agent, Action::Read)?;
        let clients = client_delegation::clients(connection, &caller, owner.uuid, &agent.access_packages);
        Ok(Json(ClientPage::of(&agent, &clients.map_err(clients_unread)?)))
    })
}

pub(super) async fn linked(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<ClientPage>, Error> {
    caller.require_scope(&[scope::CLIENT_DELEGATIONS_READ])?;
    world.store.read(|connection| {
        let agent = agent(connection, &query)?.map_err(|fault| invalid([fault]))?;
        let owner = owner(connection, &caller, &agent, Action::Read)?;
        let clients = client_delegation::delegated(connection, &caller, owner.uuid, agent.id);
        Ok(Json(ClientPage::of(&agent, &clients.map_err(clients_unread)?)))
    })
}
