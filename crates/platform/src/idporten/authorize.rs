//! `GET|POST /authorize`: a client asks who a person is (identity.md 3.2, RFC 6749 4.1, RFC 7636, RFC 9126).

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{ClientId, Timestamp};

use super::call::{self, Asked, Fault};
use super::client_auth::{self, KnownClient};
use super::parameters::{Parameters, Sent};
use super::response::{ResponseMode, Way};
use super::sign_in::{self, Signer};
use super::words::Words;
use super::{page, par, redirect, session};
use crate::digest::sha256;
use crate::error::Error;
use crate::page::Language;
use crate::store;
use crate::store::session::Session;
use crate::world::World;

pub(super) async fn authorize(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    Sent(sent): Sent,
) -> Response {
    let Some(parameters) = sent else {
        return stopped(Language::of_browser(&headers), |words| words.unreadable);
    };
    answer(&world, &headers, parameters)
        .await
        .unwrap_or_else(|error| page::failed(&error, Language::of_browser(&headers)))
}

async fn answer(world: &World, headers: &HeaderMap, mut parameters: Parameters) -> Result<Response, Error> {
    let id = ClientId::from(parameters.get("client_id").unwrap_or_default());
    let found = world.store.read(|conn| client_auth::find(conn, &id))?;
    let Some(known) = found else {
        return Ok(stopped(language(&parameters, headers), |words| {
            words.unknown_client
        }));
    };
    if let Some(request_uri) = parameters.get("request_uri") {
        match par::take(world, request_uri, &id).await? {
            Some(pushed) => parameters = pushed,
            None => return Ok(stopped(language(&parameters, headers), |words| words.expired)),
        }
    }
    let language = language(&parameters, headers);
    let redirect_uri = parameters.get("redirect_uri").unwrap_or_default();
    if !redirect::is_registered(redirect_uri, &known.client.redirect_uris) {
        return Ok(stopped(language, |words| words.unknown_address));
    }
    let way = Way {
        client: &known.client.id,
        redirect_uri,
        mode: call::response_mode(&parameters).unwrap_or(ResponseMode::Query),
        state: parameters.get("state"),
        language,
    };
    match call::read(world, &parameters, &known, language) {
        Ok(asked) => decide(world, headers, &known, asked, &way).await,
        Err(Fault { error, description }) => way.deny(world, error, description),
    }
}

/// Lets through who needs not be asked, and shows the others the page.
async fn decide(
    world: &World,
    headers: &HeaderMap,
    known: &KnownClient,
    mut asked: Asked,
    way: &Way<'_>,
) -> Result<Response, Error> {
    let now = world.clock.now();
    let session = session::of(world, headers)?.filter(|session| will_do(session, &asked, known, now));
    if let Some((pid, level)) = asked
        .hinted
        .take()
        .filter(|_| !asked.prompt.none && !asked.prompt.consent)
    {
        let signer = Signer::New { pid, level };
        return sign_in::grant(world, headers, known, asked.sign_in, signer, way.language).await;
    }
    match session {
        Some(session) if !asked.prompt.consent => {
            let signer = Signer::Known(session);
            sign_in::grant(world, headers, known, asked.sign_in, signer, way.language).await
        }
        None if asked.prompt.none => way.deny(
            world,
            "login_required",
            "nobody is signed in, or not surely enough",
        ),
        session => {
            asked.sign_in.sid = session.map(|session| session.sid);
            show(world, asked).await
        }
    }
}

/// Whether a session answers the call without asking the person again.
fn will_do(session: &Session, asked: &Asked, known: &KnownClient, now: Timestamp) -> bool {
    let age = now.as_second() - session.authenticated.as_second();
    !asked.prompt.login
        && !known.terms.sso_disabled
        && session.level >= asked.sign_in.level
        && asked.max_age.is_none_or(|longest| age <= longest && longest > 0)
        && asked.expected_pid.as_ref().is_none_or(|pid| *pid == session.pid)
        && asked.hinted.as_ref().is_none_or(|(pid, _)| *pid == session.pid)
}

/// Keeps the call and sends the browser to its page, which can be loaded again as often as one likes.
async fn show(world: &World, asked: Asked) -> Result<Response, Error> {
    let ticket = world.chance.token(32);
    let (id, now) = (sha256(&ticket), world.clock.now());
    world
        .store
        .write(move |tx| store::sign_in::save(tx, &id, &asked.sign_in, now))
        .await?;
    let headers = [
        (header::LOCATION, format!("{}?ticket={ticket}", sign_in::PATH)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

/// The language that the client asks for, or else the browser.
fn language(parameters: &Parameters, headers: &HeaderMap) -> Language {
    let wanted = parameters.get("ui_locales").unwrap_or_default();
    Language::first_of(wanted.split(' ')).unwrap_or_else(|| Language::of_browser(headers))
}

/// A page for faults that may not be sent to an address that nobody has registered.
fn stopped(language: Language, why: impl Fn(&Words) -> &'static str) -> Response {
    page::stopped(StatusCode::BAD_REQUEST, language, why)
}
