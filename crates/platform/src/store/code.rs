//! The table `code`: ID-porten's authorization codes. A used one is kept, so that it is known when it comes again.

use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Error;

/// What a code stands for, and what must come with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    pub(crate) authorization: String,
    pub(crate) redirect_uri: String,
    pub(crate) nonce: Option<String>,
    /// SHA-256 of the verifier, base64url (RFC 7636).
    pub(crate) challenge: String,
    pub(crate) is_used: bool,
    pub(crate) expires: Timestamp,
}

pub(crate) fn save(conn: &Connection, id: &str, code: &Code) -> Result<(), Error> {
    conn.prepare_cached(
        "INSERT INTO code (id, authorization, redirect_uri, nonce, code_challenge, is_used, expires)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((
        id,
        &code.authorization,
        &code.redirect_uri,
        &code.nonce,
        &code.challenge,
        code.is_used,
        code.expires.as_microsecond(),
    ))?;
    Ok(())
}

/// A client's code as it was before this call, which uses it up. Another client's code is left as it is.
pub(crate) fn use_up(conn: &Connection, id: &str, client: &ClientId) -> Result<Option<Code>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT code.authorization, code.redirect_uri, code.nonce, code.code_challenge, code.is_used, code.expires
         FROM code JOIN authorization ON authorization.id = code.authorization
         WHERE code.id = ?1 AND authorization.client = ?2",
    )?;
    let code = query.query_row((id, client.as_str()), |row| {
        Ok(Code {
            authorization: row.get(0)?,
            redirect_uri: row.get(1)?,
            nonce: row.get(2)?,
            challenge: row.get(3)?,
            is_used: row.get(4)?,
            expires: Timestamp::from_microsecond(row.get(5)?),
        })
    });
    let code = code.optional()?;
    if code.is_some() {
        conn.prepare_cached("UPDATE code SET is_used = 1 WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(code)
}
