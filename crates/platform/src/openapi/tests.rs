//! What every listener's document must say.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use contract::path;
use serde_json::Value;

use super::walk::{documents, routes};
use crate::testing::{answer, world};

#[tokio::test]
async fn every_route_says_what_it_does_and_who_may() {
    let world = world().await;
    let mut silent = vec![];
    for route in routes(&world).await {
        let mut lack = |what: &str| silent.push(format!("{} does not say {what}", route.name()));
        let operation = &route.operation;
        let says = operation["summary"].as_str().unwrap_or_default();
        if !says.ends_with('.') {
            lack("what it does: .says(\"…\"), a sentence");
        }
        let guard = operation["x-guard"].as_object();
        if guard.is_none() {
            lack("who may: .scope(…), .any_token(), .person() or .open(\"because …\")");
        }
        let open = guard.and_then(|guard| guard.get("open")?.as_str());
        if open.is_some_and(|because| because.is_empty() || operation["security"].is_array()) {
            lack("truly why it is open: it asks for a token, or gives no reason");
        }
        let answers = operation["responses"].as_object();
        let good = |status: &String| status.starts_with(['2', '3']);
        if !answers.is_some_and(|answers| answers.keys().any(good)) {
            lack("what it answers: .answer::<T>(200), .empty(…), .page()");
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[tokio::test]
async fn every_path_of_the_contract_is_served() {
    let world = world().await;
    let (_, altinn) = documents(&world).await.swap_remove(0);
    let missing: Vec<_> = path::ALL
        .iter()
        .filter(|path| altinn["paths"].get(path).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn every_row_of_the_contract_is_answered() {
    let world = world().await;
    let routes = routes(&world).await;
    let rows: BTreeSet<u64> = routes
        .iter()
        .filter_map(|route| route.operation["x-row"].as_u64())
        .collect();
    // Row 49 is dead upstream.
    let expected: BTreeSet<u64> = (1..=67).filter(|row| *row != 49).collect();
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn what_a_document_points_at_is_in_it() {
    let world = world().await;
    for (_, document) in documents(&world).await {
        for reference in references(&document) {
            let place = reference.trim_start_matches('#');
            assert!(
                document.pointer(place).is_some(),
                "{} lacks {reference}",
                document["info"]["title"]
            );
        }
    }
}

#[tokio::test]
async fn a_document_speaks_of_nothing_that_its_reader_does_not_have() {
    let world = world().await;
    for (_, document) in documents(&world).await {
        let text = document.to_string();
        for inside in [".md ", "(shape ", "[`", "Self::"] {
            let at = text
                .find(inside)
                .map(|at| &text[at.saturating_sub(120)..at + inside.len()]);
            assert_eq!(at, None, "{}", document["info"]["title"]);
        }
    }
}

fn references(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(members) => {
            let here = members.get("$ref").and_then(Value::as_str);
            members.values().flat_map(references).chain(here).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => vec![],
    }
}

#[tokio::test]
async fn the_page_names_every_route_and_its_links_lead_somewhere() {
    let world = world().await;
    for (router, document) in documents(&world).await {
        let call = Request::get("/openapi").body(Body::empty()).unwrap();
        let page = answer(router, call).await;
        let page = page.text();
        for path in document["paths"].as_object().unwrap().keys() {
            assert!(page.contains(path), "{path}");
        }
        for link in page.split("href=\"#").skip(1) {
            let target = link.split('"').next().unwrap();
            assert!(page.contains(&format!("id=\"{target}\"")), "{target} is nowhere");
        }
        assert!(
            !page.contains("<script") && !page.contains("://"),
            "nothing from elsewhere"
        );
    }
}
