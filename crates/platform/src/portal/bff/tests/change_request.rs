//! The rows of change requests.

use axum::http::StatusCode;
use contract::{path as altinn_path, portal::path};
use serde_json::json;

use super::{CUSTOMER_UUID, assert_refused, get, portal, post};
use crate::altinn::testing::{self, Altinn, PARTY, SYSTEM};

#[tokio::test]
async fn a_change_request_is_read_by_name_and_approved_once() {
    let (altinn, user, id) = given().await;

    let told = get(&altinn, path::CHANGE_REQUEST, &[&id]).await.json();

    assert_eq!(
        (&told["status"], &told["partyId"], &told["partyUuid"]),
        (&json!("New"), &json!(PARTY), &json!(CUSTOMER_UUID))
    );
    assert_eq!(told["system"]["systemId"], SYSTEM);
    assert_eq!(
        told["unwantedAccessPackages"][0]["urn"],
        "urn:altinn:accesspackage:lonn"
    );
    assert_eq!(
        (&told["requiredRights"], &told["requiredAccessPackages"]),
        (&json!([]), &json!([]))
    );
    let approved = post(&altinn, path::APPROVE_CHANGE_REQUEST, &[PARTY, &id]).await;
    assert_eq!((approved.status, approved.json()), (StatusCode::OK, json!(true)));
    assert_eq!(
        get(&altinn, path::CHANGE_REQUEST, &[&id]).await.json()["status"],
        "Accepted"
    );
    let held = altinn.read_system_user(&user).await.json();
    assert_eq!(held["accessPackages"], json!([]));
    let again = post(&altinn, path::APPROVE_CHANGE_REQUEST, &[PARTY, &id]).await;
    assert_refused(&again, 400, "AMUI-00005");
}

#[tokio::test]
async fn a_change_request_is_rejected_and_an_unknown_one_is_not_found() {
    let (altinn, user, id) = given().await;
    let rejected = post(&altinn, path::REJECT_CHANGE_REQUEST, &[PARTY, &id]).await;
    assert_eq!((rejected.status, rejected.json()), (StatusCode::OK, json!(true)));
    assert_eq!(
        get(&altinn, path::CHANGE_REQUEST, &[&id]).await.json()["status"],
        "Rejected"
    );
    let held = altinn.read_system_user(&user).await.json();
    assert_eq!(held["accessPackages"], testing::system()["accessPackages"]);
    let nobody = "00000000-0000-4000-8000-000000000000";
    let unknown = get(&altinn, path::CHANGE_REQUEST, &[nobody]).await;
    assert_refused(&unknown, 404, "AMUI-00010");
    // There is nobody to pass it on to: no such row.
    let escalate =
        altinn_path::fill(path::APPROVE_CHANGE_REQUEST, &[PARTY, &id]).replace("approve", "escalate");
    let none = super::call(
        &altinn,
        &altinn.leader(),
        axum::http::Method::POST,
        &escalate,
        json!(null),
    )
    .await;
    assert_eq!((none.status, none.text()), (StatusCode::NOT_FOUND, ""));
}

/// A system user and a change of it that waits; the ids of both.
async fn given() -> (Altinn, String, String) {
    let altinn = portal().await;
    let user = altinn.given_system_user().await;
    let id = altinn.given_change_request(&user).await;
    (altinn, user, id)
}
