//! What one party has given another party or a system user: access packages, and single actions on resources.

use domain::{PackageUrn, PartyUuid, ResourceId, Timestamp};
use rusqlite::Connection;
use uuid::Uuid;

use crate::error::Error;

/// Whether an action on a resource was given by itself.
pub(crate) fn has_right(
    conn: &Connection,
    from: PartyUuid,
    to: Uuid,
    resource: &ResourceId,
    action: &str,
) -> Result<bool, Error> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM right_delegation WHERE to_uuid = ?1 AND from_party = ?2 AND resource = ?3 AND action = ?4",
    )?;
    Ok(query.exists((to.to_string(), from.to_string(), resource.as_str(), action))?)
}

/// Whether an access package was given.
pub(crate) fn has_package(
    conn: &Connection,
    from: PartyUuid,
    to: Uuid,
    package: &str,
) -> Result<bool, Error> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM package_delegation WHERE to_uuid = ?1 AND from_party = ?2 AND package = ?3",
    )?;
    Ok(query.exists((to.to_string(), from.to_string(), package))?)
}

/// The actions that one has given another, with their resources, in order.
pub(crate) fn list_rights(
    conn: &Connection,
    from: PartyUuid,
    to: Uuid,
) -> Result<Vec<(ResourceId, String)>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT resource, action FROM right_delegation WHERE to_uuid = ?1 AND from_party = ?2
         ORDER BY resource, action",
    )?;
    let rights = query.query_map((to.to_string(), from.to_string()), |row| {
        Ok((ResourceId(row.get(0)?), row.get(1)?))
    })?;
    Ok(rights.collect::<Result<_, _>>()?)
}

/// The packages that one has given another, in order.
pub(crate) fn list_packages(conn: &Connection, from: PartyUuid, to: Uuid) -> Result<Vec<PackageUrn>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT package FROM package_delegation WHERE to_uuid = ?1 AND from_party = ?2 ORDER BY package",
    )?;
    let packages = query.query_map((to.to_string(), from.to_string()), |row| {
        Ok(PackageUrn(row.get(0)?))
    })?;
    Ok(packages.collect::<Result<_, _>>()?)
}

/// Gives an action on a resource. Giving it again changes nothing.
pub(crate) fn save_right(
    tx: &Connection,
    from: PartyUuid,
    to: Uuid,
    resource: &ResourceId,
    action: &str,
    given: Timestamp,
) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO right_delegation (to_uuid, from_party, resource, action, given)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((
        to.to_string(),
        from.to_string(),
        resource.as_str(),
        action,
        given.as_microsecond(),
    ))?;
    Ok(())
}

/// Gives a package. Giving it again changes nothing.
pub(crate) fn save_package(
    tx: &Connection,
    from: PartyUuid,
    to: Uuid,
    package: &PackageUrn,
    given: Timestamp,
) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO package_delegation (to_uuid, from_party, package, given) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((to.to_string(), from.to_string(), package.as_str(), given.as_microsecond()))?;
    Ok(())
}

/// Takes back everything that anybody has given a receiver: what happens to a system user that is deleted.
pub(crate) fn remove_all(tx: &Connection, to: Uuid) -> Result<(), Error> {
    let to = to.to_string();
    tx.prepare_cached("DELETE FROM right_delegation WHERE to_uuid = ?1")?
        .execute([&to])?;
    tx.prepare_cached("DELETE FROM package_delegation WHERE to_uuid = ?1")?
        .execute([&to])?;
    Ok(())
}
