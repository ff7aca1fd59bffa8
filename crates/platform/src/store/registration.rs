//! The table `client` as its owner sees it: what the client administration keeps beside what the token services read.

use domain::{ClientId, OrgNumber, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::client::{self, Client};
use super::column::{Columns, json};
use crate::error::Error;

/// A client with the facts of its registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Registration {
    pub(crate) client: Client,
    pub(crate) active: bool,
    pub(crate) created: Timestamp,
    pub(crate) last_updated: Timestamp,
    /// When the set of keys was first uploaded, and when last; `None` while there is none.
    pub(crate) keys: Option<(Timestamp, Timestamp)>,
    pub(crate) words: Words,
}

/// What is kept only to be shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Words {
    pub(crate) description: String,
    pub(crate) client_uri: Option<String>,
    pub(crate) application_type: Option<String>,
    pub(crate) grant_types: Vec<String>,
    pub(crate) code_challenge_method: Option<String>,
}

/// An organisation's own client, in use or not.
pub(crate) fn find(
    conn: &Connection,
    owner: &OrgNumber,
    id: &ClientId,
) -> Result<Option<Registration>, Error> {
    let mut query = conn.prepare_cached("SELECT * FROM client WHERE id = ?1 AND owner = ?2")?;
    let row = query
        .query_row((id.as_str(), owner.as_str()), |row| Ok(registration(row)))
        .optional()?;
    row.transpose()
}

/// An organisation's clients that are in use, oldest first, at most `limit`.
pub(crate) fn list(conn: &Connection, owner: &OrgNumber, limit: u32) -> Result<Vec<Registration>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT * FROM client WHERE owner = ?1 AND active = 1 ORDER BY created, id LIMIT ?2",
    )?;
    let rows = query.query_and_then((owner.as_str(), limit), registration)?;
    rows.collect()
}

/// Adds a registration, or replaces it.
pub(crate) fn save(tx: &Connection, registration: &Registration) -> Result<(), Error> {
    client::save(tx, &registration.client, registration.created)?;
    tx.prepare_cached(
        "UPDATE client SET active = ?2, created = ?3, last_updated = ?4, keys_created = ?5, keys_updated = ?6, words = ?7
         WHERE id = ?1",
    )?
    .execute((
        registration.client.id.as_str(),
        registration.active,
        registration.created.as_microsecond(),
        registration.last_updated.as_microsecond(),
        registration.keys.map(|(created, _)| created.as_microsecond()),
        registration.keys.map(|(_, updated)| updated.as_microsecond()),
        json(&registration.words)?,
    ))?;
    Ok(())
}

fn registration(row: &Row<'_>) -> Result<Registration, Error> {
    let client = client::client(row)?;
    let row = Columns::of("client", row);
    let created = row.moment_if_any("keys_created")?;
    Ok(Registration {
        client,
        active: row.plain("active")?,
        created: row.moment("created")?,
        last_updated: row.moment("last_updated")?,
        keys: created.zip(row.moment_if_any("keys_updated")?),
        words: row.json("words")?,
    })
}
