//! Access packages, and the areas and groups that sort them.

use domain::{AccessPackage, PackageUrn};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::column::{Columns, json};
use crate::error::Error;
use crate::seed::{Area, AreaGroup, Holder, Package};

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
    let mut query = conn.prepare_cached("SELECT urn, body FROM access_package WHERE urn = ?1")?;
    let mut found = query.query_and_then([urn.as_str()], |row| body("access_package", row))?;
    found.next().transpose()
}

/// The whole package with an id.
pub(crate) fn find_by_id(conn: &Connection, id: Uuid) -> Result<Option<Package>, Error> {
    let mut query = conn.prepare_cached("SELECT urn, body FROM access_package WHERE id = ?1")?;
    let mut found = query.query_and_then([id.to_string()], |row| body("access_package", row))?;
    found.next().transpose()
}

/// Every package, in the order of their codes.
pub(crate) fn list(conn: &Connection) -> Result<Vec<Package>, Error> {
    let mut query = conn.prepare_cached("SELECT urn, body FROM access_package ORDER BY urn LIMIT ?1")?;
    query
        .query_and_then([ALL], |row| body("access_package", row))?
        .collect()
}

/// The packages of an area, in the order of their codes.
pub(crate) fn list_in(conn: &Connection, area: &Area) -> Result<Vec<Package>, Error> {
    let mut query = conn
        .prepare_cached("SELECT urn, body FROM access_package WHERE area_urn = ?1 ORDER BY urn LIMIT ?2")?;
    let packages = query.query_and_then((&area.urn, ALL), |row| body("access_package", row))?;
    packages.collect()
}

/// Every area, in the order they were planted.
pub(crate) fn list_areas(conn: &Connection) -> Result<Vec<Area>, Error> {
    let mut query = conn.prepare_cached("SELECT urn, body FROM package_area ORDER BY rowid LIMIT ?1")?;
    let areas = query.query_and_then([ALL], |row| body("package_area", row))?;
    areas.collect()
}

/// The area with an id.
pub(crate) fn find_area(conn: &Connection, id: Uuid) -> Result<Option<Area>, Error> {
    let mut query = conn.prepare_cached("SELECT urn, body FROM package_area WHERE id = ?1")?;
    let mut found = query.query_and_then([id.to_string()], |row| body("package_area", row))?;
    found.next().transpose()
}

/// Every group, in the order they were planted.
pub(crate) fn list_groups(conn: &Connection) -> Result<Vec<AreaGroup>, Error> {
    let mut query = conn.prepare_cached("SELECT urn, body FROM package_group ORDER BY rowid LIMIT ?1")?;
    let groups = query.query_and_then([ALL], |row| body("package_group", row))?;
    groups.collect()
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
        json(package)?,
    ))?;
    Ok(())
}

/// Adds an area.
pub(crate) fn save_area(tx: &Connection, area: &Area) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO package_area (urn, id, group_urn, body) VALUES (?1, ?2, ?3, ?4)",
        (&area.urn, area.id.to_string(), &area.group, json(area)?),
    )?;
    Ok(())
}

/// Adds a group.
pub(crate) fn save_group(tx: &Connection, group: &AreaGroup) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO package_group (urn, id, body) VALUES (?1, ?2, ?3)",
        (&group.urn, group.id.to_string(), json(group)?),
    )?;
    Ok(())
}

/// The ids of a package and of its area.
pub(crate) fn reference(conn: &Connection, urn: &PackageUrn) -> Result<Option<(Uuid, Uuid)>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT access_package.urn, access_package.id, package_area.id AS area
         FROM access_package JOIN package_area ON package_area.urn = access_package.area_urn
         WHERE access_package.urn = ?1",
    )?;
    let mut found = query.query_and_then([urn.as_str()], |row| {
        let row = Columns::of("access_package", row);
        Ok((row.read("id", str::parse)?, row.read("area", str::parse)?))
    })?;
    found.next().transpose()
}

/// Reads `urn, body`.
fn body<T: DeserializeOwned>(table: &'static str, row: &Row<'_>) -> Result<T, Error> {
    Ok(Columns::of(table, row).json("body")?)
}

/// Who a package is for: organisations or people.
pub(crate) fn holder(conn: &Connection, package: &Package) -> Result<Option<Holder>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT package_group.urn, package_group.body
         FROM package_area JOIN package_group ON package_group.urn = package_area.group_urn
         WHERE package_area.urn = ?1",
    )?;
    let mut found = query.query_and_then([&package.area], |row| body::<AreaGroup>("package_group", row))?;
    Ok(found.next().transpose()?.map(|group| group.party_kind))
}
