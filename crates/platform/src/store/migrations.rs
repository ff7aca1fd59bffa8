//! The database's versions, forward only.

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// Every migration, oldest first. A shipped one is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_access.sql"),
    include_str!("../../migrations/0002_registry.sql"),
    include_str!("../../migrations/0003_system_register.sql"),
    include_str!("../../migrations/0004_system_user.sql"),
    include_str!("../../migrations/0005_client_delegation.sql"),
    include_str!("../../migrations/0006_maskinporten.sql"),
    include_str!("../../migrations/0007_idporten.sql"),
];

/// Brings the database to the newest version, one transaction a step.
///
/// Foreign keys rest meanwhile, or making a table anew would empty those that point at it; each step is checked instead.
pub(super) fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let version = usize::try_from(version).unwrap_or(usize::MAX);
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
        transaction.pragma_update(None, "user_version", u32::try_from(index + 1).unwrap_or(u32::MAX))?;
        transaction.commit()?;
    }
    Ok(connection.pragma_update(None, "foreign_keys", true)?)
}

/// A row that points at nothing, if there is one.
fn astray(connection: &Connection) -> Result<Option<(String, i64)>, StoreError> {
    let row = connection.query_row("PRAGMA foreign_key_check", [], |row| {
        Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.unwrap_or_default()))
    });
    Ok(row.optional()?)
}
