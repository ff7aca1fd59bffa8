//! Table `system_client`: which live system a Maskinporten client belongs to.

use domain::{ClientId, SystemId};
use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// The live system that a client belongs to.
pub(crate) fn find(connection: &Connection, client: &ClientId) -> Result<Option<SystemId>, StoreError> {
    let owner = connection
        .prepare_cached("SELECT system_id FROM system_client WHERE client_id = ?")?
        .query_row([client.as_str()], |row| row.get(0).map(SystemId))
        .optional()?;
    Ok(owner)
}

/// Whether another system than `system` has this client, written in any case.
pub(crate) fn is_taken(
    connection: &Connection,
    client: &ClientId,
    system: &SystemId,
) -> Result<bool, StoreError> {
    let taken = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM system_client WHERE client_id = ? COLLATE NOCASE AND system_id <> ?)",
        )?
        .query_row([client.as_str(), system.as_str()], |row| row.get(0))?;
    Ok(taken)
}

/// Gives a system exactly these clients; those it had and has no longer are free for others.
pub(crate) fn save(
    connection: &Connection,
    system: &SystemId,
    clients: &[ClientId],
) -> Result<(), StoreError> {
    remove(connection, system)?;
    let mut insert =
        connection.prepare_cached("INSERT INTO system_client (client_id, system_id) VALUES (?, ?)")?;
    for client in clients {
        insert.execute([client.as_str(), system.as_str()])?;
    }
    Ok(())
}

/// Frees a system's clients.
pub(crate) fn remove(connection: &Connection, system: &SystemId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM system_client WHERE system_id = ?")?
        .execute([system.as_str()])?;
    Ok(())
}
