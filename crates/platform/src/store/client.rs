//! The table `client`: who may ask Maskinporten or ID-porten for tokens.

use contract::token::Scopes;
use domain::{ClientId, OrgNumber};
use rusqlite::{Connection, OptionalExtension, Row};

use super::StoreError;
use crate::error::Error;

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

/// Which of the two a client belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integration {
    Maskinporten,
    Idporten,
}

pub(crate) fn find(conn: &Connection, id: &ClientId) -> Result<Option<Client>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT id, name, owner, integration, scopes, redirect_uris, post_logout_redirect_uris FROM client WHERE id = ?1",
    )?;
    let row = query.query_row([id.as_str()], columns).optional()?;
    row.map(client).transpose()
}

pub(crate) fn save(conn: &Connection, client: &Client) -> Result<(), Error> {
    conn.prepare_cached(
        "INSERT INTO client (id, name, owner, integration, scopes, redirect_uris, post_logout_redirect_uris)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET name = ?2, owner = ?3, integration = ?4, scopes = ?5, redirect_uris = ?6,
             post_logout_redirect_uris = ?7",
    )?
    .execute((
        client.id.as_str(),
        &client.name,
        client.owner.as_str(),
        match client.integration {
            Integration::Maskinporten => "maskinporten",
            Integration::Idporten => "idporten",
        },
        &client.scopes.0,
        serde_json::json!(client.redirect_uris).to_string(),
        serde_json::json!(client.post_logout_redirect_uris).to_string(),
    ))?;
    Ok(())
}

type Columns = (String, String, String, String, String, String, String);

fn columns(row: &Row<'_>) -> Result<Columns, rusqlite::Error> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
    ))
}

fn client((id, name, owner, integration, scopes, redirects, post_logout): Columns) -> Result<Client, Error> {
    let inconsistent = || StoreError::Inconsistent {
        table: "client",
        row: id.clone(),
    };
    Ok(Client {
        owner: OrgNumber::parse(&owner).map_err(|_| inconsistent())?,
        integration: match integration.as_str() {
            "maskinporten" => Integration::Maskinporten,
            "idporten" => Integration::Idporten,
            _ => return Err(inconsistent().into()),
        },
        redirect_uris: serde_json::from_str(&redirects).map_err(|_| inconsistent())?,
        post_logout_redirect_uris: serde_json::from_str(&post_logout).map_err(|_| inconsistent())?,
        id: ClientId(id),
        name,
        scopes: Scopes(scopes),
    })
}
