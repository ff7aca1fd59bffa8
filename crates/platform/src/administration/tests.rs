//! Administration as its clients see it.

mod access;
mod client;
mod keys;
mod onboarding;
mod scope;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use contract::administration::{MODIFY, READ, WRITE, WRITE_SCOPES};
use contract::token::maskinporten::AccessClaims;
use domain::OrgNumber;
use serde_json::{Value, json};

use crate::running::finish;
use crate::testing::{self, Answer, TestWorld};

const EVERYTHING: &str = "idporten:dcr.read idporten:dcr.modify idporten:dcr.write idporten:scopes.write";
/// Skatteetaten, which owns scopes.
const OWNER: &str = "974761076";
/// Lønnsom Lønn AS, another vendor.
const OTHER: &str = "314800117";

#[tokio::test]
async fn the_three_prefixes_are_one_place() {
    let world = testing::world().await;
    let made = call(&world, Method::POST, "/clients", Some(machine())).await;
    let id = made.json()["client_id"].as_str().unwrap().to_owned();
    for prefix in ["", "/api/v1", "/external/api/v1"] {
        let path = format!("{prefix}/clients/{id}");
        let read = call(&world, Method::GET, &path, None).await;
        assert_eq!(read.json()["client_id"], json!(id), "{prefix}");
    }
}

#[tokio::test]
async fn a_token_for_somebody_else_is_none() {
    let world = testing::world().await;
    let with = |change: fn(&mut AccessClaims)| {
        let token = world.vendor_token(EVERYTHING);
        let mut claims: AccessClaims = contract::token::Compact::parse(&token).unwrap().claims().unwrap();
        change(&mut claims);
        world.keys.maskinporten.sign(&claims).unwrap()
    };
    let audience = |text: &str| Some(contract::token::OneOrMany::One(text.to_owned()));
    let elsewhere = with(|claims| claims.aud = Some(contract::token::OneOrMany::One("elsewhere".to_owned())));
    let ours = {
        let token = world.vendor_token(EVERYTHING);
        let mut claims: AccessClaims = contract::token::Compact::parse(&token).unwrap().claims().unwrap();
        claims.aud = audience(&world.urls.administration);
        world.keys.maskinporten.sign(&claims).unwrap()
    };
    let nobodys = with(|claims| claims.consumer.id = "991825827".to_owned());
    for (token, status) in [
        (String::new(), StatusCode::UNAUTHORIZED),
        (elsewhere, StatusCode::UNAUTHORIZED),
        (nobodys, StatusCode::UNAUTHORIZED),
        (ours, StatusCode::OK),
        (
            world.altinn_token(&testing::vendor(), EVERYTHING, vec![]),
            StatusCode::UNAUTHORIZED,
        ),
    ] {
        let answer = send(&world, &token, Method::GET, "/clients", None).await;
        assert_eq!(answer.status, status);
    }
}

#[tokio::test]
async fn each_scope_lets_one_do_its_own_and_no_more() {
    let world = testing::world().await;
    let id = made(&world, machine()).await;
    let one = format!("/clients/{id}");
    let keys = format!("/clients/{id}/jwks");
    let scope = "/scopes?scope=skatteetaten:amelding";
    let calls = [
        (Method::GET, "/clients", vec![READ, MODIFY, WRITE]),
        (Method::GET, &one, vec![READ, MODIFY, WRITE]),
        (Method::GET, &keys, vec![READ, MODIFY, WRITE]),
        (Method::GET, "/scopes/access/all", vec![READ, MODIFY, WRITE]),
        (Method::GET, "/onboarding", vec![READ, MODIFY, WRITE]),
        (Method::PUT, &one, vec![MODIFY, WRITE]),
        (Method::POST, &keys, vec![MODIFY, WRITE]),
        (Method::PUT, &keys, vec![MODIFY, WRITE]),
        (Method::DELETE, &keys, vec![MODIFY, WRITE]),
        (Method::POST, "/clients", vec![WRITE]),
        (Method::POST, "/onboarding/agreement", vec![WRITE]),
        (Method::POST, "/onboarding/production", vec![WRITE]),
        (Method::GET, "/scopes", vec![WRITE_SCOPES]),
        (Method::POST, "/scopes", vec![WRITE_SCOPES]),
        (Method::PUT, scope, vec![WRITE_SCOPES]),
        (Method::DELETE, scope, vec![WRITE_SCOPES]),
        (
            Method::GET,
            "/scopes/access?scope=skatteetaten:amelding",
            vec![WRITE_SCOPES],
        ),
        (
            Method::PUT,
            "/scopes/access/314800117?scope=skatteetaten:amelding",
            vec![WRITE_SCOPES],
        ),
    ];
    for (method, path, enough) in calls {
        for scope in [READ, MODIFY, WRITE, WRITE_SCOPES, "idporten:dcr"] {
            let token = world.vendor_token(scope);
            let answer = send(&world, &token, method.clone(), path, None).await;
            let lacks =
                answer.status == StatusCode::FORBIDDEN && answer.json()["error"] == "insufficient_scope";
            assert_eq!(
                lacks,
                !enough.contains(&scope),
                "{method} {path} with {scope}: {}",
                answer.text()
            );
        }
    }
}

#[tokio::test]
async fn a_fault_names_its_place_and_is_never_ours() {
    let world = testing::world().await;
    for (body, place) in [
        ("", "request body"),
        ("{", "$"),
        ("[]", "$"),
        ("{}", "client_name"),
        (r#"{"client_name":1}"#, "$.client_name"),
        (r#"{"client_name":"a","scopes":"b"}"#, "$.scopes"),
        (
            r#"{"client_name":"a","integration_type":"x"}"#,
            "$.integration_type",
        ),
        (r#"{"client_name":"a"}"#, "integration_type"),
    ] {
        let call = Request::post("/clients")
            .header(
                header::AUTHORIZATION,
                format!("Bearer {}", world.vendor_token(EVERYTHING)),
            )
            .body(Body::from(body))
            .unwrap();
        let answer = testing::answer(finish(super::router(), &world), call).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        let error = answer.json();
        assert_eq!(
            (&error["status"], &error["error"]),
            (&json!(400), &json!("invalid_request"))
        );
        let description = error["error_description"].as_str().unwrap();
        assert!(description.contains(place), "{body}: {description}");
    }
}

/// A Maskinporten client as a vendor's program registers one.
fn machine() -> Value {
    json!({
        "client_name": "Rapportering", "description": "Sender inn", "integration_type": "maskinporten",
        "scopes": ["altinn:authentication/systemuser.request.write"], "application_type": "web",
        "token_endpoint_auth_method": "private_key_jwt",
        "grant_types": ["urn:ietf:params:oauth:grant-type:jwt-bearer"],
    })
}

fn with(body: &Value, name: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[name] = value;
    body
}

/// Makes a client of SmartCloud's and tells its id.
async fn made(world: &TestWorld, body: Value) -> String {
    let answer = call(world, Method::POST, "/clients", Some(body)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    answer.json()["client_id"].as_str().unwrap().to_owned()
}

/// As SmartCloud, with every scope.
async fn call(world: &TestWorld, method: Method, path: &str, body: Option<Value>) -> Answer {
    send(world, &world.vendor_token(EVERYTHING), method, path, body).await
}

/// As any organisation, with every scope.
async fn call_as(world: &TestWorld, org: &str, method: Method, path: &str, body: Option<Value>) -> Answer {
    let org = OrgNumber::parse(org).unwrap();
    let token = world.maskinporten_token(&org, EVERYTHING, vec![]);
    send(world, &token, method, path, body).await
}

async fn send(world: &TestWorld, token: &str, method: Method, path: &str, body: Option<Value>) -> Answer {
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let call = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(body)
        .unwrap();
    testing::answer(finish(super::router(), world), call).await
}
