//! Making somebody a right-holder of a party: what comes before single rights and packages.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use contract::connection::{AssignmentDto, PersonInput};
use domain::client_delegation::RIGHT_HOLDER;
use domain::connection::ConnectionProblem;
use domain::{Party, PartyUuid};
use rusqlite::Connection;
use uuid::Uuid;

use super::admit_giver;
use crate::access_management::query::{self, Query};
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::store::entity::Kind;
use crate::world::World;

/// `POST enduser/connections?party&to`. A person that the party has nothing to do with yet is named in the body instead.
pub(in crate::access_management) async fn add(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<AssignmentDto>, Error> {
    let add = move |tx: &Connection| {
        let (_, party) = admit_giver(tx, &caller, &query)?;
        let to = if body.is_empty() {
            known(tx, &party, query.uuid("to")?)?
        } else {
            named(tx, &query::body(&headers, &body)?)?
        };
        store::role::assign(tx, party.uuid, to, RIGHT_HOLDER)?;
        assignment(tx, party.uuid, to.0).map(Json)
    };
    world.store.write(add).await
}

/// An organisation, or a person who has something to do with the party already.
fn known(conn: &Connection, party: &Party, id: Uuid) -> Result<PartyUuid, Error> {
    let entity = store::entity::find(conn, id)?.ok_or(ConnectionProblem::EntityUnknown)?;
    match entity.kind {
        Kind::Organization { .. } => Ok(PartyUuid(id)),
        Kind::Person { .. } if store::party::is_reachable(conn, PartyUuid(id), party.uuid)? => {
            Ok(PartyUuid(id))
        }
        Kind::Person { .. } => Err(ConnectionProblem::PersonNotNamed.into()),
        Kind::SystemUser { .. } => Err(ConnectionProblem::EntityOfWrongKind.into()),
    }
}

/// A person by number and last name, both of which must fit: nobody is found by trying numbers.
fn named(conn: &Connection, input: &PersonInput) -> Result<PartyUuid, Error> {
    let person = store::person::find_by_pid(conn, &input.person_identifier)?;
    let fits = |name: &str| {
        let last = name.split_whitespace().next_back().unwrap_or_default();
        last.to_lowercase() == input.last_name.trim().to_lowercase()
    };
    person
        .filter(|person| fits(&person.party.name))
        .map(|person| person.party.uuid)
        .ok_or_else(|| ConnectionProblem::PartyUnknown.into())
}

/// A right-holder's assignment as it is told.
pub(super) fn assignment(conn: &Connection, from: PartyUuid, to: Uuid) -> Result<AssignmentDto, Error> {
    let role = store::role::id(conn, RIGHT_HOLDER)?.ok_or_else(|| store::StoreError::Inconsistent {
        table: "role",
        row: RIGHT_HOLDER.to_owned(),
    })?;
    Ok(AssignmentDto::of(role, from, to))
}
