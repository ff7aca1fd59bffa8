//! #41: a leader says yes. What is given, what is taken and the answer are one transaction (altinn-platform.md 4.4).

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use domain::access::rights_within;
use domain::{ChangeRequestId, Decision, PartyId, Problem, ResourceId, Timestamp};
use rusqlite::Connection;

use super::find_for;
use crate::access_management::{self, Action};
use crate::altinn::system_user::grant;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::{Error, Refusal};
use crate::store::{change_request, system, system_user};
use crate::world::World;

pub(super) async fn approve(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    let party = arguments::party(&party)?;
    let id = arguments::change_request_id(&id);
    let now = world.clock.now();
    world
        .store
        .write(move |connection| answer_yes(connection, &caller, party, id, now))
        .await?;
    Ok(Json(true))
}

fn answer_yes(
    connection: &Connection,
    caller: &Caller,
    party: PartyId,
    id: Result<ChangeRequestId, Error>,
    now: Timestamp,
) -> Result<(), Error> {
    let (person, party) = guard::require_access_management(connection, caller, party, Action::Write)?;
    let accepted = find_for(connection, id?, &party)?.decide(Decision::Approve)?;
    let system = system::find(connection, &accepted.system_id)?.ok_or(Problem::SystemNotFound)?;
    let user = system_user::find(connection, accepted.system_user)?.ok_or(Problem::SystemUserNotFound)?;
    let (user, change) = (user.user.id, &accepted.change);
    let held = access_management::holdings(connection, party.uuid, user)?.packages;

    rights_within(&system.rights, &change.required_rights)?;
    let rights = grant::require_rights(connection, &person, &party, &change.required_rights)
        .map_err(as_not_delegable)?;
    let packages = change.packages_to_give(&held);
    grant::require_packages_of(connection, &person, &party, &system, &packages)?;

    grant::give(connection, &party, user, &rights, &packages, now)?;
    for pair in change.unwanted_rights.iter().flat_map(|right| &right.resource) {
        let resource = ResourceId::from(pair.value.as_str());
        access_management::revoke_resource(connection, party.uuid, user, &resource)?;
    }
    for package in change.packages_to_take(&held) {
        access_management::revoke_package(connection, party.uuid, user, &package)?;
    }
    system_user::touch(connection, user, person.user_id, now)?;
    Ok(change_request::save(
        connection,
        accepted.id,
        accepted.status,
        now,
    )?)
}

/// Here, and only here, a right that cannot be handed on is not told by its reason's own code.
fn as_not_delegable(error: Error) -> Error {
    match error {
        Error::Problem(refusal) => Error::Problem(Refusal {
            problem: Problem::RightsNotDelegable,
            ..refusal
        }),
        error => error,
    }
}

#[cfg(test)]
mod tests;
