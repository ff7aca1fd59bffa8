//! `GET|POST /logout`: ends a session that lives in the client's tokens only (identity.md 3.5).

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::token::Compact;
use contract::token::idporten::IdClaims;
use domain::ClientId;
use schemars::JsonSchema;
use serde::Deserialize;

use super::authorize::failed;
use super::words::{self, words};
use super::{page, redirect};
use crate::error::Error;
use crate::page::Language;
use crate::store;
use crate::world::World;

#[derive(Deserialize, Default, JsonSchema)]
pub(super) struct Call {
    id_token_hint: Option<String>,
    client_id: Option<String>,
    post_logout_redirect_uri: Option<String>,
    state: Option<String>,
    ui_locales: Option<String>,
}

pub(super) async fn logout(
    State(world): State<Arc<World>>,
    call: Result<Form<Call>, FormRejection>,
) -> Response {
    let call = call.map(|Form(call)| call).unwrap_or_default();
    let language = words::language(call.ui_locales.as_deref());
    match answer(&world, &call, language) {
        Ok(answer) => answer,
        Err(error) => failed(&error, language),
    }
}

fn answer(world: &World, call: &Call, language: Language) -> Result<Response, Error> {
    let words = words(language);
    let Some(address) = &call.post_logout_redirect_uri else {
        return Ok(page::message(
            StatusCode::OK,
            language,
            words.signed_out,
            words.close,
        ));
    };
    let id = call
        .client_id
        .clone()
        .map(ClientId)
        .or_else(|| hinted_client(world, call.id_token_hint.as_deref()?));
    let client = match id {
        Some(id) => world.store.read(|conn| store::client::find(conn, &id))?,
        None => None,
    };
    let state = call.state.as_deref().map(|state| ("state", state));
    let onwards = client
        .filter(|client| redirect::is_registered(address, &client.post_logout_redirect_uris))
        .and_then(|_| match state {
            Some(state) => redirect::with(address, &[state]),
            None => Some(address.clone()),
        });
    Ok(match onwards {
        Some(onwards) => (StatusCode::SEE_OTHER, [(header::LOCATION, onwards)]).into_response(),
        None => page::message(
            StatusCode::BAD_REQUEST,
            language,
            words.signed_out,
            words.unknown_address,
        ),
    })
}

/// The client that an `id_token` of ours was issued to; it may have expired.
fn hinted_client(world: &World, hint: &str) -> Option<ClientId> {
    let compact = Compact::parse(hint).ok()?;
    let claims: IdClaims = compact.claims().ok()?;
    world.keys.idporten.signed(&compact).then_some(claims.aud)
}
