//! Authorization calls: what they must hold, and the ways in and back.

use super::*;

#[tokio::test]
async fn a_hint_signs_in_without_a_page() {
    let world = testing::world().await;
    for (hint, acr) in [
        (
            "testid:12847820045_idporten-loa-substantial",
            "idporten-loa-substantial",
        ),
        ("testid:12847820045_idporten-loa-high", "idporten-loa-high"),
        ("12847820045", "idporten-loa-substantial"),
    ] {
        let answer = Browser::new(&world)
            .authorize(&with(&[("login_hint", hint)]))
            .await;
        let body = redeem(&world, sent_back_to(&answer)["code"].as_str().unwrap(), &[])
            .await
            .json();
        assert_eq!(claims(&world, &body["id_token"])["acr"], acr, "{hint}");
    }
}

#[tokio::test]
async fn a_hint_for_a_number_that_could_be_real_or_for_too_low_a_level_shows_the_page() {
    let world = testing::world().await;
    for hint in [
        "06057897380",
        "testid:12847820045_idporten-loa-low",
        "pia@example.no",
    ] {
        let page = Browser::new(&world)
            .authorize(&with(&[("login_hint", hint)]))
            .await;
        assert_eq!(page.status, StatusCode::OK, "{hint}");
    }
}

#[tokio::test]
async fn an_unknown_client_or_address_is_never_sent_back() {
    let world = testing::world().await;
    for (name, value) in [
        ("client_id", "nobody"),
        ("client_id", "36066b41-87d9-5c8b-a61d-5f2e06a70e7c"),
        ("redirect_uri", "https://evil.example/callback"),
        ("redirect_uri", "http://127.0.0.1:50123/elsewhere"),
        ("redirect_uri", ""),
        ("request_uri", "urn:idporten:guessed"),
    ] {
        let answer = Browser::new(&world).authorize(&with(&[(name, value)])).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{value}");
        assert_eq!(answer.header(header::LOCATION), "", "{value}");
        assert!(value.is_empty() || !answer.text().contains(value), "{value}");
    }
}

const FAULTS: &[(&str, &str, &str)] = &[
    ("response_type", "token", "unsupported_response_type"),
    ("response_type", "", "unsupported_response_type"),
    ("response_mode", "fragment", "invalid_request"),
    ("scope", "profile", "invalid_scope"),
    ("scope", "openid skatteetaten:kravogbetalinger", "invalid_scope"),
    ("state", "", "invalid_request"),
    ("nonce", "", "invalid_request"),
    ("code_challenge", "", "invalid_request"),
    ("code_challenge", "too-short", "invalid_request"),
    ("code_challenge_method", "plain", "invalid_request"),
    ("code_challenge_method", "", "invalid_request"),
    ("prompt", "none", "login_required"),
    ("prompt", "none login", "invalid_request"),
    ("prompt", "select_account", "invalid_request"),
    ("max_age", "soon", "invalid_request"),
    ("id_token_hint", "a.b.c", "invalid_request"),
    ("request", "e30.e30.", "request_not_supported"),
    ("registration", "{}", "registration_not_supported"),
    ("authorization_details", "[]", "invalid_authorization_details"),
];

#[tokio::test]
async fn other_faults_are_told_to_the_client() {
    let world = testing::world().await;
    for (name, value, error) in FAULTS {
        let answer = Browser::new(&world).authorize(&with(&[(name, value)])).await;
        let parameters = sent_back_to(&answer);
        assert_eq!(parameters["error"], *error, "{name}={value}");
        assert_eq!(parameters["iss"], "http://idporten.test");
        assert_eq!(parameters["state"] == "the-state", *name != "state");
    }
    let mut twice = call();
    twice.push(("scope", "openid".to_owned()));
    assert_eq!(
        sent_back_to(&Browser::new(&world).authorize(&twice).await)["error"],
        "invalid_request"
    );
}

#[tokio::test]
async fn a_client_that_proves_itself_may_leave_state_and_nonce_out() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let hint = Person::leader().pid;
    let call = with(&[
        ("client_id", CONFIDENTIAL),
        ("state", ""),
        ("nonce", ""),
        ("login_hint", hint),
    ]);
    let parameters = sent_back_to(&Browser::new(&world).authorize(&call).await);
    assert_eq!(parameters.get("state"), None);
    let body = as_confidential(&world, "/token", &code_form(parameters["code"].as_str().unwrap()))
        .await
        .json();
    assert_eq!(claims(&world, &body["id_token"]).get("nonce"), None);
}

#[tokio::test]
async fn a_posted_call_is_answered_like_another() {
    let world = testing::world().await;
    let answer = post(
        &world,
        "/authorize",
        &with(&[("login_hint", Person::leader().pid)]),
    )
    .await;
    assert!(sent_back_to(&answer).get("code").is_some());
}

#[tokio::test]
async fn an_answer_can_be_a_form_to_send_on() {
    let world = testing::world().await;
    let call = with(&[
        ("response_mode", "form_post"),
        ("login_hint", Person::leader().pid),
    ]);
    let page = Browser::new(&world).authorize(&call).await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        r#"<form method="post" action="http://127.0.0.1:50123/callback">"#,
        r#"name="code" value=""#,
        r#"name="state" value="the-state""#,
        r#"name="iss" value="http://idporten.test""#,
    ] {
        assert!(page.text().contains(part), "{part}");
    }
    let refused = with(&[("response_mode", "form_post"), ("prompt", "none")]);
    assert!(
        Browser::new(&world)
            .authorize(&refused)
            .await
            .text()
            .contains("login_required")
    );
}

#[tokio::test]
async fn an_answer_can_be_signed() {
    let world = testing::world().await;
    for (mode, prompt) in [("query.jwt", ""), ("jwt", ""), ("query.jwt", "none")] {
        let hint = if prompt.is_empty() {
            Person::leader().pid
        } else {
            ""
        };
        let call = with(&[("response_mode", mode), ("login_hint", hint), ("prompt", prompt)]);
        let parameters = sent_back_to(&Browser::new(&world).authorize(&call).await);
        assert_eq!(parameters.as_object().unwrap().len(), 1);
        let claims = claims(&world, &parameters["response"]);
        assert_eq!(
            (&claims["aud"], &claims["iss"], &claims["state"]),
            (
                &json!("klarsignal-desktop"),
                &json!("http://idporten.test"),
                &json!("the-state")
            )
        );
        assert_eq!(claims.get("code").is_some(), prompt.is_empty());
    }
}

#[tokio::test]
async fn a_call_handed_in_by_the_back_door_is_good_for_one_browser_and_two_minutes() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let pushed = with(&[("client_id", CONFIDENTIAL), ("login_hint", Person::leader().pid)]);
    let push = async || as_confidential(&world, "/par", &pushed).await;
    let answer = push().await;
    assert_eq!(
        (answer.status, answer.header(header::CACHE_CONTROL)),
        (StatusCode::CREATED, "no-store")
    );
    assert_eq!(answer.json()["expires_in"], 120);
    let call = |answer: &Answer, client: &str| {
        vec![
            ("client_id", client.to_owned()),
            ("request_uri", text(&answer.json()["request_uri"])),
        ]
    };
    let open = async |call: &Form| Browser::new(&world).authorize(call).await;

    assert_eq!(
        open(&call(&answer, "klarsignal-desktop")).await.status,
        StatusCode::BAD_REQUEST
    );
    assert!(
        sent_back_to(&open(&call(&answer, CONFIDENTIAL)).await)
            .get("code")
            .is_some()
    );
    assert_eq!(
        open(&call(&answer, CONFIDENTIAL)).await.status,
        StatusCode::BAD_REQUEST
    );

    let late = push().await;
    world.clock.advance(121);
    assert_eq!(
        open(&call(&late, CONFIDENTIAL)).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_fault_in_a_call_is_told_at_the_back_door() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let optional = ["state", "nonce"];
    let told_later = ["login_required"];
    for (name, value, error) in FAULTS {
        if told_later.contains(error) || (optional.contains(name) && value.is_empty()) {
            continue;
        }
        let answer = as_confidential(
            &world,
            "/par",
            &with(&[("client_id", CONFIDENTIAL), (name, value)]),
        )
        .await;
        assert_eq!(refusal(&answer), bad(error), "{name}={value}");
    }
    for (name, value) in [
        ("redirect_uri", "https://evil.example/"),
        ("request_uri", "urn:idporten:x"),
        ("client_id", "klarsignal-desktop"),
    ] {
        let answer = as_confidential(&world, "/par", &with(&[(name, value)])).await;
        assert_eq!(refusal(&answer), bad("invalid_request"), "{name}={value}");
    }
    let long = "x".repeat(20_000);
    let answer = as_confidential(
        &world,
        "/par",
        &with(&[("client_id", CONFIDENTIAL), ("state", &long)]),
    )
    .await;
    assert_eq!(refusal(&answer), bad("invalid_request"));
    let stranger = post(&world, "/par", &with(&[("client_id", "nobody")])).await;
    assert_eq!(
        refusal(&stranger),
        (StatusCode::UNAUTHORIZED, "invalid_client".to_owned())
    );
}
