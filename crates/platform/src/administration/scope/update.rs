//! `PUT /scopes?scope=`: what is registered about a scope is replaced, whole.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use contract::administration::{ScopeBody, WRITE_SCOPES};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::query::Query;
use super::super::refusal::{Refused, settle};
use super::{checked, own, written};
use crate::store::scope::{self, RegisteredScope};
use crate::world::World;

/// `PUT /scopes?scope=`
pub(crate) async fn update(
    State(world): State<Arc<World>>,
    caller: Administrator,
    query: Query,
    body: Bytes,
) -> Result<Json<ScopeBody>, Refused> {
    caller.require(&[WRITE_SCOPES])?;
    let name = query.scope()?;
    let body: ScopeBody = contract::body::read(&body)?;
    let wanted = checked(&caller.org, body, world.clock.now())?;
    if wanted.name != name {
        return Err(Refused::field("subscope", "a scope's name never changes."));
    }
    let updated = world.store.write(move |tx| settle(replace(tx, wanted))).await??;
    Ok(Json(written(updated)))
}

fn replace(tx: &Connection, wanted: RegisteredScope) -> Result<RegisteredScope, Refused> {
    let current = own(tx, &wanted.owner, &wanted.name)?;
    let updated = RegisteredScope {
        created: current.created,
        ..wanted
    };
    scope::save(tx, &updated)?;
    Ok(updated)
}
