//! `GET /clients`: an organisation's own clients.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::administration::{ClientBody, MODIFY, READ, WRITE};

use super::super::administrator::Administrator;
use super::super::refusal::Refused;
use super::body;
use super::create::MOST_CLIENTS;
use crate::store::registration;
use crate::world::World;

/// `GET /clients`
pub(crate) async fn list(
    State(world): State<Arc<World>>,
    caller: Administrator,
) -> Result<Json<Vec<ClientBody>>, Refused> {
    caller.require(&[READ, MODIFY, WRITE])?;
    let clients = world.store.read(|conn| {
        let clients = registration::list(conn, &caller.org, MOST_CLIENTS)?;
        clients
            .into_iter()
            .map(|client| body(conn, client, None))
            .collect()
    })?;
    Ok(Json(clients))
}
