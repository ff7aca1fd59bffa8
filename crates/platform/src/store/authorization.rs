//! The table `authorization`: what a person has let a client do. Codes and tokens hang on it and end with it.

use contract::token::Scopes;
use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

use super::StoreError;
use super::column::Columns;
use crate::error::Error;
use crate::idporten::Level;

/// One sign-in of a person to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authorization {
    pub(crate) id: String,
    pub(crate) client: ClientId,
    /// The session it came of.
    pub(crate) sid: String,
    /// Eleven digits of a synthetic person.
    pub(crate) pid: String,
    pub(crate) scope: Scopes,
    /// Whom the access tokens are for, when the client said.
    pub(crate) resource: Option<String>,
    pub(crate) level: Level,
    pub(crate) locale: String,
    pub(crate) authenticated: Timestamp,
    pub(crate) expires: Timestamp,
}

/// A client's authorization, while it lasts.
pub(crate) fn find(
    conn: &Connection,
    id: &str,
    client: &ClientId,
    now: Timestamp,
) -> Result<Option<Authorization>, Error> {
    let mut query =
        conn.prepare_cached("SELECT * FROM authorization WHERE id = ?1 AND client = ?2 AND expires > ?3")?;
    let row = query.query_row((id, client.as_str(), now.as_microsecond()), |row| {
        Ok(authorization(row))
    });
    Ok(row.optional()?.transpose()?)
}

pub(crate) fn save(conn: &Connection, authorization: &Authorization, now: Timestamp) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM authorization WHERE expires < ?1")?
        .execute([now.as_microsecond()])?;
    conn.prepare_cached(
        "INSERT INTO authorization (id, client, sid, pid, scope, resource, level, locale, authenticated, expires)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute((
        &authorization.id,
        authorization.client.as_str(),
        &authorization.sid,
        &authorization.pid,
        &authorization.scope.0,
        &authorization.resource,
        authorization.level.word(),
        &authorization.locale,
        authorization.authenticated.as_microsecond(),
        authorization.expires.as_microsecond(),
    ))?;
    Ok(())
}

/// Takes it back with everything that came of it.
pub(crate) fn remove(conn: &Connection, id: &str) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM authorization WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

fn authorization(row: &Row<'_>) -> Result<Authorization, StoreError> {
    let columns = Columns::of("authorization", row);
    Ok(Authorization {
        id: columns.plain("id")?,
        client: ClientId(columns.plain("client")?),
        sid: columns.plain("sid")?,
        pid: columns.plain("pid")?,
        scope: Scopes(columns.plain("scope")?),
        resource: columns.plain("resource")?,
        level: columns.read("level", Level::parse)?,
        locale: columns.plain("locale")?,
        authenticated: columns.moment("authenticated")?,
        expires: columns.moment("expires")?,
    })
}
