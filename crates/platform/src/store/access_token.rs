//! The table `access_token`: those that have not been taken back. What they say is in the tokens themselves.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Error;

pub(crate) fn save(conn: &Connection, jti: &str, authorization: &str) -> Result<(), Error> {
    conn.prepare_cached("INSERT INTO access_token (jti, authorization) VALUES (?1, ?2)")?
        .execute((jti, authorization))?;
    Ok(())
}

/// Whether nobody has taken the token back.
pub(crate) fn stands(conn: &Connection, jti: &str) -> Result<bool, Error> {
    let mut query = conn.prepare_cached("SELECT 1 FROM access_token WHERE jti = ?1")?;
    Ok(query.exists([jti])?)
}

/// The language that the person of a token signed in with.
pub(crate) fn locale(conn: &Connection, jti: &str) -> Result<Option<String>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT locale FROM access_token JOIN authorization ON authorization.id = access_token.authorization
         WHERE jti = ?1",
    )?;
    Ok(query.query_row([jti], |row| row.get(0)).optional()?)
}

pub(crate) fn remove(conn: &Connection, jti: &str) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM access_token WHERE jti = ?1")?
        .execute([jti])?;
    Ok(())
}
