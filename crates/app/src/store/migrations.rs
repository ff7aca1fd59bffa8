//! The database's versions, forward only.

use rusqlite::Connection;

use super::StoreError;

/// Every migration, oldest first. A shipped one is never edited.
const MIGRATIONS: &[&str] = &[include_str!("../../migrations/0001_desk.sql")];

/// Brings the database to the newest version, one transaction a step.
pub(super) fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let found = usize::try_from(version).unwrap_or(usize::MAX);
    let known = MIGRATIONS.len();
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    for (sql, version) in MIGRATIONS.iter().zip(1_u32..).skip(found) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
    }
    Ok(())
}
