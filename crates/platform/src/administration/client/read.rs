//! `GET /clients/{client_id}`

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::administration::{ClientBody, MODIFY, READ, WRITE};
use domain::ClientId;

use super::super::administrator::Administrator;
use super::super::refusal::{Refused, settle};
use super::{body, own};
use crate::world::World;

/// `GET /clients/{client_id}`
pub(crate) async fn read(
    State(world): State<Arc<World>>,
    caller: Administrator,
    Path(id): Path<String>,
) -> Result<Json<ClientBody>, Refused> {
    caller.require(&[READ, MODIFY, WRITE])?;
    let client = world.store.read(|conn| {
        let client = own(conn, &caller.org, &ClientId(id));
        settle(client.and_then(|client| Ok(body(conn, client, None)?)))
    })??;
    Ok(Json(client))
}
