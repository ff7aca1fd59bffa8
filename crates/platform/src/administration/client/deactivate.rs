//! `DELETE /clients/{client_id}`: a client is taken out of use. Its id is never used again; its keys' names may be.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::administration::WRITE;
use domain::{ClientId, OrgNumber, Timestamp};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::refusal::{Refused, settle};
use super::own;
use crate::store::client_key;
use crate::store::registration::{self, Registration};
use crate::world::World;

/// `DELETE /clients/{client_id}`
pub(crate) async fn deactivate(
    State(world): State<Arc<World>>,
    caller: Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Refused> {
    caller.require(&[WRITE])?;
    let now = world.clock.now();
    world
        .store
        .write(move |tx| settle(end(tx, &caller.org, &ClientId(id), now)))
        .await??;
    Ok(StatusCode::NO_CONTENT)
}

fn end(tx: &Connection, org: &OrgNumber, id: &ClientId, now: Timestamp) -> Result<(), Refused> {
    let ended = Registration {
        active: false,
        keys: None,
        last_updated: now,
        ..own(tx, org, id)?
    };
    client_key::clear(tx, id)?;
    Ok(registration::save(tx, &ended)?)
}
