//! Of several who change the same client at once exactly one does it, and nothing is left half done.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use contract::client_delegation::{AGENT_PACKAGES, DelegationDto};
use contract::{path, scope};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::testing::{
    AGENT, FARM, OFFICE, OFFICE_UUID, Office, PLUMBER, SIGNING, client_administrator, leader, link_address,
    office, unlink_address,
};
use crate::altinn::testing::Person;

const AT_ONCE: usize = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_several_who_link_a_client_exactly_one_makes_a_difference() {
    let office = Arc::new(office().await);
    let address = format!("{AGENT_PACKAGES}?party={OFFICE_UUID}&from={PLUMBER}&to={AGENT}");
    let body = json!({"values": [{"role": "regnskapsforer", "packages": [SIGNING]}]});

    let answers = at_once(&office, AT_ONCE, |_| {
        (
            client_administrator(),
            Method::POST,
            address.clone(),
            Some(body.clone()),
        )
    })
    .await;

    let told: Vec<DelegationDto> = answers
        .into_iter()
        .flat_map(|(status, body)| {
            assert_eq!(status, StatusCode::OK);
            serde_json::from_value::<Vec<DelegationDto>>(body).unwrap()
        })
        .collect();
    assert_eq!(told.len(), AT_ONCE);
    assert_eq!(told.iter().filter(|one| one.changed).count(), 1);
    assert_eq!(office.linked(AGENT).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn in_the_portal_all_who_link_a_client_are_told_that_it_is_linked() {
    let office = Arc::new(office().await);
    let link = |_| {
        (
            client_administrator(),
            Method::POST,
            link_address(AGENT, PLUMBER),
            None,
        )
    };
    for (status, body) in at_once(&office, AT_ONCE, link).await {
        assert_eq!(
            (status, &body[0]["customerId"]),
            (StatusCode::OK, &json!(PLUMBER))
        );
    }
    assert_eq!(office.linked(AGENT).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_several_who_take_a_client_exactly_one_does() {
    let office = Arc::new(office().await);
    office.link(AGENT, PLUMBER).await;

    let unlink = |_| {
        (
            client_administrator(),
            Method::DELETE,
            unlink_address(AGENT, PLUMBER),
            None,
        )
    };
    let answers = at_once(&office, AT_ONCE, unlink).await;

    let (done, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(status, _)| status.is_success());
    assert_eq!((done.len(), refused.len()), (1, AT_ONCE - 1));
    assert!(refused.iter().all(|(_, body)| body["code"] == "AUTH-00031"));
    assert_eq!(office.linked(AGENT).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_client_that_is_linked_and_taken_at_once_is_either_wholly_there_or_not_at_all() {
    let office = Arc::new(office().await);
    let agent = office.given_agent(&[SIGNING, "regnskapsforer-lonn"]).await;

    let either = |turn: usize| {
        let (method, address) = if turn.is_multiple_of(2) {
            (Method::POST, link_address(&agent, FARM))
        } else {
            (Method::DELETE, unlink_address(&agent, FARM))
        };
        (client_administrator(), method, address, None)
    };
    for (status, body) in at_once(&office, AT_ONCE, either).await {
        assert!(
            status.is_success() || body["code"] == "AUTH-00031",
            "{status} {body}"
        );
    }

    let mut answers = vec![];
    for resource in ["ske-mva-melding", "ske-a-melding"] {
        answers.push(office.decision(&agent, "read", resource, "313904679").await);
    }
    assert_eq!(answers[0], answers[1]);
    let is_linked = office.linked(&agent).await.len() == 1;
    assert_eq!(answers[0] == "Permit", is_linked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_agent_that_is_deleted_while_it_is_linked_has_no_clients() {
    let office = Arc::new(office().await);
    let delete = format!(
        "{}?facilitatorId={OFFICE_UUID}",
        path::fill(path::AGENT, &[OFFICE, AGENT])
    );

    let answers = at_once(&office, AT_ONCE, |turn| {
        if turn == AT_ONCE / 2 {
            (leader(), Method::DELETE, delete.clone(), None)
        } else {
            (
                client_administrator(),
                Method::POST,
                link_address(AGENT, PLUMBER),
                None,
            )
        }
    })
    .await;

    for (status, body) in answers {
        let too_late = body["errors"]["return"].is_array();
        assert!(status.is_success() || too_late, "{status} {body}");
    }
    assert_eq!(office.linked(AGENT).await, Vec::<Value>::new());
    let org = "310702641";
    assert_eq!(
        office.decision(AGENT, "read", "ske-mva-melding", org).await,
        "NotApplicable"
    );
}

type Call = (Person, Method, String, Option<Value>);

/// Makes calls as tasks of their own; their statuses and bodies.
async fn at_once(
    office: &Arc<Office>,
    count: usize,
    make: impl Fn(usize) -> Call,
) -> Vec<(StatusCode, Value)> {
    let mut calls = JoinSet::new();
    for turn in 0..count {
        let (person, method, address, body) = make(turn);
        let token = office.person_token(&person, scope::PORTAL);
        let office = Arc::clone(office);
        calls.spawn(async move {
            let answer = office.send_as(&token, method, &address, body).await;
            (answer.status, answer.json())
        });
    }
    calls.join_all().await
}
