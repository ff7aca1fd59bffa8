//! System users from the asking to the deletion and back again, as vendors' programs live it
//! (altinn-platform.md 10.2–10.4, 10.6, 10.7).

use axum::http::StatusCode;
use contract::decision::{DECISION, Question};
use contract::{path, scope};
use domain::SystemUserId;
use serde_json::{Value, json};

use super::testing::{
    self, Altinn, CLIENT, PACKAGE, PARTY, RESOURCE, SYSTEM, agent_request, assert_refused, id_of, request,
    system,
};
use crate::testing::{Answer, customer};

const APP: &str = "app_skd_arsoppgjor";

#[tokio::test]
async fn rights_alone_packages_alone_and_both_are_asked_for_and_approved() {
    for (rights, packages) in [
        (
            Some(system()["rights"].clone()),
            Some(system()["accessPackages"].clone()),
        ),
        (Some(system()["rights"].clone()), None),
        (Some(system()["rights"].clone()), Some(json!([]))),
        (None, Some(system()["accessPackages"].clone())),
        (Some(json!([])), Some(system()["accessPackages"].clone())),
    ] {
        let altinn = given_system().await;
        let mut body = request();
        body["rights"] = rights.clone().unwrap_or_default();
        body["accessPackages"] = packages.clone().unwrap_or_default();
        let asked = altinn.ask(body).await;
        let id = id_of(&asked);
        assert_eq!(
            (&asked.json()["rights"], &asked.json()["accessPackages"]),
            (
                &rights.clone().unwrap_or(json!([])),
                &packages.clone().unwrap_or(json!([]))
            )
        );

        assert_eq!(altinn.approve(&id).await.json(), json!(true));

        let user = altinn.read_system_user(&id).await.json();
        assert_eq!(user["rights"], rights.unwrap_or(json!([])));
        assert_eq!(user["accessPackages"], packages.unwrap_or(json!([])));
    }
}

#[tokio::test]
async fn the_system_user_bears_the_requested_title_or_the_system_s_name() {
    let altinn = given_system().await;
    for (reference, title, expected) in [
        ("with", json!("Regnskap for Rør"), "Regnskap for Rør"),
        ("without", Value::Null, "SmartRegnskap"),
        ("empty", json!(""), ""),
    ] {
        let mut body = request();
        (body["externalRef"], body["integrationTitle"]) = (json!(reference), title);
        let id = id_of(&altinn.ask(body).await);
        altinn.approve(&id).await;
        let user = altinn.read_system_user(&id).await.json();
        assert_eq!(user["integrationTitle"], expected);
    }
}

#[tokio::test]
async fn explicit_nulls_are_as_good_as_nothing() {
    let altinn = given_system().await;
    let mut body = request();
    for member in ["externalRef", "redirectUrl", "integrationTitle"] {
        body[member] = Value::Null;
    }
    let mut agent = body.clone();
    agent.as_object_mut().unwrap().shift_remove("rights");
    agent["externalRef"] = json!("agent-1");
    for answer in [altinn.ask(body).await, altinn.ask_for_agent(agent).await] {
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        let told = answer.json();
        assert!(!told.as_object().unwrap().contains_key("redirectUrl"), "{told}");
        assert_eq!(told["integrationTitle"], "SmartRegnskap");
    }
}

#[tokio::test]
async fn a_reference_that_an_agent_s_request_leaves_out_is_the_organisation_s_number() {
    let altinn = given_system().await;
    let mut body = agent_request();
    body.as_object_mut().unwrap().shift_remove("externalRef");
    assert_eq!(
        altinn.ask_for_agent(body.clone()).await.json()["externalRef"],
        "310702641"
    );
    assert_eq!(altinn.ask_for_agent(body).await.status, StatusCode::OK);
    let by_reference = |reference: &str| {
        path::fill(
            path::VENDOR_AGENT_REQUEST_BY_REF,
            &[SYSTEM, customer().as_str(), reference],
        )
    };
    let read = altinn.vendor_token(scope::REQUEST_READ);
    let found = altinn.get(&by_reference("310702641"), &read).await;
    assert_eq!(found.json()["externalRef"], "310702641");
    assert_refused(
        &altinn.get(&by_reference("other"), &read).await,
        404,
        "AUTH-00010",
    );
}

#[tokio::test]
async fn an_old_request_says_so_wherever_its_vendor_reads_it_and_can_still_be_approved() {
    let altinn = given_system().await;
    let standard = id_of(&altinn.ask(request()).await);
    let agent = altinn.given_agent_request().await;
    altinn.clock.advance(180 * 24 * 60 * 60);
    let read = altinn.vendor_token(scope::REQUEST_READ);
    let reference = |name: &str| vec![SYSTEM.to_owned(), customer().to_string(), name.to_owned()];
    for (pattern, values) in [
        (path::VENDOR_REQUEST, vec![standard.clone()]),
        (path::VENDOR_AGENT_REQUEST, vec![agent.clone()]),
        (path::VENDOR_REQUEST_BY_REF, reference("rør-1")),
        (path::VENDOR_AGENT_REQUEST_BY_REF, reference("agent-1")),
    ] {
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let told = altinn.get(&path::fill(pattern, &values), &read).await.json();
        assert_eq!(
            (&told["timedOut"], &told["status"], told["confirmUrl"].is_string()),
            (&json!(true), &json!("New"), true),
            "{pattern}"
        );
    }
    assert_eq!(altinn.approve(&standard).await.status, StatusCode::OK);
    let approved = altinn
        .as_leader(path::APPROVE_AGENT_REQUEST, &[PARTY, &agent])
        .await;
    assert_eq!(approved.status, StatusCode::OK);
}

#[tokio::test]
async fn after_a_deletion_the_same_references_are_asked_for_and_approved_again() {
    let altinn = given_system().await;
    let first = altinn.given_system_user().await;
    assert_refused(&altinn.ask(request()).await, 400, "AUTH-00004");
    assert_eq!(
        altinn.delete_system_user(&first).await.status,
        StatusCode::ACCEPTED
    );
    let second = altinn.given_system_user().await;
    assert_ne!(first, second);
    assert_eq!(altinn.read_system_user(&second).await.status, StatusCode::OK);

    let first = altinn.given_agent_system_user().await;
    let facilitator = "04c5f4c1-1626-526b-814a-6fa0920e9e39";
    let own = format!(
        "{}?facilitatorId={facilitator}",
        path::fill(path::AGENT, &[PARTY, &first])
    );
    let deleted = altinn.delete(&own, &altinn.leader()).await;
    assert_eq!((deleted.status, deleted.text()), (StatusCode::OK, ""));
    assert_ne!(altinn.given_agent_system_user().await, first);
}

#[tokio::test]
async fn a_leader_s_own_system_user_is_deleted_and_made_again_by_its_name() {
    let altinn = given_system().await;
    let made = altinn.create_system_user().await;
    let first = made.json()["id"].as_str().unwrap().to_owned();
    assert!(is_found(&altinn, "310702641").await);

    assert_eq!(
        altinn.delete_system_user(&first).await.status,
        StatusCode::ACCEPTED
    );

    assert_eq!(
        altinn.read_system_user(&first).await.status,
        StatusCode::NOT_FOUND
    );
    assert!(!is_found(&altinn, "310702641").await);
    let again = altinn.create_system_user().await;
    assert_eq!(
        (again.status, &again.json()["integrationTitle"]),
        (StatusCode::OK, &json!("Regnskapet vårt"))
    );
    assert!(is_found(&altinn, "310702641").await);
}

#[tokio::test]
async fn everything_of_a_deleted_system_user_is_gone_and_its_vendor_begins_anew() {
    let altinn = given_system().await;
    let id = altinn.given_system_user().await;
    assert_eq!(listed(&altinn).await, [id.as_str()]);

    assert_eq!(altinn.delete_system_user(&id).await.status, StatusCode::ACCEPTED);

    assert_eq!(listed(&altinn).await, [] as [String; 0]);
    let read = altinn.vendor_token(scope::REQUEST_READ);
    let own = altinn.get(&path::fill(path::VENDOR_REQUEST, &[&id]), &read).await;
    assert_refused(&own, 404, "AUTH-00010");
    let with = id_of(&altinn.ask(request()).await);
    let mut without = request();
    without.as_object_mut().unwrap().shift_remove("externalRef");
    let without = id_of(&altinn.ask(without).await);
    altinn.reject(&without).await;
    altinn.approve(&with).await;
    assert_eq!(altinn.read_request(&without).await["status"], "Rejected");
    assert_eq!(altinn.read_request(&with).await["status"], "Accepted");
}

#[tokio::test]
async fn an_approved_request_s_id_is_the_system_user_s_wherever_it_is_asked_for() {
    let altinn = given_system().await;
    let id = altinn.given_system_user().await;
    assert_eq!(listed(&altinn).await, [id.as_str()]);
    let read = altinn.vendor_token(scope::REQUEST_READ);
    let by_reference = path::fill(path::VENDOR_REQUEST_BY_REF, &[SYSTEM, "310702641", "rør-1"]);
    let request = altinn.get(&by_reference, &read).await.json();
    assert_eq!(
        (&request["id"], &request["status"]),
        (&json!(id), &json!("Accepted"))
    );
    assert!(is_found(&altinn, "rør-1").await);
    assert_eq!(decision(&altinn, &id).await, "Permit");
    altinn.delete_system_user(&id).await;
    assert_eq!(decision(&altinn, &id).await, "NotApplicable");
}

#[tokio::test]
async fn a_leader_gives_all_that_a_system_asks_for_whatever_that_is() {
    let pair = |value: &str| json!({"id": "urn:altinn:resource", "value": value});
    let right = |values: &[&str]| {
        let pairs: Vec<Value> = values.iter().copied().map(pair).collect();
        json!({"resource": pairs})
    };
    let package = system()["accessPackages"].clone();
    for (rights, packages) in [
        (json!([right(&[RESOURCE])]), json!([])),
        (json!([right(&[RESOURCE]), right(&[APP])]), json!([])),
        (
            json!([right(&[RESOURCE, APP]), right(&["ske-mva-melding"])]),
            package.clone(),
        ),
        (json!([]), package.clone()),
    ] {
        let altinn = testing::altinn().await;
        let mut body = system();
        (body["rights"], body["accessPackages"]) = (rights.clone(), packages.clone());
        altinn.given_system(body).await;

        let made = altinn.create_system_user().await;

        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        assert_eq!(made.json()["integrationTitle"], "Regnskapet vårt");
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let held = path::fill(path::SYSTEM_USER_DELEGATIONS, &[PARTY, &id]);
        let held = altinn.get(&held, &altinn.leader()).await.json();
        assert_eq!(resources(&held["rights"]), resources(&rights));
        assert_eq!(held["accessPackages"], packages);
        let singly = held["rights"].as_array().unwrap();
        assert!(
            singly
                .iter()
                .all(|right| right["resource"].as_array().unwrap().len() == 1)
        );
        assert_eq!(altinn.delete_system_user(&id).await.status, StatusCode::ACCEPTED);
    }
}

async fn given_system() -> Altinn {
    let altinn = testing::altinn().await;
    let mut body = system();
    body["accessPackages"] = json!([{"urn": format!("urn:altinn:accesspackage:{PACKAGE}")}]);
    altinn.given_system(body).await;
    altinn
}

/// Every resource of some rights, sorted.
fn resources(rights: &Value) -> Vec<String> {
    let pairs = rights.as_array().unwrap().iter();
    let pairs = pairs.flat_map(|right| right["resource"].as_array().unwrap());
    let mut values: Vec<String> = pairs
        .map(|pair| pair["value"].as_str().unwrap().to_owned())
        .collect();
    values.sort();
    values
}

/// The ids of the system's system users.
async fn listed(altinn: &Altinn) -> Vec<String> {
    let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let list = path::fill(path::VENDOR_SYSTEM_USERS_BY_SYSTEM, &[SYSTEM]);
    let pages = altinn.pages(&list, &token).await;
    let ids = pages.iter().flatten().map(|user| user["id"].as_str().unwrap());
    ids.map(str::to_owned).collect()
}

/// Whether Maskinporten finds the customer's system user by a reference.
async fn is_found(altinn: &Altinn, reference: &str) -> bool {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("clientId", CLIENT)
        .append_pair("systemProviderOrgNo", "991825827")
        .append_pair("systemUserOwnerOrgNo", customer().as_str())
        .append_pair("externalRef", reference)
        .finish();
    let token = altinn.vendor_token(scope::SYSTEM_USER_LOOKUP);
    let answer = altinn
        .get(&format!("{}?{query}", path::SYSTEM_USER_BY_EXTERNAL_ID), &token)
        .await;
    answer.status == StatusCode::OK
}

async fn decision(altinn: &Altinn, id: &str) -> String {
    let user: SystemUserId = id.parse().unwrap();
    let question = Question::of_system_user(user, "read", &RESOURCE.into(), &customer());
    let answer: Answer = altinn
        .post(DECISION, "", serde_json::to_value(question).unwrap())
        .await;
    answer.json()["response"][0]["decision"]
        .as_str()
        .unwrap()
        .to_owned()
}
