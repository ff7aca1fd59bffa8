//! Tokens: refreshed, asked about, taken back.

use super::*;
use domain::registration::RefreshTokenUsage;

#[tokio::test]
async fn a_refresh_token_is_used_once_and_its_reuse_takes_everything_back() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let first = tokens(&world).await;
    assert_eq!(
        (&first["expires_in"], &first["refresh_token_expires_in"]),
        (&json!(120), &json!(600))
    );
    world.clock.advance(500);
    let answer = refresh(&world, &first["refresh_token"], &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let second = answer.json();
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    let (before, after) = (
        claims(&world, &first["id_token"]),
        claims(&world, &second["id_token"]),
    );
    assert_eq!(
        (&after["sub"], &after["auth_time"], after.get("nonce")),
        (&before["sub"], &before["auth_time"], None)
    );

    let stolen = refresh(&world, &first["refresh_token"], &[]).await;

    assert_eq!(refusal(&stolen), bad("invalid_grant"));
    assert_eq!(
        refusal(&refresh(&world, &second["refresh_token"], &[]).await),
        bad("invalid_grant")
    );
    assert_eq!(
        userinfo(&world, second["access_token"].as_str().unwrap())
            .await
            .status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_refresh_token_for_reuse_stays_the_same() {
    let reuse = |terms: &mut Terms| terms.refresh_token_usage = RefreshTokenUsage::Reuse;
    let world = world_with(AuthMethod::ClientSecretBasic, reuse).await;
    let first = tokens(&world).await;
    for _ in 0..2 {
        let again = refresh(&world, &first["refresh_token"], &[]).await.json();
        assert_eq!(again["refresh_token"], first["refresh_token"]);
    }
}

#[tokio::test]
async fn refreshing_ends_with_the_token_and_with_what_the_person_allowed() {
    let world = world_with(AuthMethod::ClientSecretBasic, |terms| {
        terms.lifetimes.refresh_token = 500;
        terms.lifetimes.authorization = 800;
    })
    .await;
    let late = tokens(&world).await;
    let mut held = tokens(&world).await;
    world.clock.advance(499);
    held = refresh(&world, &held["refresh_token"], &[]).await.json();
    assert_eq!(held["refresh_token_expires_in"], 301);
    world.clock.advance(1);
    assert_eq!(
        refusal(&refresh(&world, &late["refresh_token"], &[]).await),
        bad("invalid_grant")
    );
    world.clock.advance(300);
    assert_eq!(
        refusal(&refresh(&world, &held["refresh_token"], &[]).await),
        bad("invalid_grant")
    );
}

#[tokio::test]
async fn a_refreshed_token_may_have_fewer_scopes_and_never_more() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let first = tokens(&world).await;
    let more = refresh(&world, &first["refresh_token"], &[("scope", "openid profile")]).await;
    assert_eq!(refusal(&more), bad("invalid_scope"));
    let fewer = refresh(
        &world,
        &first["refresh_token"],
        &[("scope", "altinn:portal/enduser")],
    )
    .await
    .json();
    assert_eq!(
        (&fewer["scope"], &fewer["id_token"]),
        (&json!("altinn:portal/enduser"), &Value::Null)
    );
    let blind = userinfo(&world, fewer["access_token"].as_str().unwrap()).await;
    assert_eq!(blind.status, StatusCode::FORBIDDEN);
    assert!(
        blind
            .header(header::WWW_AUTHENTICATE)
            .contains("insufficient_scope")
    );
}

#[tokio::test]
async fn nobody_refreshes_with_a_token_that_is_not_theirs() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let token = text(&tokens(&world).await["refresh_token"]);
    let public = redeem(
        &world,
        "x",
        &[("grant_type", "refresh_token"), ("refresh_token", &token)],
    )
    .await;
    assert_eq!(refusal(&public), bad("unauthorized_client"));
    add_client(&world, "other", AuthMethod::ClientSecretPost, |_| ()).await;
    let proof = [("client_id", "other"), ("client_secret", SECRET)];
    let form = [("grant_type", "refresh_token"), ("refresh_token", &token)];
    let other: Form = form
        .iter()
        .chain(&proof)
        .map(|&(name, value)| (name, value.to_owned()))
        .collect();
    assert_eq!(
        refusal(&post(&world, "/token", &other).await),
        bad("invalid_grant")
    );
    assert_eq!(refresh(&world, &json!(token), &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn userinfo_tells_who_the_bearer_is_and_refuses_everyone_elses_tokens() {
    let world = testing::world().await;
    let code = code(&world, "klarsignal-desktop").await;
    let body = redeem(&world, &code, &[]).await.json();
    let token = body["access_token"].as_str().unwrap();
    let told = userinfo(&world, token).await.json();
    assert_eq!(
        (&told["pid"], &told["locale"]),
        (&json!(Person::leader().pid), &json!("nb"))
    );
    for stranger in [world.vendor_token("openid"), text(&body["id_token"])] {
        let answer = userinfo(&world, &stranger).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(
            answer
                .header(header::WWW_AUTHENTICATE)
                .contains(r#"error="invalid_token""#)
        );
    }
    let nobody = send(&world, Request::get("/userinfo"), String::new()).await;
    assert_eq!(
        nobody.header(header::WWW_AUTHENTICATE),
        r#"Bearer realm="ID-porten""#
    );
    world.clock.advance(30 * 60 + 11);
    assert_eq!(userinfo(&world, token).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_is_told_about_while_it_stands() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let body = tokens(&world).await;
    let access = introspect(&world, &body["access_token"]).await;
    assert_eq!(
        (
            &access["active"],
            &access["client_id"],
            &access["scope"],
            &access["token_type"],
            &access["pid"]
        ),
        (
            &json!(true),
            &json!(CONFIDENTIAL),
            &json!("openid altinn:portal/enduser"),
            &json!("Bearer"),
            &json!(Person::leader().pid)
        )
    );
    let refresh = introspect(&world, &body["refresh_token"]).await;
    assert_eq!(
        (&refresh["active"], &refresh["exp"]),
        (&json!(true), &json!(testing::NOW + 600))
    );
    for nothing in [
        json!("rubbish"),
        json!(world.vendor_token("a:b")),
        body["id_token"].clone(),
    ] {
        assert_eq!(introspect(&world, &nothing).await, json!({"active": false}));
    }
    world.clock.advance(131);
    assert_eq!(
        introspect(&world, &body["access_token"]).await,
        json!({"active": false})
    );
}

#[tokio::test]
async fn only_a_client_that_proves_itself_may_ask_about_a_token() {
    let world = testing::world().await;
    for form in [
        vec![("token", "x".to_owned())],
        vec![
            ("token", "x".to_owned()),
            ("client_id", "klarsignal-desktop".to_owned()),
        ],
    ] {
        let answer = post(&world, "/token/introspect", &form).await;
        assert_eq!(
            refusal(&answer),
            (StatusCode::UNAUTHORIZED, "invalid_client".to_owned())
        );
    }
    add_client(&world, CONFIDENTIAL, AuthMethod::ClientSecretBasic, |_| ()).await;
    assert_eq!(
        refusal(&as_confidential(&world, "/token/introspect", &[]).await),
        bad("invalid_request")
    );
}

#[tokio::test]
async fn a_token_that_is_taken_back_stands_no_more() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let body = tokens(&world).await;
    let revoke =
        async |token: &Value| as_confidential(&world, "/token/revoke", &[("token", text(token))]).await;

    assert_eq!(revoke(&body["access_token"]).await.status, StatusCode::OK);
    assert_eq!(
        introspect(&world, &body["access_token"]).await,
        json!({"active": false})
    );
    let again = refresh(&world, &body["refresh_token"], &[]).await.json();
    assert_eq!(revoke(&again["refresh_token"]).await.status, StatusCode::OK);
    assert_eq!(
        introspect(&world, &again["access_token"]).await,
        json!({"active": false})
    );
    assert_eq!(
        refusal(&refresh(&world, &again["refresh_token"], &[]).await),
        bad("invalid_grant")
    );
    assert_eq!(revoke(&json!("rubbish")).await.status, StatusCode::OK);
    assert_eq!(
        refusal(&as_confidential(&world, "/token/revoke", &[]).await),
        bad("invalid_request")
    );
}

#[tokio::test]
async fn nobody_takes_back_what_another_was_given() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let body = tokens(&world).await;
    for (token, expected) in [
        ("access_token", StatusCode::BAD_REQUEST),
        ("refresh_token", StatusCode::OK),
    ] {
        let form = [
            ("client_id", "klarsignal-desktop".to_owned()),
            ("token", text(&body[token])),
        ];
        assert_eq!(
            post(&world, "/token/revoke", &form).await.status,
            expected,
            "{token}"
        );
        assert_eq!(introspect(&world, &body[token]).await["active"], true, "{token}");
    }
    let form = [
        ("client_id", "nobody".to_owned()),
        ("token", text(&body["access_token"])),
    ];
    assert_eq!(
        refusal(&post(&world, "/token/revoke", &form).await),
        (StatusCode::UNAUTHORIZED, "invalid_client".to_owned())
    );
}

#[tokio::test]
async fn a_token_for_a_resource_says_so() {
    let world = testing::world().await;
    let call = with(&[
        ("resource", "https://api.example/"),
        ("login_hint", Person::leader().pid),
    ]);
    let code = text(&sent_back_to(&Browser::new(&world).authorize(&call).await)["code"]);
    let body = redeem(&world, &code, &[]).await.json();
    assert_eq!(
        claims(&world, &body["access_token"])["aud"],
        "https://api.example/"
    );
}

async fn tokens(world: &TestWorld) -> Value {
    as_confidential(world, "/token", &code_form(&code(world, CONFIDENTIAL).await))
        .await
        .json()
}

pub(super) async fn refresh(world: &TestWorld, token: &Value, more: &[(&'static str, &str)]) -> Answer {
    let mut form: Form = vec![
        ("grant_type", "refresh_token".to_owned()),
        ("refresh_token", text(token)),
    ];
    form.extend(more.iter().map(|&(name, value)| (name, value.to_owned())));
    as_confidential(world, "/token", &form).await
}

async fn introspect(world: &TestWorld, token: &Value) -> Value {
    as_confidential(world, "/token/introspect", &[("token", text(token))])
        .await
        .json()
}
