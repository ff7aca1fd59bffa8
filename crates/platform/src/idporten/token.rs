//! `POST /token`: a code or a refresh token becomes tokens (identity.md 3.3, 3.4; RFC 6749 4.1.3 and 6, RFC 7636).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use contract::token::Scopes;
use contract::token::oauth::{AUTHORIZATION_CODE, REFRESH_TOKEN, TokenAnswer};
use domain::Timestamp;
use rusqlite::Connection;

use super::client_auth::{self, KnownClient};
use super::issue::{self, Fresh, Issued};
use super::parameters::{Parameters, Sent};
use super::refusal::{Refused, no_store};
use crate::digest::sha256;
use crate::error::Error;
use crate::store::authorization::{self, Authorization};
use crate::store::code::{self, Code};
use crate::store::refresh_token::{self, RefreshToken};
use crate::world::World;
use domain::registration::RefreshTokenUsage;

/// What a transaction came to: a refusal is an outcome too, for what it used up stays used.
type Outcome<T> = Result<T, (&'static str, &'static str)>;

pub(super) async fn token(State(world): State<Arc<World>>, headers: HeaderMap, Sent(sent): Sent) -> Response {
    match answer(&world, &headers, sent).await {
        Ok(answer) => no_store(Json(answer)),
        Err(refused) => refused.into_response(),
    }
}

async fn answer(
    world: &World,
    headers: &HeaderMap,
    sent: Option<Parameters>,
) -> Result<TokenAnswer, Refused> {
    let parameters = sent.ok_or(Refused::Call("invalid_request", "the form cannot be read"))?;
    if parameters.repeats() {
        return Err(Refused::Call("invalid_request", "a parameter comes twice"));
    }
    let known = client_auth::client(world, headers, &parameters).await?;
    match parameters.get("grant_type") {
        Some(AUTHORIZATION_CODE) => redeem(world, known, &parameters).await,
        Some(REFRESH_TOKEN) => refresh(world, known, &parameters).await,
        Some(_) => Err(Refused::Call(
            "unsupported_grant_type",
            "grant_type must be authorization_code or refresh_token",
        )),
        None => Err(Refused::Call("invalid_request", "grant_type is required")),
    }
}

/// A code is used up by the first try of the client it belongs to, good or bad; another client cannot touch it. When it
/// comes again, somebody has stolen it: everything that came of it is taken back.
async fn redeem(world: &World, known: KnownClient, parameters: &Parameters) -> Result<TokenAnswer, Refused> {
    let (Some(code), Some(verifier)) = (parameters.get("code"), parameters.get("code_verifier")) else {
        return Err(Refused::Call(
            "invalid_request",
            "code and code_verifier are required",
        ));
    };
    let shown = ShownCode {
        id: sha256(code),
        redirect_uri: parameters.get("redirect_uri").unwrap_or_default().to_owned(),
        challenge: is_verifier(verifier).then(|| sha256(verifier)),
    };
    let (fresh, now) = (Fresh::new(world, &known), world.clock.now());
    let outcome = world
        .store
        .write(move |tx| {
            let (authorization, nonce) = match use_code(tx, &known, &shown, now)? {
                Ok(redeemed) => redeemed,
                Err(no) => return Ok(Err(no)),
            };
            let scope = authorization.scope.clone();
            let issued = Issued {
                known,
                authorization,
                scope,
                nonce,
                fresh,
                now,
            };
            issued.save(tx)?;
            Ok(Ok(issued))
        })
        .await?;
    given(world, outcome)
}

async fn refresh(world: &World, known: KnownClient, parameters: &Parameters) -> Result<TokenAnswer, Refused> {
    let Some(token) = parameters.get("refresh_token") else {
        return Err(Refused::Call("invalid_request", "refresh_token is required"));
    };
    if known.is_public() {
        return Err(Refused::Call(
            "unauthorized_client",
            "a public client has no refresh tokens",
        ));
    }
    let (id, scope) = (
        sha256(token),
        parameters.get("scope").map(|scope| Scopes(scope.to_owned())),
    );
    let mut fresh = Fresh::new(world, &known);
    if known.terms.refresh_token_usage == RefreshTokenUsage::Reuse {
        fresh.keep_refresh_token(token);
    }
    let now = world.clock.now();
    let outcome = world
        .store
        .write(move |tx| {
            let (authorization, scope) = match use_refresh_token(tx, &known, &id, scope, now)? {
                Ok(used) => used,
                Err(no) => return Ok(Err(no)),
            };
            let issued = Issued {
                known,
                authorization,
                scope,
                nonce: None,
                fresh,
                now,
            };
            issued.save(tx)?;
            Ok(Ok(issued))
        })
        .await?;
    given(world, outcome)
}

fn given(world: &World, outcome: Outcome<Issued>) -> Result<TokenAnswer, Refused> {
    let issued = outcome.map_err(|(error, description)| Refused::Call(error, description))?;
    Ok(issue::answer(world, issued)?)
}

/// What a client shows with a code.
struct ShownCode {
    id: String,
    redirect_uri: String,
    /// The hash of the verifier, when that is one.
    challenge: Option<String>,
}

fn use_code(
    tx: &Connection,
    known: &KnownClient,
    shown: &ShownCode,
    now: Timestamp,
) -> Result<Outcome<(Authorization, Option<String>)>, Error> {
    let no = |description| Ok(Err(("invalid_grant", description)));
    let Some(Code {
        authorization,
        redirect_uri,
        nonce,
        challenge,
        is_used,
        expires,
    }) = code::use_up(tx, &shown.id, &known.client.id)?
    else {
        return no("the code is unknown");
    };
    if is_used {
        authorization::remove(tx, &authorization)?;
        return no("the code is used; what came of it is taken back");
    }
    if expires <= now {
        return no("the code is expired");
    }
    if redirect_uri != shown.redirect_uri {
        return no("redirect_uri is not the one of the authorization call");
    }
    if shown.challenge.as_ref() != Some(&challenge) {
        return no("code_verifier does not fit code_challenge");
    }
    match authorization::find(tx, &authorization, &known.client.id, now)? {
        Some(authorization) => Ok(Ok((authorization, nonce))),
        None => no("the code is expired"),
    }
}

fn use_refresh_token(
    tx: &Connection,
    known: &KnownClient,
    id: &str,
    scope: Option<Scopes>,
    now: Timestamp,
) -> Result<Outcome<(Authorization, Scopes)>, Error> {
    let no = |description| Ok(Err(("invalid_grant", description)));
    let Some(RefreshToken {
        authorization,
        is_used,
        expires,
    }) = refresh_token::find(tx, id, &known.client.id)?
    else {
        return no("the refresh token is unknown or taken back");
    };
    if is_used {
        authorization::remove(tx, &authorization)?;
        return no("the refresh token is used; what came of it is taken back");
    }
    let Some(authorization) =
        authorization::find(tx, &authorization, &known.client.id, now)?.filter(|_| expires > now)
    else {
        return no("the refresh token is expired");
    };
    let scope = scope.unwrap_or_else(|| authorization.scope.clone());
    if scope.iter().any(|one| !authorization.scope.has(one)) {
        return Ok(Err(("invalid_scope", "scope must be part of what was granted")));
    }
    if known.terms.refresh_token_usage == RefreshTokenUsage::OneTime {
        refresh_token::use_up(tx, id)?;
    }
    Ok(Ok((authorization, scope)))
}

/// 43 to 128 unreserved characters (RFC 7636 4.1).
fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}
