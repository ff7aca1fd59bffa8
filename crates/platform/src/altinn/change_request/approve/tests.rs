use axum::http::StatusCode;
use contract::{path, scope};
use serde_json::{Value, json};

use crate::altinn::change_request::testing::{
    OTHER_RESOURCE, add_package, given, given_user, package, right,
};
use crate::altinn::testing::{self, Altinn, PACKAGE, PARTY, RESOURCE, SYSTEM, assert_refused, id_of};
use crate::testing::Answer;

#[tokio::test]
async fn a_leader_says_yes_and_the_system_user_holds_something_else() {
    let (altinn, user, id) = given().await;

    let answer = approve(&altinn, &id).await;

    assert_eq!((answer.status, answer.text()), (StatusCode::OK, "true"));
    assert_eq!(
        held(&altinn, &user).await,
        (json!([right(OTHER_RESOURCE)]), json!([package("skattegrunnlag")]))
    );
    assert_eq!(status(&altinn, &id).await, "Accepted");
    assert_refused(&approve(&altinn, &id).await, 409, "AUTH-00013");
}

#[tokio::test]
async fn what_is_held_is_given_again_and_what_is_not_held_is_not_missed() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let before = held(&altinn, &user).await;
    let body = json!({
        "requiredRights": [right(RESOURCE)],
        "unwantedRights": [right("nowhere")],
        "requiredAccessPackages": [package(PACKAGE)],
        "unwantedAccessPackages": [package("jordbruk"), package("nowhere")],
    });
    let id = id_of(&altinn.ask_for_change(&user, body).await);
    assert_eq!(approve(&altinn, &id).await.status, StatusCode::OK);
    assert_eq!(held(&altinn, &user).await, before);
}

#[tokio::test]
async fn every_pair_of_an_unwanted_right_is_taken() {
    let (altinn, user, id) = given().await;
    approve(&altinn, &id).await;
    let give_back = json!({"requiredRights": [right(RESOURCE)]});
    let id = id_of(&altinn.ask_for_change(&user, give_back).await);
    approve(&altinn, &id).await;
    let pairs = [
        right(RESOURCE)["resource"][0].clone(),
        right(OTHER_RESOURCE)["resource"][0].clone(),
    ];
    let body = json!({"unwantedRights": [{"resource": pairs}]});
    let id = id_of(&altinn.ask_for_change(&user, body).await);
    approve(&altinn, &id).await;
    assert_eq!(held(&altinn, &user).await.0, json!([]));
}

#[tokio::test]
async fn of_two_who_approve_at_once_exactly_one_wins() {
    let (altinn, _, id) = given().await;
    let (one, other) = tokio::join!(approve(&altinn, &id), approve(&altinn, &id));
    let (won, lost) = if one.status == StatusCode::OK {
        (one, other)
    } else {
        (other, one)
    };
    assert_eq!(won.text(), "true");
    assert_refused(&lost, 409, "AUTH-00013");
}

#[tokio::test]
async fn who_cannot_hand_it_on_changes_nothing() {
    let (altinn, user, id) = given().await;
    let before = held(&altinn, &user).await;
    let siv = altinn.person_token(&testing::access_manager(), "altinn:any");
    let post = |id: &str| {
        let address = path::fill(path::APPROVE_CHANGE_REQUEST, &[PARTY, id]);
        let (altinn, siv) = (&altinn, &siv);
        async move { altinn.post(&address, siv, Value::Null).await }
    };

    let refused = post(&id).await;
    let packages = id_of(&altinn.ask_for_change(&user, add_package("jordbruk")).await);
    let lacks_package = post(&packages).await;

    assert_refused(&refused, 400, "AUTH-00001");
    let reasons: Value = serde_json::from_str(refused.json()["delegationReasons"].as_str().unwrap()).unwrap();
    assert_eq!(reasons[0]["id"], OTHER_RESOURCE);
    assert_refused(&lacks_package, 400, "AUTH-00053");
    assert_eq!(held(&altinn, &user).await, before);
    assert_eq!(status(&altinn, &id).await, "New");
}

#[tokio::test]
async fn a_package_that_is_held_is_not_asked_for_again() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let id = id_of(&altinn.ask_for_change(&user, add_package(PACKAGE)).await);
    let siv = altinn.person_token(&testing::access_manager(), "altinn:any");
    let address = path::fill(path::APPROVE_CHANGE_REQUEST, &[PARTY, &id]);
    assert_eq!(
        altinn.post(&address, &siv, Value::Null).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn what_the_system_no_longer_asks_for_cannot_be_given() {
    let altinn = testing::altinn().await;
    let user = given_user(&altinn).await;
    let rights = id_of(
        &altinn
            .ask_for_change(&user, json!({"requiredRights": [right(OTHER_RESOURCE)]}))
            .await,
    );
    let packages = id_of(&altinn.ask_for_change(&user, add_package("jordbruk")).await);
    let write = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    for pattern in [path::VENDOR_SYSTEM_RIGHTS, path::VENDOR_SYSTEM_PACKAGES] {
        let address = path::fill(pattern, &[SYSTEM]);
        assert_eq!(
            altinn.put(&address, &write, json!([])).await.status,
            StatusCode::OK
        );
    }
    assert_refused(&approve(&altinn, &rights).await, 400, "AUTH-00001");
    assert_refused(&approve(&altinn, &packages).await, 400, "AUTH-00052");
}

#[tokio::test]
async fn a_deleted_system_user_cannot_be_changed_and_one_of_a_deleted_system_can() {
    let (altinn, user, id) = given().await;
    let other = id_of(&altinn.ask_for_change(&user, add_package("jordbruk")).await);
    altinn
        .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
        .await;
    assert_eq!(approve(&altinn, &other).await.status, StatusCode::OK);
    altinn.delete_system_user(&user).await;
    assert_refused(&approve(&altinn, &id).await, 404, "AUTH-00015");
}

#[tokio::test]
async fn a_right_that_the_registry_bars_is_refused_by_the_common_code() {
    let altinn = testing::altinn().await;
    let mut system = testing::system();
    let barred = right("ske-kontrollvarsel");
    system["rights"] = json!([right(RESOURCE), barred]);
    altinn.given_system(system).await;
    let user = altinn.given_system_user().await;
    let id = id_of(
        &altinn
            .ask_for_change(&user, json!({"requiredRights": [barred]}))
            .await,
    );
    assert_refused(&approve(&altinn, &id).await, 400, "AUTH-00001");
}

async fn approve(altinn: &Altinn, id: &str) -> Answer {
    altinn.as_leader(path::APPROVE_CHANGE_REQUEST, &[PARTY, id]).await
}

/// The rights and packages that a system user holds today.
async fn held(altinn: &Altinn, user: &str) -> (Value, Value) {
    let address = path::fill(path::SYSTEM_USER_DELEGATIONS, &[PARTY, user]);
    let held = altinn.get(&address, &altinn.leader()).await.json();
    (held["rights"].clone(), held["accessPackages"].clone())
}

async fn status(altinn: &Altinn, id: &str) -> Value {
    let own = path::fill(path::VENDOR_CHANGE_REQUEST, &[id]);
    let read = altinn.vendor_token(scope::REQUEST_READ);
    altinn.get(&own, &read).await.json()["status"].clone()
}
