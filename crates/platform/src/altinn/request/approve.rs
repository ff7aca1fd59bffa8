//! #26 and #27: a leader says yes. The system user, what it may do and the answer are one transaction (altinn-platform.md 3.8).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use contract::scope;
use domain::{Decision, PartyId, Problem, RequestId, SystemUserType, Timestamp};
use rusqlite::Connection;

use super::{asked, find_for};
use crate::access_management::Action;
use crate::altinn::system_user::grant;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{request, system, system_user};
use crate::world::World;

pub(super) async fn approve(
    State(world): State<Arc<World>>,
    Extension(kind): Extension<SystemUserType>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    caller.require_scope(&[scope::PORTAL])?;
    let party = arguments::party(&party)?;
    let id = arguments::request_id(&id);
    let now = world.clock.now();
    world
        .store
        .write(move |connection| answer_yes(connection, &caller, party, id, kind, now))
        .await?;
    Ok(Json(true))
}

fn answer_yes(
    connection: &Connection,
    caller: &Caller,
    party: PartyId,
    id: Result<RequestId, Error>,
    kind: SystemUserType,
    now: Timestamp,
) -> Result<(), Error> {
    let (person, party) = guard::require_access_management(connection, caller, party, Action::Write)?;
    let accepted = find_for(connection, id?, kind, &party)?.decide(Decision::Approve)?;
    let system = system::find(connection, &accepted.system_id)?.ok_or(Problem::SystemNotFound)?;
    let user = accepted.system_user(&system.vendor, now);
    grant::require_free(connection, &user)?;
    let (rights, packages) = (&accepted.rights, &accepted.access_packages);
    asked::require_within(connection, &system, kind, rights, packages)?;
    system.name.get("nb").ok_or(Problem::SystemNameMissing)?;
    match kind {
        SystemUserType::Standard => grant::make(connection, &person, &party, &user, rights)?,
        // Its clients will give it what it may do.
        SystemUserType::Agent => system_user::add(connection, &user, party.id, person.user_id)?,
    }
    Ok(request::save(connection, &accepted, now)?)
}

#[cfg(test)]
mod tests;
