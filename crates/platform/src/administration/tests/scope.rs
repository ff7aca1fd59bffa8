//! Scopes: made, changed and taken out of use by those who own their prefix.

use super::*;

#[tokio::test]
async fn an_owner_makes_changes_and_ends_a_scope() {
    let world = testing::world().await;
    let made = owner(&world, Method::POST, "/scopes", Some(scope())).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let body = made.json();
    assert_eq!(
        body,
        json!({
            "prefix": "skatteetaten", "subscope": "oppslag/nytt", "name": "skatteetaten:oppslag/nytt",
            "description": "Nytt oppslag", "description#en": "A new look-up",
            "active": true, "created": "2026-05-28T20:26:40Z", "last_updated": "2026-05-28T20:26:40Z",
            "allowed_integration_types": ["maskinporten"], "owner_orgno": OWNER,
            "token_type": "SELF_CONTAINED", "visibility": "PUBLIC",
            "requires_user_consent": false, "requires_user_authentication": false,
            "requires_pseudonymous_tokens": false, "delegation_source": "https://tt02.altinn.no/",
            "at_max_age": 600, "authorization_max_lifetime": 0, "accessible_for_all": false,
            "protected": false, "supports_european_businesses": false,
        })
    );
    let path = "/scopes?scope=skatteetaten:oppslag/nytt";
    let changed = with(&body, "visibility", json!("PRIVATE"));
    let answer = owner(&world, Method::PUT, path, Some(changed.clone())).await;
    assert_eq!(answer.json(), changed);
    assert_eq!(
        owner(&world, Method::GET, path, None).await.json(),
        json!([changed])
    );

    let ended = owner(&world, Method::DELETE, path, None).await;

    assert_eq!(ended.json()["active"], false);
    assert!(!names(&owner(&world, Method::GET, "/scopes", None).await).contains(&NAME.to_owned()));
    let all = owner(&world, Method::GET, "/scopes?inactive=true", None).await;
    assert!(names(&all).contains(&NAME.to_owned()));
    assert!(
        !all.json()
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["owner_orgno"] != OWNER)
    );
}

#[tokio::test]
async fn what_everybody_may_ask_for_is_for_everybody_to_see() {
    let world = testing::world().await;
    let hidden = with(&scope(), "visibility", json!("INTERNAL"));
    owner(&world, Method::POST, "/scopes", Some(hidden)).await;
    let call = Request::get("/api/v1/scopes/all").body(Body::empty()).unwrap();
    let answer = testing::answer(finish(super::super::router(), &world), call).await;
    let names = names(&answer);
    assert!(names.contains(&"altinn:authentication/systemregister.write".to_owned()));
    assert!(!names.contains(&NAME.to_owned()));
}

#[tokio::test]
async fn a_scope_is_made_once_and_under_ones_own_prefix() {
    let world = testing::world().await;
    let answer = call(&world, Method::POST, "/scopes", Some(scope())).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    owner(&world, Method::POST, "/scopes", Some(scope())).await;
    let again = owner(&world, Method::POST, "/scopes", Some(scope())).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    let fresh = with(&scope(), "prefix", json!("fjellheim"));
    let first = call_as(&world, OTHER, Method::POST, "/scopes", Some(fresh.clone())).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let other = with(&fresh, "subscope", json!("annet"));
    let taken = call(&world, Method::POST, "/scopes", Some(other)).await;
    assert_eq!(taken.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn anothers_scope_is_not_mine_and_a_hidden_one_is_not_there() {
    let world = testing::world().await;
    let hidden = with(&scope(), "visibility", json!("PRIVATE"));
    owner(&world, Method::POST, "/scopes", Some(hidden)).await;
    for (name, status) in [
        ("skatteetaten:amelding", StatusCode::FORBIDDEN),
        (NAME, StatusCode::NOT_FOUND),
        ("nobody:has", StatusCode::NOT_FOUND),
    ] {
        let (prefix, subscope) = name.split_once(':').unwrap();
        let body = with(
            &with(&scope(), "prefix", json!(prefix)),
            "subscope",
            json!(subscope),
        );
        for (method, path, body) in [
            (Method::GET, format!("/scopes?scope={name}"), None),
            (Method::PUT, format!("/scopes?scope={name}"), Some(body)),
            (Method::DELETE, format!("/scopes?scope={name}"), None),
            (Method::GET, format!("/scopes/access?scope={name}"), None),
            (Method::PUT, format!("/scopes/access/{OTHER}?scope={name}"), None),
            (
                Method::DELETE,
                format!("/scopes/access/{OTHER}?scope={name}"),
                None,
            ),
        ] {
            let answer = call(&world, method.clone(), &path, body).await;
            assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn each_fault_of_a_scope_is_named() {
    let world = testing::world().await;
    for (field, value, says) in [
        ("prefix", json!("Skatt"), "subscope"),
        ("subscope", json!("a b"), "subscope"),
        ("name", json!("skatteetaten:annet"), "subscope"),
        ("description", json!(""), "description"),
        ("description", json!("x".repeat(2001)), "description"),
        ("delegation_source", json!("altinn"), "delegation_source"),
        ("visibility", json!("SECRET"), "$.visibility"),
        ("at_max_age", json!(-1), "$.at_max_age"),
    ] {
        let answer = owner(
            &world,
            Method::POST,
            "/scopes",
            Some(with(&scope(), field, value)),
        )
        .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field}");
        let description = answer.json()["error_description"].as_str().unwrap().to_owned();
        assert!(description.starts_with(says), "{description}");
    }
    for (method, path) in [
        (Method::PUT, "/scopes"),
        (Method::DELETE, "/scopes"),
        (Method::GET, "/scopes?inactive=perhaps"),
        (Method::PUT, "/scopes?scope=skatteetaten:amelding"),
    ] {
        let answer = owner(&world, method, path, Some(scope())).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

const NAME: &str = "skatteetaten:oppslag/nytt";

fn scope() -> Value {
    json!({
        "prefix": "skatteetaten", "subscope": "oppslag/nytt", "description": "Nytt oppslag",
        "description#en": "A new look-up", "allowed_integration_types": ["maskinporten"],
        "delegation_source": "https://tt02.altinn.no/", "at_max_age": 600,
    })
}

async fn owner(world: &TestWorld, method: Method, path: &str, body: Option<Value>) -> Answer {
    call_as(world, OWNER, method, path, body).await
}

fn names(answer: &Answer) -> Vec<String> {
    let scopes = answer.json();
    let scopes = scopes.as_array().unwrap().iter();
    scopes
        .map(|scope| scope["name"].as_str().unwrap().to_owned())
        .collect()
}
