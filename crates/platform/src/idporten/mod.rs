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

use contract::token::idporten::UserInfo;
use contract::token::oauth::{OauthError, TokenAnswer};
use domain::Timestamp;
use rusqlite::Connection;

use crate::digest::sha256;
use crate::error::Error;
use crate::openapi::Routes;
use crate::seed::{Seed, SignInTerms};
use crate::store;
use crate::store::client::{Client, Integration};
use crate::store::client_terms::{AuthMethod, Lifetimes, Terms};

pub(crate) fn router() -> Routes {
    Routes::new()
        .titled("ID-porten")
        .get("/.well-known/openid-configuration", metadata::metadata, |it| {
            it.says("Tells who issues the tokens, and how to get one.")
                .open("it is for everybody")
        })
        .get("/jwks.json", metadata::keys, |it| {
            it.says("Tells the keys that tokens are signed with.")
                .open("it is for everybody")
        })
        .get("/authorize", authorize::authorize, |it| {
            it.says("Begins a sign-in, with a page to choose somebody on.")
                .open("nobody has signed in yet")
                .page()
        })
        .post("/sign-in", sign_in::choose, |it| {
            it.says("Signs somebody in and goes back to the client.")
                .open("the ticket of the page is what is checked")
                .form::<sign_in::Choice>()
                .page()
        })
        .post("/token", token::token, |it| {
            it.says("Gives tokens for a code.")
                .open("the code is what is checked")
                .form::<token::TokenForm>()
                .answer::<TokenAnswer>(200)
                .answer::<OauthError>(400)
        })
        .get("/userinfo", userinfo::userinfo, |it| {
            it.says("Tells who has signed in.")
                .open("the token is ID-porten's own")
                .answer::<UserInfo>(200)
        })
        .post("/userinfo", userinfo::userinfo, |it| {
            it.says("Tells who has signed in.")
                .open("the token is ID-porten's own")
                .answer::<UserInfo>(200)
        })
        .get("/logout", logout::logout, |it| {
            it.says("Ends a sign-in and goes back to the client.")
                .open("only a registered address is gone back to")
                .page()
        })
        .post("/logout", logout::logout, |it| {
            it.says("Ends a sign-in and goes back to the client.")
                .open("only a registered address is gone back to")
                .page()
        })
        .merge(crate::page::router())
}

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
        store::client::save(tx, &row)?;
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
