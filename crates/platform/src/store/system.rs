//! Table `system`: the entries of the system register.

use domain::{OrgNumber, RegisteredSystem, SystemId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use uuid::Uuid;

use super::StoreError;
use super::column::{Columns, json};

const COLUMNS: &str = "id, internal_id, vendor, name, description, rights, access_packages, client_ids, redirect_urls, \
                       is_visible, is_deleted";

/// An entry, deleted or not.
pub(crate) fn find(connection: &Connection, id: &SystemId) -> Result<Option<RegisteredSystem>, StoreError> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM system WHERE id = ?"))?
        .query_and_then([id.as_str()], read)?
        .next()
        .transpose()
}

/// Altinn's own key for an entry.
pub(crate) fn internal_id(connection: &Connection, id: &SystemId) -> Result<Option<Uuid>, StoreError> {
    let text: Option<String> = connection
        .prepare_cached("SELECT internal_id FROM system WHERE id = ?")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?;
    let inconsistent = |_| StoreError::Inconsistent {
        table: "system",
        row: id.to_string(),
    };
    text.map(|text| Uuid::parse_str(&text).map_err(inconsistent))
        .transpose()
}

/// The live entries that leaders may choose from, oldest first.
pub(crate) fn list_visible(connection: &Connection) -> Result<Vec<RegisteredSystem>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM system WHERE is_deleted = 0 AND is_visible = 1 ORDER BY sequence"
        ))?
        .query_and_then([], read)?
        .collect()
}

/// A vendor's live entries, oldest first.
pub(crate) fn list_of_vendor(
    connection: &Connection,
    vendor: &OrgNumber,
) -> Result<Vec<RegisteredSystem>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM system WHERE vendor = ? AND is_deleted = 0 ORDER BY sequence"
        ))?
        .query_and_then([vendor.as_str()], read)?
        .collect()
}

/// Adds a new entry.
pub(crate) fn add(
    connection: &Connection,
    system: &RegisteredSystem,
    internal_id: Uuid,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO system (id, internal_id, vendor, name, description, rights, access_packages, client_ids, \
             redirect_urls, is_visible, is_deleted, created, last_changed) \
             VALUES (?, ?, ?, '{}', '{}', '[]', '[]', '[]', '[]', 0, 0, ?, 0)",
        )?
        .execute(params![
            system.id.as_str(),
            internal_id.to_string(),
            system.vendor.as_str(),
            now.as_microsecond()
        ])?;
    save(connection, system, now)
}

/// Saves an entry that is there: everything but its id and its vendor, which never change.
pub(crate) fn save(
    connection: &Connection,
    system: &RegisteredSystem,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE system SET name = :name, description = :description, rights = :rights, \
             access_packages = :access_packages, client_ids = :client_ids, redirect_urls = :redirect_urls, \
             is_visible = :is_visible, is_deleted = :is_deleted, last_changed = :now WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": system.id.as_str(),
            ":name": json(&system.name)?,
            ":description": json(&system.description)?,
            ":rights": json(&system.rights)?,
            ":access_packages": json(&system.access_packages)?,
            ":client_ids": json(&system.client_ids)?,
            ":redirect_urls": json(&system.allowed_redirect_urls)?,
            ":is_visible": system.is_visible,
            ":is_deleted": system.is_deleted,
            ":now": now.as_microsecond(),
        })?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<RegisteredSystem, StoreError> {
    let row = Columns::of("system", row);
    Ok(RegisteredSystem {
        id: SystemId(row.plain("id")?),
        vendor: row.read("vendor", OrgNumber::parse)?,
        name: row.json("name")?,
        description: row.json("description")?,
        rights: row.json("rights")?,
        access_packages: row.json("access_packages")?,
        client_ids: row.json("client_ids")?,
        is_visible: row.plain("is_visible")?,
        is_deleted: row.plain("is_deleted")?,
        allowed_redirect_urls: row.json("redirect_urls")?,
    })
}
