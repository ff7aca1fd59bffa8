//! ID-porten: sign-in for people who do not exist (identity.md 3).

mod authorize;
mod call;
mod client_auth;
mod introspect;
mod issue;
mod level;
mod logout;
mod metadata;
mod page;
mod par;
mod parameters;
mod redirect;
mod refusal;
mod response;
mod revoke;
mod routes;
mod scope_words;
mod session;
mod sign_in;
#[cfg(test)]
mod tests;
mod token;
mod userinfo;
mod words;

use domain::Timestamp;
use domain::registration::AuthMethod;
use rusqlite::Connection;

use crate::digest::sha256;
use crate::error::Error;
use crate::seed::{Seed, SignInTerms};
use crate::store;
use crate::store::client::{Client, Integration};
use crate::store::client_terms::{Lifetimes, Terms};

pub(crate) use level::Level;
pub(crate) use response::ResponseMode;
pub(crate) use routes::router;

/// Puts the seed's clients into an empty store.
pub(crate) fn plant(tx: &Connection, seed: &Seed, now: Timestamp) -> Result<(), Error> {
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
        store::client::save(tx, &row, now)?;
        store::client_terms::save(tx, &client.client_id, &terms(&client.terms))?;
        for key in &client.keys {
            crate::maskinporten::enrol(tx, &client.client_id, key, now)?;
        }
    }
    Ok(())
}

fn terms(seeded: &SignInTerms) -> Terms {
    Terms {
        auth_method: seeded.token_endpoint_auth_method.unwrap_or(AuthMethod::None),
        secret: seeded.client_secret.as_deref().map(sha256),
        secret_expires: None,
        lifetimes: Lifetimes {
            access_token: seeded.access_token_lifetime.unwrap_or_default(),
            refresh_token: seeded.refresh_token_lifetime.unwrap_or_default(),
            authorization: seeded.authorization_lifetime.unwrap_or_default(),
        },
        refresh_token_usage: seeded.refresh_token_usage.unwrap_or_default(),
        frontchannel_logout_uri: seeded.frontchannel_logout_uri.clone(),
        frontchannel_logout_session_required: seeded.frontchannel_logout_session_required,
        sso_disabled: seeded.sso_disabled,
    }
}
