//! `GET /authorize`: a client asks who a person is (identity.md 3.2, RFC 6749 4.1, RFC 7636).

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use contract::token::Scopes;
use contract::token::idporten::{ACR_HIGH, ACR_SUBSTANTIAL};
use domain::{ClientId, national_id};
use schemars::JsonSchema;
use serde::Deserialize;

use super::sign_in::{self, deny, grant};
use super::words::{self, words};
use super::{page, redirect};
use crate::error::Error;
use crate::page::Language;
use crate::store;
use crate::store::client::{Client, Integration};
use crate::store::sign_in::SignIn;
use crate::world::World;

/// Seconds that the page may stand before somebody chooses.
const PATIENCE: i64 = 10 * 60;

/// The call as it came.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Call {
    client_id: Option<String>,
    redirect_uri: Option<String>,
    scope: Option<String>,
    response_type: Option<String>,
    response_mode: Option<String>,
    state: Option<String>,
    nonce: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    acr_values: Option<String>,
    ui_locales: Option<String>,
    prompt: Option<String>,
    login_hint: Option<String>,
    request: Option<String>,
}

/// A fault that the client is told of, at its own address.
#[derive(Debug)]
struct Fault {
    error: &'static str,
    description: &'static str,
}

pub(super) async fn authorize(
    State(world): State<Arc<World>>,
    call: Result<Query<Call>, QueryRejection>,
) -> Response {
    let Ok(Query(call)) = call else {
        let language = words::language(None);
        return stopped(language, StatusCode::BAD_REQUEST, words(language).unreadable);
    };
    let language = words::language(call.ui_locales.as_deref());
    match answer(&world, &call, language).await {
        Ok(answer) => answer,
        Err(error) => failed(&error, language),
    }
}

async fn answer(world: &World, call: &Call, language: Language) -> Result<Response, Error> {
    let words = words(language);
    let id = ClientId::from(call.client_id.as_deref().unwrap_or_default());
    let client = world.store.read(|conn| store::client::find(conn, &id))?;
    let Some(client) = client.filter(|client| client.integration == Integration::Idporten) else {
        return Ok(stopped(language, StatusCode::BAD_REQUEST, words.unknown_client));
    };
    let redirect_uri = call.redirect_uri.as_deref().unwrap_or_default();
    if !redirect::is_registered(redirect_uri, &client.redirect_uris) {
        return Ok(stopped(language, StatusCode::BAD_REQUEST, words.unknown_address));
    }
    let sign_in = match read(world, call, &client, language) {
        Ok(sign_in) => sign_in,
        Err(Fault { error, description }) => {
            let state = call.state.as_deref();
            return Ok(deny(world, redirect_uri, state, error, description, language));
        }
    };
    match call.login_hint.as_deref().and_then(hinted_person) {
        Some(pid) => grant(world, &sign_in, pid, language).await,
        None => sign_in::show(world, &client, sign_in).await,
    }
}

/// Reads what a call must hold. Everything here is told to the client at its own address.
fn read(world: &World, call: &Call, client: &Client, language: Language) -> Result<SignIn, Fault> {
    let fault = |error, description| Err(Fault { error, description });
    if call.request.is_some() {
        return fault("request_not_supported", "request objects are not supported");
    }
    if call.response_type.as_deref() != Some("code") {
        return fault("unsupported_response_type", "response_type must be code");
    }
    if call.response_mode.as_deref().is_some_and(|mode| mode != "query") {
        return fault("invalid_request", "response_mode must be query");
    }
    let scope = Scopes(call.scope.clone().unwrap_or_default());
    if !scope.has("openid") {
        return fault("invalid_scope", "scope must hold openid");
    }
    if scope.iter().any(|one| !client.scopes.has(one)) {
        return fault("invalid_scope", "the client may not ask for all of these scopes");
    }
    let Some(state) = call.state.clone().filter(|state| !state.is_empty()) else {
        return fault("invalid_request", "state is required");
    };
    let Some(nonce) = call.nonce.clone().filter(|nonce| !nonce.is_empty()) else {
        return fault("invalid_request", "nonce is required");
    };
    if call.code_challenge_method.as_deref() != Some("S256") {
        return fault("invalid_request", "code_challenge_method must be S256");
    }
    let Some(code_challenge) = call
        .code_challenge
        .clone()
        .filter(|challenge| is_challenge(challenge))
    else {
        return fault(
            "invalid_request",
            "code_challenge must be 43 characters of base64url",
        );
    };
    if call.prompt.as_deref() == Some("none") {
        return fault("login_required", "nobody is signed in");
    }
    let wants_high = call
        .acr_values
        .as_deref()
        .is_some_and(|acrs| acrs.split(' ').any(|acr| acr == ACR_HIGH));
    Ok(SignIn {
        client: client.id.clone(),
        redirect_uri: call.redirect_uri.clone().unwrap_or_default(),
        scope,
        state,
        nonce,
        code_challenge,
        acr: if wants_high { ACR_HIGH } else { ACR_SUBSTANTIAL }.to_owned(),
        locale: language.code().to_owned(),
        expires: world.clock.now().plus_seconds(PATIENCE),
    })
}

/// SHA-256 as base64url without padding.
fn is_challenge(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// The person that `testid:<pid>_<level>`, or a bare number, names; a hint that names nobody synthetic is read over.
fn hinted_person(hint: &str) -> Option<&str> {
    let named = hint.strip_prefix("testid:").unwrap_or(hint);
    let pid = named.split('_').next().unwrap_or_default();
    national_id::is_synthetic(pid).then_some(pid)
}

/// A page for faults that may not be sent to an address that nobody has registered.
fn stopped(language: Language, status: StatusCode, text: &str) -> Response {
    page::message(status, language, words(language).stopped, text)
}

/// A page for what is ours to mend.
pub(super) fn failed(error: &Error, language: Language) -> Response {
    tracing::error!(error = error as &dyn std::error::Error, "a sign-in failed");
    stopped(language, StatusCode::INTERNAL_SERVER_ERROR, words(language).fault)
}
