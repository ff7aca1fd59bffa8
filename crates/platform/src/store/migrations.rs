//! The database's versions, forward only.

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// What marks a file as a database of this list. It changes when the list begins anew.
const APPLICATION: i32 = i32::from_be_bytes(*b"KlaS");

/// Every migration, oldest first. A shipped one is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_access.sql"),
    include_str!("../../migrations/0002_registry.sql"),
    include_str!("../../migrations/0003_system_register.sql"),
    include_str!("../../migrations/0004_system_user.sql"),
    include_str!("../../migrations/0005_client_delegation.sql"),
    include_str!("../../migrations/0006_maskinporten.sql"),
    include_str!("../../migrations/0007_idporten.sql"),
    include_str!("../../migrations/0008_consent.sql"),
];

/// Demands a file that this list has made, or an empty one. It is only read.
pub(super) fn require_ours(connection: &Connection) -> Result<(), StoreError> {
    let mark: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let mut content = connection.prepare("SELECT 1 FROM sqlite_schema")?;
    let is_empty = mark == 0 && version(connection)? == 0 && !content.exists([])?;
    if mark == APPLICATION || is_empty {
        Ok(())
    } else {
        Err(StoreError::Foreign)
    }
}

/// Brings the database to the newest version, one transaction a step.
///
/// Foreign keys rest meanwhile, or making a table anew would empty those that point at it; each step is checked instead.
pub(super) fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let version = version(connection)?;
    if version > MIGRATIONS.len() {
        return Err(StoreError::TooNew {
            found: version,
            known: MIGRATIONS.len(),
        });
    }
    connection.pragma_update(None, "foreign_keys", false)?;
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(version) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(sql)?;
        if let Some((table, row)) = astray(&transaction)? {
            return Err(StoreError::Inconsistent {
                table: "foreign_key",
                row: format!("{table} {row}"),
            });
        }
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", u32::try_from(index + 1).unwrap_or(u32::MAX))?;
        transaction.commit()?;
    }
    Ok(connection.pragma_update(None, "foreign_keys", true)?)
}

fn version(connection: &Connection) -> Result<usize, StoreError> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

/// A row that points at nothing, if there is one.
fn astray(connection: &Connection) -> Result<Option<(String, i64)>, StoreError> {
    let row = connection.query_row("PRAGMA foreign_key_check", [], |row| {
        Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.unwrap_or_default()))
    });
    Ok(row.optional()?)
}
