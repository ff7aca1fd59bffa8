//! `PUT` and `DELETE /scopes/access/{orgno}?scope=`: the owner says yes or no.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::administration::{AccessBody, WRITE_SCOPES};
use domain::registration::AccessState;
use domain::{OrgNumber, Scope, Timestamp};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::query::Query;
use super::super::refusal::{Refused, settle};
use super::super::scope::own;
use super::written;
use crate::store::scope_grant::{self, ScopeGrant};
use crate::world::World;

/// `PUT /scopes/access/{orgno}?scope=`
pub(crate) async fn approve(
    State(world): State<Arc<World>>,
    caller: Administrator,
    Path(org): Path<String>,
    query: Query,
) -> Result<Json<AccessBody>, Refused> {
    decide(&world, caller, &org, &query, AccessState::Approved).await
}

/// `DELETE /scopes/access/{orgno}?scope=`
pub(crate) async fn deny(
    State(world): State<Arc<World>>,
    caller: Administrator,
    Path(org): Path<String>,
    query: Query,
) -> Result<Json<AccessBody>, Refused> {
    decide(&world, caller, &org, &query, AccessState::Denied).await
}

async fn decide(
    world: &World,
    caller: Administrator,
    org: &str,
    query: &Query,
    state: AccessState,
) -> Result<Json<AccessBody>, Refused> {
    caller.require(&[WRITE_SCOPES])?;
    let (name, now) = (query.scope()?, world.clock.now());
    let org = OrgNumber::parse_strictly(org).map_err(|fault| Refused::field("orgno", &fault.to_string()))?;
    let decided = world
        .store
        .write(move |tx| settle(change(tx, &caller.org, &name, &org, state, now)))
        .await??;
    Ok(Json(written(decided)))
}

fn change(
    tx: &Connection,
    owner: &OrgNumber,
    name: &Scope,
    org: &OrgNumber,
    state: AccessState,
    now: Timestamp,
) -> Result<ScopeGrant, Refused> {
    own(tx, owner, name)?;
    let absent = || Refused::NotFound(format!("{org} has no access to {name}, and has not asked."));
    if state == AccessState::Denied && scope_grant::find(tx, name, org)?.is_none() {
        return Err(absent());
    }
    scope_grant::save(tx, name, org, state, now)?;
    scope_grant::find(tx, name, org)?.ok_or_else(absent)
}
