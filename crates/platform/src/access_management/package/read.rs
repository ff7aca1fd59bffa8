//! One package, with its area and what it opens.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use contract::resource::{PackageDto, PackageResource};
use domain::PackageUrn;
use domain::policy::Subject;
use rusqlite::Connection;

use super::shelf::Shelves;
use super::{id, listed, not_found, urn};
use crate::error::Error;
use crate::seed::Package;
use crate::store;
use crate::world::World;

/// Resources of one package, at the most.
const RESOURCES: u32 = 1_000;

pub(super) async fn by_urn(
    State(world): State<Arc<World>>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Json<PackageDto>, Error> {
    world.store.read(|conn| {
        let package = store::package::find_by_urn(conn, &urn(&text))?.ok_or_else(not_found)?;
        whole(conn, &package, &headers).map(Json)
    })
}

pub(super) async fn by_id(
    State(world): State<Arc<World>>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Json<PackageDto>, Error> {
    world
        .store
        .read(|conn| whole(conn, &found(conn, &text)?, &headers).map(Json))
}

pub(super) async fn resources(
    State(world): State<Arc<World>>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    world.store.read(|conn| {
        let package = found(conn, &text)?;
        let shelves = Shelves::read(conn, &headers)?;
        Ok(listed(opens(conn, &shelves, &package)?))
    })
}

fn found(conn: &Connection, text: &str) -> Result<Package, Error> {
    store::package::find_by_id(conn, id(text)?)?.ok_or_else(not_found)
}

fn whole(conn: &Connection, package: &Package, headers: &HeaderMap) -> Result<PackageDto, Error> {
    let shelves = Shelves::read(conn, headers)?;
    Ok(PackageDto {
        resources: opens(conn, &shelves, package)?,
        ..shelves.package(package)
    })
}

/// The resources that a package opens.
pub(super) fn opens(
    conn: &Connection,
    shelves: &Shelves<'_>,
    package: &Package,
) -> Result<Vec<PackageResource>, Error> {
    let subject = Subject::new(PackageUrn::from_code(&package.code).as_str());
    let resources = store::resource::list_whole_by_subject(conn, &subject, RESOURCES)?;
    let visible = resources.into_iter().filter(|resource| resource.visible);
    Ok(visible.map(|resource| shelves.resource(resource)).collect())
}
