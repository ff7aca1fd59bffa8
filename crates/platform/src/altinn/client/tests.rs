//! What an end user's own program can do with the clients of agent system users (altinn-platform.md 10.5, 14.3).

use axum::http::{Method, StatusCode};
use contract::path;
use contract::scope::{CLIENT_DELEGATIONS_READ, CLIENT_DELEGATIONS_WRITE};
use domain::SystemUserType;
use serde_json::{Value, json};

use crate::altinn::agent::testing::{
    AGENT, CAFE, CLUB, NIL, NOBODY, OFFICE_ORG, Office, PLUMBER, SIGNING, STRANGER, client_administrator,
    leader, office,
};
use crate::altinn::testing::{Person, assert_refused};
use crate::testing::Answer;

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const DELETE: Method = Method::DELETE;

#[tokio::test]
async fn clients_that_have_given_all_that_the_agent_needs_can_be_linked() {
    let office = office().await;
    let answer = available(&office, AGENT).await;
    assert_eq!(
        answer.json(),
        json!({"links": {}, "systemUserInformation": {"systemUserId": AGENT, "systemUserOwnerOrg": OFFICE_ORG},
            "data": [
                {"clientId": CLUB, "clientOrganizationNumber": "313902331",
                    "clientOrganizationName": "Fjell og Fjord Turlag"},
                {"clientId": "47625223-644f-5ba8-9053-be1f3369a6d5", "clientOrganizationNumber": "313904679",
                    "clientOrganizationName": "Nordre Li Gård"},
                {"clientId": PLUMBER, "clientOrganizationNumber": "310702641",
                    "clientOrganizationName": "Rør og Vann AS"}]})
    );
    let auditor = office.given_agent(&["ansvarlig-revisor"]).await;
    assert_eq!(available(&office, &auditor).await.json()["data"], json!([]));
}

#[tokio::test]
async fn a_client_is_linked_listed_and_taken() {
    let office = office().await;

    let linked = change(&office, POST, AGENT, PLUMBER).await;

    let pair = json!({"agent": AGENT, "client": PLUMBER});
    assert_eq!((linked.status, linked.json()), (StatusCode::OK, pair.clone()));
    assert_eq!(
        names(&linked_clients(&office, AGENT).await),
        ["Fjell og Fjord Turlag", "Rør og Vann AS"]
    );
    let permitted = async || {
        office
            .decision(AGENT, "confirm", "ske-mva-melding", "310702641")
            .await
    };
    assert_eq!(permitted().await, "Permit");

    let taken = change(&office, DELETE, AGENT, PLUMBER).await;

    assert_eq!((taken.status, taken.json()), (StatusCode::OK, pair));
    assert_eq!(permitted().await, "NotApplicable");
    assert_eq!(
        names(&linked_clients(&office, AGENT).await),
        ["Fjell og Fjord Turlag"]
    );
    assert_refused(&change(&office, DELETE, AGENT, PLUMBER).await, 400, "AUTH-00031");
}

#[tokio::test]
async fn what_a_call_points_at_wrongly_is_told_by_its_place() {
    let office = office().await;
    let standard = office
        .given(SystemUserType::Standard, OFFICE_ORG, &[SIGNING])
        .await;
    for (agent, code, title) in [
        (
            "",
            "AUTH.VLD-00014",
            "The agent query parameter is missing or invalid",
        ),
        (
            NIL,
            "AUTH.VLD-00014",
            "The agent query parameter is missing or invalid",
        ),
        (NOBODY, "AUTH.VLD-00014", "System user not found"),
        (
            &standard,
            "AUTH.VLD-00015",
            "SystemUser is not a valid system user of type agent",
        ),
    ] {
        let fault = json!({"code": code, "title": title, "paths": ["?agent"]});
        for answer in [
            available(&office, agent).await,
            linked_clients(&office, agent).await,
            change(&office, POST, agent, PLUMBER).await,
            change(&office, DELETE, agent, PLUMBER).await,
        ] {
            assert_faults(&answer, &json!([fault]));
        }
    }
    let client = json!({"code": "AUTH.VLD-00016",
        "title": "The client query parameter is missing or invalid", "paths": ["?client"]});
    let agent = json!({"code": "AUTH.VLD-00014",
        "title": "The agent query parameter is missing or invalid", "paths": ["?agent"]});
    for method in [POST, DELETE] {
        assert_faults(
            &change(&office, method.clone(), AGENT, NIL).await,
            &json!([client]),
        );
        assert_faults(
            &change(&office, method.clone(), "", "").await,
            &json!([agent, client]),
        );
        let crooked = change(&office, method, "crooked", PLUMBER).await;
        assert!(crooked.json()["errors"]["agent"].is_array());
    }
}

#[tokio::test]
async fn an_owner_that_is_not_in_the_register_is_named() {
    let office = office().await;
    let lost = office.given(SystemUserType::Agent, "123447789", &[SIGNING]).await;
    for answer in [
        available(&office, &lost).await,
        linked_clients(&office, &lost).await,
        change(&office, POST, &lost, PLUMBER).await,
        change(&office, DELETE, &lost, PLUMBER).await,
    ] {
        let told = answer.json();
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(
            (&told["title"], &told["detail"]),
            (
                &json!("System Owner not Found"),
                &json!("No associated party information found for systemuser owner 123447789")
            )
        );
    }
}

#[tokio::test]
async fn linking_is_refused_as_the_table_says() {
    let office = office().await;
    let bare = office.given_agent(&[]).await;
    assert_refused(&change(&office, POST, &bare, PLUMBER).await, 400, "AUTH-00063");
    assert_refused(&change(&office, POST, AGENT, STRANGER).await, 400, "AUTH-00079");
    assert_refused(&change(&office, POST, AGENT, CAFE).await, 400, "AUTH-00080");
    assert_refused(&change(&office, DELETE, AGENT, STRANGER).await, 400, "AUTH-00031");
}

#[tokio::test]
async fn the_scope_to_write_does_not_find_the_client() {
    let office = office().await;
    let address = format!("{}?agent={AGENT}&client={PLUMBER}", path::END_USER_CLIENTS);
    let answer = office
        .call_as(&leader(), CLIENT_DELEGATIONS_WRITE, POST, &address)
        .await;
    assert_refused(&answer, 403, "AUTH-00044");
    assert_eq!(answer.json()["title"], "Forbidden");
}

#[tokio::test]
async fn only_a_client_administrator_with_the_scope_comes_in() {
    let office = office().await;
    let clients = format!("{}?agent={AGENT}&client={PLUMBER}", path::END_USER_CLIENTS);
    let available = format!("{}?agent={AGENT}", path::END_USER_CLIENTS_AVAILABLE);
    let agents = format!("{}?party={OFFICE_ORG}", path::END_USER_AGENTS);
    for (method, address, scope, other) in [
        (GET, &available, CLIENT_DELEGATIONS_READ, CLIENT_DELEGATIONS_WRITE),
        (GET, &clients, CLIENT_DELEGATIONS_READ, CLIENT_DELEGATIONS_WRITE),
        (POST, &clients, CLIENT_DELEGATIONS_WRITE, CLIENT_DELEGATIONS_READ),
        (
            DELETE,
            &clients,
            CLIENT_DELEGATIONS_WRITE,
            CLIENT_DELEGATIONS_READ,
        ),
        (GET, &agents, CLIENT_DELEGATIONS_READ, CLIENT_DELEGATIONS_WRITE),
    ] {
        for (person, scope) in [
            (leader(), other),
            (Person::leader(), scope),
            (Person::employee(), scope),
        ] {
            let answer = office.call_as(&person, scope, method.clone(), address).await;
            assert_eq!(
                (answer.status, answer.text()),
                (StatusCode::FORBIDDEN, ""),
                "{method} {address}"
            );
        }
    }
}

#[tokio::test]
async fn an_organisation_lists_its_agents() {
    let office = office().await;
    let list = async |party: &str| {
        let address = format!("{}?party={party}", path::END_USER_AGENTS);
        office
            .call_as(&client_administrator(), CLIENT_DELEGATIONS_READ, GET, &address)
            .await
    };
    let told = list(OFFICE_ORG).await.json();
    assert_eq!(
        (told.as_array().unwrap().len(), &told[0]["id"]),
        (1, &json!(AGENT))
    );
    for number in ["123447789", "crooked"] {
        let unknown = list(number).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert_eq!(
            (&unknown.json()["title"], &unknown.json()["detail"]),
            (
                &json!("Party not found"),
                &json!(format!(
                    "No associated party information found for organisation {number}"
                ))
            )
        );
    }
    assert!(list("").await.json()["errors"]["party"].is_array());
}

async fn available(office: &Office, agent: &str) -> Answer {
    let address = format!("{}?agent={agent}", path::END_USER_CLIENTS_AVAILABLE);
    office
        .call_as(&client_administrator(), CLIENT_DELEGATIONS_READ, GET, &address)
        .await
}

async fn linked_clients(office: &Office, agent: &str) -> Answer {
    let address = format!("{}?agent={agent}", path::END_USER_CLIENTS);
    office
        .call_as(&client_administrator(), CLIENT_DELEGATIONS_READ, GET, &address)
        .await
}

async fn change(office: &Office, method: Method, agent: &str, client: &str) -> Answer {
    let address = format!("{}?agent={agent}&client={client}", path::END_USER_CLIENTS);
    let both = format!("{CLIENT_DELEGATIONS_READ} {CLIENT_DELEGATIONS_WRITE}");
    office
        .call_as(&client_administrator(), &both, method, &address)
        .await
}

fn names(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let clients = body["data"].as_array().unwrap().iter();
    clients
        .map(|one| one["clientOrganizationName"].as_str().unwrap().to_owned())
        .collect()
}

fn assert_faults(answer: &Answer, faults: &Value) {
    assert_refused(answer, 400, "STD-00000");
    assert_eq!(&answer.json()["validationErrors"], faults);
}
