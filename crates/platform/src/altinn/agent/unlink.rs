//! #58: a client is taken from an agent system user.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{PartyUuid, Problem, SystemUserId};
use rusqlite::Connection;
use uuid::Uuid;

use super::refused_as;
use crate::access_management::Action;
use crate::access_management::client_delegation::{self, Delegation};
use crate::altinn::arguments::{self, Query};
use crate::altinn::guard;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// `?provider={uuid}&client={uuid}`
pub(super) async fn delete(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
    query: Query,
) -> Result<StatusCode, Error> {
    let party = arguments::party(&party)?;
    let delete = move |tx: &Connection| {
        guard::require_client_administration(tx, &caller, party, Action::Write)?;
        let delegation = Delegation {
            facilitator: PartyUuid(query.uuid("provider")?),
            client: PartyUuid(query.uuid("client")?),
            agent: arguments::system_user_id(&id)?,
        };
        client_delegation::unlink(tx, &caller, delegation).map_err(refused_as(Problem::ClientNotUnlinked))
    };
    world.store.write(delete).await?;
    Ok(StatusCode::OK)
}

/// The removed form, which names the delegation by its own id or by the client's (altinn-platform.md 6.3).
pub(super) async fn delete_older(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
    query: Query,
) -> Result<StatusCode, Error> {
    let party = arguments::party(&party)?;
    let delete = move |tx: &Connection| {
        guard::require_client_administration(tx, &caller, party, Action::Write)?;
        let facilitator = PartyUuid(query.uuid("facilitatorId")?);
        let id = id
            .parse()
            .map_err(|_| arguments::not_valid("delegationId", &id))?;
        let (agent, client) = named(tx, facilitator, id)?;
        let delegation = Delegation {
            facilitator,
            client,
            agent,
        };
        client_delegation::unlink(tx, &caller, delegation).map_err(refused_as(Problem::ClientNotUnlinked))
    };
    world.store.write(delete).await?;
    Ok(StatusCode::OK)
}

/// Whose delegation an id names. A client's own id names one only when a single agent has the client.
fn named(
    connection: &Connection,
    facilitator: PartyUuid,
    id: Uuid,
) -> Result<(SystemUserId, PartyUuid), Error> {
    if let Some(named) = store::client_delegation::find(connection, facilitator, id)? {
        return Ok(named);
    }
    let client = PartyUuid(id);
    match store::client_delegation::list_agents_of_client(connection, facilitator, client, 2)?[..] {
        [agent] => Ok((agent, client)),
        [] => Err(Problem::ClientNotUnlinked.into()),
        [..] => Err(Problem::SeveralDelegations.into()),
    }
}
