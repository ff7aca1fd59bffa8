//! What the portal can do with agent system users and their clients (altinn-platform.md 10.4, 10.6).

use axum::http::{Method, StatusCode};
use contract::{path, scope};
use domain::SystemUserType;
use serde_json::{Value, json};

use super::testing::{
    AGENT, CAFE, CLUB, FARM, NIL, NOBODY, OFFICE, OFFICE_ORG, OFFICE_UUID, Office, PLUMBER, SIGNING,
    STRANGER, client_administrator, delegation, leader, link_address, office, unlink_address,
};
use crate::altinn::testing::{Person, assert_refused};
use crate::testing::Answer;

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const DELETE: Method = Method::DELETE;
const MVA: &str = "ske-mva-melding";
const PLUMBER_ORG: &str = "310702641";

#[tokio::test]
async fn agents_are_listed_apart_from_the_others() {
    let office = office().await;
    office.given(SystemUserType::Standard, OFFICE_ORG, &[]).await;
    let seen = agents(&office, &client_administrator()).await.json();
    assert_eq!(seen.as_array().unwrap().len(), 1);
    assert_eq!(
        seen[0],
        json!({"id": AGENT, "integrationTitle": "Årsverk Klient", "systemId": "314802438_arsverk_klient",
            "productName": "", "systemInternalId": "d2009ee1-7cc0-5538-8a1f-02c877740857", "partyId": OFFICE,
            "partyUuId": "", "reporteeOrgNo": OFFICE_ORG, "created": seen[0]["created"], "isDeleted": false,
            "supplierName": "", "supplierOrgno": "314802438", "externalRef": "klienter-2026", "userType": "agent",
            "accessPackages": [{"urn": format!("urn:altinn:accesspackage:{SIGNING}")}]})
    );
    let none = office.lead(GET, &path::fill(path::AGENTS, &["51900010"])).await;
    assert_eq!(none.status, StatusCode::FORBIDDEN);
    assert_eq!(
        agents(&office, &Person::employee()).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn clients_are_listed_with_what_each_has_given() {
    let office = office().await;
    let all = clients(&office, OFFICE_UUID, "").await.json();
    let names: Vec<_> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["displayName"])
        .collect();
    assert_eq!(
        names,
        [
            "Fjell og Fjord Turlag",
            "Nordre Li Gård",
            "Rør og Vann AS",
            "Smia Kafé AS"
        ]
    );
    assert_eq!(
        all[3],
        json!({"partyUuid": CAFE, "displayName": "Smia Kafé AS", "organizationIdentifier": "313907953",
            "access": [{"role": "urn:altinn:role:rettighetshaver", "packages": [
                "urn:altinn:accesspackage:skatt-naering", "urn:altinn:accesspackage:skattegrunnlag"]}]})
    );
}

#[tokio::test]
async fn clients_are_listed_by_the_packages_that_they_have_given() {
    let office = office().await;
    let by = async |packages: &str| {
        let answer = clients(&office, OFFICE_UUID, packages).await.json();
        answer.as_array().unwrap().len()
    };
    assert_eq!(by("&packages=regnskapsforer-lonn").await, 3);
    assert_eq!(by("&packages=urn:altinn:accesspackage:skatt-naering").await, 1);
    assert_eq!(
        by("&packages=regnskapsforer-lonn&packages=skatt-naering").await,
        0
    );
}

#[tokio::test]
async fn clients_of_another_office_are_not_told() {
    let office = office().await;
    assert_refused(&clients(&office, NIL, "").await, 400, "AUTH-00000");
    assert_refused(&clients(&office, PLUMBER, "").await, 403, "AUTH-00044");
    let unknown = clients(&office, NOBODY, "").await;
    assert_refused(&unknown, 400, "AUTH-00045");
    assert!(unknown.json()["Problem Detail : "].is_string());
    let crooked = clients(&office, "crooked", "").await;
    assert!(crooked.json()["errors"]["facilitator"].is_array());
    let outside = format!(
        "{}?facilitator={OFFICE_UUID}",
        path::fill(path::AGENT_CLIENTS, &[OFFICE])
    );
    let answer = office.call_as(&leader(), "altinn:other", GET, &outside).await;
    assert_refused(&answer, 403, "AUTH-00044");
}

#[tokio::test]
async fn a_client_is_linked_acted_for_and_taken_again() {
    let office = office().await;
    assert_eq!(
        office.decision(AGENT, "read", MVA, PLUMBER_ORG).await,
        "NotApplicable"
    );

    let answer = office.link(AGENT, PLUMBER).await;

    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json(), json!([delegation(AGENT, PLUMBER)]));
    assert_eq!(
        office.linked(AGENT).await,
        [
            named(CLUB, "Fjell og Fjord Turlag", "313902331"),
            named(PLUMBER, "Rør og Vann AS", PLUMBER_ORG)
        ]
    );
    assert_eq!(office.decision(AGENT, "read", MVA, PLUMBER_ORG).await, "Permit");
    let payroll = office.decision(AGENT, "read", "ske-a-melding", PLUMBER_ORG).await;
    assert_eq!(payroll, "NotApplicable");
    assert_eq!(
        office.decision(AGENT, "read", MVA, OFFICE_ORG).await,
        "NotApplicable"
    );

    let taken = office.unlink(AGENT, PLUMBER).await;

    assert_eq!((taken.status, taken.text()), (StatusCode::OK, ""));
    assert_eq!(
        office.decision(AGENT, "read", MVA, PLUMBER_ORG).await,
        "NotApplicable"
    );
    assert_eq!(office.linked(AGENT).await.len(), 1);
    assert_refused(&office.unlink(AGENT, PLUMBER).await, 400, "AUTH-00031");
}

#[tokio::test]
async fn an_agent_is_linked_by_all_of_its_packages_or_not_at_all() {
    let office = office().await;
    let agent = office.given_agent(&[SIGNING, "regnskapsforer-lonn"]).await;
    assert_eq!(
        office.link(&agent, FARM).await.json(),
        json!([delegation(&agent, FARM)])
    );
    assert_refused(&office.link(&agent, CAFE).await, 400, "AUTH-00080");
    let cafe = office.given_agent(&["skattegrunnlag"]).await;
    assert_eq!(office.link(&cafe, CAFE).await.status, StatusCode::OK);
}

#[tokio::test]
async fn linking_is_refused_as_the_table_says() {
    let office = office().await;
    let standard = office
        .given(SystemUserType::Standard, OFFICE_ORG, &[SIGNING])
        .await;
    let bare = office.given_agent(&[]).await;
    let unknown = office.link(NOBODY, PLUMBER).await;
    assert_eq!(
        (unknown.status, &unknown.json()["errors"]["return"]),
        (StatusCode::BAD_REQUEST, &json!(["System user not found"]))
    );
    assert_refused(&office.link(&standard, PLUMBER).await, 400, "AUTH-00034");
    assert_refused(&office.link(&bare, PLUMBER).await, 400, "AUTH-00063");
    assert_refused(&office.link(AGENT, STRANGER).await, 400, "AUTH-00079");
    assert_refused(&office.link(AGENT, NIL).await, 400, "AUTH-00079");
    let by = |provider: &str| link_address(AGENT, PLUMBER).replace(OFFICE_UUID, provider);
    assert_refused(&office.call(POST, &by(NIL)).await, 400, "AUTH-00000");
    assert_refused(&office.call(POST, &by(PLUMBER)).await, 403, "AUTH-00044");
    assert_refused(&office.call(POST, &by(NOBODY)).await, 400, "AUTH-00045");
    let address = link_address(AGENT, "crooked");
    assert!(office.call(POST, &address).await.json()["errors"]["client"].is_array());
}

#[tokio::test]
async fn an_agent_of_another_organisation_is_not_theirs_to_link() {
    let office = office().await;
    let address = format!(
        "{}?provider={PLUMBER}&client={FARM}",
        path::fill(path::AGENT, &["51900010", AGENT])
    );
    let answer = office
        .call_as(&Person::leader(), scope::PORTAL, POST, &address)
        .await;
    assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
}

#[tokio::test]
async fn whatever_is_wrong_there_are_no_clients_to_list() {
    let office = office().await;
    for (facilitator, agent) in [
        (PLUMBER, AGENT),
        (NOBODY, AGENT),
        (NIL, AGENT),
        (OFFICE_UUID, NOBODY),
    ] {
        let address = path::fill(path::AGENT_DELEGATIONS, &[OFFICE, facilitator, agent]);
        let answer = office.call(GET, &address).await;
        assert_eq!(
            (answer.status, answer.json()),
            (StatusCode::OK, json!([])),
            "{facilitator} {agent}"
        );
    }
}

#[tokio::test]
async fn taking_a_client_is_refused_with_one_answer() {
    let office = office().await;
    for address in [
        unlink_address(AGENT, STRANGER),
        unlink_address(NOBODY, CLUB),
        unlink_address(AGENT, CLUB).replace(OFFICE_UUID, PLUMBER),
        unlink_address(AGENT, CLUB).replace(OFFICE_UUID, NOBODY),
    ] {
        assert_refused(&office.call(DELETE, &address).await, 400, "AUTH-00031");
    }
    assert_eq!(office.linked(AGENT).await.len(), 1);
}

#[tokio::test]
async fn an_agent_is_deleted_with_its_clients() {
    let office = office().await;
    office.link(AGENT, PLUMBER).await;

    let answer = delete(&office, AGENT, OFFICE_UUID).await;

    assert_eq!((answer.status, answer.text()), (StatusCode::OK, ""));
    assert_eq!(office.linked(AGENT).await, Vec::<Value>::new());
    assert_eq!(
        office.decision(AGENT, "read", MVA, PLUMBER_ORG).await,
        "NotApplicable"
    );
    assert_eq!(agents(&office, &leader()).await.json(), json!([]));
    assert_refused(&delete(&office, AGENT, OFFICE_UUID).await, 404, "AUTH-00015");
}

#[tokio::test]
async fn deleting_an_agent_deletes_the_request_that_it_came_of() {
    let office = office().await;
    office.given_system(crate::altinn::testing::system()).await;
    let id = office.given_agent_system_user().await;
    let own = |number: &str| {
        format!(
            "{}?facilitatorId={number}",
            path::fill(path::AGENT, &["51900010", &id])
        )
    };
    let token = office.leader();
    let kept = office.delete(&own(OFFICE_UUID), &token).await;
    assert_refused(&kept, 400, "AUTH-00039");
    let again = office
        .ask_for_agent(crate::altinn::testing::agent_request())
        .await;
    assert_refused(&again, 400, "AUTH-00004");

    let answer = office.delete(&own(PLUMBER), &token).await;

    assert_eq!(answer.status, StatusCode::OK);
    let again = office
        .ask_for_agent(crate::altinn::testing::agent_request())
        .await;
    assert_eq!(again.status, StatusCode::CREATED);
}

#[tokio::test]
async fn deleting_an_agent_is_refused_as_the_table_says() {
    let office = office().await;
    let standard = office.given(SystemUserType::Standard, OFFICE_ORG, &[]).await;
    assert_refused(&delete(&office, NOBODY, OFFICE_UUID).await, 404, "AUTH-00015");
    assert_refused(&delete(&office, &standard, OFFICE_UUID).await, 400, "AUTH-00034");
    assert_refused(&delete(&office, AGENT, PLUMBER).await, 400, "AUTH-00039");
    assert_refused(&delete(&office, AGENT, NOBODY).await, 400, "AUTH-00033");
    let elsewhere = format!(
        "{}?facilitatorId={PLUMBER}",
        path::fill(path::AGENT, &["51900010", AGENT])
    );
    let foreign = office.delete(&elsewhere, &office.leader()).await;
    assert_refused(&foreign, 403, "AUTH-00024");
    let address = format!(
        "{}?facilitatorId={OFFICE_UUID}",
        path::fill(path::AGENT, &[OFFICE, AGENT])
    );
    assert_eq!(
        office.call(DELETE, &address).await.status,
        StatusCode::FORBIDDEN,
        "by a client administrator"
    );
    assert_eq!(office.linked(AGENT).await.len(), 1);
}

#[tokio::test]
async fn the_removed_routes_still_link_and_unlink() {
    let office = office().await;
    let other = office.given_agent(&[SIGNING]).await;
    let first = older_link(&office, AGENT, PLUMBER).await;
    let second = older_link(&office, &other, PLUMBER).await;
    assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
    let id = |answer: &Answer| answer.json()[0]["delegationId"].as_str().unwrap().to_owned();
    assert_ne!(id(&first), id(&second));

    assert_refused(&older_unlink(&office, PLUMBER).await, 400, "AUTH-00037");
    assert_eq!(older_unlink(&office, &id(&first)).await.status, StatusCode::OK);
    assert_eq!(
        office.decision(AGENT, "read", MVA, PLUMBER_ORG).await,
        "NotApplicable"
    );
    assert_eq!(office.decision(&other, "read", MVA, PLUMBER_ORG).await, "Permit");
    assert_eq!(older_unlink(&office, PLUMBER).await.status, StatusCode::OK);
    assert_eq!(
        office.decision(&other, "read", MVA, PLUMBER_ORG).await,
        "NotApplicable"
    );
    assert_refused(&older_unlink(&office, PLUMBER).await, 400, "AUTH-00031");
}

#[tokio::test]
async fn the_removed_routes_refuse_what_cannot_be_read() {
    let office = office().await;
    assert_refused(&older_link(&office, AGENT, "crooked").await, 400, "AUTH-00028");
    assert_refused(&older_link(&office, AGENT, STRANGER).await, 400, "AUTH-00079");
    let crooked = older_unlink(&office, "crooked").await;
    assert!(crooked.json()["errors"]["delegationId"].is_array());
}

async fn agents(office: &Office, person: &Person) -> Answer {
    let address = path::fill(path::AGENTS, &[OFFICE]);
    office.call_as(person, "altinn:any", GET, &address).await
}

async fn clients(office: &Office, facilitator: &str, packages: &str) -> Answer {
    let address = path::fill(path::AGENT_CLIENTS, &[OFFICE]);
    office
        .call(GET, &format!("{address}?facilitator={facilitator}{packages}"))
        .await
}

async fn delete(office: &Office, agent: &str, facilitator: &str) -> Answer {
    let address = path::fill(path::AGENT, &[OFFICE, agent]);
    office
        .lead(DELETE, &format!("{address}?facilitatorId={facilitator}"))
        .await
}

async fn older_link(office: &Office, agent: &str, client: &str) -> Answer {
    let token = office.person_token(&client_administrator(), scope::PORTAL);
    let body = json!({"customerId": client, "facilitatorId": OFFICE_UUID, "access": []});
    let address = path::fill(path::AGENT_DELEGATION, &[OFFICE, agent]);
    office.post(&address, &token, body).await
}

async fn older_unlink(office: &Office, delegation: &str) -> Answer {
    let address = path::fill(path::AGENT_DELEGATION_BY_ID, &[OFFICE, delegation]);
    office
        .call(DELETE, &format!("{address}?facilitatorId={OFFICE_UUID}"))
        .await
}

fn named(client: &str, name: &str, org: &str) -> Value {
    let mut told = delegation(AGENT, client);
    (told["customerName"], told["customerOrganizationNumber"]) = (json!(name), json!(org));
    told
}
