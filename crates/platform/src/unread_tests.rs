//! What cannot be read in a call is told by its place: every route of Altinn's, with each place spoiled in its turn.

use axum::http::StatusCode;
use contract::{path, scope};
use serde_json::Value;

use crate::altinn::agent::testing::NOBODY;
use crate::openapi::walk::Route;
use crate::scene::Scene;
use crate::testing::Answer;

/// Places that hold a number or an id, wherever they are.
const READ: [&str; 17] = [
    "party",
    "partyId",
    "partyUuid",
    "requestId",
    "systemUserId",
    "correlation-id",
    "system-user-id",
    "facilitator",
    "facilitatorId",
    "provider",
    "client",
    "agent",
    "delegationId",
    "from",
    "to",
    "token",
    "cascade",
];

/// Routes where such a place is not read, and why.
const UNREAD: [(&str, &str, &str); 3] = [
    (
        path::END_USER_AGENTS,
        "party",
        "it is an organisation's number, and unknown when it is none",
    ),
    (
        path::AGENT_DELEGATIONS,
        "facilitator",
        "whatever is wrong is an empty list",
    ),
    (
        path::AGENT_DELEGATIONS,
        "systemUserId",
        "whatever is wrong is an empty list",
    ),
];

#[tokio::test]
async fn a_number_or_an_id_that_is_none_is_told_by_its_name() {
    let scene = Scene::new().await;
    let mut places = 0;
    for (route, _) in altinn(&scene) {
        for name in names(route).filter(|name| READ.contains(&name.as_str())) {
            if UNREAD
                .iter()
                .any(|(path, place, _)| *path == route.path && *place == name)
            {
                continue;
            }
            let mut told = vec![];
            for token in scene.rightful() {
                let answer = scene.ask_with(route, &token, (&name, "crooked")).await;
                told.push(fields(&answer));
            }
            assert!(
                told.contains(&vec![name.clone()]),
                "{} {name}: {told:?}",
                route.name()
            );
            places += 1;
        }
    }
    assert!(places > 100, "{places}");
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused_before_anything_happens() {
    let scene = Scene::new().await;
    for (route, _) in altinn(&scene) {
        if route.operation["requestBody"]["content"]["application/json"].is_null() {
            continue;
        }
        let (mut broken, mut other) = (vec![], vec![]);
        for token in scene.rightful() {
            let answer = scene
                .ask_with_body(route, &token, ("application/json", "["))
                .await;
            broken.push((answer.status, fields(&answer).is_empty()));
            let answer = scene.ask_with_body(route, &token, ("text/plain", "{}")).await;
            other.push(answer.status);
        }
        assert!(
            broken.contains(&(StatusCode::BAD_REQUEST, false)),
            "{}: {broken:?}",
            route.name()
        );
        assert!(
            other.contains(&StatusCode::UNSUPPORTED_MEDIA_TYPE),
            "{}: {other:?}",
            route.name()
        );
    }
}

#[tokio::test]
async fn a_party_that_is_nobody_has_one_code_in_all_of_access_management() {
    let scene = Scene::new().await;
    let reads_and_writes = scene
        .world
        .person_token(&crate::testing::Person::leader(), scope::PORTAL);
    let enduser = "/accessmanagement/api/v1/enduser/";
    let asked = altinn(&scene).filter(|(route, _)| route.path.starts_with(enduser));
    for (route, _) in asked.filter(|(route, _)| names(route).any(|name| name == "party")) {
        let answer = scene.ask_with(route, &reads_and_writes, ("party", NOBODY)).await;
        assert_eq!(answer.json()["code"], "AM-00023", "{}", route.name());
    }
}

fn altinn(scene: &Scene) -> impl Iterator<Item = (&Route, crate::openapi::walk::Guard)> {
    scene
        .guarded()
        .filter(|(route, _)| route.document["info"]["title"] == "Altinn")
}

fn names(route: &Route) -> impl Iterator<Item = String> {
    let all = route.parameters("path").chain(route.parameters("query"));
    all.filter_map(|parameter| parameter["name"].as_str().map(str::to_owned))
}

/// The fields that an answer of shape 4 names.
fn fields(answer: &Answer) -> Vec<String> {
    let told: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let errors = told["errors"].as_object().into_iter();
    errors.flat_map(|errors| errors.keys().cloned()).collect()
}
