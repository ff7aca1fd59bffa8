//! What is refused in the same words by several routes, and what only an odd token, an odd seed or an odd party leads to.

use axum::http::{Method, StatusCode};
use contract::{path, scope};
use domain::SystemUserType;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::agent::testing::{
    AGENT, CAFE, FARM, NOBODY, OFFICE, OFFICE_ORG, OFFICE_UUID, PLUMBER, SIGNING, client_administrator,
    link_address, office,
};
use super::testing::{self, PARTY, SYSTEM, assert_refused};
use crate::seed::Seed;
use crate::store;
use crate::testing::Person;

#[tokio::test]
async fn a_token_that_names_no_organisation_is_nobody_s_wherever_a_vendor_is_asked_for() {
    let altinn = testing::altinn().await;
    let id = "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9";
    let by_reference = [SYSTEM, "310702641", "ref"];
    let query = format!(
        "{}?system-id={SYSTEM}&orgno=310702641",
        path::VENDOR_SYSTEM_USER_BY_QUERY
    );
    for (method, scope, address) in [
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_REQUEST, &[id]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_AGENT_REQUEST, &[id]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_REQUEST_BY_REF, &by_reference),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_AGENT_REQUEST_BY_REF, &by_reference),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_REQUESTS_BY_SYSTEM, &[SYSTEM]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_AGENT_REQUESTS_BY_SYSTEM, &[SYSTEM]),
        ),
        (
            Method::DELETE,
            scope::REQUEST_WRITE,
            path::fill(path::VENDOR_REQUEST, &[id]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_CHANGE_REQUEST, &[id]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_CHANGE_REQUEST_BY_REF, &by_reference),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_CHANGE_REQUESTS_BY_SYSTEM, &[SYSTEM]),
        ),
        (
            Method::DELETE,
            scope::REQUEST_WRITE,
            path::fill(path::VENDOR_CHANGE_REQUEST, &[id]),
        ),
        (Method::GET, scope::REQUEST_WRITE, query),
        (
            Method::GET,
            scope::SYSTEM_REGISTER_WRITE,
            path::fill(path::VENDOR_SYSTEM_USERS_BY_SYSTEM, &[SYSTEM]),
        ),
    ] {
        let token = altinn.person_token(&Person::leader(), scope);
        let answer = altinn.call(method, &address, &token, None).await;
        assert_eq!(
            (answer.status, &answer.json()["title"]),
            (StatusCode::UNAUTHORIZED, &json!("Unauthorized")),
            "{address}"
        );
    }
    for address in [path::VENDOR_REQUESTS, path::VENDOR_AGENT_REQUESTS] {
        let token = altinn.person_token(&Person::leader(), scope::REQUEST_WRITE);
        let body = testing::agent_request();
        assert_refused(&altinn.post(address, &token, body).await, 401, "AUTH-00023");
    }
}

#[tokio::test]
async fn an_agent_request_is_not_found_by_a_reference_that_nobody_gave() {
    let altinn = testing::altinn().await;
    altinn.given_system(testing::system()).await;
    altinn.given_agent_request().await;
    let token = altinn.vendor_token(scope::REQUEST_READ);
    let address = path::fill(
        path::VENDOR_AGENT_REQUEST_BY_REF,
        &[SYSTEM, "310702641", "another"],
    );
    assert_refused(&altinn.get(&address, &token).await, 404, "AUTH-00010");
}

#[tokio::test]
async fn a_token_that_only_reads_clients_finds_one_and_cannot_link_it() {
    let office = office().await;
    let address = link_address(AGENT, FARM);
    let answer = office
        .call_as(
            &client_administrator(),
            scope::CLIENT_DELEGATIONS_READ,
            Method::POST,
            &address,
        )
        .await;
    assert_refused(&answer, 400, "AUTH-00002");
    assert_eq!(office.linked(AGENT).await.len(), 1);
}

#[tokio::test]
async fn the_removed_way_to_link_a_client_is_refused_as_the_present_one() {
    let office = office().await;
    let standard = office
        .given(SystemUserType::Standard, OFFICE_ORG, &[SIGNING])
        .await;
    let bare = office.given_agent(&[]).await;
    let link = async |party: &str, agent: &str, client: &str, facilitator: &str, scope: &str| {
        let token = office.person_token(&client_administrator(), scope);
        let body = json!({"customerId": client, "facilitatorId": facilitator, "access": []});
        let address = path::fill(path::AGENT_DELEGATION, &[party, agent]);
        office.post(&address, &token, body).await
    };
    for (agent, client, facilitator, scope, status, code) in [
        (&*standard, FARM, OFFICE_UUID, scope::PORTAL, 400, "AUTH-00034"),
        (&bare, FARM, OFFICE_UUID, scope::PORTAL, 400, "AUTH-00063"),
        (AGENT, CAFE, OFFICE_UUID, scope::PORTAL, 400, "AUTH-00080"),
        (AGENT, FARM, "crooked", scope::PORTAL, 400, "AUTH-00000"),
        (AGENT, FARM, NOBODY, scope::PORTAL, 400, "AUTH-00045"),
        (AGENT, FARM, PLUMBER, scope::PORTAL, 403, "AUTH-00044"),
        (
            AGENT,
            FARM,
            OFFICE_UUID,
            scope::CLIENT_DELEGATIONS_READ,
            400,
            "AUTH-00002",
        ),
    ] {
        let answer = link(OFFICE, agent, client, facilitator, scope).await;
        assert_refused(&answer, status, code);
    }
    let unknown = link(OFFICE, NOBODY, FARM, OFFICE_UUID, scope::PORTAL).await;
    assert_eq!(
        unknown.json()["errors"]["return"],
        json!(["System user not found"])
    );
    assert_eq!(office.linked(AGENT).await.len(), 1);
}

#[tokio::test]
async fn a_seed_may_hold_requests_for_packages_that_cannot_be_given() {
    let mut seed: Value = serde_json::to_value(Seed::builtin().unwrap()).unwrap();
    let request = |id: &str, kind: &str, package: &str| {
        json!({"id": id, "kind": kind, "systemId": "314800117_lonnsom_lonn", "organization": "310702641",
            "externalRef": kind, "accessPackages": [format!("urn:altinn:accesspackage:{package}")]})
    };
    let [standard, agent] = [
        "b6a1f0c4-0a0e-4a63-8a2c-6f7a4c1d0001",
        "b6a1f0c4-0a0e-4a63-8a2c-6f7a4c1d0002",
    ];
    let only_for_clients = request(standard, "standard", "regnskapsforer-lonn");
    let never_for_clients = request(agent, "agent", "tilgangsstyrer");
    seed["requests"] = json!([only_for_clients, never_for_clients]);
    let systems = seed["systems"].as_array_mut().unwrap();
    let system = systems
        .iter_mut()
        .find(|system| system["id"] == "314800117_lonnsom_lonn")
        .unwrap();
    system["accessPackages"] = json!([
        "urn:altinn:accesspackage:regnskapsforer-lonn",
        "urn:altinn:accesspackage:tilgangsstyrer"
    ]);
    let altinn = testing::altinn_of(Seed::read(&seed.to_string()).unwrap()).await;

    let refused = altinn.approve(standard).await;

    assert_refused(&refused, 400, "AUTH-00064");
    let address = path::fill(path::APPROVE_AGENT_REQUEST, &[PARTY, agent]);
    let refused = altinn.post(&address, &altinn.leader(), Value::Null).await;
    assert_refused(&refused, 400, "AUTH-00065");
}

#[tokio::test]
async fn whoever_manages_a_person_s_accesses_cannot_give_a_system_any_of_them() {
    let altinn = testing::altinn().await;
    altinn.given_system(testing::system()).await;
    let (ward, guardian) = (Person::employee(), Person::leader().party_uuid);
    let assign =
        move |tx: &Connection| store::role::assign(tx, ward.party_uuid, guardian, "hovedadministrator");
    altinn.store.write(assign).await.unwrap();
    let body = json!({"integrationTitle": "Regnskapet", "systemId": SYSTEM});
    let address = path::fill(path::CREATE_SYSTEM_USER, &[&ward.party.0.to_string()]);
    assert_refused(
        &altinn.post(&address, &altinn.leader(), body).await,
        400,
        "AUTH-00000",
    );
}
