//! The sign-in page and what is chosen on it.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::national_id;
use schemars::JsonSchema;
use serde::Deserialize;

use super::authorize::failed;
use super::page::{self, SignInPage};
use super::redirect;
use super::words::{self, words};
use crate::digest::sha256;
use crate::error::Error;
use crate::page::Language;
use crate::store;
use crate::store::client::Client;
use crate::store::code::Code;
use crate::store::sign_in::SignIn;
use crate::world::World;

/// Seconds in which a code must be redeemed.
const CODE_LIFETIME: i64 = 60;
/// People on the page. Others are reached by their number.
const PEOPLE: u32 = 100;

/// What the page's forms send.
#[derive(Deserialize, JsonSchema)]
pub(super) struct Choice {
    /// Names the authorization call. Only who was shown the page has it, and it works once: no other site can send it.
    ticket: String,
    pid: Option<String>,
    cancel: Option<String>,
}

/// Keeps the call and shows the page.
pub(super) async fn show(world: &World, client: &Client, sign_in: SignIn) -> Result<Response, Error> {
    let ticket = world.chance.token(32);
    let (id, kept, now) = (sha256(&ticket), sign_in.clone(), world.clock.now());
    world
        .store
        .write(move |tx| store::sign_in::save(tx, &id, &kept, now))
        .await?;
    page(world, client, &sign_in, &ticket, None)
}

/// `POST /sign-in`
pub(super) async fn choose(
    State(world): State<Arc<World>>,
    choice: Result<Form<Choice>, FormRejection>,
) -> Response {
    let Ok(Form(choice)) = choice else {
        return expired(words::language(None));
    };
    match answer(&world, choice).await {
        Ok(answer) => answer,
        Err(error) => failed(&error, words::language(None)),
    }
}

async fn answer(world: &World, choice: Choice) -> Result<Response, Error> {
    let (id, now) = (sha256(&choice.ticket), world.clock.now());
    let found = world.store.read(|conn| {
        let Some(sign_in) = store::sign_in::find(conn, &id, now)? else {
            return Ok(None);
        };
        let client = store::client::find(conn, &sign_in.client)?;
        Ok(client.map(|client| (sign_in, client)))
    })?;
    let Some((sign_in, client)) = found else {
        return Ok(expired(words::language(None)));
    };
    let language = words::language(Some(&sign_in.locale));
    let pid: String = choice.pid.unwrap_or_default().split_whitespace().collect();
    if choice.cancel.is_none() && !national_id::is_synthetic(&pid) {
        return page(world, &client, &sign_in, &choice.ticket, Some(&pid));
    }
    if !world
        .store
        .write(move |tx| store::sign_in::remove(tx, &id))
        .await?
    {
        return Ok(expired(language));
    }
    if choice.cancel.is_some() {
        let (address, state) = (&sign_in.redirect_uri, Some(sign_in.state.as_str()));
        return Ok(deny(
            world,
            address,
            state,
            "access_denied",
            "the person did not sign in",
            language,
        ));
    }
    grant(world, &sign_in, &pid, language).await
}

/// Sends the person back with a code.
pub(super) async fn grant(
    world: &World,
    sign_in: &SignIn,
    pid: &str,
    language: Language,
) -> Result<Response, Error> {
    let (code, now) = (world.chance.token(32), world.clock.now());
    let row = Code {
        client: sign_in.client.clone(),
        redirect_uri: sign_in.redirect_uri.clone(),
        scope: sign_in.scope.clone(),
        nonce: sign_in.nonce.clone(),
        challenge: sign_in.code_challenge.clone(),
        acr: sign_in.acr.clone(),
        locale: sign_in.locale.clone(),
        pid: pid.to_owned(),
        authenticated: now,
        expires: now.plus_seconds(CODE_LIFETIME),
    };
    let id = sha256(&code);
    world
        .store
        .write(move |tx| store::code::save(tx, &id, &row, now))
        .await?;
    let parameters = [
        ("code", code.as_str()),
        ("state", &sign_in.state),
        ("iss", &world.issuers.idporten),
    ];
    Ok(send_back(&sign_in.redirect_uri, &parameters, language))
}

/// Sends the person back with a refusal (RFC 6749 4.1.2.1, RFC 9207).
pub(super) fn deny(
    world: &World,
    redirect_uri: &str,
    state: Option<&str>,
    error: &str,
    description: &str,
    language: Language,
) -> Response {
    let mut parameters = vec![("error", error), ("error_description", description)];
    parameters.extend(state.map(|state| ("state", state)));
    parameters.push(("iss", &world.issuers.idporten));
    send_back(redirect_uri, &parameters, language)
}

fn send_back(redirect_uri: &str, parameters: &[(&str, &str)], language: Language) -> Response {
    match redirect::with(redirect_uri, parameters) {
        Some(address) => {
            let headers = [
                (header::LOCATION, address),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        None => page::message(
            StatusCode::BAD_REQUEST,
            language,
            words(language).stopped,
            words(language).unknown_address,
        ),
    }
}

fn page(
    world: &World,
    client: &Client,
    sign_in: &SignIn,
    ticket: &str,
    rejected: Option<&str>,
) -> Result<Response, Error> {
    let (people, positions) = world.store.read(|conn| {
        Ok((
            store::person::list(conn, None, PEOPLE)?,
            store::role::positions(conn, PEOPLE)?,
        ))
    })?;
    let redirect_origin = redirect::origin(&sign_in.redirect_uri).unwrap_or_default();
    Ok(page::sign_in(&SignInPage {
        language: words::language(Some(&sign_in.locale)),
        client_name: &client.name,
        people: &people,
        positions: &positions,
        ticket,
        redirect_origin: &redirect_origin,
        rejected,
    }))
}

fn expired(language: Language) -> Response {
    page::message(
        StatusCode::BAD_REQUEST,
        language,
        words(language).stopped,
        words(language).expired,
    )
}
