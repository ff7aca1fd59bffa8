//! Keys: always the whole set, five at the most, for a year.

use contract::token::oauth::JWT_BEARER;

use super::*;

const YEAR: i64 = 365 * 24 * 60 * 60;

#[tokio::test]
async fn keys_are_replaced_and_each_lives_for_a_year_from_its_upload() {
    let world = testing::world().await;
    let path = keys_of(&world).await;
    let empty = call(&world, Method::GET, &path, None).await.json();
    assert_eq!(empty, json!({"keys": []}));

    let first = call(
        &world,
        Method::POST,
        &path,
        Some(json!({"keys": [key("a"), key("b")]})),
    )
    .await;

    let expected = |names: &[&str], uploaded: i64| -> Vec<Value> {
        let exp = json!(testing::NOW + uploaded + YEAR);
        names
            .iter()
            .map(|name| with(&key(name), "exp", exp.clone()))
            .collect()
    };
    assert_eq!(first.status, StatusCode::OK, "{}", first.text());
    assert_eq!(
        first.json(),
        json!({
            "keys": expected(&["a", "b"], 0),
            "created": "2026-05-28T20:26:40Z", "last_updated": "2026-05-28T20:26:40Z",
        })
    );
    world.clock.advance(60);
    call(
        &world,
        Method::PUT,
        &path,
        Some(json!({"keys": [key("b"), key("c")]})),
    )
    .await;
    assert_eq!(
        call(&world, Method::GET, &path, None).await.json(),
        json!({
            "keys": expected(&["b", "c"], 60),
            "created": "2026-05-28T20:26:40Z", "last_updated": "2026-05-28T20:27:40Z",
        })
    );
    let gone = call(&world, Method::DELETE, &path, None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(call(&world, Method::GET, &path, None).await.json(), empty);
}

#[tokio::test]
async fn a_set_with_a_fault_changes_nothing() {
    let world = testing::world().await;
    let path = keys_of(&world).await;
    call(&world, Method::POST, &path, Some(json!({"keys": [key("good")]}))).await;
    let others = keys_of(&world).await;
    call(
        &world,
        Method::POST,
        &others,
        Some(json!({"keys": [key("taken")]})),
    )
    .await;
    let before = call(&world, Method::GET, &path, None).await.json();
    let six: Vec<_> = (0..6).map(|n| key(&n.to_string())).collect();
    for (keys, says) in [
        (json!(six), "at most 5"),
        (json!([key("a b")]), "kid"),
        (json!([key("a"), key("a")]), "twice"),
        (json!([with(&key("a"), "kty", json!("EC"))]), "kty"),
        (json!([with(&key("a"), "n", json!("!"))]), "n and e"),
        (json!([with(&key("a"), "n", json!("AQAB"))]), "2048"),
        (json!([key("good"), key("taken")]), "taken"),
        (json!([{"kty": "RSA"}]), "$.keys[0]"),
        (json!("x"), "$.keys"),
    ] {
        let answer = call(&world, Method::POST, &path, Some(json!({"keys": keys}))).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{says}");
        let description = answer.json()["error_description"].as_str().unwrap().to_owned();
        assert!(description.contains(says), "{description}");
        assert_eq!(call(&world, Method::GET, &path, None).await.json(), before);
    }
}

#[tokio::test]
async fn a_key_gives_tokens_for_a_year_and_again_when_it_is_posted_again() {
    let world = testing::world().await;
    let path = keys_of(&world).await;
    let id = path.split('/').nth(2).unwrap();
    let keys = json!({"keys": [testing::stranger().jwk()]});
    call(&world, Method::POST, &path, Some(keys.clone())).await;
    assert_eq!(token(&world, id).await.status, StatusCode::OK);

    world.clock.advance(YEAR);
    let expired = token(&world, id).await.json();
    assert_eq!(expired["error_uri"], "http://maskinporten.test/errors/MP-121");

    call(&world, Method::POST, &path, Some(keys)).await;
    assert_eq!(token(&world, id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_name_of_a_key_is_free_again_when_its_client_is_taken_out_of_use() {
    let world = testing::world().await;
    let (first, second) = (keys_of(&world).await, keys_of(&world).await);
    let keys = json!({"keys": [key("a")]});
    call(&world, Method::POST, &first, Some(keys.clone())).await;
    call(&world, Method::DELETE, first.strip_suffix("/jwks").unwrap(), None).await;
    let answer = call(&world, Method::POST, &second, Some(keys)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

/// A client of SmartCloud's without keys, and where they will be.
async fn keys_of(world: &TestWorld) -> String {
    format!("/clients/{}/jwks", made(world, machine()).await)
}

fn key(name: &str) -> Value {
    with(&json!(testing::stranger().jwk()), "kid", json!(name))
}

async fn token(world: &TestWorld, client: &str) -> Answer {
    let now = world.clock.now().as_second();
    let grant = testing::stranger()
        .sign(&json!({
            "aud": world.issuers.maskinporten, "iss": client, "iat": now, "exp": now + 60,
            "scope": "altinn:authentication/systemuser.request.write", "jti": world.chance.token(16),
        }))
        .unwrap();
    let call = Request::post("/token")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("grant_type={JWT_BEARER}&assertion={grant}")))
        .unwrap();
    testing::answer(finish(crate::maskinporten::router(), world), call).await
}
