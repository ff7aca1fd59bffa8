//! Grants, good and bad, at the token endpoint.

mod certificate;
mod consent;
mod delegation;
mod order;
mod scope;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::token::oauth::{JWT_BEARER, OauthError};
use contract::token::{Compact, Scopes};
use domain::MaskinportenRefusal as No;
use serde_json::{Value, json};

use crate::keys::SigningKey;
use crate::running::{finish, platform_router};
use crate::store::client::{Client, Integration};
use crate::testing::{self, Answer, TestWorld};
use crate::world::Listeners;

const SCOPE: &str = "skatteetaten:kravogbetalinger";
/// What a customer has delegated in the built-in world.
const DELEGATED: &str = "skatteetaten:skatteoppslag";

#[tokio::test]
async fn a_good_grant_gives_a_token_in_maskinportens_shape() {
    let world = testing::world().await;

    let answer = ask(&world, &sign(&claims(&world))).await;

    assert_eq!(
        (answer.status, answer.header(header::CACHE_CONTROL)),
        (StatusCode::OK, "no-store")
    );
    let body = answer.json();
    assert_eq!(
        (&body["token_type"], &body["expires_in"], &body["scope"]),
        (&json!("Bearer"), &json!(119), &json!(SCOPE))
    );
    let token = body["access_token"].as_str().unwrap();
    let compact = Compact::parse(token).unwrap();
    assert!(world.keys.maskinporten.signed(&compact));
    let mut claims: Value = compact.claims().unwrap();
    let jti = claims["jti"].take();
    assert_eq!(jti.as_str().unwrap().len(), 43);
    assert_eq!(
        claims,
        json!({
            "scope": SCOPE,
            "iss": "http://maskinporten.test/",
            "client_amr": "private_key_jwt",
            "token_type": "Bearer",
            "exp": testing::NOW + 120,
            "iat": testing::NOW,
            "client_id": testing::vendor_client(),
            "jti": null,
            "consumer": {"authority": "iso6523-actorid-upis", "ID": "0192:991825827"},
        })
    );
}

#[tokio::test]
async fn an_audience_that_was_asked_for_is_in_the_token() {
    let world = testing::world().await;
    let grant = with(&claims(&world), "resource", json!(["https://api.test/"]));
    let body = ask(&world, &sign(&grant)).await.json();
    let token: Value = Compact::parse(body["access_token"].as_str().unwrap())
        .unwrap()
        .claims()
        .unwrap();
    assert_eq!(token["aud"], "https://api.test/");
}

#[tokio::test]
async fn a_grant_works_once() {
    let world = testing::world().await;
    let grant = sign(&claims(&world));
    assert_eq!(ask(&world, &grant).await.status, StatusCode::OK);
    assert_eq!(refusal(&world, &grant).await, No::GrantUsed);
}

#[tokio::test]
async fn two_calls_with_one_grant_at_once_give_one_token() {
    let world = testing::world().await;
    let grant = sign(&claims(&world));
    let (one, other) = tokio::join!(ask(&world, &grant), ask(&world, &grant));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
}

#[tokio::test]
async fn a_grant_works_once_also_around_a_restart() {
    let world = testing::world().await;
    let grant = sign(&claims(&world));
    assert_eq!(ask(&world, &grant).await.status, StatusCode::OK);

    let world = world.restarted();

    assert_eq!(refusal(&world, &grant).await, No::GrantUsed);
}

#[tokio::test]
async fn no_token_leaves_for_a_grant_that_is_not_on_disk_and_the_grant_stays_used() {
    let world = testing::world().await;
    let grant = sign(&claims(&world));
    let lose_table = |tx: &rusqlite::Connection| Ok(tx.execute("DROP TABLE used_grant", [])?);
    world.store.write(lose_table).await.unwrap();

    let answer = ask(&world, &grant).await;

    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.json()["error"], "server_error");
    assert_eq!(refusal(&world, &grant).await, No::GrantUsed);
}

#[tokio::test]
async fn a_refused_grant_is_used_up_too() {
    let world = testing::world().await;
    let grant = sign(&with(&claims(&world), "scope", json!("nobody:has")));
    assert!(matches!(
        refusal(&world, &grant).await,
        No::ScopeNotOnClient { .. }
    ));
    assert_eq!(refusal(&world, &grant).await, No::GrantUsed);
}

#[tokio::test]
async fn used_grants_are_forgotten_when_they_are_expired_for_everyone() {
    let world = testing::world().await;
    ask(&world, &sign(&claims(&world))).await;
    world.clock.advance(200);
    ask(&world, &sign(&with(&claims(&world), "jti", json!("other")))).await;
    let kept: u32 = world
        .store
        .read(|conn| Ok(conn.query_row("SELECT count(*) FROM used_grant", [], |row| row.get(0))?))
        .unwrap();
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn a_form_without_its_parts_is_refused() {
    let world = testing::world().await;
    for (form, no) in [
        ("", No::GrantTypeUnsupported),
        ("grant_type=client_credentials", No::GrantTypeUnsupported),
        (
            "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer",
            No::GrantMalformed,
        ),
        (
            "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=a.b.c",
            No::GrantMalformed,
        ),
    ] {
        assert_eq!(refused(&send(&world, form).await), no, "{form}");
    }
}

#[tokio::test]
async fn an_unsigned_grant_is_refused() {
    let world = testing::world().await;
    let claims = URL_SAFE_NO_PAD.encode(claims(&world).to_string());
    for alg in ["none", "HS256", "PS256", "ES256"] {
        let header = URL_SAFE_NO_PAD.encode(json!({"alg": alg, "kid": kid()}).to_string());
        assert_eq!(
            refusal(&world, &format!("{header}.{claims}.")).await,
            No::GrantMalformed,
            "{alg}"
        );
    }
}

#[tokio::test]
async fn a_key_is_accepted_for_a_year() {
    let world = testing::world().await;
    world.clock.advance(365 * 24 * 60 * 60 - 1);
    assert_eq!(ask(&world, &sign(&claims(&world))).await.status, StatusCode::OK);
    world.clock.advance(1);
    let late = with(&claims(&world), "jti", json!("late"));
    assert_eq!(refusal(&world, &sign(&late)).await, No::KeyExpired);
}

#[tokio::test]
async fn altinn_out_of_reach_is_not_a_refusal() {
    let world = testing::world().await;
    let details = json!([{
        "type": "urn:altinn:systemuser",
        "systemuser_org": {"authority": "iso6523-actorid-upis", "ID": "0192:310702641"},
    }]);
    let answer = ask(
        &world,
        &sign(&with(&claims(&world), "authorization_details", details)),
    )
    .await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json()["error"], "temporarily_unavailable");
}

async fn edit_client(world: &TestWorld, integration: Integration, scopes: &str) {
    let (scopes, now) = (Scopes(scopes.to_owned()), world.clock.now());
    world
        .store
        .write(move |tx| {
            let client = crate::store::client::find(tx, &testing::vendor_client())?.unwrap();
            crate::store::client::save(
                tx,
                &Client {
                    integration,
                    scopes,
                    ..client
                },
                now,
            )
        })
        .await
        .unwrap();
}

fn claims(world: &TestWorld) -> Value {
    let now = world.clock.now().as_second();
    json!({
        "aud": world.issuers.maskinporten, "iss": testing::vendor_client(), "scope": SCOPE,
        "iat": now, "exp": now + 60, "jti": "once",
    })
}

fn with(claims: &Value, name: &str, value: Value) -> Value {
    let mut claims = claims.clone();
    claims[name] = value;
    claims
}

fn kid() -> &'static str {
    &testing::vendor_key().jwk().kid
}

fn sign(claims: &Value) -> String {
    testing::vendor_key().sign(claims).unwrap()
}

fn sign_with(key: &SigningKey, header: &Value, claims: &Value) -> String {
    key.sign_under(&header.to_string(), claims)
}

async fn ask(world: &TestWorld, assertion: &str) -> Answer {
    send(world, &format!("grant_type={JWT_BEARER}&assertion={assertion}")).await
}

async fn refusal(world: &TestWorld, assertion: &str) -> No {
    refused(&ask(world, assertion).await)
}

fn refused(answer: &Answer) -> No {
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text());
    let error: OauthError = serde_json::from_slice(&answer.body).unwrap();
    error.refusal().unwrap()
}

/// Sends a form to the token endpoint.
pub(super) async fn send(world: &TestWorld, form: &str) -> Answer {
    let call = Request::post("/token")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .unwrap();
    testing::answer(finish(super::router(), world), call).await
}

/// A world whose Altinn really listens, for Maskinporten to call.
pub(super) async fn listening() -> TestWorld {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let world = testing::world_at(Listeners::default().map(|()| address), 50).await;
    let router = platform_router(&world);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    world
}

/// The claims of the token that a grant is answered with.
async fn token(world: &TestWorld, assertion: &str) -> Value {
    let answer = ask(world, assertion).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let body = answer.json();
    let token = Compact::parse(body["access_token"].as_str().unwrap()).unwrap();
    token.claims().unwrap()
}
