//! Beginning with another seed, and with one that makes no world.

use super::*;

#[tokio::test]
async fn another_seed_begins_another_world_and_what_is_no_seed_changes_nothing() {
    let world = Controlled::start().await;

    for (bad, told) in [
        (json!({ "planets": [] }), "planets"),
        (json!({ "requests": [{ "id": "x" }] }), "requests"),
        (
            json!({ "delegations": [{ "from": "310702641", "to": "310702641", "packages": [] }] }),
            "310702641",
        ),
    ] {
        let (status, answer) = world.control(Method::PUT, "/seed", bad).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(answer.as_str().unwrap().contains(told), "{answer}");
    }
    assert_eq!(world.token(&world.grant("one")).await.0, StatusCode::OK);

    let (_, mut seed) = world.control(Method::GET, "/seed", Value::Null).await;
    seed["maskinportenClients"][0]["name"] = "Another name".into();
    let (status, answer) = world.control(Method::PUT, "/seed", seed.clone()).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
    assert_eq!(world.control(Method::GET, "/seed", Value::Null).await.1, seed);
}

#[tokio::test]
async fn a_seed_that_makes_no_world_is_refused_with_the_reason() {
    let world = Controlled::start().await;
    let (_, seed) = world.control(Method::GET, "/seed", Value::Null).await;
    let mut twice = seed.clone();
    twice["organizations"][1]["orgNumber"] = seed["organizations"][0]["orgNumber"].clone();
    let mut keyless = seed.clone();
    keyless["maskinportenClients"][0]["clientId"] = "another".into();
    let mut lacking = seed.clone();
    lacking["agentSystemUsers"][0]["clients"][0] = "313906892".into();
    for (bad, told) in [
        (twice, "organizations[1].orgNumber is"),
        (keyless, &format!("the seed holds no client {}", vendor_client())),
        (lacking, "313906892 has not given 313908909"),
    ] {
        let (status, answer) = world.control(Method::PUT, "/seed", bad).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
        assert!(answer.as_str().unwrap().contains(told), "{answer}");
    }
    let (status, answer) = world.control(Method::POST, "/reset", Value::Null).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
}

#[tokio::test]
async fn a_seed_that_is_no_json_is_told_its_line_and_no_place() {
    let world = Controlled::start().await;
    for (text, told) in [
        (
            "{",
            "The body is no seed: EOF while parsing an object at line 1 column 1.",
        ),
        (
            "{} x",
            "The body is no seed: trailing characters at line 1 column 4.",
        ),
    ] {
        let call = Request::put(world.address("/seed"))
            .body(Body::from(text))
            .unwrap();
        let (status, answer) = world.calls.send(call).await.unwrap();
        assert_eq!((status, &*answer), (StatusCode::BAD_REQUEST, told.as_bytes()));
    }
}

#[tokio::test]
async fn a_key_is_for_a_client_of_the_seed() {
    let world = Controlled::start().await;
    let key = vendor_key().jwk().clone();
    let fault = world.running.enrol("nobody".into(), key).await.unwrap_err();
    assert_eq!(fault.to_string(), "putting the key on client nobody");
    let source = std::error::Error::source(&fault).unwrap();
    assert_eq!(source.to_string(), "the seed holds no client nobody");
}
