//! A browser that remembers who is signed in, and forgets.

use super::*;

#[tokio::test]
async fn a_second_sign_in_passes_without_asking_unless_the_client_wants_it_asked() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let mut browser = signed_in(&world).await;
    world.clock.advance(100);
    for (change, passes) in [
        (("prompt", ""), true),
        (("prompt", "none"), true),
        (("prompt", "login"), false),
        (("max_age", "100"), true),
        (("max_age", "99"), false),
        (("max_age", "0"), false),
        (("acr_values", "idporten-loa-substantial"), true),
        (("acr_values", "idporten-loa-high"), false),
    ] {
        let answer = browser
            .authorize(&with(&[("client_id", CONFIDENTIAL), change]))
            .await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, passes, "{change:?}");
        if passes {
            assert!(sent_back_to(&answer).get("code").is_some(), "{change:?}");
        }
    }
    let surer = with(&[("prompt", "none"), ("acr_values", "idporten-loa-high")]);
    assert_eq!(
        sent_back_to(&browser.authorize(&surer).await)["error"],
        "login_required"
    );
}

#[tokio::test]
async fn the_time_of_the_sign_in_is_told_not_the_time_of_the_call() {
    let world = testing::world().await;
    let mut browser = signed_in(&world).await;
    world.clock.advance(100);
    assert_eq!(
        auth_time(&world, &browser.authorize(&call()).await).await,
        testing::NOW
    );
    let page = browser.authorize(&with(&[("prompt", "login")])).await;
    let again = browser.submit(&page, &[("pid", Person::leader().pid)]).await;
    assert_eq!(auth_time(&world, &again).await, testing::NOW + 100);
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_alone_and_after_two_hours_whatever_happens() {
    let world = testing::world().await;
    let mut browser = signed_in(&world).await;
    let silent = with(&[("prompt", "none")]);
    for _ in 0..4 {
        world.clock.advance(29 * 60);
        assert!(
            sent_back_to(&browser.authorize(&silent).await)
                .get("code")
                .is_some()
        );
    }
    world.clock.advance(4 * 60);
    assert_eq!(
        sent_back_to(&browser.authorize(&silent).await)["error"],
        "login_required"
    );

    let mut alone = signed_in(&world).await;
    world.clock.advance(30 * 60);
    assert_eq!(
        sent_back_to(&alone.authorize(&silent).await)["error"],
        "login_required"
    );
}

#[tokio::test]
async fn another_person_takes_the_browser_over() {
    let world = testing::world().await;
    let mut browser = signed_in(&world).await;
    let hint = |person: &Person| with(&[("login_hint", person.pid)]);
    let token = text(&id_token(&world, &browser.authorize(&call()).await).await);
    let expected = with(&[("prompt", "none"), ("id_token_hint", &token)]);
    assert!(
        sent_back_to(&browser.authorize(&expected).await)
            .get("code")
            .is_some()
    );

    sent_back_to(&browser.authorize(&hint(&Person::outsider())).await);

    let id = claims(
        &world,
        &id_token(&world, &browser.authorize(&with(&[("prompt", "none")])).await).await,
    );
    assert_eq!(id["pid"], Person::outsider().pid);
    assert_eq!(
        sent_back_to(&browser.authorize(&expected).await)["error"],
        "login_required"
    );
}

#[tokio::test]
async fn a_client_that_wants_no_shared_sign_in_neither_uses_nor_begins_one() {
    let world = world_with(AuthMethod::ClientSecretBasic, |terms| terms.sso_disabled = true).await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&with(&[("client_id", CONFIDENTIAL)])).await;
    sent_back_to(&browser.submit(&page, &[("pid", Person::leader().pid)]).await);
    assert!(!browser.cookies.contains_key("idporten-session"));
    let mut browser = signed_in(&world).await;
    let page = browser.authorize(&with(&[("client_id", CONFIDENTIAL)])).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn a_cookie_that_nobody_was_given_is_nobody() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    browser
        .cookies
        .insert("idporten-session".to_owned(), "guessed".to_owned());
    assert_eq!(
        sent_back_to(&browser.authorize(&with(&[("prompt", "none")])).await)["error"],
        "login_required"
    );
}

#[tokio::test]
async fn signing_out_leads_only_to_a_registered_address() {
    let world = testing::world().await;
    let home = "client_id=klarsignal-desktop&post_logout_redirect_uri=http://127.0.0.1:50123/";
    for (query, status, onwards) in [
        (
            format!("{home}&state=s"),
            StatusCode::SEE_OTHER,
            "http://127.0.0.1:50123/?state=s",
        ),
        (home.to_owned(), StatusCode::SEE_OTHER, "http://127.0.0.1:50123/"),
        (
            home.replace("klarsignal-desktop", "nobody"),
            StatusCode::BAD_REQUEST,
            "",
        ),
        (
            home.replace("client_id=klarsignal-desktop&", ""),
            StatusCode::BAD_REQUEST,
            "",
        ),
        (
            home.replace("http://127.0.0.1:50123/", "https://evil.example/"),
            StatusCode::BAD_REQUEST,
            "",
        ),
        (String::new(), StatusCode::OK, ""),
    ] {
        let mut browser = signed_in(&world).await;
        let answer = browser.get(&format!("/logout?{query}")).await;
        assert_eq!(
            (answer.status, answer.header(header::LOCATION)),
            (status, onwards),
            "{query}"
        );
        let then = browser.authorize(&with(&[("prompt", "none")])).await;
        assert_eq!(sent_back_to(&then)["error"], "login_required", "{query}");
    }
}

#[tokio::test]
async fn an_id_token_says_which_client_and_which_session() {
    let world = world_with(AuthMethod::ClientSecretBasic, |terms| {
        terms.frontchannel_logout_session_required = true;
    })
    .await;
    let mut browser = signed_in(&world).await;
    let answer = browser.authorize(&with(&[("client_id", CONFIDENTIAL)])).await;
    let code = text(&sent_back_to(&answer)["code"]);
    let body = as_confidential(&world, "/token", &code_form(&code)).await.json();
    let form = [
        ("id_token_hint", text(&body["id_token"])),
        ("post_logout_redirect_uri", "http://127.0.0.1:7/".to_owned()),
    ];
    let elsewhere = post(&world, "/logout", &form).await;
    assert_eq!(elsewhere.header(header::LOCATION), "http://127.0.0.1:7/");
    let then = browser.authorize(&with(&[("prompt", "none")])).await;
    assert_eq!(sent_back_to(&then)["error"], "login_required");
}

#[tokio::test]
async fn other_clients_of_the_session_are_told_that_it_ends() {
    let world = world_with(AuthMethod::ClientSecretBasic, |terms| {
        terms.frontchannel_logout_uri = Some("https://vendor.example/out?a=b".to_owned());
        terms.frontchannel_logout_session_required = true;
    })
    .await;
    let mut browser = signed_in(&world).await;
    sent_back_to(&browser.authorize(&with(&[("client_id", CONFIDENTIAL)])).await);
    let home = "/logout?client_id=klarsignal-desktop&post_logout_redirect_uri=http://127.0.0.1:50123/";
    let page = browser.get(home).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text()
            .contains("https://vendor.example/out?a=b&amp;iss=http%3A%2F%2Fidporten.test&amp;sid=")
    );
    assert!(
        page.header(header::CONTENT_SECURITY_POLICY)
            .contains("frame-src https://vendor.example;")
    );
    assert!(
        page.text()
            .contains(r#"content="2; url=http://127.0.0.1:50123/""#)
    );
}

/// A browser in which the leader is signed in.
async fn signed_in(world: &TestWorld) -> Browser<'_> {
    let mut browser = Browser::new(world);
    let page = browser.authorize(&call()).await;
    sent_back_to(&browser.submit(&page, &[("pid", Person::leader().pid)]).await);
    browser
}

async fn id_token(world: &TestWorld, answer: &Answer) -> Value {
    let code = text(&sent_back_to(answer)["code"]);
    redeem(world, &code, &[]).await.json()["id_token"].clone()
}

async fn auth_time(world: &TestWorld, answer: &Answer) -> i64 {
    claims(world, &id_token(world, answer).await)["auth_time"]
        .as_i64()
        .unwrap()
}
