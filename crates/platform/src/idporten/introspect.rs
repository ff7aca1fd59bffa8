//! `POST /token/introspect`: what a token stands for, if it stands (RFC 7662; identity.md 3.1).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use contract::token::Compact;
use contract::token::idporten::{AccessClaims, Introspection};

use super::client_auth::{self, KnownClient};
use super::parameters::{Parameters, Sent};
use super::refusal::{Refused, no_store};
use crate::caller::alive;
use crate::digest::sha256;
use crate::error::Error;
use crate::store::{access_token, authorization, refresh_token};
use crate::world::World;

pub(super) async fn introspect(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    Sent(sent): Sent,
) -> Response {
    match answer(&world, &headers, sent).await {
        Ok(answer) => no_store(Json(answer)),
        Err(refused) => refused.into_response(),
    }
}

/// An access token is told to any client that can prove itself, for APIs are clients too; a refresh token only to its own.
async fn answer(
    world: &World,
    headers: &HeaderMap,
    sent: Option<Parameters>,
) -> Result<Introspection, Refused> {
    let parameters = sent.ok_or(Refused::Call("invalid_request", "the form cannot be read"))?;
    let known = client_auth::client(world, headers, &parameters).await?;
    if known.is_public() {
        return Err(Refused::Client {
            why: "a public client may not ask",
            by_header: false,
        });
    }
    let token = parameters
        .get("token")
        .ok_or(Refused::Call("invalid_request", "token is required"))?;
    let told = match standing(world, token)? {
        Some(claims) => Some(of_access_token(claims)),
        None => of_refresh_token(world, &known, token)?,
    };
    Ok(told.unwrap_or_default())
}

/// What an access token says that ID-porten signed, that lives, and that nobody has taken back.
pub(super) fn standing(world: &World, token: &str) -> Result<Option<AccessClaims>, Error> {
    let Some(claims) = signed(world, token).filter(|claims| alive(claims.exp, None, world.clock.now()))
    else {
        return Ok(None);
    };
    let stands = world.store.read(|conn| access_token::stands(conn, &claims.jti))?;
    Ok(stands.then_some(claims))
}

/// What an access token says that ID-porten signed.
pub(super) fn signed(world: &World, token: &str) -> Option<AccessClaims> {
    let compact = Compact::parse(token).ok()?;
    let claims: AccessClaims = compact.claims().ok()?;
    (claims.iss == world.issuers.idporten && world.keys.idporten.signed(&compact)).then_some(claims)
}

fn of_access_token(claims: AccessClaims) -> Introspection {
    Introspection {
        active: true,
        token_type: Some("Bearer".to_owned()),
        scope: Some(claims.scope),
        client_id: Some(claims.client_id),
        sub: Some(claims.sub),
        pid: Some(claims.pid),
        acr: Some(claims.acr),
        iss: Some(claims.iss),
        aud: claims.aud,
        exp: Some(claims.exp),
        iat: Some(claims.iat),
        jti: Some(claims.jti),
        consumer: Some(claims.consumer),
    }
}

fn of_refresh_token(world: &World, known: &KnownClient, token: &str) -> Result<Option<Introspection>, Error> {
    let (id, client, now) = (sha256(token), &known.client.id, world.clock.now());
    world.store.read(|conn| {
        let token = refresh_token::find(conn, &id, client)?;
        let Some(token) = token.filter(|token| !token.is_used && token.expires > now) else {
            return Ok(None);
        };
        let authorization = authorization::find(conn, &token.authorization, client, now)?;
        Ok(authorization.map(|authorization| Introspection {
            active: true,
            scope: Some(authorization.scope),
            client_id: Some(authorization.client),
            iss: Some(world.issuers.idporten.clone()),
            exp: Some(token.expires.as_second()),
            ..Introspection::default()
        }))
    })
}
