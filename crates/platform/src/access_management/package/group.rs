//! Groups: the widest sorting, and everything sorted by it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use contract::resource::{AreaDto, AreaGroupDto};
use rusqlite::Connection;

use super::shelf::Shelves;
use super::{id, listed, not_found};
use crate::error::Error;
use crate::seed::Package;
use crate::store;
use crate::world::World;

pub(super) async fn list(State(world): State<Arc<World>>, headers: HeaderMap) -> Result<Response, Error> {
    world.store.read(|conn| {
        let shelves = Shelves::read(conn, &headers)?;
        let groups = shelves.groups.iter().map(|group| shelves.group(group));
        Ok(listed(groups.collect()))
    })
}

/// A group with its areas.
pub(super) async fn find(
    State(world): State<Arc<World>>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Json<AreaGroupDto>, Error> {
    world
        .store
        .read(|conn| found(conn, &Shelves::read(conn, &headers)?, &text).map(Json))
}

pub(super) async fn areas(
    State(world): State<Arc<World>>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    world.store.read(|conn| {
        let group = found(conn, &Shelves::read(conn, &headers)?, &text)?;
        Ok(listed::<AreaDto>(group.areas))
    })
}

/// Everything, sorted into groups and areas.
pub(super) async fn export(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
) -> Result<Json<Vec<AreaGroupDto>>, Error> {
    world.store.read(|conn| {
        let shelves = Shelves::read(conn, &headers)?;
        let packages = store::package::list(conn)?;
        let groups = shelves.groups.iter();
        let groups = groups.map(|group| with_areas(conn, &shelves, group, &packages));
        groups.collect::<Result<_, Error>>().map(Json)
    })
}

fn found(conn: &Connection, shelves: &Shelves<'_>, text: &str) -> Result<AreaGroupDto, Error> {
    let id = id(text)?;
    let group = shelves.groups.iter().find(|group| group.id == id);
    with_areas(conn, shelves, group.ok_or_else(not_found)?, &[])
}

fn with_areas(
    conn: &Connection,
    shelves: &Shelves<'_>,
    group: &crate::seed::AreaGroup,
    packages: &[Package],
) -> Result<AreaGroupDto, Error> {
    Ok(AreaGroupDto {
        areas: shelves.areas_of(conn, group, packages)?,
        ..shelves.group(group)
    })
}
