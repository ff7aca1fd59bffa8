//! The table `sign_in`: authorization calls to ID-porten whose person has not been chosen.

use contract::token::Scopes;
use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

use super::StoreError;
use super::column::Columns;
use crate::error::Error;
use crate::idporten::{Level, ResponseMode};

/// A valid authorization call: where to send the person, and what the token will say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignIn {
    pub(crate) client: ClientId,
    /// The address of this very call, port and all.
    pub(crate) redirect_uri: String,
    pub(crate) response_mode: ResponseMode,
    pub(crate) scope: Scopes,
    pub(crate) resource: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) nonce: Option<String>,
    /// SHA-256 of the verifier, base64url (RFC 7636).
    pub(crate) code_challenge: String,
    /// The lowest level that will do.
    pub(crate) level: Level,
    pub(crate) wants_consent: bool,
    /// The session whose person is not asked again who they are.
    pub(crate) sid: Option<String>,
    pub(crate) locale: String,
    pub(crate) expires: Timestamp,
}

pub(crate) fn save(conn: &Connection, id: &str, sign_in: &SignIn, now: Timestamp) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM sign_in WHERE expires < ?1")?
        .execute([now.as_microsecond()])?;
    conn.prepare_cached(
        "INSERT INTO sign_in
             (id, client, redirect_uri, response_mode, scope, resource, state, nonce, code_challenge, level,
              wants_consent, sid, locale, expires)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute((
        id,
        sign_in.client.as_str(),
        &sign_in.redirect_uri,
        sign_in.response_mode.word(),
        &sign_in.scope.0,
        &sign_in.resource,
        &sign_in.state,
        &sign_in.nonce,
        &sign_in.code_challenge,
        sign_in.level.word(),
        sign_in.wants_consent,
        &sign_in.sid,
        &sign_in.locale,
        sign_in.expires.as_microsecond(),
    ))?;
    Ok(())
}

pub(crate) fn find(conn: &Connection, id: &str, now: Timestamp) -> Result<Option<SignIn>, Error> {
    let mut query = conn.prepare_cached("SELECT * FROM sign_in WHERE id = ?1 AND expires >= ?2")?;
    let row = query.query_row((id, now.as_microsecond()), |row| Ok(sign_in(row)));
    Ok(row.optional()?.transpose()?)
}

/// Takes a call off the list. Says `false` when somebody else already has.
pub(crate) fn remove(conn: &Connection, id: &str) -> Result<bool, Error> {
    let removed = conn
        .prepare_cached("DELETE FROM sign_in WHERE id = ?1")?
        .execute([id])?;
    Ok(removed == 1)
}

fn sign_in(row: &Row<'_>) -> Result<SignIn, StoreError> {
    let columns = Columns::of("sign_in", row);
    Ok(SignIn {
        client: ClientId(columns.plain("client")?),
        redirect_uri: columns.plain("redirect_uri")?,
        response_mode: columns.read("response_mode", ResponseMode::parse)?,
        scope: Scopes(columns.plain("scope")?),
        resource: columns.plain("resource")?,
        state: columns.plain("state")?,
        nonce: columns.plain("nonce")?,
        code_challenge: columns.plain("code_challenge")?,
        level: columns.read("level", Level::parse)?,
        wants_consent: columns.plain("wants_consent")?,
        sid: columns.plain("sid")?,
        locale: columns.plain("locale")?,
        expires: columns.moment("expires")?,
    })
}
