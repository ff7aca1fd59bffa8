//! `POST /clients`: a client is made, of the organisation that asks.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use contract::administration::{ClientBody, WRITE};
use domain::registration::SECRET_LIFETIME;
use domain::{ClientId, OrgNumber, Timestamp};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::refusal::{Refused, settle};
use super::check::{Checked, check};
use super::{Secret, written};
use crate::digest::sha256;
use crate::store::client_terms;
use crate::store::registration::{self, Registration};
use crate::world::World;

/// Clients of one organisation that are in use, at the most.
pub(super) const MOST_CLIENTS: u32 = 1000;

/// `POST /clients`
pub(crate) async fn create(
    State(world): State<Arc<World>>,
    caller: Administrator,
    body: Bytes,
) -> Result<(StatusCode, Json<ClientBody>), Refused> {
    caller.require(&[WRITE])?;
    let body: ClientBody = contract::body::read(&body)?;
    let (id, secret) = (ClientId(world.chance.uuid().to_string()), world.chance.token(32));
    let now = world.clock.now();
    let made = world
        .store
        .write(move |tx| settle(register(tx, &caller.org, id, body, secret, now)))
        .await??;
    Ok((StatusCode::CREATED, Json(made)))
}

fn register(
    tx: &Connection,
    org: &OrgNumber,
    id: ClientId,
    body: ClientBody,
    secret: String,
    now: Timestamp,
) -> Result<ClientBody, Refused> {
    let Checked {
        client,
        mut terms,
        words,
    } = check(tx, org, id, None, body)?;
    if registration::list(tx, org, MOST_CLIENTS)?.len() >= MOST_CLIENTS as usize {
        return Err(Refused::Conflict(format!(
            "An organisation has at most {MOST_CLIENTS} clients."
        )));
    }
    let secret = terms.auth_method.has_secret().then(|| Secret {
        text: secret,
        expires: now.plus_seconds(SECRET_LIFETIME),
    });
    terms.secret = secret.as_ref().map(|secret| sha256(&secret.text));
    terms.secret_expires = secret.as_ref().map(|secret| secret.expires);
    let made = Registration {
        client,
        active: true,
        created: now,
        last_updated: now,
        keys: None,
        words,
    };
    registration::save(tx, &made)?;
    client_terms::save(tx, &made.client.id, &terms)?;
    Ok(written(made, terms, secret))
}
