//! The table `sign_in`: authorization calls to ID-porten whose person has not been chosen.

use contract::token::Scopes;
use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Error;

/// A valid authorization call: where to send the person, and what the token will say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignIn {
    pub(crate) client: ClientId,
    /// The address of this very call, port and all.
    pub(crate) redirect_uri: String,
    pub(crate) scope: Scopes,
    pub(crate) state: String,
    pub(crate) nonce: String,
    /// SHA-256 of the verifier, base64url (RFC 7636).
    pub(crate) code_challenge: String,
    pub(crate) acr: String,
    pub(crate) locale: String,
    pub(crate) expires: Timestamp,
}

pub(crate) fn save(conn: &Connection, id: &str, sign_in: &SignIn, now: Timestamp) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM sign_in WHERE expires < ?1")?
        .execute([now.as_microsecond()])?;
    conn.prepare_cached(
        "INSERT INTO sign_in (id, client, redirect_uri, scope, state, nonce, code_challenge, acr, locale, expires)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute((
        id,
        sign_in.client.as_str(),
        &sign_in.redirect_uri,
        &sign_in.scope.0,
        &sign_in.state,
        &sign_in.nonce,
        &sign_in.code_challenge,
        &sign_in.acr,
        &sign_in.locale,
        sign_in.expires.as_microsecond(),
    ))?;
    Ok(())
}

pub(crate) fn find(conn: &Connection, id: &str, now: Timestamp) -> Result<Option<SignIn>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT client, redirect_uri, scope, state, nonce, code_challenge, acr, locale, expires
         FROM sign_in WHERE id = ?1 AND expires >= ?2",
    )?;
    let row = query.query_row((id, now.as_microsecond()), |row| {
        Ok(SignIn {
            client: ClientId(row.get(0)?),
            redirect_uri: row.get(1)?,
            scope: Scopes(row.get(2)?),
            state: row.get(3)?,
            nonce: row.get(4)?,
            code_challenge: row.get(5)?,
            acr: row.get(6)?,
            locale: row.get(7)?,
            expires: Timestamp::from_microsecond(row.get(8)?),
        })
    });
    Ok(row.optional()?)
}

/// Takes a call off the list. Says `false` when somebody else already has.
pub(crate) fn remove(conn: &Connection, id: &str) -> Result<bool, Error> {
    let removed = conn
        .prepare_cached("DELETE FROM sign_in WHERE id = ?1")?
        .execute([id])?;
    Ok(removed == 1)
}
