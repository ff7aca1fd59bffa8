//! The system register (altinn-platform.md 2).

mod access_packages;
mod changes;
mod delete;
mod entry;
mod list;
mod list_own;
mod read;
mod read_own;
mod register;
mod rights;
mod update;
mod update_access_packages;
mod update_rights;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, put};
use contract::path;

use crate::world::World;

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route(path::SYSTEMS, get(list::list))
        .route(path::SYSTEM, get(read::read))
        .route(path::SYSTEM_RIGHTS, get(rights::rights))
        .route(path::SYSTEM_PACKAGES, get(access_packages::access_packages))
        .route(
            path::VENDOR_SYSTEMS,
            get(list_own::list_own).post(register::register),
        )
        .route(
            path::VENDOR_SYSTEM,
            get(read_own::read_own).put(update::update).delete(delete::delete),
        )
        .route(path::VENDOR_SYSTEM_RIGHTS, put(update_rights::update_rights))
        .route(
            path::VENDOR_SYSTEM_PACKAGES,
            put(update_access_packages::update_access_packages),
        )
        .route(path::VENDOR_SYSTEM_CHANGES, get(changes::changes))
}
