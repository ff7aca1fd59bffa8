//! Stage 1 of the story, done over HTTP: a service owner registers a resource with its scope, and everything that
//! follows from it follows at once.

use axum::http::{Method, StatusCode};
use contract::decision::{DECISION, Question};
use contract::delegation::RIGHT_CHECK;
use contract::resource::{RESOURCES, WRITE_SCOPE};
use contract::{path, scope};
use domain::{OrgNumber, Scope, SystemUserId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::testing::{POLICY, owner, owner_token, resource, upload};
use crate::altinn::testing::system;
use crate::store::{self, scope::RegisteredScope};
use crate::testing::{CUSTOMER_PARTY, Person, TestWorld, customer, world};

const ID: &str = "lok-fangstmelding";

#[tokio::test]
async fn a_resource_that_its_owner_registers_can_be_asked_for_given_and_decided_about() {
    let world = world().await;
    assert_eq!(
        register_system(&world).await["validationErrors"][0]["code"],
        "AUTH.VLD-00003"
    );

    // The owner makes a scope, registers the resource with it, and says who may do what.
    own_scope(&world).await;
    let mut body = resource();
    body["resourceReferences"] = json!([{ "referenceSource": "ExternalPlatform", "reference": "lokalfangst:melding",
        "referenceType": "MaskinportenScope" }]);
    let token = world.altinn_token(&owner(), WRITE_SCOPE, vec![]);
    assert_eq!(
        world.post(RESOURCES, &token, body).await.status,
        StatusCode::CREATED
    );
    let policy = format!("{RESOURCES}/{ID}/policy");
    assert_eq!(
        upload(&world, Method::POST, &policy, &token, POLICY).await.status,
        StatusCode::CREATED
    );

    // It is found, by word and by subject; a system may have a right to it; a leader may hand it on.
    let found = world
        .get(&format!("{RESOURCES}/search?reference=lokalfangst"), "")
        .await;
    assert_eq!(found.json()[0]["identifier"], ID);
    let subject = json!(["urn:altinn:accesspackage:sjofart"]);
    let opened = world
        .post(&format!("{RESOURCES}/bysubjects"), "", subject)
        .await
        .json();
    assert!(opened.to_string().contains(ID), "{opened}");
    assert!(register_system(&world).await.is_string());
    let check = right_check(&world).await;
    let results: Vec<_> = check["rights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|right| {
            (
                right["right"]["action"]["value"].as_str().unwrap(),
                &right["result"],
            )
        })
        .collect();
    assert_eq!(results, [("read", &json!(true)), ("write", &json!(true))]);

    // And a decision goes by what was given and by the new policy.
    assert_eq!(decision(&world, "read").await, "NotApplicable");
    let now = world.clock.now();
    let give = move |tx: &rusqlite::Connection| {
        let party = store::party::find(tx, CUSTOMER_PARTY)?.unwrap().uuid;
        let package = domain::PackageUrn::from_code("sjofart");
        store::delegation::save_package(tx, party, Uuid::from_u128(7), &package, now)
    };
    world.store.write(give).await.unwrap();
    assert_eq!(decision(&world, "read").await, "Permit");
    let stricter = POLICY.replace("sjofart", "infrastruktur");
    upload(&world, Method::PUT, &policy, &owner_token(&world), &stricter).await;
    assert_eq!(decision(&world, "read").await, "NotApplicable");
}

#[tokio::test]
async fn a_schema_for_maskinporten_cannot_be_a_systems_right() {
    let world = world().await;
    own_scope(&world).await;
    let mut body = resource();
    body["resourceType"] = "MaskinportenSchema".into();
    body["resourceReferences"] = json!([{ "referenceSource": "ExternalPlatform", "reference": "lokalfangst:melding",
        "referenceType": "MaskinportenScope" }]);
    let answer = world.post(RESOURCES, &owner_token(&world), body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    assert_eq!(
        register_system(&world).await["validationErrors"][0]["code"],
        "AUTH.VLD-00017"
    );
}

/// The owner's scope, as its client administration makes it.
async fn own_scope(world: &TestWorld) {
    let now = world.clock.now();
    let scope = RegisteredScope::new(Scope::from("lokalfangst:melding"), owner(), now);
    let save = move |tx: &rusqlite::Connection| store::scope::save(tx, &scope);
    world.store.write(save).await.unwrap();
}

async fn register_system(world: &TestWorld) -> Value {
    let mut body = system();
    body["rights"] = json!([{ "resource": [{ "id": "urn:altinn:resource", "value": ID }] }]);
    let token = world.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    world.post(path::VENDOR_SYSTEMS, &token, body).await.json()
}

async fn right_check(world: &TestWorld) -> Value {
    let party = world
        .store
        .read(|conn| store::party::find_by_org(conn, &customer()))
        .unwrap()
        .unwrap()
        .uuid;
    let token = world.person_token(&Person::leader(), scope::PORTAL);
    let path = format!("{RIGHT_CHECK}?party={party}&resource={ID}");
    world.get(&path, &token).await.json()
}

async fn decision(world: &TestWorld, action: &str) -> String {
    let number: OrgNumber = customer();
    let question = Question::of_system_user(SystemUserId(Uuid::from_u128(7)), action, &ID.into(), &number);
    let question = serde_json::to_value(question).unwrap();
    let answer = world.post(DECISION, "", question).await.json();
    answer["response"][0]["decision"].as_str().unwrap().to_owned()
}
