//! Clients of Maskinporten and ID-porten (identity.md 2.2, 2.3).

mod check;
pub(super) mod create;
pub(super) mod deactivate;
pub(super) mod keys;
pub(super) mod list;
pub(super) mod read;
pub(super) mod secret;
pub(super) mod update;

use contract::administration::{ApplicationType, ClientBody};
use domain::{ClientId, OrgNumber, Scope, Timestamp};
use rusqlite::Connection;

use super::refusal::Refused;
use crate::error::Error;
use crate::store::client_terms::{self, Lifetimes, Terms};
use crate::store::registration::{self, Registration};

/// An organisation's own client that is in use. Another's is as absent as one that never was.
fn own(conn: &Connection, org: &OrgNumber, id: &ClientId) -> Result<Registration, Refused> {
    registration::find(conn, org, id)?
        .filter(|registration| registration.active)
        .ok_or_else(|| Refused::NotFound(format!("There is no client {id} of yours.")))
}

/// A client as it is answered, with a secret if one was just made.
fn body(conn: &Connection, registration: Registration, secret: Option<Secret>) -> Result<ClientBody, Error> {
    let terms = client_terms::find(conn, &registration.client.id)?;
    Ok(written(registration, terms, secret))
}

/// A secret, shown once.
struct Secret {
    text: String,
    expires: Timestamp,
}

fn written(registration: Registration, terms: Terms, secret: Option<Secret>) -> ClientBody {
    let Registration {
        client,
        active,
        created,
        last_updated,
        words,
        keys: _,
    } = registration;
    let Lifetimes {
        access_token,
        refresh_token,
        authorization,
    } = terms.lifetimes;
    let (client_secret, client_secret_expires_at) = secret
        .map(|secret| (secret.text, secret.expires.as_second()))
        .unzip();
    ClientBody {
        client_name: client.name,
        description: Some(words.description),
        client_uri: words.client_uri,
        scopes: client.scopes.iter().map(Scope::from).collect(),
        redirect_uris: client.redirect_uris,
        post_logout_redirect_uris: client.post_logout_redirect_uris,
        authorization_lifetime: Some(authorization),
        access_token_lifetime: Some(access_token),
        refresh_token_lifetime: Some(refresh_token),
        refresh_token_usage: Some(terms.refresh_token_usage),
        frontchannel_logout_uri: terms.frontchannel_logout_uri,
        frontchannel_logout_session_required: Some(terms.frontchannel_logout_session_required),
        token_endpoint_auth_method: Some(terms.auth_method),
        grant_types: Some(words.grant_types),
        integration_type: Some(client.integration),
        application_type: Some(application_type(words.application_type.as_deref())),
        code_challenge_method: words.code_challenge_method,
        sso_disabled: terms.sso_disabled.then_some(true),
        jwks_uri: None,
        last_updated: Some(last_updated),
        created: Some(created),
        client_id: Some(client.id),
        client_orgno: Some(client.owner),
        active: Some(active),
        client_secret,
        client_secret_expires_at,
    }
}

fn application_type(kept: Option<&str>) -> ApplicationType {
    match kept {
        Some("browser") => ApplicationType::Browser,
        Some("native") => ApplicationType::Native,
        _ => ApplicationType::Web,
    }
}
