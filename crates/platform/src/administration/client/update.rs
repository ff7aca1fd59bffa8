//! `PUT /clients/{client_id}`: what is registered about a client is replaced, whole. Keys and secret stay.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use contract::administration::{ClientBody, MODIFY, WRITE};
use domain::{ClientId, OrgNumber, Timestamp};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::refusal::{Refused, settle};
use super::check::check;
use super::{own, written};
use crate::store::client_terms::{self, Terms};
use crate::store::registration::{self, Registration};
use crate::world::World;

/// `PUT /clients/{client_id}`
pub(crate) async fn update(
    State(world): State<Arc<World>>,
    caller: Administrator,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<ClientBody>, Refused> {
    caller.require(&[MODIFY, WRITE])?;
    let body: ClientBody = contract::body::read(&body)?;
    let now = world.clock.now();
    let updated = world
        .store
        .write(move |tx| settle(replace(tx, &caller.org, ClientId(id), body, now)))
        .await??;
    Ok(Json(updated))
}

fn replace(
    tx: &Connection,
    org: &OrgNumber,
    id: ClientId,
    body: ClientBody,
    now: Timestamp,
) -> Result<ClientBody, Refused> {
    let current = own(tx, org, &id)?;
    let checked = check(tx, org, id, Some(current.client.integration), body)?;
    let agreed = client_terms::find(tx, &current.client.id)?;
    let keeps_secret = checked.terms.auth_method.has_secret();
    let terms = Terms {
        secret: agreed.secret.filter(|_| keeps_secret),
        secret_expires: agreed.secret_expires.filter(|_| keeps_secret),
        ..checked.terms
    };
    let updated = Registration {
        client: checked.client,
        words: checked.words,
        last_updated: now,
        ..current
    };
    registration::save(tx, &updated)?;
    client_terms::save(tx, &updated.client.id, &terms)?;
    Ok(written(updated, terms, None))
}
