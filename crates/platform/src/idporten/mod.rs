//! ID-porten: sign-in for people who do not exist (identity.md 3).

mod authorize;
mod logout;
mod metadata;
mod page;
mod redirect;
mod sign_in;
#[cfg(test)]
mod tests;
mod token;
mod userinfo;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use rusqlite::Connection;

use crate::error::Error;
use crate::seed::Seed;
use crate::store;
use crate::store::client::{Client, Integration};
use crate::world::World;

pub(crate) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/.well-known/openid-configuration", get(metadata::metadata))
        .route("/jwks.json", get(metadata::keys))
        .route("/authorize", get(authorize::authorize))
        .route("/sign-in", post(sign_in::choose))
        .route("/token", post(token::token))
        .route("/userinfo", get(userinfo::userinfo).post(userinfo::userinfo))
        .route("/logout", get(logout::logout).post(logout::logout))
        .merge(crate::page::router())
}

/// Puts the seed's clients into an empty store.
pub(crate) fn plant(tx: &Connection, seed: &Seed) -> Result<(), Error> {
    for client in &seed.idporten_clients {
        let row = Client {
            id: client.client_id.clone(),
            name: client.name.clone(),
            owner: client.owner.clone(),
            integration: Integration::Idporten,
            scopes: client.scopes.iter().map(domain::Scope::as_str).collect(),
            redirect_uris: client.redirect_uris.clone(),
            post_logout_redirect_uris: client.post_logout_redirect_uris.clone(),
        };
        store::client::save(tx, &row)?;
    }
    Ok(())
}
