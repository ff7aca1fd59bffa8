//! The back end of Altinn's own front end.

use contract::portal::path;
use serde_json::{Value, json};

use super::{At, Story, at, id};
use crate::altinn::agent::testing::{
    AGENT, OFFICE, OFFICE_ORG, OFFICE_UUID, PLUMBER, leader as office_leader,
};
use crate::altinn::testing::{PARTY, SYSTEM, request, system};

const CUSTOMER_UUID: &str = "04c5f4c1-1626-526b-814a-6fa0920e9e39";
const NOBODY: &str = "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9";

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    story.world.given_system(system()).await;
    let pia = story.leader();
    story.get("to choose from", &pia, at(path::SYSTEMS, &[])).await;
    story
        .get("what one asks for", &pia, at(path::SYSTEM_RIGHTS, &[SYSTEM]))
        .await;
    requests(&mut story).await;
    agent_requests(&mut story).await;
    let user = system_users(&mut story).await;
    change_requests(&mut story, &user).await;
    let one = || at(path::SYSTEM_USER, &[PARTY, &user]);
    story.delete("removed", &pia, one()).await;
    story.delete("removed before", &pia, one()).await;
    clients(&mut story).await;
    story
}

async fn requests(story: &mut Story) {
    let pia = story.leader();
    let first = story.world.given_request_called("rør-1").await;
    let second = story.world.given_request_called("rør-2").await;
    story.get("read", &pia, at(path::REQUEST, &[&first])).await;
    story
        .get("one that is not there", &pia, at(path::REQUEST, &[NOBODY]))
        .await;
    story
        .press("passed on", &pia, at(path::ESCALATE_REQUEST, &[PARTY, &first]))
        .await;
    story
        .get(
            "those that were passed on",
            &pia,
            at(path::PENDING, &[CUSTOMER_UUID]),
        )
        .await;
    story
        .press("approved", &pia, at(path::APPROVE_REQUEST, &[PARTY, &first]))
        .await;
    story
        .press(
            "approved before",
            &pia,
            at(path::APPROVE_REQUEST, &[PARTY, &first]),
        )
        .await;
    story
        .press("rejected", &pia, at(path::REJECT_REQUEST, &[PARTY, &second]))
        .await;
    story
        .get(
            "on the way back to the vendor",
            &pia,
            at(path::LOGOUT_REQUEST, &[&first]),
        )
        .await;
    let siv = crate::altinn::testing::access_manager();
    let siv = story.person("Siv Kobling", &siv, contract::scope::PORTAL);
    let mut body = request();
    body["externalRef"] = json!("rør-3");
    let third = id(&story.world.ask(body).await);
    story
        .press(
            "by one who has nothing to give",
            &siv,
            at(path::APPROVE_REQUEST, &[PARTY, &third]),
        )
        .await;
}

async fn agent_requests(story: &mut Story) {
    let pia = story.leader();
    let first = story.world.given_agent_request().await;
    let mut body = crate::altinn::testing::agent_request();
    body["externalRef"] = json!("agent-2");
    let second = id(&story.world.ask_for_agent(body).await);
    story.get("read", &pia, at(path::AGENT_REQUEST, &[&first])).await;
    story
        .get("one that is not there", &pia, at(path::AGENT_REQUEST, &[NOBODY]))
        .await;
    story
        .press(
            "passed on",
            &pia,
            at(path::ESCALATE_AGENT_REQUEST, &[PARTY, &first]),
        )
        .await;
    story
        .press(
            "approved",
            &pia,
            at(path::APPROVE_AGENT_REQUEST, &[PARTY, &first]),
        )
        .await;
    story
        .press(
            "rejected",
            &pia,
            at(path::REJECT_AGENT_REQUEST, &[PARTY, &second]),
        )
        .await;
    story
        .get(
            "on the way back to the vendor",
            &pia,
            at(path::LOGOUT_AGENT_REQUEST, &[&first]),
        )
        .await;
    story.get("all", &pia, at(path::AGENTS, &[PARTY])).await;
    story.get("one", &pia, at(path::AGENT, &[PARTY, &first])).await;
    story
        .get("one that is not there", &pia, at(path::AGENT, &[PARTY, NOBODY]))
        .await;
    let removed = at(path::AGENT, &[PARTY, &first]).with(&format!("partyUuid={CUSTOMER_UUID}"));
    story.delete("removed", &pia, removed).await;
}

/// Tells what the portal knows of system users; the one that Pia makes.
async fn system_users(story: &mut Story) -> String {
    let pia = story.leader();
    let body = json!({"integrationTitle": "Regnskapet vårt", "systemId": SYSTEM});
    let all = || at(path::SYSTEM_USERS, &[PARTY]);
    let user = id(&story.post("made", &pia, all(), body.clone()).await);
    story.post("made before", &pia, all(), body).await;
    story.get("newest first", &pia, all()).await;
    story
        .get("one", &pia, at(path::SYSTEM_USER, &[PARTY, &user]))
        .await;
    story
        .get(
            "one that is not there",
            &pia,
            at(path::SYSTEM_USER, &[PARTY, NOBODY]),
        )
        .await;
    user
}

async fn change_requests(story: &mut Story, user: &str) {
    let pia = story.leader();
    let first = story.world.given_change_request(user).await;
    let second = story.world.given_change_request(user).await;
    story.get("read", &pia, at(path::CHANGE_REQUEST, &[&first])).await;
    story
        .get("one that is not there", &pia, at(path::CHANGE_REQUEST, &[NOBODY]))
        .await;
    story
        .press(
            "approved",
            &pia,
            at(path::APPROVE_CHANGE_REQUEST, &[PARTY, &first]),
        )
        .await;
    story
        .press(
            "rejected",
            &pia,
            at(path::REJECT_CHANGE_REQUEST, &[PARTY, &second]),
        )
        .await;
    story
        .get(
            "on the way back to the vendor",
            &pia,
            at(path::LOGOUT_CHANGE_REQUEST, &[&first]),
        )
        .await;
}

async fn clients(story: &mut Story) {
    let morten = story.person("Morten Balanse", &office_leader(), contract::scope::PORTAL);
    let of = |pattern: &'static str, more: &[&str]| -> At {
        let values: Vec<&str> = [OFFICE, AGENT].into_iter().chain(more.iter().copied()).collect();
        at(pattern, &values).with(&format!("partyUuid={OFFICE_UUID}"))
    };
    let customers = story.get("all", &morten, of(path::CUSTOMERS, &[])).await.json();
    let all = customers.as_array().unwrap();
    let plumber = all.iter().find(|one| one["id"] == PLUMBER).unwrap();
    let body = json!({"customerId": PLUMBER, "access": plumber["access"]});
    story
        .post("linked", &morten, of(path::DELEGATIONS, &[]), body)
        .await;
    let stranger = json!({"customerId": NOBODY, "access": Value::Array(vec![])});
    story
        .post("who is no client", &morten, of(path::DELEGATIONS, &[]), stranger)
        .await;
    story
        .get("those that are linked", &morten, of(path::DELEGATIONS, &[]))
        .await;
    story
        .delete("taken away", &morten, of(path::DELEGATION, &[PLUMBER]))
        .await;
    let kind = domain::SystemUserType::Agent;
    let own = story.world.given(kind, OFFICE_ORG, &["skatt-naering"]).await;
    let itself = || at(path::OWN_PARTY, &[OFFICE, &own]).with(&format!("partyUuid={OFFICE_UUID}"));
    story.press("given to itself", &morten, itself()).await;
    story.press("given before", &morten, itself()).await;
    story.get("whether it has it", &morten, itself()).await;
    story.delete("taken back", &morten, itself()).await;
    story.delete("taken back before", &morten, itself()).await;
}
