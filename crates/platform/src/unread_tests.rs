//! What cannot be read in a call is told by its place: every route of Altinn's, with each place spoiled in its turn.

use axum::http::{Method, StatusCode};
use contract::connection::CONNECTIONS;
use contract::{path, scope};
use serde_json::Value;

use crate::altinn::agent::testing::NOBODY;
use crate::openapi::walk::{Guard, Route};
use crate::scene::{Content, Scene};
use crate::testing::{Answer, Person, vendor};

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
const UNREAD: [(Method, &str, &str, &str); 3] = [
    (
        Method::GET,
        path::END_USER_AGENTS,
        "party",
        "an organisation's number, unknown when it is none",
    ),
    (
        Method::GET,
        CONNECTIONS,
        "token",
        "between two ends there is one connection, and no page",
    ),
    (
        Method::GET,
        path::INTERNAL_SYSTEM_USER,
        "systemUserId",
        "there is nothing at another path",
    ),
];

#[tokio::test]
async fn a_number_or_an_id_that_is_none_is_told_by_its_name() {
    let scene = Scene::new().await;
    let (mut places, mut faults) = (0, vec![]);
    for (route, _) in altinn(&scene) {
        for name in names(route).filter(|name| READ.contains(&name.as_str())) {
            let is_here = |(method, path, place, _): &(Method, &str, &str, &str)| {
                *method == route.method && *path == route.path && *place == name
            };
            let mut told = vec![];
            for token in rightful(&scene) {
                let answer = ask_with(&scene, route, &token, (&name, "crooked")).await;
                told.push(fields(&answer));
            }
            if told.contains(&vec![name.clone()]) == UNREAD.iter().any(is_here) {
                faults.push(format!("{} {name}: {told:?}", route.name()));
            }
            places += 1;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(places > 100, "{places}");
}

#[tokio::test]
async fn the_portal_s_back_end_names_them_too() {
    let scene = Scene::new().await;
    let token = scene.world.person_token(&Person::leader(), scope::PORTAL);
    let (mut places, mut faults) = (0, vec![]);
    for (route, _) in of(&scene, "Altinn's portal") {
        // Whoever leaves is sent away with whatever the id is.
        for name in
            names(route).filter(|name| READ.contains(&name.as_str()) && !route.path.ends_with("/logout"))
        {
            let told = fields(&ask_with(&scene, route, &token, (&name, "crooked")).await);
            // The path calls it otherwise than the answer does.
            if told != [name.clone()] && (name.as_str(), &*told) != ("party", &["partyId".to_owned()][..]) {
                faults.push(format!("{} {name}: {told:?}", route.name()));
            }
            places += 1;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(places > 40, "{places}");
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused_before_anything_happens() {
    let scene = Scene::new().await;
    let mut faults = vec![];
    for (route, _) in altinn(&scene) {
        if route.operation["requestBody"]["content"]["application/json"].is_null() {
            continue;
        }
        let (mut broken, mut other) = (vec![], vec![]);
        for token in rightful(&scene) {
            let cue = scene.cue(route, &[]).bearing(&token);
            let json = cue
                .clone()
                .carrying(Content::Other("application/json", b"[".to_vec()));
            let answer = json.send_for(route, &[400]).await;
            broken.push((answer.status, fields(&answer).is_empty()));
            let text = cue.carrying(Content::Other("text/plain", b"{}".to_vec()));
            let answer = text.send_for(route, &[415]).await;
            other.push(answer.status);
        }
        let is_told = broken.contains(&(StatusCode::BAD_REQUEST, false));
        if !is_told || !other.contains(&StatusCode::UNSUPPORTED_MEDIA_TYPE) {
            faults.push(format!("{}: {broken:?} {other:?}", route.name()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn a_party_that_is_nobody_has_one_code_in_all_of_access_management() {
    let scene = Scene::new().await;
    let reads_and_writes = scene.world.person_token(&Person::leader(), scope::PORTAL);
    let enduser = "/accessmanagement/api/v1/enduser/";
    let asked = altinn(&scene).filter(|(route, _)| route.path.starts_with(enduser));
    for (route, _) in asked.filter(|(route, _)| names(route).any(|name| name == "party")) {
        let answer = ask_with(&scene, route, &reads_and_writes, ("party", NOBODY)).await;
        assert_eq!(answer.json()["code"], "AM-00023", "{}", route.name());
    }
}

fn altinn(scene: &Scene) -> impl Iterator<Item = (&Route, Guard)> {
    of(scene, "Altinn")
}

fn of<'a>(scene: &'a Scene, listener: &'static str) -> impl Iterator<Item = (&'a Route, Guard)> {
    scene.guarded().filter(move |(route, _)| route.is_of(listener))
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

/// Tokens of each kind, with every scope, of those whose things they are.
fn rightful(scene: &Scene) -> [String; 3] {
    let every = scene.every_scope();
    [
        scene.world.vendor_token(&every),
        scene.world.altinn_token(&vendor(), &every, vec![]),
        scene.world.person_token(&Person::leader(), &every),
    ]
}

/// Calls a route with something else in one place, so that only that can be what is wrong.
async fn ask_with(scene: &Scene, route: &Route, token: &str, (place, text): (&str, &str)) -> Answer {
    let cue = scene.cue_with(route, place, text).bearing(token);
    cue.send_for(route, &[400]).await
}
