//! The table `pushed_call`: authorization calls that a client has handed in by the back door (RFC 9126).

use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Error;

pub(crate) fn save(
    conn: &Connection,
    id: &str,
    client: &ClientId,
    parameters: &str,
    expires: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM pushed_call WHERE expires < ?1")?
        .execute([now.as_microsecond()])?;
    conn.prepare_cached("INSERT INTO pushed_call (id, client, parameters, expires) VALUES (?1, ?2, ?3, ?4)")?
        .execute((id, client.as_str(), parameters, expires.as_microsecond()))?;
    Ok(())
}

/// Takes a client's call out, so that it works once.
pub(crate) fn take(
    conn: &Connection,
    id: &str,
    client: &ClientId,
    now: Timestamp,
) -> Result<Option<String>, Error> {
    let mut query = conn.prepare_cached(
        "DELETE FROM pushed_call WHERE id = ?1 AND client = ?2 AND expires >= ?3 RETURNING parameters",
    )?;
    let row = query.query_row((id, client.as_str(), now.as_microsecond()), |row| row.get(0));
    Ok(row.optional()?)
}
