use axum::http::StatusCode;
use contract::{path, scope};
use serde_json::{Value, json};

use crate::altinn::testing::{
    self, Altinn, BARS, PACKAGE, PARTY, Person, RESOURCE, SYSTEM, assert_refused, id_of, request, system,
};
use crate::testing::Answer;

#[tokio::test]
async fn a_leader_says_yes_and_the_system_user_holds_what_was_asked_for() {
    let altinn = testing::altinn().await;
    let id = altinn.given_request().await;

    let answer = altinn.approve(&id).await;

    assert_eq!((answer.status, answer.text()), (StatusCode::OK, "true"));
    assert_eq!(altinn.read_request(&id).await["status"], "Accepted");
    let user = altinn.read_system_user(&id).await.json();
    assert_eq!(
        (&user["id"], &user["integrationTitle"]),
        (&json!(id), &json!("SmartRegnskap"))
    );
    assert_eq!(
        user["rights"],
        json!([{"resource": [{"id": "urn:altinn:resource", "value": RESOURCE}]}])
    );
    assert_eq!(
        user["accessPackages"],
        json!([{"urn": format!("urn:altinn:accesspackage:{PACKAGE}")}])
    );
}

#[tokio::test]
async fn an_answered_request_cannot_be_approved() {
    let altinn = testing::altinn().await;
    let id = altinn.given_request().await;
    altinn.approve(&id).await;
    assert_refused(&altinn.approve(&id).await, 409, "AUTH-00013");

    let other = altinn.given_request_called("rejected").await;
    altinn.reject(&other).await;
    assert_refused(&altinn.approve(&other).await, 409, "AUTH-00013");
}

#[tokio::test]
async fn of_two_who_approve_at_once_exactly_one_wins() {
    let altinn = testing::altinn().await;
    let id = altinn.given_request().await;

    let (one, other) = tokio::join!(altinn.approve(&id), altinn.approve(&id));

    let (won, lost) = if one.status == StatusCode::OK {
        (one, other)
    } else {
        (other, one)
    };
    assert_eq!(won.text(), "true");
    assert_refused(&lost, 409, "AUTH-00013");
}

#[tokio::test]
async fn an_unknown_request_and_one_of_another_organisation_are_refused() {
    let altinn = testing::altinn().await;
    let id = altinn.given_request().await;
    assert_refused(
        &altinn.approve(&uuid::Uuid::nil().to_string()).await,
        404,
        "AUTH-00010",
    );
    let elsewhere = altinn.party_of(&Person::outsider()).to_string();
    let token = altinn.person_token(&Person::outsider(), scope::PORTAL);
    assert_refused(
        &approve(&altinn, &elsewhere, &id, &token).await,
        403,
        "AUTH-00041",
    );
    assert_eq!(altinn.read_request(&id).await["status"], "New");
}

#[tokio::test]
async fn only_an_access_manager_in_the_portal_may_approve() {
    let altinn = testing::altinn().await;
    let id = altinn.given_request().await;
    for token in [
        altinn.person_token(&Person::employee(), scope::PORTAL),
        altinn.person_token(&Person::outsider(), scope::PORTAL),
        altinn.person_token(&Person::leader(), "altinn:other"),
        altinn.vendor_token(scope::REQUEST_WRITE),
    ] {
        let answer = approve(&altinn, PARTY, &id, &token).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
    }
    assert_eq!(
        approve(&altinn, PARTY, &id, "no.token").await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(altinn.read_request(&id).await["status"], "New");
}

#[tokio::test]
async fn a_party_that_is_no_number_and_an_id_that_is_none_are_named() {
    let altinn = testing::altinn().await;
    let leader = altinn.leader();
    let party = approve(&altinn, "x", "y", &leader).await;
    assert_eq!(
        party.json()["errors"],
        json!({"party": ["The value 'x' is not valid."]})
    );
    let id = approve(&altinn, PARTY, "y", &leader).await;
    assert_eq!(
        id.json()["errors"],
        json!({"requestId": ["The value 'y' is not valid."]})
    );
}

#[tokio::test]
async fn what_the_system_no_longer_asks_for_cannot_be_approved() {
    let altinn = testing::altinn().await;
    let id = altinn.given_request().await;
    let write = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let put = |pattern, body: Value| {
        let (altinn, write) = (&altinn, &write);
        async move { altinn.put(&path::fill(pattern, &[SYSTEM]), write, body).await }
    };

    put(path::VENDOR_SYSTEM_RIGHTS, json!([])).await;
    assert_refused(&altinn.approve(&id).await, 400, "AUTH-00001");
    put(path::VENDOR_SYSTEM_RIGHTS, system()["rights"].clone()).await;
    put(path::VENDOR_SYSTEM_PACKAGES, json!([])).await;
    assert_refused(&altinn.approve(&id).await, 400, "AUTH-00063");
    put(path::VENDOR_SYSTEM_PACKAGES, system()["accessPackages"].clone()).await;
    assert_eq!(altinn.approve(&id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_request_of_a_deleted_system_can_still_be_approved() {
    let altinn = testing::altinn().await;
    let id = altinn.given_request().await;
    altinn
        .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
        .await;
    assert_eq!(altinn.approve(&id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_existing_system_user_with_the_same_references_blocks() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let mut body = request();
    body["externalRef"] = json!("310702641");
    let id = altinn.ask(body).await.json()["id"].as_str().unwrap().to_owned();
    altinn.create_system_user().await;
    assert_refused(&altinn.approve(&id).await, 400, "AUTH-00004");
}

#[tokio::test]
async fn each_bar_on_a_resource_has_its_code_and_nothing_is_left_behind() {
    for (resource, code) in [
        ("ske-kontrollvarsel", "AUTH-00070"),
        ("ske-formuesregister-pilot", "AUTH-00069"),
    ] {
        let altinn = testing::altinn().await;
        let id = altinn.given_request_for(resource).await;

        let answer = altinn.approve(&id).await;

        assert_refused(&answer, 403, code);
        let reasons: Value =
            serde_json::from_str(answer.json()["delegationReasons"].as_str().unwrap()).unwrap();
        assert_eq!(
            (&reasons[0]["type"], &reasons[0]["id"]),
            (&json!("resource"), &json!(resource))
        );
        assert_eq!(altinn.read_request(&id).await["status"], "New");
        assert_eq!(altinn.read_system_user(&id).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_access_manager_who_cannot_hand_it_on_is_told_by_the_first_reason() {
    for (happening, code) in BARS {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        altinn.happened(happening).await;
        let siv = altinn.person_token(&testing::access_manager(), scope::PORTAL);
        assert_refused(&approve(&altinn, PARTY, &id, &siv).await, 403, code);
    }
}

#[tokio::test]
async fn some_of_what_the_system_asks_for_is_enough_an_app_too() {
    let altinn = testing::altinn().await;
    let app = json!({"resource": [{"id": "urn:altinn:resource", "value": "app_skd_arsoppgjor"}]});
    let mut wide = system();
    wide["rights"].as_array_mut().unwrap().push(app.clone());
    altinn.given_system(wide).await;
    let mut body = request();
    (body["rights"], body["accessPackages"]) = (json!([app]), json!([]));
    let id = id_of(&altinn.ask(body).await);
    assert_eq!(altinn.approve(&id).await.status, StatusCode::OK);
    let user = altinn.read_system_user(&id).await.json();
    assert_eq!(user["rights"], json!([app]));
}

#[tokio::test]
async fn an_access_manager_who_lacks_a_package_cannot_hand_it_on() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let mut body = request();
    body["rights"] = json!([]);
    let id = altinn.ask(body).await.json()["id"].as_str().unwrap().to_owned();
    let siv = altinn.person_token(&testing::access_manager(), scope::PORTAL);
    assert_refused(&approve(&altinn, PARTY, &id, &siv).await, 400, "AUTH-00053");
    assert_eq!(altinn.read_request(&id).await["status"], "New");
}

async fn approve(altinn: &Altinn, party: &str, id: &str, token: &str) -> Answer {
    altinn
        .post(
            &path::fill(path::APPROVE_REQUEST, &[party, id]),
            token,
            Value::Null,
        )
        .await
}
