//! Areas: the shelves that packages stand on.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use contract::resource::AreaDto;
use rusqlite::Connection;

use super::shelf::Shelves;
use super::{id, listed, not_found};
use crate::error::Error;
use crate::seed::Area;
use crate::store;
use crate::world::World;

/// An area with its group and its packages.
pub(super) async fn find(
    State(world): State<Arc<World>>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Json<AreaDto>, Error> {
    world.store.read(|conn| {
        let area = found(conn, &text)?;
        let shelves = Shelves::read(conn, &headers)?;
        let packages = store::package::list_in(conn, &area)?;
        let group = shelves
            .group_of(&area)
            .map(|group| Box::new(shelves.group(group)));
        Ok(Json(AreaDto {
            packages: packages
                .iter()
                .map(|package| shelves.package_within(package))
                .collect(),
            group,
            ..shelves.area(&area)
        }))
    })
}

pub(super) async fn packages(
    State(world): State<Arc<World>>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    world.store.read(|conn| {
        let area = found(conn, &text)?;
        let shelves = Shelves::read(conn, &headers)?;
        let packages = store::package::list_in(conn, &area)?;
        Ok(listed(
            packages.iter().map(|package| shelves.package(package)).collect(),
        ))
    })
}

fn found(conn: &Connection, text: &str) -> Result<Area, Error> {
    store::package::find_area(conn, id(text)?)?.ok_or_else(not_found)
}
