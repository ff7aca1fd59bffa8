//! Signing in to the portal: a code with PKCE at ID-porten, exchanged for Altinn's own token (identity.md 3.2, 4.1, 5.1).

use std::sync::Arc;

use aide::NoApi;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::path;
use contract::token::Compact;
use contract::token::idporten::IdClaims;
use contract::token::oauth::{AUTHORIZATION_CODE, TokenAnswer};
use maud::html;
use url::form_urlencoded::Serializer;

use super::overview;
use super::reader::{Parameters, language};
use crate::caller::{alive, cookie};
use crate::digest::sha256;
use crate::page::{Page, Site};
use crate::portal::antiforgery;
use crate::portal::ask::query;
use crate::portal::client::CLIENT;
use crate::portal::words::words;
use crate::session;
use crate::world::World;

pub(in crate::portal) const BEGIN: &str = "/accessmanagement/ui/signin";
pub(in crate::portal) const CALLBACK: &str = "/accessmanagement/ui/signin/callback";
/// What the browser keeps between the two.
const COOKIE: &str = "klarsignal-sign-in";
/// Seconds that somebody may take at ID-porten.
const PATIENCE: u32 = 15 * 60;

/// Sends whoever wanted a page to sign in, to come back to it.
pub(super) fn ask(wanted: &Uri) -> Redirect {
    let wanted = wanted
        .path_and_query()
        .map_or_else(String::new, ToString::to_string);
    Redirect::to(&address(&wanted))
}

/// Where to sign in, to come back to a page.
pub(super) fn address(goto: &str) -> String {
    let query = query([("goto", goto)]);
    format!("{BEGIN}?{query}")
}

/// One sign-in, between the browser's going and coming back.
#[derive(PartialEq, Eq)]
struct Journey {
    state: String,
    nonce: String,
    verifier: String,
    goto: String,
}

/// Why nobody is signed in.
enum Stopped {
    /// The person broke off, waited too long, or came from somewhere else.
    Unfinished,
    UnknownPerson,
    Silent,
}

/// `GET /accessmanagement/ui/signin?goto=…`
pub(super) async fn begin(
    State(world): State<Arc<World>>,
    NoApi(headers): NoApi<HeaderMap>,
    NoApi(uri): NoApi<Uri>,
) -> Response {
    let query = Parameters::of(&uri);
    let journey = Journey {
        state: world.chance.token(24),
        nonce: world.chance.token(24),
        verifier: world.chance.token(32),
        goto: local(query.get("goto")),
    };
    let wanted = Uri::try_from(journey.goto.as_str()).unwrap_or_default();
    let locale = language(&Parameters::of(&wanted), &headers).code();
    let call = Serializer::new(String::new())
        .append_pair("client_id", CLIENT)
        .append_pair("redirect_uri", &callback_address(&world))
        .append_pair("response_type", "code")
        .append_pair("scope", crate::portal::client::SCOPES)
        .append_pair("state", &journey.state)
        .append_pair("nonce", &journey.nonce)
        .append_pair("code_challenge", &sha256(&journey.verifier))
        .append_pair("code_challenge_method", "S256")
        .append_pair("ui_locales", locale)
        .finish();
    let onwards = Redirect::to(&format!("{}/authorize?{call}", world.urls.idporten));
    with_cookies(onwards.into_response(), &[journey.kept(&world)])
}

/// `GET /accessmanagement/ui/signin/callback?code&state`
pub(super) async fn callback(
    State(world): State<Arc<World>>,
    NoApi(headers): NoApi<HeaderMap>,
    NoApi(uri): NoApi<Uri>,
) -> Response {
    let journey = cookie(&headers, COOKIE).and_then(Journey::read);
    let goto = journey
        .as_ref()
        .map_or_else(|| overview::PATH.to_owned(), |journey| journey.goto.clone());
    let forget = format!("{COOKIE}=; Max-Age=0; {}", kept_where(&world));
    match token(&world, journey, &Parameters::of(&uri)).await {
        Ok(token) => {
            let [secret, companion] = antiforgery::begin(&world, &token);
            let lines = [session::begin(&world, &token), secret, companion, forget];
            with_cookies(Redirect::to(&goto).into_response(), &lines)
        }
        Err(stopped) => with_cookies(failed(&stopped, &goto, &headers), &[forget]),
    }
}

/// The person's token: the code is redeemed and what it gave is exchanged.
async fn token(world: &World, journey: Option<Journey>, query: &Parameters) -> Result<String, Stopped> {
    let journey = journey.ok_or(Stopped::Unfinished)?;
    let of_idporten = query.get("iss").is_none_or(|iss| iss == world.issuers.idporten);
    if query.get("state") != Some(&journey.state) || !of_idporten {
        return Err(Stopped::Unfinished);
    }
    let code = query.get("code").ok_or(Stopped::Unfinished)?;
    let answer = redeem(world, code, &journey.verifier).await?;
    let answer: TokenAnswer = serde_json::from_slice(&answer).map_err(|_| Stopped::Silent)?;
    if !is_ours(
        world,
        answer.id_token.as_deref().unwrap_or_default(),
        &journey.nonce,
    ) {
        return Err(Stopped::Unfinished);
    }
    exchange(world, &answer.access_token).await
}

async fn redeem(world: &World, code: &str, verifier: &str) -> Result<Bytes, Stopped> {
    let form = Serializer::new(String::new())
        .append_pair("grant_type", AUTHORIZATION_CODE)
        .append_pair("code", code)
        .append_pair("redirect_uri", &callback_address(world))
        .append_pair("code_verifier", verifier)
        .append_pair("client_id", CLIENT)
        .finish();
    let call = Request::builder()
        .method(Method::POST)
        .uri(format!("http://{}/token", world.addresses.idporten))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .map_err(|_| Stopped::Silent)?;
    match world.calls.send(call).await {
        Ok((StatusCode::OK, body)) => Ok(body),
        Ok((status, _)) if status.is_client_error() => Err(Stopped::Unfinished),
        Ok(_) | Err(_) => Err(Stopped::Silent),
    }
}

/// Whether an `id_token` answers this very sign-in (`OpenID` Connect Core 3.1.3.7).
fn is_ours(world: &World, id_token: &str, nonce: &str) -> bool {
    let Ok(compact) = Compact::parse(id_token) else {
        return false;
    };
    let Ok(claims) = compact.claims::<IdClaims>() else {
        return false;
    };
    world.keys.idporten.signed(&compact)
        && claims.iss == world.issuers.idporten
        && claims.aud.as_str() == CLIENT
        && claims.nonce.as_deref() == Some(nonce)
        && alive(claims.exp, None, world.clock.now())
}

async fn exchange(world: &World, token: &str) -> Result<String, Stopped> {
    let address = path::fill(path::EXCHANGE, &["id-porten"]);
    let call = Request::get(format!("http://{}{address}", world.addresses.platform))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::empty())
        .map_err(|_| Stopped::Silent)?;
    match world.calls.send(call).await {
        Ok((StatusCode::OK, body)) => String::from_utf8(body.into()).map_err(|_| Stopped::Silent),
        Ok((status, _)) if status.is_client_error() => Err(Stopped::UnknownPerson),
        Ok(_) | Err(_) => Err(Stopped::Silent),
    }
}

fn failed(stopped: &Stopped, goto: &str, headers: &HeaderMap) -> Response {
    let wanted = Uri::try_from(goto).unwrap_or_default();
    let language = language(&Parameters::of(&wanted), headers);
    let words = words(language);
    let (status, text) = match stopped {
        Stopped::Unfinished => (StatusCode::BAD_REQUEST, words.session.failed_text),
        Stopped::UnknownPerson => (StatusCode::FORBIDDEN, words.session.unknown_person),
        Stopped::Silent => (StatusCode::SERVICE_UNAVAILABLE, words.trouble.unavailable_next),
    };
    let body = html! {
        h1 { (words.session.failed) }
        p { (text) }
        p class="page-actions" { a class="ds-button" href=(address(goto)) { (words.trouble.retry) } }
    };
    Page::new(language, Site::Altinn, words.session.failed)
        .status(status)
        .answer(&body)
}

fn callback_address(world: &World) -> String {
    format!("{}{CALLBACK}", world.urls.portal)
}

/// A page of ours and nothing else: a link must not lead through the sign-in to somebody else's page.
pub(super) fn local(goto: Option<&str>) -> String {
    let is_ours = |goto: &&str| {
        goto.starts_with("/accessmanagement/ui/")
            && !goto.contains(['\\', '\r', '\n'])
            && Uri::try_from(*goto).is_ok_and(|uri| uri.authority().is_none())
    };
    goto.filter(is_ours).unwrap_or(overview::PATH).to_owned()
}

fn with_cookies(mut answer: Response, lines: &[String]) -> Response {
    for line in lines.iter().filter_map(|line| HeaderValue::from_str(line).ok()) {
        answer.headers_mut().append(header::SET_COOKIE, line);
    }
    answer
}

/// Only the sign-in itself is sent this cookie.
fn kept_where(world: &World) -> String {
    let safe = if world.urls.portal.starts_with("https:") {
        "; Secure"
    } else {
        ""
    };
    format!("Path={BEGIN}; HttpOnly; SameSite=Lax{safe}")
}

impl Journey {
    fn kept(&self, world: &World) -> String {
        let goto = URL_SAFE_NO_PAD.encode(&self.goto);
        let value = [&self.state, &self.nonce, &self.verifier, &goto]
            .map(String::as_str)
            .join(".");
        format!("{COOKIE}={value}; Max-Age={PATIENCE}; {}", kept_where(world))
    }

    fn read(value: &str) -> Option<Self> {
        let mut parts = value.split('.').map(str::to_owned);
        let (state, nonce, verifier) = (parts.next()?, parts.next()?, parts.next()?);
        let goto = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        Some(Self {
            state,
            nonce,
            verifier,
            goto: local(str::from_utf8(&goto).ok()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_are_gone_back_to() {
        let ours = "/accessmanagement/ui/systemuser/request?id=1&DONTCHOOSEREPORTEE=true";
        assert_eq!(local(Some(ours)), ours);
        for other in [
            "https://evil.example/",
            "//evil.example/accessmanagement/ui/",
            "/\\evil.example",
            "/accessmanagement/ui/\\evil",
            "/accessmanagement/api/v1/systemuser/1",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(local(Some(other)), overview::PATH, "{other}");
        }
        assert_eq!(local(None), overview::PATH);
    }
}
