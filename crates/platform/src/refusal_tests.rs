//! Nobody sees or does what is not theirs: every route of every listener against every caller that it must refuse.
//!
//! The routes and who may call them come from the documents, so that no route is forgotten; and what a document says of a
//! route's guard is thereby found to be true.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use contract::{delegation, path, scope};
use domain::OrgNumber;
use serde_json::json;

use crate::scene::Scene;
use crate::testing::{Person, stranger, vendor};

/// Routes where one vendor sees what is another's, and why.
const FOR_EVERY_VENDOR: &[(&str, &str)] = &[(
    path::SYSTEM_USER_BY_EXTERNAL_ID,
    "Maskinporten itself asks, for whichever client is before it",
)];

/// Routes where everybody at an organisation sees what not everybody may change, and why.
const FOR_EVERYBODY_THERE: &[(&str, &str)] = &[(delegation::APPROVERS, "who cannot decide is told who can")];

#[tokio::test]
async fn without_a_token_that_holds_nobody_comes_in() {
    let scene = Scene::new().await;
    let good = scene.world.person_token(&Person::leader(), &scene.every_scope());
    let (head, signature) = good.rsplit_once('.').unwrap();
    let claims = head.split('.').nth(1).unwrap();
    let by_nobody = format!("eyJhbGciOiJub25lIn0.{claims}.");
    let tampered = format!("{head}.{}", signature.chars().rev().collect::<String>());
    let issuers = &scene.world.issuers;
    let mut bad = vec![String::new(), "x".to_owned(), by_nobody, tampered];
    for issuer in [&issuers.altinn, &issuers.maskinporten, &issuers.idporten] {
        let claims = json!({ "iss": issuer, "exp": 4_000_000_000_u64, "scope": scene.every_scope() });
        bad.push(stranger().sign(&claims).unwrap());
    }
    // Signed by one issuer of this world in another's name, or in nobody's.
    for issuer in [
        "https://elsewhere.example/",
        &issuers.maskinporten,
        &issuers.idporten,
    ] {
        let claims = json!({ "iss": issuer, "exp": 4_000_000_000_u64, "scope": scene.every_scope() });
        bad.push(scene.world.keys.idporten.sign(&claims).unwrap());
    }
    for (route, _) in scene.guarded() {
        for token in &bad {
            let status = scene.ask(route, token).await.status;
            assert_eq!(
                status,
                StatusCode::UNAUTHORIZED,
                "{} with {token:?}",
                route.name()
            );
        }
    }
}

#[tokio::test]
async fn a_token_that_has_ended_is_none() {
    let scene = Scene::new().await;
    let tokens = scene.rightful();
    scene.world.clock.advance(31 * 60);
    for (route, _) in scene.guarded() {
        for token in &tokens {
            let status = scene.ask(route, token).await.status;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{}", route.name());
        }
    }
}

#[tokio::test]
async fn every_other_scope_is_the_wrong_one() {
    let scene = Scene::new().await;
    for (route, guard) in scene.guarded().filter(|(_, guard)| !guard.scopes.is_empty()) {
        let others: Vec<&str> = scene
            .scopes
            .iter()
            .filter(|scope| !guard.scopes.contains(scope))
            .map(String::as_str)
            .collect();
        for token in scene.tokens(&others.join(" ")) {
            let status = scene.ask(route, &token).await.status;
            assert!(turned_away(status), "{}: {status}", route.name());
        }
    }
}

#[tokio::test]
async fn each_scope_that_a_route_names_is_enough() {
    let scene = Scene::new().await;
    for (route, guard) in scene.guarded() {
        let alone: Vec<&str> = guard.scopes.iter().map(String::as_str).collect();
        for scope in if alone.is_empty() {
            vec!["any:scope"]
        } else {
            alone
        } {
            let mut told = vec![];
            for token in scene.tokens(scope) {
                let answer = scene.ask(route, &token).await;
                told.push((answer.status, answer.body.is_empty()));
            }
            let let_in = |(status, is_empty): &(StatusCode, bool)| !(turned_away(*status) && *is_empty);
            assert!(told.iter().any(let_in), "{} with {scope}: {told:?}", route.name());
        }
    }
}

#[tokio::test]
async fn a_person_does_nothing_for_an_organisation_that_is_not_theirs() {
    let scene = Scene::new().await;
    for person in [Person::outsider(), Person::employee()] {
        for (route, guard) in scene.guarded().filter(|(_, guard)| guard.person) {
            let scopes = guard.scopes.first().map_or("any:scope", String::as_str);
            let token = scene.world.person_token(&person, scopes);
            let status = scene.ask(route, &token).await.status;
            let works_there = person.pid == Person::employee().pid;
            if works_there && FOR_EVERYBODY_THERE.iter().any(|(path, _)| *path == route.path) {
                continue;
            }
            assert_eq!(status, StatusCode::FORBIDDEN, "{} as {person:?}", route.name());
        }
    }
}

#[tokio::test]
async fn a_vendor_is_no_person() {
    let scene = Scene::new().await;
    for (route, _) in scene.guarded().filter(|(_, guard)| guard.person) {
        let every = scene.every_scope();
        for token in [
            scene.world.vendor_token(&every),
            scene.world.altinn_token(&vendor(), &every, vec![]),
        ] {
            let status = scene.ask(route, &token).await.status;
            assert_eq!(status, StatusCode::FORBIDDEN, "{}", route.name());
        }
    }
}

#[tokio::test]
async fn a_vendor_sees_and_does_nothing_with_what_is_another_s() {
    let scene = Scene::new().await;
    let other = OrgNumber::parse("314800117").unwrap();
    let of_altinn = [
        scope::PORTAL,
        scope::SYSTEM_REGISTER_ADMIN,
        scope::SYSTEM_USER_ADMIN,
    ];
    let of_vendors = |name: &&str| !of_altinn.contains(name);
    let scopes: Vec<&str> = scene
        .scopes
        .iter()
        .map(String::as_str)
        .filter(of_vendors)
        .collect();
    let token = scene.world.maskinporten_token(&other, &scopes.join(" "), vec![]);
    for (route, guard) in scene.guarded().filter(|(_, guard)| !guard.person) {
        if guard.scopes.iter().all(|scope| !scopes.contains(&scope.as_str()))
            || FOR_EVERY_VENDOR.iter().any(|(path, _)| *path == route.path)
        {
            continue;
        }
        let answer = scene.ask(route, &token).await;
        let body = String::from_utf8_lossy(&answer.body);
        let told = answer.status.is_success() && scene.own().any(|own| body.contains(own));
        let done = answer.status.is_success() && route.names().any(|name| name == "systemId");
        assert!(!told && !done, "{}: {} {body}", route.name(), answer.status);
    }
}

#[tokio::test]
async fn what_the_table_refuses_others_its_owner_gets() {
    let scene = Scene::new().await;
    let own = ["systemId", "requestId", "systemUserId", "party"];
    let mut kept = BTreeSet::new();
    for (route, _) in scene.guarded().filter(|(route, _)| route.method == Method::GET) {
        if !route.names().any(|name| own.contains(&name)) {
            continue;
        }
        let mut told = vec![];
        for token in scene.rightful() {
            told.push(scene.ask(route, &token).await.status);
        }
        let is_answer = |status: &StatusCode| status.is_success() || status.is_redirection();
        if !told.iter().any(is_answer) {
            kept.insert(format!("{} {told:?}", route.name()));
        }
    }
    assert!(kept.is_empty(), "{kept:#?}");
}

fn turned_away(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
}
