//! What one party has given another party or a system user: access packages, and single actions on resources.

use domain::{PackageUrn, PartyUuid, ResourceId, Timestamp};
use rusqlite::{Connection, Row, params_from_iter};
use uuid::Uuid;

use super::column::Columns;
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

/// Whether a person leads an organisation that was given an action on a resource by itself.
pub(crate) fn leads_holder_of_right(
    conn: &Connection,
    from: PartyUuid,
    leader: PartyUuid,
    resource: &ResourceId,
    action: &str,
) -> Result<bool, Error> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM assignment AS lead
         JOIN role ON role.code = lead.role AND role.is_key_role
         JOIN right_delegation AS held ON held.to_uuid = lead.from_party AND held.from_party = ?2
             AND held.resource = ?3 AND held.action = ?4
         WHERE lead.to_party = ?1",
    )?;
    Ok(query.exists((leader.to_string(), from.to_string(), resource.as_str(), action))?)
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

/// Takes back what anybody has given of a resource that is taken away, so that another by the same id finds nothing.
pub(crate) fn remove_all_of_resource(tx: &Connection, resource: &ResourceId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM right_delegation WHERE resource = ?1",
        [resource.as_str()],
    )?;
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

/// Something that one party has given a receiver: a package's URN, or a resource's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) from: PartyUuid,
    pub(crate) to: Uuid,
    pub(crate) what: String,
}

/// Between whom: all that one party has given, all that one has been given, or what the one has given the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ends {
    pub(crate) from: Option<PartyUuid>,
    pub(crate) to: Option<Uuid>,
}

/// The packages given between some, by their URN, at most `limit`.
pub(crate) fn packages_between(conn: &Connection, ends: Ends, limit: u32) -> Result<Vec<Given>, Error> {
    between(conn, "package_delegation", "package", ends, limit)
}

/// The resources given between some, whatever may be done with them, by their id, at most `limit`.
pub(crate) fn resources_between(conn: &Connection, ends: Ends, limit: u32) -> Result<Vec<Given>, Error> {
    between(conn, "right_delegation", "resource", ends, limit)
}

fn between(
    conn: &Connection,
    table: &'static str,
    what: &str,
    ends: Ends,
    limit: u32,
) -> Result<Vec<Given>, Error> {
    let conditions = [
        ("from_party = ?", ends.from.map(|from| from.to_string())),
        ("to_uuid = ?", ends.to.map(|to| to.to_string())),
    ];
    let given = || {
        conditions
            .iter()
            .filter_map(|(sql, value)| Some((*sql, value.as_ref()?)))
    };
    let sql: Vec<_> = std::iter::once("1").chain(given().map(|(sql, _)| sql)).collect();
    let mut query = conn.prepare_cached(&format!(
        "SELECT DISTINCT {what} AS what, from_party, to_uuid FROM {table} WHERE {}
         ORDER BY what, from_party, to_uuid LIMIT {limit}",
        sql.join(" AND ")
    ))?;
    let read = |row: &Row<'_>| {
        let row = Columns::of(table, row);
        Ok(Given {
            what: row.plain("what")?,
            from: row.read("from_party", str::parse)?,
            to: row.read("to_uuid", str::parse)?,
        })
    };
    let rows = query.query_and_then(params_from_iter(given().map(|(_, value)| value)), read)?;
    rows.collect()
}

/// Takes back one package.
pub(crate) fn remove_package(
    tx: &Connection,
    from: PartyUuid,
    to: Uuid,
    package: &PackageUrn,
) -> Result<(), Error> {
    tx.prepare_cached(
        "DELETE FROM package_delegation WHERE to_uuid = ?1 AND from_party = ?2 AND package = ?3",
    )?
    .execute((to.to_string(), from.to_string(), package.as_str()))?;
    Ok(())
}

/// Takes back everything on one resource.
pub(crate) fn remove_resource(
    tx: &Connection,
    from: PartyUuid,
    to: Uuid,
    resource: &ResourceId,
) -> Result<(), Error> {
    tx.prepare_cached(
        "DELETE FROM right_delegation WHERE to_uuid = ?1 AND from_party = ?2 AND resource = ?3",
    )?
    .execute((to.to_string(), from.to_string(), resource.as_str()))?;
    Ok(())
}

/// Takes back everything that one has given another.
pub(crate) fn remove_between(tx: &Connection, from: PartyUuid, to: Uuid) -> Result<(), Error> {
    let ends = (to.to_string(), from.to_string());
    tx.prepare_cached("DELETE FROM right_delegation WHERE to_uuid = ?1 AND from_party = ?2")?
        .execute((&ends.0, &ends.1))?;
    tx.prepare_cached("DELETE FROM package_delegation WHERE to_uuid = ?1 AND from_party = ?2")?
        .execute((&ends.0, &ends.1))?;
    Ok(())
}

/// Those whom a party has given something or who have a role at it, by id from `first` on, at most `limit`.
pub(crate) fn receivers(
    conn: &Connection,
    from: PartyUuid,
    first: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Uuid>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT to_party AS id FROM assignment WHERE from_party = ?1 AND to_party >= ?2
         UNION SELECT to_uuid FROM package_delegation WHERE from_party = ?1 AND to_uuid >= ?2
         UNION SELECT to_uuid FROM right_delegation WHERE from_party = ?1 AND to_uuid >= ?2
         ORDER BY id LIMIT ?3",
    )?;
    ids(query.query((from.to_string(), from_text(first), limit))?)
}

/// Those who have given somebody something or where somebody has a role, by id from `first` on, at most `limit`.
pub(crate) fn givers(
    conn: &Connection,
    to: Uuid,
    first: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Uuid>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT from_party AS id FROM assignment WHERE to_party = ?1 AND from_party >= ?2
         UNION SELECT from_party FROM package_delegation WHERE to_uuid = ?1 AND from_party >= ?2
         UNION SELECT from_party FROM right_delegation WHERE to_uuid = ?1 AND from_party >= ?2
         ORDER BY id LIMIT ?3",
    )?;
    ids(query.query((to.to_string(), from_text(first), limit))?)
}

fn from_text(first: Option<Uuid>) -> String {
    first.map(|first| first.to_string()).unwrap_or_default()
}

fn ids(rows: rusqlite::Rows<'_>) -> Result<Vec<Uuid>, Error> {
    rows.and_then(|row| Ok(Columns::of("connection", row).read("id", str::parse)?))
        .collect()
}
