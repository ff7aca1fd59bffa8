use axum::http::{StatusCode, header};
use contract::{path, scope};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::altinn::change_request::testing::{
    OTHER_RESOURCE, add_package, given, given_user, package, right, swap, wider,
};
use crate::altinn::testing::{self, Altinn, PARTY, Person, SYSTEM, assert_refused, id_of, other_vendor};
use crate::testing::Answer;

#[tokio::test]
async fn a_vendor_asks_for_a_change_and_is_told_where_the_leader_answers() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let id = Uuid::from_u128(7);

    let answer = altinn.ask_for_change_called(id, &user, swap()).await;

    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    assert_eq!(
        answer.header(header::LOCATION),
        format!("http://platform.test/authentication/api/v1/systemuser/changerequest/{id}")
    );
    let confirm = format!(
        "http://portal.test/accessmanagement/ui/systemuser/changerequest?id={id}&DONTCHOOSEREPORTEE=true"
    );
    let mut expected = swap();
    for (member, value) in [
        ("id", json!(id)),
        ("externalRef", json!("rør-1")),
        ("systemId", json!(SYSTEM)),
        ("systemUserId", json!(user)),
        ("partyOrgNo", json!("310702641")),
        ("status", json!("New")),
        ("confirmUrl", json!(confirm)),
        ("created", json!("2026-05-28T20:26:40Z")),
        ("timedOut", json!(false)),
    ] {
        expected[member] = value;
    }
    assert_eq!(answer.json(), expected);
}

#[tokio::test]
async fn the_same_correlation_id_gives_what_stands_whatever_it_carries() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let id = Uuid::from_u128(7);
    let first = altinn.ask_for_change_called(id, &user, swap()).await.json();

    let again = altinn
        .ask_for_change_called(id, &user, json!({"requiredRights": [right("nowhere")]}))
        .await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, first.clone()));

    let other = altinn.ask_for_change(&user, swap()).await;
    assert_eq!(other.status, StatusCode::CREATED);
    assert_ne!(other.json()["confirmUrl"], first["confirmUrl"]);
}

#[tokio::test]
async fn sent_twice_at_once_it_stands_once() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let ask = || altinn.ask_for_change_called(Uuid::from_u128(7), &user, swap());
    let (one, other) = tokio::join!(ask(), ask());
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CREATED]);
    assert_eq!(one.json(), other.json());
}

#[tokio::test]
async fn a_change_of_nothing_needs_no_answer_and_is_not_kept() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let id = Uuid::from_u128(7);
    let body = json!({"redirectUrl": "https://elsewhere.example"});

    let answer = altinn.ask_for_change_called(id, &user, body).await;

    assert_eq!(answer.status, StatusCode::OK);
    let told = answer.json();
    assert_eq!(
        (
            &told["status"],
            &told["confirmUrl"],
            &told["created"],
            &told["timedOut"]
        ),
        (
            &json!("NoChangeNeeded"),
            &json!(""),
            &json!("0001-01-01T00:00:00"),
            &json!(false)
        )
    );
    let read = altinn.vendor_token(scope::REQUEST_READ);
    let own = path::fill(path::VENDOR_CHANGE_REQUEST, &[&id.to_string()]);
    assert_refused(&altinn.get(&own, &read).await, 404, "AUTH-00010");
}

#[tokio::test]
async fn both_ids_must_be_ones_and_not_the_same() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let nil = Uuid::nil();
    let fresh = Uuid::from_u128(7);
    for query in [
        format!("system-user-id={user}"),
        format!("correlation-id={nil}&system-user-id={user}"),
    ] {
        let answer = post(&altinn, &query, &altinn.vendor_token(scope::REQUEST_WRITE)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(
            answer
                .text()
                .starts_with("Missing or invalid QueryParameter: correlation-id."),
            "{}",
            answer.text()
        );
    }
    let same = post(
        &altinn,
        &format!("correlation-id={user}&system-user-id={user}"),
        &altinn.vendor_token(scope::REQUEST_WRITE),
    )
    .await;
    assert_eq!(
        (same.status, same.text()),
        (
            StatusCode::BAD_REQUEST,
            "The correlation-id should not be the same as the system-user-id."
        )
    );
    for (query, key) in [
        (
            format!("correlation-id=x&system-user-id={user}"),
            "correlation-id",
        ),
        (
            format!("correlation-id={fresh}&system-user-id=x"),
            "system-user-id",
        ),
    ] {
        let answer = post(&altinn, &query, &altinn.vendor_token(scope::REQUEST_WRITE)).await;
        assert_eq!(
            answer.json()["errors"],
            json!({key: ["The value 'x' is not valid."]})
        );
    }
    let nobody = post(
        &altinn,
        &format!("correlation-id={fresh}"),
        &altinn.vendor_token(scope::REQUEST_WRITE),
    )
    .await;
    assert_refused(&nobody, 404, "AUTH-00015");
}

#[tokio::test]
async fn only_the_system_s_vendor_may_ask_and_only_for_a_standard_system_user_that_lives() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let query = format!("correlation-id={}&system-user-id={user}", Uuid::from_u128(7));
    let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_WRITE, vec![]);
    let nobody = altinn.person_token(&Person::leader(), scope::REQUEST_WRITE);
    for token in [stranger, nobody] {
        let answer = post(&altinn, &query, &token).await;
        assert_eq!(
            (answer.status, &answer.json()["title"]),
            (StatusCode::UNAUTHORIZED, &json!("Unauthorized"))
        );
    }
    let agent = altinn.given_agent_system_user().await;
    assert_refused(&altinn.ask_for_change(&agent, swap()).await, 404, "AUTH-00015");
    altinn.delete_system_user(&user).await;
    assert_refused(&altinn.ask_for_change(&user, swap()).await, 404, "AUTH-00015");
}

#[tokio::test]
async fn what_stands_in_the_way_has_its_code() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    for (code, body) in [
        (
            "AUTH-00021",
            json!({"requiredRights": [right(OTHER_RESOURCE)], "redirectUrl": "https://elsewhere.example"}),
        ),
        ("AUTH-00001", json!({"requiredRights": [right("ske-a-melding")]})),
        ("AUTH-00063", add_package("sjofart")),
    ] {
        assert_refused(&altinn.ask_for_change(&user, body).await, 400, code);
    }
    let missing = altinn.ask_for_change(&user, add_package("sjofart")).await;
    assert_eq!(
        missing.json()["NotFoundPackages"],
        "urn:altinn:accesspackage:sjofart"
    );
    // What is unwanted may be anything, and the redirect address may carry any query.
    let unwanted = json!({"unwantedRights": [right("nowhere")], "unwantedAccessPackages": [package("nowhere")],
        "redirectUrl": " https://smartcloud.example/done?queryparam=123 "});
    let answer = altinn.ask_for_change(&user, unwanted).await;
    assert_eq!(
        (answer.status, &answer.json()["redirectUrl"]),
        (
            StatusCode::CREATED,
            &json!("https://smartcloud.example/done?queryparam=123")
        )
    );
}

#[tokio::test]
async fn a_package_for_clients_and_a_redirect_without_registered_addresses_are_refused() {
    let altinn = testing::altinn().await;
    let mut hidden = wider();
    hidden["isVisible"] = json!(false);
    hidden["accessPackages"]
        .as_array_mut()
        .unwrap()
        .push(package("regnskapsforer-lonn"));
    hidden["allowedRedirectUrls"] = json!([]);
    altinn.given_system(hidden).await;
    let mut request = testing::request();
    request["redirectUrl"] = Value::Null;
    let user = id_of(&altinn.ask(request).await);
    altinn.approve(&user).await;

    let for_clients = altinn
        .ask_for_change(&user, add_package("regnskapsforer-lonn"))
        .await;
    assert_refused(&for_clients, 400, "AUTH-00064");
    assert_refused(&altinn.ask_for_change(&user, swap()).await, 400, "AUTH-00026");
}

#[tokio::test]
async fn a_null_list_is_named_and_a_missing_one_is_empty() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    for (member, key) in [
        ("requiredRights", "RequiredRights"),
        ("unwantedAccessPackages", "UnwantedAccessPackages"),
    ] {
        let answer = altinn.ask_for_change(&user, json!({member: null})).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.json()["errors"][key].is_array(), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_correlation_id_is_used_once_by_anybody() {
    let (altinn, user, id) = given().await;
    let id: Uuid = id.parse().unwrap();
    let stranger = given_foreign_user(&altinn).await;
    let as_other = |token: String| {
        let query = format!("correlation-id={id}&system-user-id={stranger}");
        let altinn = &altinn;
        async move { post_body(altinn, &query, &token, foreign_change()).await }
    };
    let token = || altinn.maskinporten_token(&foreign_vendor(), scope::REQUEST_WRITE, vec![]);
    assert_refused(&as_other(token()).await, 400, "AUTH-00007");
    altinn
        .as_leader(path::REJECT_CHANGE_REQUEST, &[PARTY, &id.to_string()])
        .await;
    assert_refused(&as_other(token()).await, 409, "AUTH-00061");

    let own = path::fill(path::VENDOR_CHANGE_REQUEST, &[&id.to_string()]);
    altinn
        .delete(&own, &altinn.vendor_token(scope::REQUEST_WRITE))
        .await;
    assert_refused(
        &altinn.ask_for_change_called(id, &user, swap()).await,
        409,
        "AUTH-00061",
    );
}

/// Lønnsom Lønn AS, whose system and waiting request are in the built-in seed.
fn foreign_vendor() -> domain::OrgNumber {
    other_vendor()
}

/// The system user that comes of the request in the built-in seed; its id.
async fn given_foreign_user(altinn: &Altinn) -> String {
    let id = "7eb2a7dd-81b2-5b94-8532-9a1d0d3cb7bb".to_owned();
    let answer = altinn.approve(&id).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    id
}

fn foreign_change() -> Value {
    json!({"unwantedAccessPackages": [package("lonn")]})
}

async fn post(altinn: &Altinn, query: &str, token: &str) -> Answer {
    post_body(altinn, query, token, swap()).await
}

async fn post_body(altinn: &Altinn, query: &str, token: &str, body: Value) -> Answer {
    altinn
        .post(&format!("{}?{query}", path::VENDOR_CHANGE_REQUESTS), token, body)
        .await
}
