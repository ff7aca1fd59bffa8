//! A new vendor's way, lived over HTTP from its enterprise certificate to the production gate.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contract::path;
use contract::token::oauth::JWT_BEARER;

use super::*;
use crate::altinn::testing::{self as altinn, Altinn};
use crate::keys::SigningKey;

/// Fjellheim Elektro AS, and the client that Digdir gave it to administer with.
const NEWCOMER: &str = "313906892";
const ADMINISTRATION: &str = "ad433e3d-d09c-59b6-b2b1-001221af696e";
/// Digdir, which owns the scopes.
const DIGDIR: &str = "991825827";
const SCOPES: [&str; 3] = domain::registration::Onboarding::SCOPES;

#[tokio::test]
async fn a_vendor_asks_is_granted_makes_a_client_tests_signs_and_passes_the_gate() {
    let world = altinn::altinn().await;
    let (certified, chain) = certificate(&world);
    let admin = token(&world, (&certified, &chain), ADMINISTRATION, EVERYTHING)
        .await
        .unwrap();
    let ask = async |method, path: &str, body| send(&world, &admin, method, path, body).await;
    assert_eq!(
        missing(&world, &admin).await,
        ["SCOPES_GRANTED", "CLIENT_READY", "TESTED", "AGREEMENT_SIGNED"]
    );

    // It asks for the scopes, and Digdir grants them.
    for scope in SCOPES {
        let path = format!("/scopes/access?scope={scope}");
        assert_eq!(ask(Method::POST, &path, None).await.json()["state"], "REQUESTED");
    }

    // The client it makes has them, and gets no token before they are granted.
    let client = with(&machine(), "scopes", json!(SCOPES));
    let made = ask(Method::POST, "/api/v1/clients", Some(client)).await.json();
    let id = made["client_id"].as_str().unwrap();
    let key = testing::stranger();
    let keys = json!({"keys": [key.jwk()]});
    ask(Method::POST, &format!("/clients/{id}/jwks"), Some(keys)).await;
    let named = json!({"alg": "RS256", "kid": key.jwk().kid});
    let early = token(&world, (key, &named), id, SCOPES[2]).await;
    assert_eq!(
        early.unwrap_err()["error_uri"],
        "http://maskinporten.test/errors/MP-250"
    );
    for scope in SCOPES {
        let path = format!("/scopes/access/{NEWCOMER}?scope={scope}");
        let granted = call_as(&world, DIGDIR, Method::PUT, &path, None).await;
        assert_eq!(granted.json()["state"], "APPROVED");
    }
    assert_eq!(missing(&world, &admin).await, ["TESTED", "AGREEMENT_SIGNED"]);

    // The gate is closed until it has tested and signed.
    let closed = ask(Method::POST, "/onboarding/production", None).await;
    assert_eq!(closed.status, StatusCode::CONFLICT);
    assert_eq!(
        closed.json(),
        json!({
            "status": 409, "error": "conflict",
            "error_description":
                "The production gate is closed: no customer has approved a system user of yours, the agreement is not signed.",
        })
    );

    // It registers its system with the new client, asks a customer, and the customer approves.
    let vendor = token(&world, (key, &named), id, &SCOPES.join(" ")).await.unwrap();
    test_with_a_customer(&world, &vendor, id).await;
    assert_eq!(missing(&world, &admin).await, ["AGREEMENT_SIGNED"]);

    let unsigned = ask(
        Method::POST,
        "/onboarding/agreement",
        Some(json!({"signed_by": " "})),
    )
    .await;
    assert_eq!(unsigned.status, StatusCode::BAD_REQUEST);
    let signed = ask(
        Method::POST,
        "/onboarding/agreement",
        Some(json!({"signed_by": "Kari Fjell"})),
    )
    .await;
    assert_eq!(signed.json()["agreement_signed"], "2026-05-28T20:26:40Z");
    let again = ask(
        Method::POST,
        "/onboarding/agreement",
        Some(json!({"signed_by": "Ola"})),
    )
    .await;
    assert_eq!(again.json()["signed_by"], "Kari Fjell");
    let passed = ask(Method::POST, "/onboarding/production", None).await;

    assert_eq!(passed.status, StatusCode::OK, "{}", passed.text());
    assert_eq!(passed.json()["production"], "2026-05-28T20:26:40Z");
    let read = ask(Method::GET, "/onboarding", None).await.json();
    assert_eq!(read, passed.json());
    let others = call_as(&world, OTHER, Method::GET, "/onboarding", None)
        .await
        .json();
    assert_eq!(others["production"], Value::Null);
}

/// The steps that are not done.
async fn missing(world: &TestWorld, token: &str) -> Vec<String> {
    let answer = send(world, token, Method::GET, "/onboarding", None).await.json();
    let steps = answer["steps"].as_array().unwrap().iter();
    steps
        .filter(|step| step["done"] == false)
        .map(|step| step["step"].as_str().unwrap().to_owned())
        .collect()
}

/// It registers a system with its client, asks Rør og Vann AS, and the leader approves.
async fn test_with_a_customer(world: &Altinn, token: &str, client: &str) {
    let id = format!("{NEWCOMER}_strøm");
    let mut system = altinn::system();
    (system["id"], system["vendor"], system["clientId"]) = (
        json!(id),
        json!({"ID": format!("0192:{NEWCOMER}")}),
        json!([client]),
    );
    let registered = world.post(path::VENDOR_SYSTEMS, token, system).await;
    assert_eq!(registered.status, StatusCode::OK, "{}", registered.text());
    let request = with(&altinn::request(), "systemId", json!(id));
    let asked = world.post(path::VENDOR_REQUESTS, token, request).await;
    assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text());
    let asked = asked.json();
    let approved = world.approve(asked["id"].as_str().unwrap()).await;
    assert_eq!(approved.status, StatusCode::OK, "{}", approved.text());
}

/// What the vendor's certificate is signed with, and the header that shows it.
fn certificate(world: &TestWorld) -> (SigningKey, Value) {
    let org = OrgNumber::parse(NEWCOMER).unwrap();
    let now = world.clock.now();
    let issued = world
        .keys
        .authority
        .issue(&org, "Fjellheim Elektro AS", now)
        .unwrap();
    let pem = issued.key_pem();
    let base64: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let key = SigningKey::from_pkcs8(&STANDARD.decode(base64).unwrap()).unwrap();
    (key, json!({"alg": "RS256", "x5c": issued.x5c()}))
}

/// A token from Maskinporten, or how it says no.
async fn token(
    world: &TestWorld,
    (key, header): (&SigningKey, &Value),
    client: &str,
    scope: &str,
) -> Result<String, Value> {
    let now = world.clock.now().as_second();
    let claims = json!({
        "aud": world.issuers.maskinporten, "iss": client, "scope": scope, "iat": now, "exp": now + 60,
        "jti": world.chance.token(16),
    });
    let grant = key.sign_under(&header.to_string(), &claims);
    let call = Request::post("/token")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("grant_type={JWT_BEARER}&assertion={grant}")))
        .unwrap();
    let answer = testing::answer(finish(crate::maskinporten::router(), world), call)
        .await
        .json();
    match answer["access_token"].as_str() {
        Some(token) => Ok(token.to_owned()),
        None => Err(answer),
    }
}
