//! What Altinn refuses is passed on in the portal's own codes (altinn-platform.md 11.3), whichever route asked it.

use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use contract::path as altinn_path;
use contract::portal::path;
use contract::problem::{ProblemDetails, read, wire};
use domain::Problem;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{assert_refused, call};
use crate::altinn::testing::{self, Altinn, PARTY, SYSTEM};
use crate::testing::{Answer, nowhere};
use crate::world::Listeners;

const ID: &str = "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9";

/// The codes that the portal keeps; every other one becomes 00005.
const KEPT: [u16; 25] = [
    1, 2, 3, 4, 11, 14, 16, 18, 19, 20, 28, 43, 44, 45, 50, 51, 53, 55, 57, 62, 66, 68, 69, 70, 71,
];

/// Each route that asks Altinn, and the code for what Altinn does not find.
fn routes() -> Vec<(Method, String, Value, &'static str)> {
    let (get, post, delete) = (Method::GET, Method::POST, Method::DELETE);
    let of = |pattern: &str, values: &[&str]| altinn_path::fill(pattern, values);
    let own = |pattern: &str| format!("{}?partyUuid={ID}", of(pattern, &[PARTY, ID]));
    let unlinked = of(path::DELEGATION, &[PARTY, ID, ID]);
    let (nothing, made) = (
        Value::Null,
        json!({"integrationTitle": "Regnskapet", "systemId": SYSTEM}),
    );
    let linked = json!({"customerId": ID, "access": []});
    let mut routes = vec![
        (get.clone(), of(path::SYSTEMS, &[]), nothing.clone(), "AMUI-00005"),
        (
            get.clone(),
            of(path::SYSTEM_RIGHTS, &[SYSTEM]),
            nothing.clone(),
            "AMUI-00005",
        ),
        (
            get.clone(),
            of(path::SYSTEM_USERS, &[PARTY]),
            nothing.clone(),
            "AMUI-00005",
        ),
        (post.clone(), of(path::SYSTEM_USERS, &[PARTY]), made, "AMUI-00005"),
        (
            get.clone(),
            of(path::SYSTEM_USER, &[PARTY, ID]),
            nothing.clone(),
            "AMUI-00015",
        ),
        (
            get.clone(),
            of(path::AGENTS, &[PARTY]),
            nothing.clone(),
            "AMUI-00005",
        ),
        (
            get.clone(),
            of(path::AGENT, &[PARTY, ID]),
            nothing.clone(),
            "AMUI-00015",
        ),
        (delete.clone(), own(path::AGENT), nothing.clone(), "AMUI-00005"),
        (
            get.clone(),
            of(path::PENDING, &[ID]),
            nothing.clone(),
            "AMUI-00000",
        ),
        (get.clone(), own(path::CUSTOMERS), nothing.clone(), "AMUI-00015"),
        (get.clone(), own(path::DELEGATIONS), nothing.clone(), "AMUI-00005"),
        (post.clone(), own(path::DELEGATIONS), linked, "AMUI-00005"),
        (
            delete.clone(),
            format!("{unlinked}?partyUuid={ID}"),
            nothing.clone(),
            "AMUI-00005",
        ),
        (get.clone(), own(path::OWN_PARTY), nothing.clone(), "AMUI-00005"),
        (post.clone(), own(path::OWN_PARTY), nothing.clone(), "AMUI-00005"),
        (delete, own(path::OWN_PARTY), nothing.clone(), "AMUI-00005"),
    ];
    for pattern in [path::REQUEST, path::AGENT_REQUEST, path::CHANGE_REQUEST] {
        routes.push((get.clone(), of(pattern, &[ID]), nothing.clone(), "AMUI-00010"));
    }
    for pattern in [
        path::APPROVE_REQUEST,
        path::REJECT_REQUEST,
        path::ESCALATE_REQUEST,
        path::APPROVE_AGENT_REQUEST,
        path::REJECT_AGENT_REQUEST,
        path::ESCALATE_AGENT_REQUEST,
        path::APPROVE_CHANGE_REQUEST,
        path::REJECT_CHANGE_REQUEST,
    ] {
        routes.push((
            post.clone(),
            of(pattern, &[PARTY, ID]),
            nothing.clone(),
            "AMUI-00005",
        ));
    }
    routes
}

#[tokio::test]
async fn every_route_passes_on_what_altinn_refuses() {
    let here = |problem| move || refusal(problem);
    let may_not = before(here(Problem::AccessManagerNeeded)).await;
    let too_late = before(here(Problem::RequestNotNew)).await;
    let nowhere_found = before(here(Problem::SystemUserNotFound)).await;
    let unreadable = before(|| StatusCode::FORBIDDEN.into_response()).await;
    let away = before(|| StatusCode::SERVICE_UNAVAILABLE.into_response()).await;
    for (method, address, body, missing) in routes() {
        for (altinn, status, code) in [
            (&may_not, 403, "AMUI-00066"),
            (&too_late, 400, "AMUI-00005"),
            (&unreadable, 403, "AMUI-00999"),
            (&away, 503, "AMUI-00100"),
        ] {
            let answer = ask(altinn, &method, &address, &body).await;
            assert_eq!(told(&answer), (status, code.into()), "{method} {address}");
        }
        let answer = ask(&nowhere_found, &method, &address, &body).await;
        assert_eq!(told(&answer).1, missing, "{method} {address}");
    }
}

#[tokio::test]
async fn a_system_user_that_altinn_does_not_delete_is_not_found() {
    let altinn = before(|| refusal(Problem::RevocationFailed)).await;
    let address = altinn_path::fill(path::SYSTEM_USER, &[PARTY, ID]);
    let answer = ask(&altinn, &Method::DELETE, &address, &Value::Null).await;
    assert_eq!(
        (answer.status, answer.json()["code"].as_str()),
        (StatusCode::NOT_FOUND, None)
    );
}

#[tokio::test]
async fn a_code_that_the_portal_has_keeps_its_number_and_its_status_and_no_other_does() {
    let address = altinn_path::fill(path::APPROVE_REQUEST, &[PARTY, ID]);
    for number in 0..100 {
        let Some(problem) = read(&format!("AUTH-{number:05}")) else {
            assert!(!KEPT.contains(&number), "{number}");
            continue;
        };
        let altinn = before(move || refusal(problem)).await;
        let answer = ask(&altinn, &Method::POST, &address, &Value::Null).await;
        if KEPT.contains(&number) {
            assert_refused(&answer, wire(problem).status, &format!("AMUI-{number:05}"));
        } else {
            assert_eq!(answer.json()["code"], "AMUI-00005", "{number}");
        }
    }
}

#[tokio::test]
async fn a_client_that_altinn_did_not_link_is_told_by_its_own_code() {
    let altinn = before(|| Json(json!([])).into_response()).await;
    let address = altinn_path::fill(path::DELEGATIONS, &[PARTY, ID]);
    let body = json!({"customerId": ID, "access": []});
    let answer = ask(
        &altinn,
        &Method::POST,
        &format!("{address}?partyUuid={ID}"),
        &body,
    )
    .await;
    assert_refused(&answer, 400, "AMUI-00028");
}

/// A portal whose Altinn gives the same answer to everything.
async fn before(answer: impl Fn() -> Response + Clone + Send + Sync + 'static) -> Altinn {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addresses = Listeners {
        platform: listener.local_addr().unwrap(),
        ..nowhere()
    };
    let altinn = testing::altinn_at(addresses, 50).await;
    let router = Router::new().fallback(move || std::future::ready(answer()));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    altinn
}

fn refusal(problem: Problem) -> Response {
    let body = ProblemDetails::of(problem, &[], "00-1-1-00");
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::from_u16(body.status).unwrap(), kind, Json(body)).into_response()
}

async fn ask(altinn: &Altinn, method: &Method, address: &str, body: &Value) -> Answer {
    call(altinn, &altinn.leader(), method.clone(), address, body.clone()).await
}

fn told(answer: &Answer) -> (u16, String) {
    let code = answer.json()["code"].as_str().unwrap_or_default().to_owned();
    (answer.status.as_u16(), code)
}
