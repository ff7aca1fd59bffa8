//! `POST /par`: a client hands in its authorization call by the back door (RFC 9126; identity.md 3.2).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::token::idporten::PushedCallAnswer;
use domain::ClientId;

use super::call::{self, Fault};
use super::client_auth;
use super::parameters::{Parameters, Sent};
use super::redirect;
use super::refusal::{Refused, no_store};
use crate::digest::sha256;
use crate::error::Error;
use crate::page::Language;
use crate::store::pushed_call;
use crate::world::World;

/// Seconds that the call waits for the person's browser.
const LIFETIME: i64 = 120;
/// What every `request_uri` begins with.
const URN: &str = "urn:idporten:";
/// Bytes of a call that is kept.
const LONGEST: usize = 16 * 1024;
/// What proves the client. It is no part of the authorization call.
const PROOF: [&str; 3] = ["client_secret", "client_assertion", "client_assertion_type"];

pub(super) async fn par(State(world): State<Arc<World>>, headers: HeaderMap, Sent(sent): Sent) -> Response {
    match push(&world, &headers, sent).await {
        Ok(answer) => no_store((StatusCode::CREATED, Json(answer))),
        Err(refused) => refused.into_response(),
    }
}

async fn push(
    world: &World,
    headers: &HeaderMap,
    sent: Option<Parameters>,
) -> Result<PushedCallAnswer, Refused> {
    let parameters = sent.ok_or(Refused::Call("invalid_request", "the form cannot be read"))?;
    let known = client_auth::client(world, headers, &parameters).await?;
    if parameters.get("request_uri").is_some() {
        return Err(Refused::Call(
            "invalid_request",
            "a request_uri cannot be handed in",
        ));
    }
    let redirect_uri = parameters.get("redirect_uri").unwrap_or_default();
    if !redirect::is_registered(redirect_uri, &known.client.redirect_uris) {
        return Err(Refused::Call("invalid_request", "redirect_uri is not registered"));
    }
    call::read(world, &parameters, &known, Language::Bokmal)
        .map_err(|Fault { error, description }| Refused::Call(error, description))?;
    let kept = parameters.without(&PROOF).encoded();
    if kept.len() > LONGEST {
        return Err(Refused::Call("invalid_request", "the call is too long"));
    }
    let request_uri = format!("{URN}{}", world.chance.token(32));
    let (id, now) = (sha256(&request_uri), world.clock.now());
    let expires = now.plus_seconds(LIFETIME);
    world
        .store
        .write(move |tx| pushed_call::save(tx, &id, &known.client.id, &kept, expires, now))
        .await?;
    Ok(PushedCallAnswer {
        request_uri,
        expires_in: LIFETIME,
    })
}

/// The call that a client handed in under a `request_uri`, which is good for this once.
pub(super) async fn take(
    world: &World,
    request_uri: &str,
    client: &ClientId,
) -> Result<Option<Parameters>, Error> {
    let (id, client, now) = (sha256(request_uri), client.clone(), world.clock.now());
    let kept = world
        .store
        .write(move |tx| pushed_call::take(tx, &id, &client, now))
        .await?;
    Ok(kept.map(|kept| Parameters::decoded(&kept)))
}
