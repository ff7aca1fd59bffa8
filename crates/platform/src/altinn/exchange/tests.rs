//! What becomes of tokens that are exchanged, and which are not.

use axum::body::Body;
use axum::http::Request;
use contract::token::authorization_details::SystemUserDetail;
use contract::token::idporten;
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
    assert_eq!(claims["client_amr"], "none");
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
    let answer = exchange(&world, "bankid", "rubbish", &[]).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::UNAUTHORIZED, ""));
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
        let answer = exchange(&world, provider, token, &[]).await;
        assert_eq!(answer.json()["status"], 401, "{provider}");
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
async fn a_persons_token_is_asked_for_its_scope_then_for_its_person() {
    let world = testing::world().await;
    let now = world.clock.now().as_second();
    let pid = Person::leader().pid;
    let acr = "idporten-loa-high";
    for (claims, expected) in [
        (json!({"scope": "openid", "exp": now}), StatusCode::FORBIDDEN),
        (
            json!({"scope": "altinn:a", "exp": now, "acr": acr}),
            StatusCode::UNAUTHORIZED,
        ),
        (
            json!({"scope": "altinn:a", "exp": now, "pid": pid}),
            StatusCode::UNAUTHORIZED,
        ),
        (
            json!({"scope": "altinn:a", "exp": now - 10, "pid": pid, "acr": acr}),
            StatusCode::UNAUTHORIZED,
        ),
        (
            json!({"scope": "altinn:a", "pid": pid, "acr": acr}),
            StatusCode::UNAUTHORIZED,
        ),
        (
            json!({"scope": "altinn:a", "exp": now, "pid": pid, "acr": acr}),
            StatusCode::OK,
        ),
    ] {
        let token = world.keys.idporten.sign(&claims).unwrap();
        assert_eq!(
            exchange(&world, "ID-Porten", &token, &[]).await.status,
            expected,
            "{claims}"
        );
    }
}

#[tokio::test]
async fn the_level_and_the_method_are_altinns_words_for_id_portens() {
    let world = testing::world().await;
    for (acr, amr, level, method) in [
        ("idporten-loa-low", json!(["TestID"]), 0, "TestID"),
        ("idporten-loa-substantial", Value::Null, 3, "NotDefined"),
        ("idporten-loa-high", json!("BankID"), 4, "BankID"),
        ("Level2", Value::Null, 2, "NotDefined"),
        ("selfregistered-email", Value::Null, 0, "NotDefined"),
    ] {
        let claims = json!({
            "scope": "altinn:a", "exp": testing::NOW + 60, "pid": Person::leader().pid, "acr": acr, "amr": amr,
        });
        let token = world.keys.idporten.sign(&claims).unwrap();
        let answer = exchange(&world, "id-porten", &token, &[]).await;
        let claims: Value = Compact::parse(answer.text()).unwrap().claims().unwrap();
        assert_eq!(
            (
                &claims["urn:altinn:authlevel"],
                &claims["urn:altinn:authenticatemethod"]
            ),
            (&json!(level), &json!(method)),
            "{acr}"
        );
    }
}

#[tokio::test]
async fn the_operators_test_tokens_speak_for_the_test_owner() {
    let world = testing::world().await;
    let token = world.maskinporten_token(&testing::vendor(), "altinn:serviceowner", vec![]);
    for (provider, owner) in [
        ("maskinporten", json!("digdir")),
        ("maskinporten?test=true", json!("ttd")),
        ("maskinporten?TEST=False", json!("digdir")),
    ] {
        let answer = exchange(&world, provider, &token, &[]).await;
        let claims: Value = Compact::parse(answer.text()).unwrap().claims().unwrap();
        assert_eq!(claims["urn:altinn:org"], owner, "{provider}");
    }
    let refused = exchange(&world, "maskinporten?test=perhaps", &token, &[]).await;
    assert_eq!(
        refused.json()["errors"]["test"][0],
        "The value 'perhaps' is not valid."
    );
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
