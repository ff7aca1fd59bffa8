//! `GET /scopes/access?scope=`: who may use a scope of one's own, and who has asked.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::administration::{AccessBody, WRITE_SCOPES};

use super::super::LONGEST_LIST;
use super::super::administrator::Administrator;
use super::super::query::Query;
use super::super::refusal::{Refused, settle};
use super::super::scope::own;
use super::written;
use crate::store::scope_grant;
use crate::world::World;

/// `GET /scopes/access?scope=`
pub(crate) async fn list(
    State(world): State<Arc<World>>,
    caller: Administrator,
    query: Query,
) -> Result<Json<Vec<AccessBody>>, Refused> {
    caller.require(&[WRITE_SCOPES])?;
    let name = query.scope()?;
    let grants = world.store.read(|conn| {
        settle(
            own(conn, &caller.org, &name)
                .and_then(|scope| Ok(scope_grant::list_of_scope(conn, &scope.name, LONGEST_LIST)?)),
        )
    })??;
    Ok(Json(grants.into_iter().map(written).collect()))
}
