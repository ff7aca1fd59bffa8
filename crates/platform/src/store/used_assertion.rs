//! The table `used_assertion`: client assertions that may not come again while they live.

use domain::Timestamp;
use rusqlite::Connection;

use crate::error::Error;

/// Uses an assertion up. Says `false` when it was used before.
pub(crate) fn add(conn: &Connection, id: &str, expires: Timestamp, now: Timestamp) -> Result<bool, Error> {
    conn.prepare_cached("DELETE FROM used_assertion WHERE expires < ?1")?
        .execute([now.as_microsecond()])?;
    let added = conn
        .prepare_cached("INSERT OR IGNORE INTO used_assertion (id, expires) VALUES (?1, ?2)")?
        .execute((id, expires.as_microsecond()))?;
    Ok(added == 1)
}
