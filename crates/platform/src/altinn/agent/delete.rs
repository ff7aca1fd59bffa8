//! #59: an agent system user is deleted, with all of its clients and the request that it came of.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{Party, PartyUuid, Problem, SystemUserType};
use rusqlite::Connection;

use crate::access_management::{self, Action};
use crate::altinn::arguments::{self, Query};
use crate::altinn::guard;
use crate::altinn::system_user::origin;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{client_delegation, party, request, system_user};
use crate::world::World;

pub(super) async fn delete(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
    query: Query,
) -> Result<StatusCode, Error> {
    let party = arguments::party(&party)?;
    let now = world.clock.now();
    let delete = move |tx: &Connection| {
        let (person, party) = guard::require_access_management(tx, &caller, party, Action::Write)?;
        let facilitator = PartyUuid(query.uuid("facilitatorId")?);
        let found = system_user::find(tx, arguments::system_user_id(&id)?)?;
        let found = found.ok_or(Problem::SystemUserNotFound)?;
        if found.party != party.id {
            return Err(Problem::SystemUserOfOtherParty.into());
        }
        if found.user.kind != SystemUserType::Agent {
            return Err(Problem::SystemUserNotAgent.into());
        }
        require_facilitator(tx, &party, facilitator)?;
        client_delegation::remove_all(tx, found.user.id)?;
        access_management::revoke_all(tx, found.user.id)?;
        system_user::remove(tx, found.user.id, person.user_id, now)?;
        if let Some(origin) = origin(tx, &found.user)? {
            request::remove(tx, origin, now)?;
        }
        Ok(StatusCode::OK)
    };
    world.store.write(delete).await
}

/// The facilitator is the organisation itself.
fn require_facilitator(connection: &Connection, party: &Party, facilitator: PartyUuid) -> Result<(), Error> {
    if facilitator == party.uuid {
        return Ok(());
    }
    Err(match party::find_by_uuid(connection, facilitator)? {
        Some(_) => Problem::FacilitatorOfOtherParty,
        None => Problem::AgentNotDeleted,
    }
    .into())
}
