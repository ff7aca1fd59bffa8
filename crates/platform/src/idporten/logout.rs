//! `GET|POST /logout`: ends the browser's session and tells the clients that share it (identity.md 3.5).

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ClientId;
use maud::html;
use url::Url;

use super::parameters::{Parameters, Sent};
use super::words::words;
use super::{call, page, redirect, session};
use crate::error::Error;
use crate::page::{Language, Page, Site};
use crate::store;
use crate::store::session::Session;
use crate::world::World;

/// Clients that are told; a person who uses more in two hours leaves some of them unaware.
const CLIENTS: u32 = 50;

pub(super) async fn logout(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    Sent(sent): Sent,
) -> Response {
    let parameters = sent.unwrap_or_default();
    let wanted = parameters.get("ui_locales").unwrap_or_default();
    let language = Language::first_of(wanted.split(' ')).unwrap_or_else(|| Language::of_browser(&headers));
    answer(&world, &headers, &parameters, language)
        .await
        .unwrap_or_else(|error| page::failed(&error, language))
}

async fn answer(
    world: &World,
    headers: &HeaderMap,
    parameters: &Parameters,
    language: Language,
) -> Result<Response, Error> {
    let hint = parameters
        .get("id_token_hint")
        .and_then(|hint| call::id_token(world, hint));
    let named = parameters.get("client_id").map(ClientId::from);
    let asks = named.or_else(|| hint.as_ref().map(|hint| hint.aud.clone()));
    let hinted_sid = hint.and_then(|hint| hint.sid);
    let told = end(world, session::of(world, headers)?, hinted_sid, asks.as_ref()).await?;
    let address = parameters.get("post_logout_redirect_uri");
    let onwards = match address {
        Some(address) => onwards(world, asks.as_ref(), address, parameters.get("state"))?,
        None => None,
    };
    Ok(forgetting(match onwards {
        Some(onwards) if told.is_empty() => {
            let headers = [
                (header::LOCATION, onwards),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        None if address.is_some() => page::message(StatusCode::BAD_REQUEST, language, |words| {
            (words.signed_out, words.unknown_address)
        }),
        onwards => signed_out(language, &told, onwards.as_deref()),
    }))
}

/// Ends the browser's session and the one that the client names, and gives the addresses of the other clients to tell.
async fn end(
    world: &World,
    own: Option<Session>,
    hinted_sid: Option<String>,
    asks: Option<&ClientId>,
) -> Result<Vec<String>, Error> {
    let (issuer, asks) = (world.issuers.idporten.clone(), asks.cloned());
    world
        .store
        .write(move |tx| {
            let hinted = match hinted_sid {
                Some(sid) => store::session::find_by_sid(tx, &sid)?,
                None => None,
            };
            let other = hinted.filter(|hinted| own.as_ref().is_none_or(|own| own.id != hinted.id));
            let mut told = vec![];
            for session in own.into_iter().chain(other) {
                let addresses = store::session::logout_addresses(tx, &session.id, asks.as_ref(), CLIENTS)?;
                let told_address = |(address, wants_session): (String, bool)| {
                    let session = [("iss", issuer.as_str()), ("sid", session.sid.as_str())];
                    redirect::with(&address, if wants_session { &session } else { &[] })
                };
                told.extend(addresses.into_iter().filter_map(told_address));
                store::session::remove(tx, &session.id)?;
            }
            Ok(told)
        })
        .await
}

/// Where the client wants its person sent, if that is registered.
fn onwards(
    world: &World,
    client: Option<&ClientId>,
    address: &str,
    state: Option<&str>,
) -> Result<Option<String>, Error> {
    let Some(id) = client else { return Ok(None) };
    let client = world.store.read(|conn| store::client::find(conn, id))?;
    let is_registered =
        client.is_some_and(|client| redirect::is_registered(address, &client.post_logout_redirect_uris));
    Ok(match state {
        _ if !is_registered => None,
        Some(state) => redirect::with(address, &[("state", state)]),
        None => Some(address.to_owned()),
    })
}

/// The page that tells other clients, each in a frame that nobody sees, before it goes on.
fn signed_out(language: Language, told: &[String], onwards: Option<&str>) -> Response {
    let words = words(language);
    let body = html! {
        h1 { (words.signed_out) }
        @match onwards {
            Some(onwards) => p { a class="ds-link" href=(onwards) { (words.proceed) } },
            None => p { (words.close) },
        }
        @for address in told {
            iframe class="page-unseen" src=(address) title=(words.signed_out) aria-hidden="true" tabindex="-1" {}
        }
    };
    let is_web =
        |address: &String| Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    let origins = told
        .iter()
        .filter(|address| is_web(address))
        .filter_map(|address| redirect::origin(address));
    let page = Page::new(language, Site::Idporten, words.signed_out).frames_from(origins.collect());
    match onwards {
        Some(onwards) => page.moves_on_to(onwards).answer(&body),
        None => page.answer(&body),
    }
}

fn forgetting(mut answer: Response) -> Response {
    answer
        .headers_mut()
        .append(header::SET_COOKIE, session::forgotten());
    answer
}
