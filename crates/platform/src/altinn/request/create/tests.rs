use axum::http::{StatusCode, header};
use contract::{path, scope};
use serde_json::{Value, json};

use crate::altinn::testing::{
    self, Altinn, PACKAGE, Person, RESOURCE, SYSTEM, assert_refused, other_vendor, request, system,
};
use crate::testing::Answer;

#[tokio::test]
async fn a_vendor_asks_and_is_told_where_the_leader_answers() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;

    let answer = altinn.ask(request()).await;

    let id = answer.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(
        answer.header(header::LOCATION),
        format!("http://platform.test/authentication/api/v1/systemuser/request/{id}")
    );
    let confirm =
        format!("http://portal.test/accessmanagement/ui/systemuser/request?id={id}&DONTCHOOSEREPORTEE=true");
    let mut expected = request();
    for (member, value) in [
        ("id", json!(id)),
        ("integrationTitle", json!("SmartRegnskap")),
        ("status", json!("New")),
        ("confirmUrl", json!(confirm)),
        ("escalated", json!(false)),
        ("created", json!("2026-05-28T20:26:40Z")),
        ("timedOut", json!(false)),
    ] {
        expected[member] = value;
    }
    assert_eq!(answer.json(), expected);
}

#[tokio::test]
async fn asking_again_gives_the_same_request_whatever_it_carries() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let first = altinn.ask(request()).await.json();

    let again = altinn.ask(with("rights", json!([]))).await;

    assert_eq!((again.status, again.json()), (StatusCode::OK, first));
}

#[tokio::test]
async fn a_reference_that_is_left_out_is_the_organisation_s_number() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    for reference in [Value::Null, json!(""), json!(" ")] {
        let answer = altinn.ask(with("externalRef", reference)).await;
        assert_eq!(answer.json()["externalRef"], "310702641");
    }
    assert_eq!(
        altinn.ask(with("externalRef", json!("310702641"))).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn the_title_is_the_vendor_s_own_when_it_gives_one() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let answer = altinn
        .ask(with("integrationTitle", json!(" Regnskap for Rør ")))
        .await;
    assert_eq!(answer.json()["integrationTitle"], "Regnskap for Rør");
}

#[tokio::test]
async fn a_title_that_is_too_long_is_named() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let answer = altinn.ask(with("integrationTitle", json!("x".repeat(256)))).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.json()["errors"]["integrationTitle"].is_array());
}

#[tokio::test]
async fn what_stands_in_the_way_has_its_code() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let resource = |value: &str| json!([{"resource": [{"id": "urn:altinn:resource", "value": value}]}]);
    let package = |code: &str| json!({"urn": format!("urn:altinn:accesspackage:{code}")});
    for (status, code, member, value) in [
        (404, "AUTH-00011", "systemId", json!("991825827_nowhere")),
        (400, "AUTH-00000", "partyOrgNo", json!("999999999")),
        (400, "AUTH-00000", "partyOrgNo", json!("not a number")),
        (
            400,
            "AUTH-00021",
            "redirectUrl",
            json!("https://smartcloud.example/elsewhere"),
        ),
        (400, "AUTH-00021", "redirectUrl", json!("/relative")),
        (400, "AUTH-00021", "redirectUrl", json!("https://[")),
        (
            400,
            "AUTH-00001",
            "rights",
            resource("ske-innrapportering-boligselskap"),
        ),
        (400, "AUTH-00001", "rights", json!([{"resource": []}])),
        (400, "AUTH-00063", "accessPackages", json!([package("sjofart")])),
        (
            400,
            "AUTH-00063",
            "accessPackages",
            json!([package(PACKAGE), package("sjofart")]),
        ),
        (400, "AUTH-00063", "accessPackages", json!([{}])),
    ] {
        let answer = altinn.ask(with(member, value.clone())).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["code"]),
            (status, &json!(code)),
            "{member}: {value}"
        );
    }
}

#[tokio::test]
async fn a_request_must_ask_for_something() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let asking = |rights: Value, packages: Value| {
        let mut body = with("rights", rights);
        body["accessPackages"] = packages;
        body
    };
    let neither = altinn.ask(asking(Value::Null, Value::Null)).await;
    let nothing = altinn.ask(asking(json!([]), json!([]))).await;
    assert_eq!(neither.json()["code"], "AUTH-00001");
    assert_eq!(nothing.json()["code"], "AUTH-00059");
}

#[tokio::test]
async fn a_right_on_two_resources_is_asked_for_whole() {
    let altinn = testing::altinn().await;
    let pair = |value: &str| json!({"id": "urn:altinn:resource", "value": value});
    let both = json!([{"resource": [pair(RESOURCE), pair("app_skd_arsoppgjor")]}]);
    let mut two = system();
    two["rights"] = both.clone();
    altinn.given_system(two).await;
    for half in [
        json!([{"resource": [pair(RESOURCE)]}]),
        json!([{"resource": [pair(RESOURCE), pair("ske-mva-melding")]}]),
    ] {
        assert_refused(&altinn.ask(with("rights", half)).await, 400, "AUTH-00001");
    }
    assert_eq!(altinn.ask(with("rights", both)).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_system_without_redirect_addresses_allows_none() {
    let altinn = testing::altinn().await;
    let mut without = system();
    without["allowedRedirectUrls"] = json!([]);
    altinn.given_system(without).await;
    assert_eq!(altinn.ask(request()).await.json()["code"], "AUTH-00026");
    let empty = altinn.ask(with("redirectUrl", json!(""))).await;
    assert_eq!(
        (empty.status, &empty.json()["redirectUrl"]),
        (StatusCode::CREATED, &json!(""))
    );
}

#[tokio::test]
async fn a_package_outside_the_system_is_named() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let answer = altinn
        .ask(with(
            "accessPackages",
            json!([{"urn": "urn:altinn:accesspackage:sjofart"}]),
        ))
        .await;
    assert_eq!(
        answer.json()["NotFoundPackages"],
        "urn:altinn:accesspackage:sjofart"
    );
}

#[tokio::test]
async fn a_package_for_clients_is_refused_by_name() {
    let altinn = testing::altinn().await;
    let packages = json!([{"urn": "urn:altinn:accesspackage:regnskapsforer-lonn"}]);
    let mut hidden = testing::hidden(SYSTEM);
    hidden["accessPackages"] = packages.clone();
    altinn.given_system(hidden).await;
    let answer = altinn.ask(with("accessPackages", packages)).await;
    assert_eq!(answer.json()["code"], "AUTH-00064");
    assert_eq!(
        answer.json()["NotDelegablePackages"],
        "urn:altinn:accesspackage:regnskapsforer-lonn"
    );
}

#[tokio::test]
async fn another_vendor_learns_nothing_but_that_the_references_are_used() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let token = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_WRITE, vec![]);
    let ask = || altinn.post(path::VENDOR_REQUESTS, &token, request());

    assert_eq!(ask().await.json()["code"], "AUTH-00011");
    let id = altinn.ask(request()).await.json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(ask().await.json()["code"], "AUTH-00007");
    altinn.reject(&id).await;
    assert_eq!(ask().await.json()["code"], "AUTH-00009");
}

#[tokio::test]
async fn a_rejected_request_stands_until_its_vendor_deletes_it() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let id = altinn.ask(request()).await.json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    altinn.reject(&id).await;

    let again = altinn.ask(request()).await;
    assert_eq!(
        (again.status, &again.json()["status"]),
        (StatusCode::OK, &json!("Rejected"))
    );
    let token = altinn.vendor_token(scope::REQUEST_WRITE);
    altinn
        .delete(&path::fill(path::VENDOR_REQUEST, &[&id]), &token)
        .await;
    assert_eq!(altinn.ask(request()).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_living_system_user_blocks_a_new_request_and_a_deleted_one_does_not() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let id = altinn.given_system_user().await;

    assert_eq!(altinn.ask(request()).await.json()["code"], "AUTH-00004");
    altinn.delete_system_user(&id).await;
    let renewed = altinn.ask(request()).await;
    assert_eq!(
        (renewed.status, renewed.json()["id"] == id),
        (StatusCode::CREATED, false)
    );
}

#[tokio::test]
async fn a_deleted_system_can_still_be_asked_for() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    altinn
        .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
        .await;
    assert_eq!(altinn.ask(request()).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn asking_for_the_same_twice_at_once_makes_one_request() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let (one, other) = tokio::join!(altinn.ask(request()), altinn.ask(request()));
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CREATED]);
    assert_eq!(one.json(), other.json());
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let altinn = testing::altinn().await;
    let missing = altinn.ask(json!({"systemId": SYSTEM})).await;
    assert!(
        missing.json()["errors"]["$"][0]
            .as_str()
            .unwrap()
            .contains("partyOrgNo")
    );
    let null = altinn.ask(with("systemId", Value::Null)).await;
    assert!(null.json()["errors"]["SystemId"].is_array(), "{}", null.text());
}

#[tokio::test]
async fn reading_does_not_imply_writing_and_a_token_must_name_its_organisation() {
    let altinn = testing::altinn().await;
    let read = post(&altinn, &altinn.vendor_token(scope::REQUEST_READ)).await;
    assert_eq!((read.status, read.text()), (StatusCode::FORBIDDEN, ""));
    let nobody = post(
        &altinn,
        &altinn.person_token(&Person::leader(), scope::REQUEST_WRITE),
    )
    .await;
    assert_eq!(
        (nobody.status, &nobody.json()["code"]),
        (StatusCode::UNAUTHORIZED, &json!("AUTH-00023"))
    );
    assert_eq!(post(&altinn, "no.token").await.status, StatusCode::UNAUTHORIZED);
}

async fn post(altinn: &Altinn, token: &str) -> Answer {
    altinn.post(path::VENDOR_REQUESTS, token, request()).await
}

fn with(member: &str, value: Value) -> Value {
    let mut body = request();
    body[member] = value;
    body
}
