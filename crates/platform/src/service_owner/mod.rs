//! A service owner: Skatteetaten's API «Krav og betalinger» (identity.md 8).
//!
//! It trusts nobody here but what it can check over HTTP: Maskinporten's published keys, and Altinn's decision point.

mod answer;
mod call;
mod claims;
mod decision;
mod ledger;
#[cfg(test)]
mod tests;
mod token;

use std::sync::Arc;

use axum::routing::get;
use axum::{Extension, Router};
use contract::decision::AUTHORIZE_SCOPE;
use domain::{ClientId, OrgNumber, Scope, Timestamp};
use rusqlite::Connection;

use crate::error::Error;
use crate::keys::Jwk;
use crate::store::client::{Client, Integration};
use crate::store::{self};
use crate::world::World;

/// Skatteetaten.
const OWNER: &str = "974761076";
/// Its own client in Maskinporten.
const CLIENT: &str = "b04f5c0e-4781-516c-85c7-3656389eeba4";

pub(crate) fn router() -> Router<Arc<World>> {
    let base = "/v1/{rettighetspakke}/{identifikator}";
    Router::new()
        .route(&format!("{base}/aapnekrav"), get(claims::open))
        .route(&format!("{base}/krav"), get(claims::all))
        .route(&format!("{base}/innbetalinger"), get(claims::payments))
        .route(&format!("{base}/utbetalinger"), get(claims::payouts))
        .fallback(answer::unknown_address)
        .layer(Extension(Arc::new(token::Trusted::default())))
        .layer(Extension(Arc::new(decision::OwnToken::default())))
}

/// Gives the service owner a client in Maskinporten and the key it signs with. Doing it again renews the key.
pub(crate) fn enrol(tx: &Connection, key: &Jwk, now: Timestamp) -> Result<(), Error> {
    let owner = OrgNumber::parse(OWNER).map_err(|_| inconsistent())?;
    let client = Client {
        id: ClientId::from(CLIENT),
        name: "Krav og betalinger".to_owned(),
        owner: owner.clone(),
        integration: Integration::Maskinporten,
        scopes: [AUTHORIZE_SCOPE].into_iter().collect(),
        redirect_uris: vec![],
        post_logout_redirect_uris: vec![],
    };
    store::client::save(tx, &client)?;
    store::scope::save(tx, &Scope::from(AUTHORIZE_SCOPE), &owner, &[])?;
    crate::maskinporten::enrol(tx, &client.id, key, now)
}

fn inconsistent() -> Error {
    store::StoreError::Inconsistent {
        table: "client",
        row: CLIENT.to_owned(),
    }
    .into()
}
