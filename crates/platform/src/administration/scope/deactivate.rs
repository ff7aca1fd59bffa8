//! `DELETE /scopes?scope=`: a scope is taken out of use. It is still its owner's, who may take it into use again.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::administration::{ScopeBody, WRITE_SCOPES};
use domain::{OrgNumber, Scope, Timestamp};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::query::Query;
use super::super::refusal::{Refused, settle};
use super::{own, written};
use crate::store::scope::{self, RegisteredScope};
use crate::world::World;

/// `DELETE /scopes?scope=`
pub(crate) async fn deactivate(
    State(world): State<Arc<World>>,
    caller: Administrator,
    query: Query,
) -> Result<Json<ScopeBody>, Refused> {
    caller.require(&[WRITE_SCOPES])?;
    let (name, now) = (query.scope()?, world.clock.now());
    let ended = world
        .store
        .write(move |tx| settle(end(tx, &caller.org, &name, now)))
        .await??;
    Ok(Json(written(ended)))
}

fn end(tx: &Connection, org: &OrgNumber, name: &Scope, now: Timestamp) -> Result<RegisteredScope, Refused> {
    let ended = RegisteredScope {
        active: false,
        last_updated: now,
        ..own(tx, org, name)?
    };
    scope::save(tx, &ended)?;
    Ok(ended)
}
