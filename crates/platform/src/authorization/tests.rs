//! What is decided, for whom, and what is said when nothing can be.

mod unclear;
mod who;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contract::decision::{AUTHORIZE, AUTHORIZE_SCOPE, DECISION, Question, attribute};
use domain::{OrgNumber, PackageUrn, PartyUuid, SystemUserId};
use rusqlite::Connection;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::Error;
use crate::store;
use crate::testing::{Answer, Person, TestWorld, customer, world};

const RESOURCE: &str = "ske-krav-og-betalinger";
const SYSTEM_USER: SystemUserId = SystemUserId(Uuid::from_u128(7));

/// Registers a resource that some subjects may read.
async fn upload(world: &TestWorld, id: &'static str, subjects: &'static [&'static str]) {
    let rule = domain::policy::PolicyRule {
        subjects: subjects
            .iter()
            .map(|urn| domain::policy::Subject::new(urn))
            .collect(),
        actions: vec!["read".to_owned()],
    };
    let policy = domain::policy::Policy::of_rules(&id.into(), &[rule], 3);
    let save = move |tx: &Connection| {
        let mut resource = store::resource::find(tx, &RESOURCE.into())?.unwrap();
        resource.identifier = id.into();
        store::resource::add(tx, &resource)?;
        store::resource::save_policy(tx, &id.into(), &policy, &contract::xacml::print(&policy))
    };
    world.store.write(save).await.unwrap();
}

async fn xml(world: &TestWorld, body: &'static str) -> Answer {
    let call = Request::post(DECISION)
        .header(header::CONTENT_TYPE, "application/xml")
        .body(Body::from(body))
        .unwrap();
    crate::testing::answer(crate::running::platform_router(world), call).await
}

async fn given(
    give: impl FnOnce(&Connection, PartyUuid, domain::Timestamp) -> Result<(), Error> + Send + 'static,
) -> TestWorld {
    let world = world().await;
    let now = world.clock.now();
    world
        .store
        .write(move |tx| {
            let party = store::party::find_by_org(tx, &customer())?.unwrap();
            give(tx, party.uuid, now)
        })
        .await
        .unwrap();
    world
}

async fn system_user(world: &TestWorld, action: &str, organization: &str) -> String {
    let number = OrgNumber::parse(organization).unwrap();
    let question = Question::of_system_user(SYSTEM_USER, action, &RESOURCE.into(), &number);
    decision(&ask(world, &serde_json::to_value(question).unwrap()).await)
}

async fn ask(world: &TestWorld, question: &Value) -> Answer {
    world.post(DECISION, "", question.clone()).await
}

fn decision(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()["response"][0]["decision"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn person(person: &Person, action: &str) -> Value {
    json!({ "Request": {
        "AccessSubject": [{ "Attribute": [{ "AttributeId": attribute::USER, "Value": person.user.to_string() }] }],
        "Action": [{ "Attribute": [{ "AttributeId": attribute::ACTION, "Value": action }] }],
        "Resource": [{ "Attribute": [{ "AttributeId": attribute::RESOURCE, "Value": RESOURCE },
            { "AttributeId": attribute::ORGANIZATION, "Value": "310702641" }] }],
    }})
}
