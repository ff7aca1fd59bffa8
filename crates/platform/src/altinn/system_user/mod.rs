//! System users: what comes of an approved request or of a leader's own choice (altinn-platform.md 5).

mod create;
mod delegations;
mod delete;
mod find_by_reference;
pub(super) mod grant;
mod list;
mod list_of_system;
mod look_up;
mod read;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use contract::path;
use domain::{Party, ResourceReference, Right, SystemUserId};
use rusqlite::Connection;

use crate::access_management::{self, Holdings};
use crate::error::Error;
use crate::world::World;

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route(path::SYSTEM_USERS, get(list::list))
        .route(path::SYSTEM_USER, get(read::read).delete(delete::delete))
        .route(path::SYSTEM_USER_DELEGATIONS, get(delegations::delegations))
        .route(path::CREATE_SYSTEM_USER, post(create::create))
        .route(path::SYSTEM_USER_BY_EXTERNAL_ID, get(look_up::look_up))
        .route(
            path::VENDOR_SYSTEM_USER_BY_QUERY,
            get(find_by_reference::find_by_reference),
        )
        .route(
            path::VENDOR_SYSTEM_USERS_BY_SYSTEM,
            get(list_of_system::list_of_system),
        )
}

/// What a system user holds of a party, as Altinn tells it: one right a resource, without actions.
fn held(connection: &Connection, party: &Party, user: SystemUserId) -> Result<(Vec<Right>, Holdings), Error> {
    let holdings = access_management::holdings(connection, party.uuid, user)?;
    let right = |id: &domain::ResourceId| Right {
        action: None,
        resource: vec![ResourceReference::resource(id.as_str())],
    };
    Ok((
        holdings.resources.iter().map(|(id, _)| right(id)).collect(),
        holdings,
    ))
}
