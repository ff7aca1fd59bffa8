//! The table `client`: who may ask Maskinporten or ID-porten for tokens.

use contract::token::Scopes;
use domain::{ClientId, OrgNumber, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

use super::StoreError;
use super::column::Columns;
use crate::error::Error;

pub(crate) use domain::registration::Integration;

/// A client in Maskinporten or ID-porten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Client {
    pub(crate) id: ClientId,
    pub(crate) name: String,
    pub(crate) owner: OrgNumber,
    pub(crate) integration: Integration,
    /// What it may ask for.
    pub(crate) scopes: Scopes,
    /// Where a person may be sent after sign-in; port 0 on a loopback address stands for any port.
    pub(crate) redirect_uris: Vec<String>,
    /// Where a person may be sent after sign-out.
    pub(crate) post_logout_redirect_uris: Vec<String>,
}

/// A client that may be used. One that its owner has deactivated is as unknown as one that never was.
pub(crate) fn find(conn: &Connection, id: &ClientId) -> Result<Option<Client>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT id, name, owner, integration, scopes, redirect_uris, post_logout_redirect_uris
         FROM client WHERE id = ?1 AND active = 1",
    )?;
    let row = query.query_row([id.as_str()], |row| Ok(client(row))).optional()?;
    Ok(row.transpose()?)
}

/// Adds a client, or replaces what it may do; when it was made stays as it is.
pub(crate) fn save(conn: &Connection, client: &Client, now: Timestamp) -> Result<(), Error> {
    conn.prepare_cached(
        "INSERT INTO client (id, name, owner, integration, scopes, redirect_uris, post_logout_redirect_uris, active,
                             created, last_updated, words)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?8, '{}')
         ON CONFLICT (id) DO UPDATE SET name = ?2, owner = ?3, integration = ?4, scopes = ?5, redirect_uris = ?6,
             post_logout_redirect_uris = ?7",
    )?
    .execute((
        client.id.as_str(),
        &client.name,
        client.owner.as_str(),
        client.integration.as_str(),
        &client.scopes.0,
        serde_json::json!(client.redirect_uris).to_string(),
        serde_json::json!(client.post_logout_redirect_uris).to_string(),
        now.as_microsecond(),
    ))?;
    Ok(())
}

/// Reads the columns of the select above.
pub(super) fn client(row: &Row<'_>) -> Result<Client, StoreError> {
    let row = Columns::of("client", row);
    Ok(Client {
        id: ClientId(row.plain("id")?),
        name: row.plain("name")?,
        owner: row.read("owner", OrgNumber::parse)?,
        integration: row.one_of("integration", Integration::ALL, Integration::as_str)?,
        scopes: Scopes(row.plain("scopes")?),
        redirect_uris: row.json("redirect_uris")?,
        post_logout_redirect_uris: row.json("post_logout_redirect_uris")?,
    })
}
