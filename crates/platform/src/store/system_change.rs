//! Table `system_change`: the history of the register's entries.

use contract::register::{change_kind, read_change_kind};
use domain::register::SystemChange;
use domain::{ClientId, OrgNumber, SystemId};
use rusqlite::{Connection, Row, params};
use serde_json::Value;

use super::StoreError;
use super::column::Columns;

/// Adds a line to an entry's history, with what was sent.
pub(crate) fn add(
    connection: &Connection,
    system: &SystemId,
    change: &SystemChange,
    body: Option<&Value>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO system_change (system_id, kind, changed_by, client_id, body, created) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            system.as_str(),
            change_kind(change.kind),
            change.changed_by.as_str(),
            change.client_id.as_ref().map(ClientId::as_str),
            body.map(Value::to_string),
            change.created.as_microsecond(),
        ])?;
    Ok(())
}

/// An entry's history, newest first.
pub(crate) fn list(
    connection: &Connection,
    system: &SystemId,
) -> Result<Vec<(SystemChange, Option<Value>)>, StoreError> {
    connection
        .prepare_cached(
            "SELECT sequence, kind, changed_by, client_id, body, created FROM system_change \
             WHERE system_id = ? ORDER BY sequence DESC",
        )?
        .query_and_then([system.as_str()], read)?
        .collect()
}

fn read(row: &Row<'_>) -> Result<(SystemChange, Option<Value>), StoreError> {
    let row = Columns::of("system_change", row);
    let change = SystemChange {
        kind: row.read("kind", |text| read_change_kind(text).ok_or(()))?,
        changed_by: row.read("changed_by", OrgNumber::parse)?,
        client_id: row.plain::<Option<String>>("client_id")?.map(ClientId),
        created: row.moment("created")?,
    };
    Ok((change, row.read_if_any("body", serde_json::from_str)?))
}
