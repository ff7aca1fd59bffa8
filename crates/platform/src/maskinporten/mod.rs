//! Maskinporten: tokens for machines (identity.md 1).

mod consent;
mod delegation;
mod error_page;
mod grant;
mod metadata;
mod own_token;
mod proof;
mod refusal;
mod system_user;
#[cfg(test)]
mod tests;
mod token;
mod used_grants;

use std::sync::Arc;

use axum::http::StatusCode;
use contract::token::oauth::{OauthError, TokenAnswer};
use domain::registration::{AccessState, KEY_LIFETIME};
use domain::{ClientId, Timestamp};
use rusqlite::Connection;

use crate::error::Error;
use crate::keys::Jwk;
use crate::openapi::Routes;
use crate::seed::Seed;
use crate::store;
use crate::store::client::{Client, Integration};
use crate::store::client_key::ClientKey;
use crate::store::scope::RegisteredScope;

pub(crate) use used_grants::UsedGrants;

pub(crate) fn router() -> Routes {
    Routes::new()
        .titled("Maskinporten")
        .get(
            "/.well-known/oauth-authorization-server",
            metadata::metadata,
            |it| {
                it.says("Tells who issues the tokens, and how to get one.")
                    .open("it is for everybody")
            },
        )
        .get("/jwk", metadata::keys, |it| {
            it.says("Tells the keys that tokens are signed with.")
                .open("it is for everybody")
        })
        .post("/token", token::token, |it| {
            it.says("Gives a token for a signed grant.")
                .open("the grant is what is checked")
                .form::<token::TokenForm>()
                .answer::<TokenAnswer>(200)
                .answer::<OauthError>(400)
        })
        .get("/errors/{code}", error_page::error_page, |it| {
            it.says("Tells what an error means, on a page.")
                .open("it is for everybody")
                .page()
                .refusing_page(404)
        })
        .merge(crate::page::router())
        .sharing(Arc::new(own_token::OwnToken::default()))
}

/// Puts the seed's clients, their keys and their scopes into an empty store.
pub(crate) fn plant(tx: &Connection, seed: &Seed, now: Timestamp) -> Result<(), Error> {
    for scope in &seed.scopes {
        let row = RegisteredScope {
            delegation_source: scope.delegation_source.clone(),
            at_max_age: scope.at_max_age.unwrap_or_default(),
            requires_user_authentication: scope.requires_user_authentication,
            ..RegisteredScope::new(scope.scope.clone(), scope.owner.clone(), now)
        };
        store::scope::save(tx, &row)?;
        for org in &scope.granted_to {
            store::scope_grant::save(tx, &scope.scope, org, AccessState::Approved, now)?;
        }
    }
    for client in &seed.maskinporten_clients {
        let row = Client {
            id: client.client_id.clone(),
            name: client.name.clone(),
            owner: client.owner.clone(),
            integration: Integration::Maskinporten,
            scopes: client.scopes.iter().map(domain::Scope::as_str).collect(),
            redirect_uris: vec![],
            post_logout_redirect_uris: vec![],
        };
        store::client::save(tx, &row, now)?;
        for key in &client.keys {
            enrol(tx, &client.client_id, key, now)?;
        }
    }
    Ok(())
}

/// Adds a public key to a client, for a year from now, or until the key's own `exp`. A key of the same name is replaced.
pub(crate) fn enrol(tx: &Connection, client: &ClientId, key: &Jwk, now: Timestamp) -> Result<(), Error> {
    let told = |text: String| Error::Text(StatusCode::BAD_REQUEST, text);
    if store::client::find(tx, client)?.is_none() {
        return Err(told(format!("the seed holds no client {client}")));
    }
    let (modulus, exponent) = halves(key).ok_or_else(|| {
        let kid = &key.kid;
        told(format!(
            "the key {kid} of {client} is no RSA key of at least 2048 bits"
        ))
    })?;
    let expires = key
        .exp
        .map_or_else(|| now.plus_seconds(KEY_LIFETIME), Timestamp::from_second);
    store::client_key::save(
        tx,
        client,
        &key.kid,
        &ClientKey {
            modulus,
            exponent,
            expires,
        },
    )
}

/// The modulus and the exponent of a key that a client may have.
pub(crate) fn halves(key: &Jwk) -> Option<(Vec<u8>, Vec<u8>)> {
    let halves = key.components().ok();
    halves.filter(|(modulus, exponent)| modulus.len() >= 256 && !exponent.is_empty())
}
