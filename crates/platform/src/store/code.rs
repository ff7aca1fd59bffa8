//! The table `code`: ID-porten's authorization codes that have not been redeemed.

use contract::token::Scopes;
use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Error;

/// What a code stands for: a person who signed in to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    pub(crate) client: ClientId,
    pub(crate) redirect_uri: String,
    pub(crate) scope: Scopes,
    pub(crate) nonce: String,
    /// SHA-256 of the verifier, base64url (RFC 7636).
    pub(crate) challenge: String,
    pub(crate) acr: String,
    pub(crate) locale: String,
    /// Eleven digits of a synthetic person.
    pub(crate) pid: String,
    pub(crate) authenticated: Timestamp,
    pub(crate) expires: Timestamp,
}

pub(crate) fn save(conn: &Connection, id: &str, code: &Code, now: Timestamp) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM code WHERE expires < ?1")?
        .execute([now.as_microsecond()])?;
    conn.prepare_cached(
        "INSERT INTO code
             (id, client, redirect_uri, scope, nonce, code_challenge, acr, locale, pid, authenticated, expires)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute((
        id,
        code.client.as_str(),
        &code.redirect_uri,
        &code.scope.0,
        &code.nonce,
        &code.challenge,
        &code.acr,
        &code.locale,
        &code.pid,
        code.authenticated.as_microsecond(),
        code.expires.as_microsecond(),
    ))?;
    Ok(())
}

/// Takes a client's code out, so that it works once. Another client's code is left where it is.
pub(crate) fn take(conn: &Connection, id: &str, client: &ClientId) -> Result<Option<Code>, Error> {
    let mut query = conn.prepare_cached(
        "DELETE FROM code WHERE id = ?1 AND client = ?2
         RETURNING client, redirect_uri, scope, nonce, code_challenge, acr, locale, pid, authenticated, expires",
    )?;
    let row = query.query_row((id, client.as_str()), |row| {
        Ok(Code {
            client: ClientId(row.get(0)?),
            redirect_uri: row.get(1)?,
            scope: Scopes(row.get(2)?),
            nonce: row.get(3)?,
            challenge: row.get(4)?,
            acr: row.get(5)?,
            locale: row.get(6)?,
            pid: row.get(7)?,
            authenticated: Timestamp::from_microsecond(row.get(8)?),
            expires: Timestamp::from_microsecond(row.get(9)?),
        })
    });
    Ok(row.optional()?)
}
