//! Public bodies that own resources, by the short names that Altinn knows them by.

use std::collections::BTreeMap;

use domain::{Localized, OrgNumber};
use rusqlite::{Connection, OptionalExtension};

use super::column::{Columns, json};
use crate::error::Error;

/// More service owners than any world has.
const ALL: u32 = 1_000;

/// A service owner's code, such as `skd`.
pub(crate) fn code(conn: &Connection, organization: &OrgNumber) -> Result<Option<String>, Error> {
    let mut query = conn.prepare_cached("SELECT code FROM service_owner WHERE org_number = ?1")?;
    Ok(query
        .query_row([organization.as_str()], |row| row.get(0))
        .optional()?)
}

/// Whether a code is somebody's.
pub(crate) fn is_taken(conn: &Connection, code: &str) -> Result<bool, Error> {
    let mut query = conn.prepare_cached("SELECT 1 FROM service_owner WHERE code = ?1")?;
    Ok(query.exists([code])?)
}

/// Every service owner by its code.
pub(crate) fn list(conn: &Connection) -> Result<BTreeMap<String, (OrgNumber, Localized)>, Error> {
    let mut query =
        conn.prepare_cached("SELECT code, org_number, name FROM service_owner ORDER BY code LIMIT ?1")?;
    let owners = query.query_and_then([ALL], |row| {
        let row = Columns::of("service_owner", row);
        let owner = (row.read("org_number", OrgNumber::parse)?, row.json("name")?);
        Ok::<_, Error>((row.plain("code")?, owner))
    })?;
    owners.collect()
}

/// Adds a service owner; one that has a code, and one whose code is taken, stays as it is.
pub(crate) fn add(
    tx: &Connection,
    code: &str,
    organization: &OrgNumber,
    name: &Localized,
) -> Result<(), Error> {
    tx.prepare_cached("INSERT OR IGNORE INTO service_owner (code, org_number, name) VALUES (?1, ?2, ?3)")?
        .execute((code, organization.as_str(), json(name)?))?;
    Ok(())
}
