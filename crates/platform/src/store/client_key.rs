//! The table `client_key`: the public keys that clients sign grants with.

use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::error::Error;

/// A client's public RSA key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClientKey {
    pub(crate) modulus: Vec<u8>,
    pub(crate) exponent: Vec<u8>,
    pub(crate) expires: Timestamp,
}

pub(crate) fn find(conn: &Connection, client: &ClientId, kid: &str) -> Result<Option<ClientKey>, Error> {
    let mut query = conn
        .prepare_cached("SELECT modulus, exponent, expires FROM client_key WHERE client = ?1 AND kid = ?2")?;
    Ok(query.query_row((client.as_str(), kid), key).optional()?)
}

/// Whether the client has registered any key.
pub(crate) fn any(conn: &Connection, client: &ClientId) -> Result<bool, Error> {
    let mut query = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM client_key WHERE client = ?1)")?;
    Ok(query.query_row([client.as_str()], |row| row.get(0))?)
}

/// A client's keys with their names, at most `limit`.
pub(crate) fn list(
    conn: &Connection,
    client: &ClientId,
    limit: u32,
) -> Result<Vec<(String, ClientKey)>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT modulus, exponent, expires, kid FROM client_key WHERE client = ?1 ORDER BY kid LIMIT ?2",
    )?;
    let keys = query.query_map((client.as_str(), limit), |row| Ok((row.get(3)?, key(row)?)))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Whether another client has a key of this name.
pub(crate) fn is_name_of_another(conn: &Connection, client: &ClientId, kid: &str) -> Result<bool, Error> {
    let mut query = conn.prepare_cached("SELECT 1 FROM client_key WHERE kid = ?1 AND client <> ?2")?;
    Ok(query.exists((kid, client.as_str()))?)
}

/// Takes all of a client's keys away.
pub(crate) fn clear(tx: &Connection, client: &ClientId) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM client_key WHERE client = ?1")?
        .execute([client.as_str()])?;
    Ok(())
}

/// Adds a key, or replaces the one with the same name.
pub(crate) fn save(conn: &Connection, client: &ClientId, kid: &str, key: &ClientKey) -> Result<(), Error> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO client_key (client, kid, modulus, exponent, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((client.as_str(), kid, &key.modulus, &key.exponent, key.expires.as_microsecond()))?;
    Ok(())
}

fn key(row: &Row<'_>) -> rusqlite::Result<ClientKey> {
    Ok(ClientKey {
        modulus: row.get(0)?,
        exponent: row.get(1)?,
        expires: Timestamp::from_microsecond(row.get(2)?),
    })
}
