//! Authorization codes: good once, for a minute, for the one who asked.

use super::tokens::refresh;
use super::*;

#[tokio::test]
async fn a_code_that_comes_again_takes_back_what_came_of_it() {
    let world = world_with(AuthMethod::ClientSecretBasic, |_| ()).await;
    let code = code(&world, CONFIDENTIAL).await;
    let first = as_confidential(&world, "/token", &code_form(&code)).await.json();
    assert_eq!(
        userinfo(&world, first["access_token"].as_str().unwrap())
            .await
            .status,
        StatusCode::OK
    );

    let again = as_confidential(&world, "/token", &code_form(&code)).await;

    assert_eq!(refusal(&again), bad("invalid_grant"));
    assert_eq!(
        userinfo(&world, first["access_token"].as_str().unwrap())
            .await
            .status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        refusal(&refresh(&world, &first["refresh_token"], &[]).await),
        bad("invalid_grant")
    );
}

#[tokio::test]
async fn of_many_who_redeem_one_code_one_gets_tokens() {
    let world = testing::world().await;
    let code = code(&world, "klarsignal-desktop").await;
    let (one, two, three) = tokio::join!(
        redeem(&world, &code, &[]),
        redeem(&world, &code, &[]),
        redeem(&world, &code, &[])
    );
    let given = [one, two, three]
        .iter()
        .filter(|answer| answer.status == StatusCode::OK)
        .count();
    assert_eq!(given, 1);
}

#[tokio::test]
async fn a_code_lives_a_minute() {
    let world = testing::world().await;
    let code = code(&world, "klarsignal-desktop").await;
    world.clock.advance(60);
    assert_eq!(refusal(&redeem(&world, &code, &[]).await), bad("invalid_grant"));
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
        let code = code(&world, "klarsignal-desktop").await;
        assert_eq!(
            refusal(&redeem(&world, &code, &[wrong]).await),
            bad("invalid_grant")
        );
        assert_eq!(refusal(&redeem(&world, &code, &[]).await), bad("invalid_grant"));
    }
}

#[tokio::test]
async fn another_client_cannot_redeem_or_spoil_a_code() {
    let world = testing::world().await;
    add_client(&world, "other-app", AuthMethod::None, |_| ()).await;
    let code = code(&world, "klarsignal-desktop").await;
    let stolen = redeem(&world, &code, &[("client_id", "other-app")]).await;
    assert_eq!(refusal(&stolen), bad("invalid_grant"));
    assert_eq!(redeem(&world, &code, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_unknown_client_or_grant_type_and_a_missing_member_are_told_so() {
    let world = testing::world().await;
    let unknown = (StatusCode::UNAUTHORIZED, "invalid_client".to_owned());
    for (change, expected) in [
        (("client_id", "nobody"), unknown.clone()),
        (("client_id", "36066b41-87d9-5c8b-a61d-5f2e06a70e7c"), unknown),
        (("grant_type", "password"), bad("unsupported_grant_type")),
        (("grant_type", ""), bad("invalid_request")),
        (("grant_type", "refresh_token"), bad("invalid_request")),
        (("code", ""), bad("invalid_request")),
        (("code", "guessed"), bad("invalid_grant")),
        (("code_verifier", ""), bad("invalid_request")),
    ] {
        assert_eq!(
            refusal(&redeem(&world, "x", &[change]).await),
            expected,
            "{change:?}"
        );
    }
    let call = Request::post("/token")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{}"));
    let unread = testing::answer(finish(super::super::router(), &world), call.unwrap()).await;
    assert_eq!(refusal(&unread), bad("invalid_request"));
}
