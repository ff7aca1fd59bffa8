//! What every listener's document must say.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use serde_json::Value;
use tokio::sync::watch;

use crate::control::Control;
use crate::running::{finish, platform_router};
use crate::seed::Seed;
use crate::stage::Stage;
use crate::testing::{TestWorld, answer, world};
use crate::{idporten, maskinporten, portal, service_owner};

#[tokio::test]
async fn every_route_says_what_it_does_and_who_may() {
    let world = world().await;
    let mut silent = vec![];
    for (title, document) in documents(&world).await {
        for (path, method, operation) in operations(&document) {
            let mut lack = |what: &str| silent.push(format!("{title}: {method} {path} does not say {what}"));
            let says = operation["summary"].as_str().unwrap_or_default();
            if !says.ends_with('.') {
                lack("what it does: .says(\"…\"), a sentence");
            }
            if !operation["x-guard"].is_object() {
                lack("who may: .scope(…), .any_token(), .person() or .open(\"because\")");
            }
            let answers = operation["responses"].as_object();
            let good = |status: &String| status.starts_with(['2', '3']);
            if !answers.is_some_and(|answers| answers.keys().any(good)) {
                lack("what it answers: .answer::<T>(200), .empty(…), .page()");
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[tokio::test]
async fn what_a_document_points_at_is_in_it() {
    let world = world().await;
    for (title, document) in documents(&world).await {
        for reference in references(&document) {
            let place = reference.trim_start_matches('#');
            assert!(document.pointer(place).is_some(), "{title} lacks {reference}");
        }
    }
}

/// Each listener's document, with its title.
async fn documents(world: &TestWorld) -> Vec<(String, Value)> {
    let listeners = [
        platform_router(world),
        finish(maskinporten::router(), world),
        finish(idporten::router(), world),
        finish(service_owner::router(), world),
        finish(portal::router(), world),
        control(world).await,
    ];
    let mut documents = vec![];
    for router in listeners {
        let call = Request::get("/openapi.json").body(Body::empty()).unwrap();
        let document = answer(router, call).await.json();
        documents.push((document["info"]["title"].as_str().unwrap().to_owned(), document));
    }
    documents
}

async fn control(world: &TestWorld) -> Router {
    let stage = Stage::open(world.afresh().unwrap(), Seed::builtin().unwrap()).await;
    Control::of(Arc::new(stage.unwrap()), watch::channel(false).1).router()
}

/// Every path, method and operation of a document.
fn operations(document: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap();
        methods
            .iter()
            .map(move |(method, operation)| (path, method, operation))
    })
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
