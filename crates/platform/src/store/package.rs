//! Access packages, and the areas and groups that sort them.

use domain::{AccessPackage, PackageUrn};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::value;
use crate::error::Error;
use crate::seed::{Area, AreaGroup, Package};

/// More packages, areas or groups than any world has.
const ALL: u32 = 1_000;

/// What the rules need to know of a package.
pub(crate) fn find(conn: &Connection, urn: &PackageUrn) -> Result<Option<AccessPackage>, Error> {
    let mut query =
        conn.prepare_cached("SELECT is_delegable, is_assignable FROM access_package WHERE urn = ?1")?;
    let package = query.query_row([urn.as_str()], |row| {
        Ok(AccessPackage {
            urn: urn.clone(),
            is_delegable: row.get(0)?,
            is_assignable: row.get(1)?,
        })
    });
    Ok(package.optional()?)
}

/// The whole package with a URN.
pub(crate) fn find_by_urn(conn: &Connection, urn: &PackageUrn) -> Result<Option<Package>, Error> {
    let mut query = conn.prepare_cached("SELECT body FROM access_package WHERE urn = ?1")?;
    Ok(query
        .query_row([urn.as_str()], |row| value::json(row, 0))
        .optional()?)
}

/// The whole package with an id.
pub(crate) fn find_by_id(conn: &Connection, id: Uuid) -> Result<Option<Package>, Error> {
    let mut query = conn.prepare_cached("SELECT body FROM access_package WHERE id = ?1")?;
    Ok(query
        .query_row([id.to_string()], |row| value::json(row, 0))
        .optional()?)
}

/// Every package, in the order of their codes.
pub(crate) fn list(conn: &Connection) -> Result<Vec<Package>, Error> {
    let mut query = conn.prepare_cached("SELECT body FROM access_package ORDER BY urn LIMIT ?1")?;
    let packages = query.query_map([ALL], |row| value::json(row, 0))?;
    Ok(packages.collect::<Result<_, _>>()?)
}

/// Every area, in the order they were planted.
pub(crate) fn list_areas(conn: &Connection) -> Result<Vec<Area>, Error> {
    let mut query = conn.prepare_cached("SELECT body FROM package_area ORDER BY rowid LIMIT ?1")?;
    let areas = query.query_map([ALL], |row| value::json(row, 0))?;
    Ok(areas.collect::<Result<_, _>>()?)
}

/// Every group, in the order they were planted.
pub(crate) fn list_groups(conn: &Connection) -> Result<Vec<AreaGroup>, Error> {
    let mut query = conn.prepare_cached("SELECT body FROM package_group ORDER BY rowid LIMIT ?1")?;
    let groups = query.query_map([ALL], |row| value::json(row, 0))?;
    Ok(groups.collect::<Result<_, _>>()?)
}

/// Adds a package.
pub(crate) fn save(tx: &Connection, package: &Package) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO access_package (urn, id, area_urn, is_delegable, is_assignable, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((
        PackageUrn::from_code(&package.code).as_str(),
        package.id.to_string(),
        &package.area,
        package.is_delegable,
        package.is_assignable,
        value::to_json(package)?,
    ))?;
    Ok(())
}

/// Adds an area.
pub(crate) fn save_area(tx: &Connection, area: &Area) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO package_area (urn, id, group_urn, body) VALUES (?1, ?2, ?3, ?4)",
        (&area.urn, area.id.to_string(), &area.group, value::to_json(area)?),
    )?;
    Ok(())
}

/// Adds a group.
pub(crate) fn save_group(tx: &Connection, group: &AreaGroup) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO package_group (urn, id, body) VALUES (?1, ?2, ?3)",
        (&group.urn, group.id.to_string(), value::to_json(group)?),
    )?;
    Ok(())
}

/// The ids of a package and of its area.
pub(crate) fn reference(conn: &Connection, urn: &PackageUrn) -> Result<Option<(Uuid, Uuid)>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT access_package.id, package_area.id
         FROM access_package JOIN package_area ON package_area.urn = access_package.area_urn
         WHERE access_package.urn = ?1",
    )?;
    let ids = query.query_row([urn.as_str()], |row| {
        Ok((value::parsed(row, 0)?, value::parsed(row, 1)?))
    });
    Ok(ids.optional()?)
}
