//! Areas: the shelves that packages stand on.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use contract::resource::{AreaDto, PackageDto};
use rusqlite::Connection;

use super::read::opens;
use super::shelf::Shelves;
use super::{id, listed, not_found};
use crate::error::Error;
use crate::seed::{Area, Package};
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
                .map(|package| with_resources(conn, &shelves, package, shelves.package_within(package)))
                .collect::<Result<_, _>>()?,
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
        let packages = packages
            .iter()
            .map(|package| with_resources(conn, &shelves, package, shelves.package(package)));
        packages.collect::<Result<_, _>>().map(listed)
    })
}

fn with_resources(
    conn: &Connection,
    shelves: &Shelves<'_>,
    package: &Package,
    told: PackageDto,
) -> Result<PackageDto, Error> {
    Ok(PackageDto {
        resources: opens(conn, shelves, package)?,
        ..told
    })
}

fn found(conn: &Connection, text: &str) -> Result<Area, Error> {
    store::package::find_area(conn, id(text)?)?.ok_or_else(not_found)
}
