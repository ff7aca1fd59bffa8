//! `POST /scopes`: a scope under a prefix that is the organisation's own, or nobody's yet.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use contract::administration::{ScopeBody, WRITE_SCOPES};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::refusal::{Refused, settle};
use super::{checked, written};
use crate::store::scope::{self, RegisteredScope};
use crate::world::World;

/// `POST /scopes`
pub(crate) async fn create(
    State(world): State<Arc<World>>,
    caller: Administrator,
    body: Bytes,
) -> Result<(StatusCode, Json<ScopeBody>), Refused> {
    caller.require(&[WRITE_SCOPES])?;
    let body: ScopeBody = contract::body::read(&body)?;
    let made = checked(&caller.org, body, world.clock.now())?;
    let made = world.store.write(move |tx| settle(add(tx, made))).await??;
    Ok((StatusCode::CREATED, Json(written(made))))
}

fn add(tx: &Connection, made: RegisteredScope) -> Result<RegisteredScope, Refused> {
    if scope::is_prefix_of_another(tx, &made.owner, &made.name)? {
        return Err(Refused::Forbidden(format!(
            "The prefix of {} is another organisation's.",
            made.name
        )));
    }
    if scope::find(tx, &made.name)?.is_some() {
        return Err(Refused::Conflict(format!(
            "There is a scope {} already.",
            made.name
        )));
    }
    scope::save(tx, &made)?;
    Ok(made)
}
