//! `GET /scopes/all`: what there is to ask for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::administration::ScopeBody;

use super::super::LONGEST_LIST;
use super::super::refusal::Refused;
use super::written;
use crate::store::scope;
use crate::world::World;

/// `GET /scopes/all`
pub(crate) async fn list_all(State(world): State<Arc<World>>) -> Result<Json<Vec<ScopeBody>>, Refused> {
    let scopes = world.store.read(|conn| scope::list_in_view(conn, LONGEST_LIST))?;
    Ok(Json(scopes.into_iter().map(written).collect()))
}
