//! A person signs in, from the authorization call to the signed-out page, and every way that must not lead there.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contract::token::Compact;
use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::{self, Serializer};

use crate::digest::sha256;
use crate::running::finish;
use crate::testing::{self, Answer, Person, TestWorld};

const REDIRECT: &str = "http://127.0.0.1:50123/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

#[tokio::test]
async fn a_person_chosen_on_the_page_ends_up_in_the_tokens() {
    let world = testing::world().await;
    let page = authorize(&world, &call()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text()
            .contains("<strong>Pia Kran</strong><small>Daglig leder, Rør og Vann AS")
    );

    let sent_back = choose(
        &world,
        &[("ticket", &ticket(&page)), ("pid", Person::leader().pid)],
    )
    .await;
    let parameters = sent_back_to(&sent_back);
    assert_eq!(parameters["state"], "the-state");
    assert_eq!(parameters["iss"], "http://idporten.test");
    let answer = redeem(&world, parameters["code"].as_str().unwrap(), &[]).await;

    assert_eq!(
        (answer.status, answer.header(header::CACHE_CONTROL)),
        (StatusCode::OK, "no-store")
    );
    let body = answer.json();
    assert_eq!(body["scope"], "openid altinn:portal/enduser");
    assert_eq!(body["refresh_token"], Value::Null);
    let id = claims(&world, &body["id_token"]);
    assert_eq!(
        (&id["aud"], &id["nonce"], &id["pid"], &id["acr"], &id["amr"]),
        (
            &json!("klarsignal-desktop"),
            &json!("the-nonce"),
            &json!(Person::leader().pid),
            &json!("idporten-loa-substantial"),
            &json!(["TestID"])
        )
    );
    let access = claims(&world, &body["access_token"]);
    assert_eq!(access["client_amr"], "none");
    assert_eq!(access["sub"], id["sub"]);
    assert_ne!(access["sub"], Person::leader().pid);
}

#[tokio::test]
async fn a_hint_signs_in_without_a_page() {
    let world = testing::world().await;
    for hint in ["testid:12847820045_idporten-loa-substantial", "12847820045"] {
        let answer = authorize(&world, &with("login_hint", hint)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{hint}");
        assert!(sent_back_to(&answer).get("code").is_some());
    }
}

#[tokio::test]
async fn a_hint_for_a_number_that_could_be_real_shows_the_page() {
    let world = testing::world().await;
    assert_eq!(
        authorize(&world, &with("login_hint", "06057897380")).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn an_unknown_client_or_address_is_never_sent_back() {
    let world = testing::world().await;
    for (name, value) in [
        ("client_id", "nobody"),
        ("client_id", "36066b41-87d9-5c8b-a61d-5f2e06a70e7c"),
        ("redirect_uri", "https://evil.example/callback"),
        ("redirect_uri", "http://127.0.0.1:50123/elsewhere"),
    ] {
        let answer = authorize(&world, &with(name, value)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{value}");
        assert_eq!(answer.header(header::LOCATION), "", "{value}");
        assert!(!answer.text().contains(value), "{value}");
    }
}

#[tokio::test]
async fn other_faults_are_told_to_the_client() {
    let world = testing::world().await;
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("response_mode", "form_post", "invalid_request"),
        ("scope", "profile", "invalid_scope"),
        ("scope", "openid skatteetaten:kravogbetalinger", "invalid_scope"),
        ("state", "", "invalid_request"),
        ("nonce", "", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge", "too-short", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("prompt", "none", "login_required"),
        ("request", "e30.e30.", "request_not_supported"),
    ] {
        let answer = authorize(&world, &with(name, value)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}={value}");
        let parameters = sent_back_to(&answer);
        assert_eq!(parameters["error"], error, "{name}={value}");
        assert_eq!(parameters["iss"], "http://idporten.test");
    }
}

#[tokio::test]
async fn whoever_cancels_is_sent_back_with_that() {
    let world = testing::world().await;
    let page = authorize(&world, &call()).await;
    let answer = choose(&world, &[("ticket", &ticket(&page)), ("cancel", "yes")]).await;
    assert_eq!(sent_back_to(&answer)["error"], "access_denied");
}

#[tokio::test]
async fn a_number_that_could_be_real_is_refused_on_the_page_and_the_page_stays() {
    let world = testing::world().await;
    let ticket = ticket(&authorize(&world, &call()).await);
    let again = choose(&world, &[("ticket", &ticket), ("pid", "06057897380\"><script>")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains(r#"role="alert""#));
    assert!(!again.text().contains("<script>"));
    let then = choose(&world, &[("ticket", &ticket), ("pid", "068578 97380")]).await;
    assert_eq!(then.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_page_is_answered_once_and_within_ten_minutes() {
    let world = testing::world().await;
    let ticket = ticket(&authorize(&world, &call()).await);
    let choice = [("ticket", ticket.as_str()), ("pid", Person::leader().pid)];
    assert_eq!(choose(&world, &choice).await.status, StatusCode::SEE_OTHER);
    assert_eq!(choose(&world, &choice).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        choose(&world, &[("ticket", "guessed"), choice[1]]).await.status,
        StatusCode::BAD_REQUEST
    );

    let late = self::ticket(&authorize(&world, &call()).await);
    world.clock.advance(10 * 60 + 1);
    assert_eq!(
        choose(&world, &[("ticket", &late), choice[1]]).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn the_page_allows_nothing_that_it_does_not_need() {
    let world = testing::world().await;
    let page = authorize(&world, &with("ui_locales", "nn")).await;
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.starts_with(
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' http://127.0.0.1:50123;"
    ));
    assert!(page.text().contains(r#"<html lang="nn" "#));
    assert!(page.text().contains("Vel ein person"));
    assert!(!page.text().contains("<script"));
}

#[tokio::test]
async fn a_code_works_once() {
    let world = testing::world().await;
    let code = code(&world).await;
    assert_eq!(redeem(&world, &code, &[]).await.status, StatusCode::OK);
    assert_eq!(redeem(&world, &code, &[]).await.json()["error"], "invalid_grant");
}

#[tokio::test]
async fn a_code_lives_a_minute() {
    let world = testing::world().await;
    let code = code(&world).await;
    world.clock.advance(60);
    assert_eq!(redeem(&world, &code, &[]).await.json()["error"], "invalid_grant");
}

#[tokio::test]
async fn a_code_with_the_wrong_verifier_or_address_is_refused_and_used_up() {
    let world = testing::world().await;
    let other_verifier = "x".repeat(43);
    for wrong in [
        ("code_verifier", other_verifier.as_str()),
        ("code_verifier", "short"),
        ("redirect_uri", "http://127.0.0.1:50124/callback"),
    ] {
        let code = code(&world).await;
        let answer = redeem(&world, &code, &[wrong]).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (StatusCode::BAD_REQUEST, &json!("invalid_grant"))
        );
        assert_eq!(redeem(&world, &code, &[]).await.json()["error"], "invalid_grant");
    }
}

#[tokio::test]
async fn another_client_cannot_redeem_or_spoil_a_code() {
    let world = testing::world().await;
    add_client(&world, "other-app").await;
    let code = code(&world).await;
    let stolen = redeem(&world, &code, &[("client_id", "other-app")]).await;
    assert_eq!(stolen.json()["error"], "invalid_grant");
    assert_eq!(redeem(&world, &code, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_unknown_client_or_grant_type_is_told_so() {
    let world = testing::world().await;
    let answer = redeem(&world, "x", &[("client_id", "nobody")]).await;
    assert_eq!(
        (answer.status, &answer.json()["error"]),
        (StatusCode::UNAUTHORIZED, &json!("invalid_client"))
    );
    let answer = redeem(&world, "x", &[("grant_type", "refresh_token")]).await;
    assert_eq!(answer.json()["error"], "unsupported_grant_type");
}

#[tokio::test]
async fn userinfo_tells_who_the_bearer_is_and_refuses_everyone_elses_tokens() {
    let world = testing::world().await;
    let code = code(&world).await;
    let body = redeem(&world, &code, &[]).await.json();
    let token = body["access_token"].as_str().unwrap();
    assert_eq!(userinfo(&world, token).await.json()["pid"], Person::leader().pid);
    for stranger in [
        world.vendor_token("openid"),
        body["id_token"].as_str().unwrap().to_owned(),
    ] {
        assert_eq!(userinfo(&world, &stranger).await.status, StatusCode::UNAUTHORIZED);
    }
    world.clock.advance(30 * 60 + 11);
    assert_eq!(userinfo(&world, token).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_leads_only_to_a_registered_address() {
    let world = testing::world().await;
    let out = async |query: &str| send(&world, Request::get(format!("/logout?{query}")), String::new()).await;
    let home = "client_id=klarsignal-desktop&post_logout_redirect_uri=http://127.0.0.1:50123/&state=s";
    assert_eq!(
        out(home).await.header(header::LOCATION),
        "http://127.0.0.1:50123/?state=s"
    );
    let away = "client_id=klarsignal-desktop&post_logout_redirect_uri=https://evil.example/";
    assert_eq!(out(away).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(out("").await.status, StatusCode::OK);
}

fn call() -> Vec<(&'static str, String)> {
    [
        ("client_id", "klarsignal-desktop"),
        ("redirect_uri", REDIRECT),
        ("scope", "openid altinn:portal/enduser"),
        ("response_type", "code"),
        ("state", "the-state"),
        ("nonce", "the-nonce"),
        ("code_challenge", &sha256(VERIFIER)),
        ("code_challenge_method", "S256"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

fn with(name: &'static str, value: &str) -> Vec<(&'static str, String)> {
    let mut call = call();
    call.retain(|(one, _)| *one != name);
    call.push((name, value.to_owned()));
    call
}

async fn authorize(world: &TestWorld, call: &[(&str, String)]) -> Answer {
    let query = Serializer::new(String::new()).extend_pairs(call).finish();
    send(world, Request::get(format!("/authorize?{query}")), String::new()).await
}

async fn choose(world: &TestWorld, choice: &[(&str, &str)]) -> Answer {
    send(
        world,
        Request::post("/sign-in"),
        Serializer::new(String::new()).extend_pairs(choice).finish(),
    )
    .await
}

async fn code(world: &TestWorld) -> String {
    let answer = authorize(world, &with("login_hint", Person::leader().pid)).await;
    sent_back_to(&answer)["code"].as_str().unwrap().to_owned()
}

async fn redeem(world: &TestWorld, code: impl AsRef<str>, changes: &[(&str, &str)]) -> Answer {
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("code", code.as_ref()),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
        ("client_id", "klarsignal-desktop"),
    ];
    form.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    form.extend(changes);
    send(
        world,
        Request::post("/token"),
        Serializer::new(String::new()).extend_pairs(form).finish(),
    )
    .await
}

async fn userinfo(world: &TestWorld, token: &str) -> Answer {
    let call = Request::get("/userinfo").header(header::AUTHORIZATION, format!("Bearer {token}"));
    send(world, call, String::new()).await
}

async fn add_client(world: &TestWorld, id: &'static str) {
    world
        .store
        .write(move |tx| {
            let ours = crate::store::client::find(tx, &"klarsignal-desktop".into())?.unwrap();
            crate::store::client::save(
                tx,
                &crate::store::client::Client {
                    id: id.into(),
                    ..ours
                },
            )
        })
        .await
        .unwrap();
}

async fn send(world: &TestWorld, call: axum::http::request::Builder, form: String) -> Answer {
    let call = call
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form));
    testing::answer(finish(super::router(), world), call.unwrap()).await
}

fn ticket(page: &Answer) -> String {
    let (_, after) = page.text().split_once(r#"name="ticket" value=""#).unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// The parameters of the address that a person is sent back to, which must be the client's.
fn sent_back_to(answer: &Answer) -> Value {
    let address = Url::parse(answer.header(header::LOCATION)).unwrap();
    assert!(address.as_str().starts_with(REDIRECT));
    let parameters = form_urlencoded::parse(address.query().unwrap_or_default().as_bytes());
    parameters
        .map(|(name, value)| (name.into_owned(), json!(value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn claims(world: &TestWorld, token: &Value) -> Value {
    let compact = Compact::parse(token.as_str().unwrap()).unwrap();
    assert!(world.keys.idporten.signed(&compact));
    compact.claims().unwrap()
}
