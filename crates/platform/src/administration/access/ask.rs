//! `POST /scopes/access?scope=`: an organisation asks for a scope. Upstream that is done in the portal, or by letter.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::administration::{AccessBody, MODIFY, WRITE};
use domain::registration::{AccessState, Visibility};
use domain::{OrgNumber, Scope, Timestamp};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::query::Query;
use super::super::refusal::{Refused, settle};
use super::written;
use crate::store::scope;
use crate::store::scope_grant::{self, ScopeGrant};
use crate::world::World;

/// `POST /scopes/access?scope=`
pub(crate) async fn ask(
    State(world): State<Arc<World>>,
    caller: Administrator,
    query: Query,
) -> Result<Json<AccessBody>, Refused> {
    caller.require(&[MODIFY, WRITE])?;
    let (name, now) = (query.scope()?, world.clock.now());
    let asked = world
        .store
        .write(move |tx| settle(request(tx, &caller.org, &name, now)))
        .await??;
    Ok(Json(written(asked)))
}

fn request(tx: &Connection, org: &OrgNumber, name: &Scope, now: Timestamp) -> Result<ScopeGrant, Refused> {
    let absent = || Refused::NotFound(format!("There is no scope {name}."));
    let current = scope_grant::find(tx, name, org)?;
    let scope = scope::find(tx, name)?
        .filter(|scope| scope.active)
        .ok_or_else(absent)?;
    match scope.visibility {
        Visibility::Public => {}
        Visibility::Private | Visibility::Internal if current.is_some() => {}
        Visibility::Private | Visibility::Internal => return Err(absent()),
    }
    let state = current.as_ref().map(|grant| grant.state);
    if let Some(current) = current
        && AccessState::asked(state) == current.state
    {
        return Ok(current);
    }
    scope_grant::save(tx, name, org, AccessState::asked(state), now)?;
    scope_grant::find(tx, name, org)?.ok_or_else(absent)
}
