//! `GET /scopes`: an organisation's own.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::administration::{ScopeBody, WRITE_SCOPES};
use domain::Scope;

use super::super::LONGEST_LIST;
use super::super::administrator::Administrator;
use super::super::query::Query;
use super::super::refusal::{Refused, settle};
use super::{own, written};
use crate::store::scope;
use crate::world::World;

/// `GET /scopes?inactive=&scope=`
pub(crate) async fn list(
    State(world): State<Arc<World>>,
    caller: Administrator,
    query: Query,
) -> Result<Json<Vec<ScopeBody>>, Refused> {
    caller.require(&[WRITE_SCOPES])?;
    let also_inactive = query.flag("inactive")?;
    let scopes = world.store.read(|conn| match query.get("scope") {
        Some(name) => settle(own(conn, &caller.org, &Scope::from(name)).map(|scope| vec![scope])),
        None => Ok(Ok(scope::list_of_owner(
            conn,
            &caller.org,
            also_inactive,
            LONGEST_LIST,
        )?)),
    })??;
    Ok(Json(scopes.into_iter().map(written).collect()))
}
