//! The table `refresh_token`. A used one is kept, so that it is known when it comes again.

use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Error;

/// What a refresh token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RefreshToken {
    pub(crate) authorization: String,
    pub(crate) is_used: bool,
    pub(crate) expires: Timestamp,
}

pub(crate) fn save(conn: &Connection, id: &str, token: &RefreshToken) -> Result<(), Error> {
    conn.prepare_cached(
        "INSERT INTO refresh_token (id, authorization, is_used, expires) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((
        id,
        &token.authorization,
        token.is_used,
        token.expires.as_microsecond(),
    ))?;
    Ok(())
}

/// A client's refresh token.
pub(crate) fn find(conn: &Connection, id: &str, client: &ClientId) -> Result<Option<RefreshToken>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT refresh_token.authorization, refresh_token.is_used, refresh_token.expires
         FROM refresh_token JOIN authorization ON authorization.id = refresh_token.authorization
         WHERE refresh_token.id = ?1 AND authorization.client = ?2",
    )?;
    let token = query.query_row((id, client.as_str()), |row| {
        Ok(RefreshToken {
            authorization: row.get(0)?,
            is_used: row.get(1)?,
            expires: Timestamp::from_microsecond(row.get(2)?),
        })
    });
    Ok(token.optional()?)
}

pub(crate) fn use_up(conn: &Connection, id: &str) -> Result<(), Error> {
    conn.prepare_cached("UPDATE refresh_token SET is_used = 1 WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}
