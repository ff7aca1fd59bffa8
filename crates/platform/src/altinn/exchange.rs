//! `GET exchange/{tokenProvider}`: a token of Maskinporten's or ID-porten's becomes Altinn's (identity.md 4.1).

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::path;
use contract::token::altinn::AccessClaims;
use contract::token::{Compact, OneOrMany, Organisation, Scopes};
use domain::{OrgNumber, Timestamp};
use schemars::json_schema;
use serde_json::{Value, json};

use super::arguments::Query;
use crate::caller::{alive, bearer};
use crate::error::{Error, accepts_json};
use crate::openapi::Routes;
use crate::store;
use crate::world::World;

/// Seconds that a token of Altinn's lives. One exchanged from ID-porten's ends when that does.
pub(super) const LIFETIME: i64 = 30 * 60;
/// With it, the token says which service owner it speaks for.
const SERVICE_OWNER: &str = "altinn:serviceowner";
/// Scopes of others that Altinn takes in place of one of its own.
const PARTNER_SCOPES: [&str; 3] = [
    "skatteetaten:formueinntekt/skattemelding",
    "skatteetaten:mvameldinginnsending",
    "skatteetaten:mvameldingvalidering",
];
/// Digitaliseringsdirektoratet, whose test tokens speak for the test service owner.
const OPERATOR: &str = "991825827";
const TEST_OWNER: &str = "ttd";

pub(super) fn router() -> Routes {
    Routes::new().get(path::EXCHANGE, exchange, |it| {
        it.says("Exchanges a token of Maskinporten's or ID-porten's for one of Altinn's.")
            .open("the token to exchange is the one that is checked")
            .may_ask("test", "Speak for the test service owner.")
            .answer::<String>(200)
            .answer_as(200, "text/plain", json_schema!({ "type": "string" }))
            .empty(410, "Enterprise users are no longer available.")
            .empty(
                401,
                "There is no token, or none that this provider issued and that is valid.",
            )
    })
}

async fn exchange(
    State(world): State<Arc<World>>,
    Path(provider): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let token = bearer(&headers)
        .and_then(|token| Compact::parse(token).ok())
        .ok_or(Error::Empty(StatusCode::UNAUTHORIZED))?;
    let claims = match provider.to_ascii_lowercase().as_str() {
        "maskinporten" => {
            let claims = of_maskinporten(&world, &token, query.flag("test")?)?;
            if headers.contains_key("x-altinn-enterpriseuser-authentication") {
                return Ok(no_enterprise_users(&world));
            }
            claims
        }
        "id-porten" => of_idporten(&world, &token)?,
        // A provider that Altinn trusts and this world does not have.
        "altinnstudio" => return Err(unauthorized()),
        _ => return Err(unknown_provider(&provider)),
    };
    Ok(bare(&headers, world.keys.altinn.sign(&claims)?))
}

/// A token alone: as it is, or as a JSON text for whoever asks for JSON.
pub(super) fn bare(headers: &HeaderMap, token: String) -> Response {
    let kept_by_nobody = [(header::CACHE_CONTROL, "no-store")];
    if accepts_json(headers) {
        (kept_by_nobody, Json(token)).into_response()
    } else {
        (kept_by_nobody, token).into_response()
    }
}

/// The provider did not issue the token, or it is not valid.
fn unauthorized() -> Error {
    Error::plain(StatusCode::UNAUTHORIZED)
}

/// Checks Maskinporten's token and says the same in Altinn's words. The organisation is the one that it was issued to.
fn of_maskinporten(world: &World, token: &Compact<'_>, is_test: bool) -> Result<AccessClaims, Error> {
    let mut claims: AccessClaims = token.claims().map_err(|_| unauthorized())?;
    let now = world.clock.now();
    let is_valid = claims.iss == world.issuers.maskinporten
        && world.keys.maskinporten.signed(token)
        && alive(claims.exp, claims.nbf, now);
    if !is_valid {
        return Err(unauthorized());
    }
    let consumer = claims
        .consumer
        .as_ref()
        .and_then(Organisation::number)
        .ok_or_else(unauthorized)?;
    claims.org = owner_code(world, &consumer, &claims.scope, is_test)?;
    claims.org_number = Some(consumer);
    claims.authenticate_method = Some("maskinporten".to_owned());
    claims.auth_level = Some(3);
    claims.authorization_details = claims.authorization_details.map(one_as_object);
    claims.exp = now.as_second() + LIFETIME;
    Ok(reissued(world, claims, &["aud", "client_amr"], now))
}

/// Checks ID-porten's token and finds the person in the register. A token without one of Altinn's scopes is told so before
/// it is asked whose it is.
fn of_idporten(world: &World, token: &Compact<'_>) -> Result<AccessClaims, Error> {
    let claims: AccessClaims = token.claims().map_err(|_| unauthorized())?;
    let now = world.clock.now();
    if !world.keys.idporten.signed(token) || !alive(claims.exp, claims.nbf, now) {
        return Err(unauthorized());
    }
    let is_altinns = |scope: &str| scope.starts_with("altinn:") || PARTNER_SCOPES.contains(&scope);
    if !claims.scope.iter().any(is_altinns) {
        return Err(Error::Empty(StatusCode::FORBIDDEN));
    }
    let text = |name: &str| claims.other.get(name).and_then(Value::as_str);
    let (pid, acr) = text("pid").zip(text("acr")).ok_or_else(unauthorized)?;
    let known = world
        .store
        .read(|conn| store::person::find_by_pid(conn, pid))?
        .ok_or_else(unauthorized)?;
    let method = text("amr").or_else(|| claims.other.get("amr")?.get(0)?.as_str());
    let claims = AccessClaims {
        nameid: Some(known.user_id.to_string()),
        user_id: Some(known.user_id.0),
        username: Some(String::new()),
        party_id: Some(known.party.id.0),
        party_uuid: Some(known.party.uuid),
        authenticate_method: Some(method.unwrap_or("NotDefined").to_owned()),
        auth_level: Some(level(acr)),
        ..claims
    };
    Ok(reissued(world, claims, &["aud", "at_hash", "sub"], now))
}

/// Takes out what spoke of the first issuer, and puts in what speaks of Altinn.
fn reissued(
    world: &World,
    mut claims: AccessClaims,
    of_first_issuer: &[&str],
    now: Timestamp,
) -> AccessClaims {
    for name in of_first_issuer {
        claims.other.remove(*name);
    }
    AccessClaims {
        iss: world.issuers.altinn.clone(),
        sid: Some(world.chance.uuid().to_string()),
        iat: now.as_second(),
        nbf: Some(now.as_second()),
        ..claims
    }
}

/// A list of one becomes that one: Altinn's readers expect an object.
fn one_as_object<T>(mut details: OneOrMany<T>) -> OneOrMany<T> {
    match &mut details {
        OneOrMany::Many(list) if list.len() == 1 => match list.pop() {
            Some(one) => OneOrMany::One(one),
            None => details,
        },
        _ => details,
    }
}

fn owner_code(
    world: &World,
    org: &OrgNumber,
    scopes: &Scopes,
    is_test: bool,
) -> Result<Option<String>, Error> {
    if !scopes.iter().any(|scope| scope.starts_with(SERVICE_OWNER)) {
        return Ok(None);
    }
    if is_test && org.as_str() == OPERATOR {
        return Ok(Some(TEST_OWNER.to_owned()));
    }
    world.store.read(|conn| store::service_owner::code(conn, org))
}

/// ID-porten's levels as Altinn counts them; of any other word, the digit that it ends with.
fn level(acr: &str) -> u32 {
    match acr.rsplit('-').next() {
        Some("low") => 0,
        Some("substantial") => 3,
        Some("high") => 4,
        _ => acr
            .chars()
            .next_back()
            .and_then(|last| last.to_digit(10))
            .unwrap_or_default(),
    }
}

fn unknown_provider(provider: &str) -> Error {
    let text = format!(
        "Invalid token provider: {provider}. Trusted token providers are 'Maskinporten', 'Id-porten' and 'AltinnStudio'."
    );
    Error::Text(StatusCode::BAD_REQUEST, text)
}

/// Enterprise users are gone from Altinn; whoever still tries is told so in a body of its own.
fn no_enterprise_users(world: &World) -> Response {
    let body = json!({
        "type": "https://docs.altinn.studio",
        "title": "Virksomhetsbruker is no longer available",
        "status": 410,
        "traceId": world.chance.trace_id(),
    });
    (
        StatusCode::GONE,
        [(header::CONTENT_TYPE, "application/problem+json")],
        body.to_string(),
    )
        .into_response()
}
