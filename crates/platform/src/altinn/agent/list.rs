//! #44: an organisation's agent system users.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::system_user::SystemUserInternal;
use domain::{PartyId, SystemUserType};
use rusqlite::Connection;

use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::system_user;
use crate::world::World;

pub(super) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(party): Path<String>,
) -> Result<Json<Vec<SystemUserInternal>>, Error> {
    let party = arguments::party(&party)?;
    world.store.read(|connection| {
        guard::require_overview(connection, &caller, party)?;
        agents_of(connection, party).map(Json)
    })
}

/// A party's agent system users, as they are told.
pub(in crate::altinn) fn agents_of(
    connection: &Connection,
    party: PartyId,
) -> Result<Vec<SystemUserInternal>, Error> {
    let found = system_user::list_of_party(connection, party, SystemUserType::Agent)?;
    let told = |found: &system_user::Stored| {
        SystemUserInternal::of(&found.user, found.system_internal_id, found.party)
    };
    Ok(found.iter().map(told).collect())
}
