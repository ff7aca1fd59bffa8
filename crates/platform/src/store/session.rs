//! The tables `session` and `session_client`: browsers in which a person is signed in, and to which clients.

use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

use super::StoreError;
use super::column::Columns;
use crate::error::Error;
use crate::idporten::Level;

/// A person signed in in a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    /// The hash of the browser's cookie.
    pub(crate) id: String,
    /// What clients call it.
    pub(crate) sid: String,
    /// Eleven digits of a synthetic person.
    pub(crate) pid: String,
    pub(crate) level: Level,
    pub(crate) authenticated: Timestamp,
    pub(crate) expires: Timestamp,
}

/// The session of a browser, while it lasts.
pub(crate) fn find(conn: &Connection, id: &str, now: Timestamp) -> Result<Option<Session>, Error> {
    let mut query = conn.prepare_cached("SELECT * FROM session WHERE id = ?1 AND expires > ?2")?;
    let row = query.query_row((id, now.as_microsecond()), |row| Ok(session(row)));
    Ok(row.optional()?.transpose()?)
}

/// The session that clients know by a name.
pub(crate) fn find_by_sid(conn: &Connection, sid: &str) -> Result<Option<Session>, Error> {
    let mut query = conn.prepare_cached("SELECT * FROM session WHERE sid = ?1")?;
    let row = query.query_row([sid], |row| Ok(session(row)));
    Ok(row.optional()?.transpose()?)
}

/// Begins a session, or goes on with it.
pub(crate) fn save(conn: &Connection, session: &Session, now: Timestamp) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM session WHERE expires < ?1")?
        .execute([now.as_microsecond()])?;
    conn.prepare_cached(
        "INSERT INTO session (id, sid, pid, level, authenticated, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET level = ?4, authenticated = ?5, expires = ?6",
    )?
    .execute((
        &session.id,
        &session.sid,
        &session.pid,
        session.level.word(),
        session.authenticated.as_microsecond(),
        session.expires.as_microsecond(),
    ))?;
    Ok(())
}

pub(crate) fn remove(conn: &Connection, id: &str) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM session WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Remembers that the session has signed in to a client.
pub(crate) fn add_client(conn: &Connection, id: &str, client: &ClientId) -> Result<(), Error> {
    conn.prepare_cached("INSERT OR IGNORE INTO session_client (session, client) VALUES (?1, ?2)")?
        .execute((id, client.as_str()))?;
    Ok(())
}

/// Where clients of the session want to be told that it ends, and whether they want to know which; at most `limit`.
pub(crate) fn logout_addresses(
    conn: &Connection,
    id: &str,
    but: Option<&ClientId>,
    limit: u32,
) -> Result<Vec<(String, bool)>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT frontchannel_logout_uri, frontchannel_logout_session_required
         FROM session_client JOIN client_terms USING (client)
         WHERE session = ?1 AND client IS NOT ?2 AND frontchannel_logout_uri IS NOT NULL LIMIT ?3",
    )?;
    let rows = query.query_map((id, but.map(ClientId::as_str), limit), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn session(row: &Row<'_>) -> Result<Session, StoreError> {
    let columns = Columns::of("session", row);
    Ok(Session {
        id: columns.plain("id")?,
        sid: columns.plain("sid")?,
        pid: columns.plain("pid")?,
        level: columns.read("level", Level::parse)?,
        authenticated: columns.moment("authenticated")?,
        expires: columns.moment("expires")?,
    })
}
