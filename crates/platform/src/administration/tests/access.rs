//! Access to scopes: asked for, granted, denied, and seen by those it concerns.

use super::*;

const NAME: &str = "skatteetaten:amelding";

#[tokio::test]
async fn access_is_asked_for_granted_and_taken_away() {
    let world = testing::world().await;
    let ask = format!("/scopes/access?scope={NAME}");
    let decide = format!("/scopes/access/991825827?scope={NAME}");

    let asked = call(&world, Method::POST, &ask, None).await;

    let element = |state: &str, updated: &str| {
        json!({
            "scope": NAME, "state": state, "prefix": "skatteetaten", "created": "2026-05-28T20:26:40Z",
            "last_updated": updated, "consumer_orgno": "991825827", "owner_orgno": OWNER,
        })
    };
    assert_eq!(asked.json(), element("REQUESTED", "2026-05-28T20:26:40Z"));
    world.clock.advance(60);
    let again = call(&world, Method::POST, &ask, None).await;
    assert_eq!(again.json(), asked.json());
    let waiting = call_as(&world, OWNER, Method::GET, &ask, None).await.json();
    assert!(waiting.as_array().unwrap().contains(&asked.json()));

    let granted = call_as(&world, OWNER, Method::PUT, &decide, None).await;

    assert_eq!(granted.json(), element("APPROVED", "2026-05-28T20:27:40Z"));
    let asked_again = call(&world, Method::POST, &ask, None).await;
    assert_eq!(asked_again.json(), granted.json());
    let mine = call(&world, Method::GET, "/scopes/access/all", None).await.json();
    assert!(mine.as_array().unwrap().contains(&granted.json()));

    let denied = call_as(&world, OWNER, Method::DELETE, &decide, None).await;

    assert_eq!(denied.json()["state"], "DENIED");
    assert_eq!(
        call(&world, Method::POST, &ask, None).await.json()["state"],
        "REQUESTED"
    );
}

#[tokio::test]
async fn what_everybody_may_use_is_listed_when_it_is_asked_for() {
    let world = testing::world().await;
    let body = json!({
        "prefix": "skatteetaten", "subscope": "aapent", "description": "For alle", "accessible_for_all": true,
    });
    call_as(&world, OWNER, Method::POST, "/scopes", Some(body)).await;
    for (path, listed) in [
        ("/scopes/access/all", false),
        ("/scopes/access/all?accessible_for_all=false", false),
        ("/scopes/access/all?accessible_for_all=true", true),
    ] {
        let list = call(&world, Method::GET, path, None).await.json();
        let found = list
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["scope"] == "skatteetaten:aapent");
        assert_eq!(found.is_some(), listed, "{path}");
        assert!(found.is_none_or(|it| it["state"] == "APPROVED" && it["consumer_orgno"] == "991825827"));
    }
}

#[tokio::test]
async fn what_is_hidden_cannot_be_asked_for_and_what_was_not_asked_for_cannot_be_denied() {
    let world = testing::world().await;
    let body = json!({
        "prefix": "skatteetaten", "subscope": "skjult", "description": "Skjult", "visibility": "PRIVATE",
    });
    call_as(&world, OWNER, Method::POST, "/scopes", Some(body)).await;
    for name in ["skatteetaten:skjult", "nobody:has"] {
        let answer = call(
            &world,
            Method::POST,
            &format!("/scopes/access?scope={name}"),
            None,
        )
        .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
    let path = "/scopes/access/314801288?scope=skatteetaten:skjult";
    let answer = call_as(&world, OWNER, Method::DELETE, path, None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    for (path, status) in [
        (
            "/scopes/access/123456789?scope=skatteetaten:skjult",
            StatusCode::BAD_REQUEST,
        ),
        (
            "/scopes/access/nobody?scope=skatteetaten:skjult",
            StatusCode::BAD_REQUEST,
        ),
        ("/scopes/access/314801288", StatusCode::BAD_REQUEST),
    ] {
        let answer = call_as(&world, OWNER, Method::PUT, path, None).await;
        assert_eq!(answer.status, status, "{path}");
    }
}
