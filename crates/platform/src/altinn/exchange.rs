//! `GET exchange/{tokenProvider}`: a token of Maskinporten's or ID-porten's becomes Altinn's (identity.md 4.1).

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::path;
use contract::token::altinn::AccessClaims;
use contract::token::idporten::ACR_HIGH;
use contract::token::{Compact, OneOrMany, Scopes, idporten};
use domain::{OrgNumber, Timestamp};
use serde_json::json;

use super::arguments::Query;
use crate::caller::{alive, bearer};
use crate::error::{Error, accepts_json};
use crate::openapi::Routes;
use crate::store;
use crate::world::World;

/// Seconds that a token exchanged from Maskinporten's lives. One from ID-porten's ends when that does.
const LIFETIME: i64 = 30 * 60;
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
const UNAUTHORIZED: Error = Error::Empty(StatusCode::UNAUTHORIZED);

pub(super) fn router() -> Routes {
    Routes::new().get(path::EXCHANGE, exchange, |it| {
        it.says("Exchanges a token of Maskinporten's or ID-porten's for one of Altinn's.")
            .open("the token to exchange is the one that is checked")
            .may_ask("test", "Speak for the test service owner.")
            .answer::<String>(200)
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
        .ok_or(UNAUTHORIZED)?;
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
        "altinnstudio" => return Err(UNAUTHORIZED),
        _ => return Err(unknown_provider(&provider)),
    };
    let token = world.keys.altinn.sign(&claims)?;
    Ok(if accepts_json(&headers) {
        Json(token).into_response()
    } else {
        token.into_response()
    })
}

/// Checks Maskinporten's token and says the same in Altinn's words. The organisation is the one that it was issued to.
fn of_maskinporten(world: &World, token: &Compact<'_>, is_test: bool) -> Result<AccessClaims, Error> {
    let mut claims: AccessClaims = token.claims().map_err(|_| UNAUTHORIZED)?;
    let now = world.clock.now();
    let is_valid = claims.iss == world.issuers.maskinporten
        && world.keys.maskinporten.signed(token)
        && alive(claims.exp, claims.nbf, now);
    if !is_valid {
        return Err(UNAUTHORIZED);
    }
    let consumer = claims
        .consumer
        .as_ref()
        .and_then(|consumer| consumer.number().ok())
        .ok_or(UNAUTHORIZED)?;
    claims.org = owner_code(world, &consumer, &claims.scope, is_test)?;
    claims.org_number = Some(consumer);
    claims.authenticate_method = Some("maskinporten".to_owned());
    claims.auth_level = Some(3);
    claims.authorization_details = claims.authorization_details.map(one_as_object);
    claims.exp = now.as_second() + LIFETIME;
    Ok(reissued(world, claims, now))
}

/// Checks ID-porten's token and finds the person in the register.
fn of_idporten(world: &World, token: &Compact<'_>) -> Result<AccessClaims, Error> {
    let person: idporten::AccessClaims = token.claims().map_err(|_| UNAUTHORIZED)?;
    let now = world.clock.now();
    if !world.keys.idporten.signed(token) || !alive(person.exp, None, now) {
        return Err(UNAUTHORIZED);
    }
    if !person
        .scope
        .iter()
        .any(|scope| scope.starts_with("altinn:") || PARTNER_SCOPES.contains(&scope))
    {
        return Err(Error::Empty(StatusCode::FORBIDDEN));
    }
    let known = world
        .store
        .read(|conn| store::person::find_by_pid(conn, &person.pid))?
        .ok_or(UNAUTHORIZED)?;
    let claims: AccessClaims = token.claims().map_err(|_| UNAUTHORIZED)?;
    let claims = AccessClaims {
        nameid: Some(known.user_id.to_string()),
        user_id: Some(known.user_id.0),
        username: Some(String::new()),
        party_id: Some(known.party.id.0),
        party_uuid: Some(known.party.uuid),
        authenticate_method: Some("NotDefined".to_owned()),
        auth_level: Some(level(&person.acr)),
        ..claims
    };
    Ok(reissued(world, claims, now))
}

/// Takes out what spoke of the first issuer, and puts in what speaks of Altinn.
fn reissued(world: &World, mut claims: AccessClaims, now: Timestamp) -> AccessClaims {
    for name in ["aud", "client_amr", "at_hash", "sub"] {
        claims.other.remove(name);
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
    world.store.read(|conn| store::resource::owner_code(conn, org))
}

/// ID-porten's levels as Altinn counts them.
fn level(acr: &str) -> u32 {
    match acr {
        ACR_HIGH => 4,
        idporten::ACR_SUBSTANTIAL => 3,
        _ => 0,
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

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use contract::token::authorization_details::SystemUserDetail;
    use domain::{SystemId, SystemUserId};
    use serde_json::Value;
    use uuid::uuid;

    use super::*;
    use crate::caller::Caller;
    use crate::running::platform_router;
    use crate::testing::{self, Answer, Person, TestWorld};

    #[tokio::test]
    async fn a_system_users_token_keeps_the_customer_in_an_object_and_names_the_vendor() {
        let world = testing::world().await;
        let system_user = SystemUserId(uuid!("f950ddae-06c3-4b57-b940-702417a90df0"));
        let system = SystemId::from("991825827_smartcloud");
        let detail = SystemUserDetail::new(&testing::customer(), system_user, system, None);
        let token = world.maskinporten_token(&testing::vendor(), "altinn:systembruker.demo", vec![detail]);

        let answer = exchange(&world, "Maskinporten", &token, &[]).await;

        assert_eq!(answer.header(header::CONTENT_TYPE), "text/plain; charset=utf-8");
        let claims: Value = Compact::parse(answer.text()).unwrap().claims().unwrap();
        assert_eq!(
            claims["authorization_details"]["systemuser_org"]["ID"],
            "0192:310702641"
        );
        assert_eq!(claims["urn:altinn:orgNumber"], "991825827");
        assert_eq!(claims["urn:altinn:authenticatemethod"], "maskinporten");
        assert_eq!(claims["urn:altinn:authlevel"], 3);
        assert_eq!(claims["exp"], testing::NOW + 1800);
        assert_eq!(claims["nbf"], testing::NOW);
        assert_eq!(claims["client_amr"], Value::Null);
        assert_eq!(claims["urn:altinn:org"], Value::Null);
        assert_eq!(
            Caller::of(answer.text(), &world).unwrap().system_user(),
            Some(system_user)
        );
    }

    #[tokio::test]
    async fn a_person_keeps_the_scopes_and_gets_a_user_number() {
        let world = testing::world().await;
        let person = Person::leader();

        let token = idporten_token(&world, person.pid, "openid altinn:portal/enduser", 600);
        let answer = exchange(&world, "id-porten", &token, &[]).await;

        let caller = Caller::of(answer.text(), &world).unwrap();
        assert_eq!((caller.user(), caller.auth_level()), (Some(person.user), 3));
        assert!(caller.require_scope(&["altinn:portal/enduser"]).is_ok());
        let claims: Value = Compact::parse(answer.text()).unwrap().claims().unwrap();
        assert_eq!(claims["exp"], testing::NOW + 600);
        assert_eq!(claims["urn:altinn:userid"], "20900001");
        assert_eq!(claims["pid"], person.pid);
        assert_eq!(claims["sub"], Value::Null);
    }

    #[tokio::test]
    async fn a_json_caller_gets_the_token_in_quotes() {
        let world = testing::world().await;
        let token = world.vendor_token("a:b");
        let answer = exchange(&world, "maskinporten", &token, &[("accept", "application/json")]).await;
        assert!(answer.json().is_string());
    }

    #[tokio::test]
    async fn a_missing_token_is_found_before_an_unknown_provider() {
        let world = testing::world().await;
        assert_eq!(
            exchange(&world, "bankid", "rubbish", &[]).await.status,
            StatusCode::UNAUTHORIZED
        );
        let answer = exchange(&world, "BankID", &world.vendor_token("a:b"), &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.text().starts_with("Invalid token provider: BankID."));
    }

    #[tokio::test]
    async fn tokens_of_the_wrong_issuer_or_out_of_time_are_refused() {
        let world = testing::world().await;
        let maskinporten = world.vendor_token("altinn:a");
        let person = idporten_token(&world, Person::leader().pid, "altinn:a", 600);
        for (provider, token) in [
            ("id-porten", &maskinporten),
            ("maskinporten", &person),
            ("altinnstudio", &maskinporten),
        ] {
            assert_eq!(
                exchange(&world, provider, token, &[]).await.status,
                StatusCode::UNAUTHORIZED,
                "{provider}"
            );
        }
        world.clock.advance(131);
        assert_eq!(
            exchange(&world, "maskinporten", &maskinporten, &[]).await.status,
            StatusCode::UNAUTHORIZED
        );
    }

    #[tokio::test]
    async fn a_person_needs_one_of_altinns_scopes_and_a_place_in_the_register() {
        let world = testing::world().await;
        let pid = Person::leader().pid;
        let status = async |pid: &str, scopes: &str| {
            exchange(
                &world,
                "id-porten",
                &idporten_token(&world, pid, scopes, 600),
                &[],
            )
            .await
            .status
        };
        assert_eq!(status(pid, "openid profile").await, StatusCode::FORBIDDEN);
        assert_eq!(
            status(pid, "openid skatteetaten:mvameldinginnsending").await,
            StatusCode::OK
        );
        assert_eq!(status("08907798543", "altinn:a").await, StatusCode::UNAUTHORIZED);
    }

    #[tokio::test]
    async fn a_service_owner_is_named_by_its_code() {
        let world = testing::world().await;
        let owner = OrgNumber::parse("974761076").unwrap();
        let token = world.maskinporten_token(&owner, "altinn:serviceowner/instances.read", vec![]);
        let answer = exchange(&world, "maskinporten", &token, &[]).await;
        let claims: Value = Compact::parse(answer.text()).unwrap().claims().unwrap();
        assert_eq!(claims["urn:altinn:org"], "skd");
    }

    #[tokio::test]
    async fn enterprise_users_are_gone() {
        let world = testing::world().await;
        let header = [("x-altinn-enterpriseuser-authentication", "dTpw")];
        let answer = exchange(&world, "maskinporten", &world.vendor_token("a:b"), &header).await;
        assert_eq!(answer.status, StatusCode::GONE);
        assert_eq!(answer.json()["title"], "Virksomhetsbruker is no longer available");
    }

    fn idporten_token(world: &TestWorld, pid: &str, scopes: &str, lifetime: i64) -> String {
        let now = world.clock.now().as_second();
        let claims = idporten::AccessClaims {
            sub: "pairwise".to_owned(),
            acr: idporten::ACR_SUBSTANTIAL.to_owned(),
            scope: Scopes(scopes.to_owned()),
            iss: world.issuers.idporten.clone(),
            aud: None,
            client_amr: "none".to_owned(),
            pid: pid.to_owned(),
            exp: now + lifetime,
            iat: now,
            jti: "x".to_owned(),
            client_id: domain::ClientId::from("klarsignal-desktop"),
            consumer: (&testing::vendor()).into(),
        };
        world.keys.idporten.sign(&claims).unwrap()
    }

    async fn exchange(world: &TestWorld, provider: &str, token: &str, headers: &[(&str, &str)]) -> Answer {
        let mut call = Request::get(format!("/authentication/api/v1/exchange/{provider}"))
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        for (name, value) in headers {
            call = call.header(*name, *value);
        }
        testing::answer(platform_router(world), call.body(Body::empty()).unwrap()).await
    }
}
