//! The database's versions, forward only.

use rusqlite::Connection;

use super::StoreError;

/// Every migration, oldest first. A shipped one is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_system_register.sql"),
    include_str!("../../migrations/0002_system_user.sql"),
    include_str!("../../migrations/0003_identity.sql"),
    include_str!("../../migrations/0004_access.sql"),
    include_str!("../../migrations/0005_registry.sql"),
    include_str!("../../migrations/0006_change_request.sql"),
    include_str!("../../migrations/0007_client_delegation.sql"),
    include_str!("../../migrations/0008_access.sql"),
    include_str!("../../migrations/0011_idporten.sql"),
    include_str!("../../migrations/0014_pushed_party.sql"),
];

/// Brings the database to the newest version, one transaction a step.
pub(super) fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let version = usize::try_from(version).unwrap_or(usize::MAX);
    if version > MIGRATIONS.len() {
        return Err(StoreError::TooNew {
            found: version,
            known: MIGRATIONS.len(),
        });
    }
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(version) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", u32::try_from(index + 1).unwrap_or(u32::MAX))?;
        transaction.commit()?;
    }
    Ok(())
}
