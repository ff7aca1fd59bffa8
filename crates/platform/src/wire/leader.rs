//! A leader reads, passes on, says yes and no, makes a system user and takes it away.

use contract::path;
use serde_json::json;

use super::{Story, at, id};
use crate::altinn::testing::{PARTY, SYSTEM, hidden, request, system};
use crate::testing::Person;

const CUSTOMER: &str = "310702641";
const NOBODY: &str = "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9";

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    story.world.given_system(system()).await;
    systems(&mut story).await;
    requests(&mut story).await;
    agent_requests(&mut story).await;
    let user = system_users(&mut story).await;
    change_requests(&mut story, &user).await;
    let pia = story.leader();
    let one = |id: &str| at(path::SYSTEM_USER, &[PARTY, id]);
    story.delete("removed", &pia, one(&user)).await;
    story.delete("removed before", &pia, one(&user)).await;
    story
}

async fn systems(story: &mut Story) {
    let pia = story.leader();
    story.world.given_system(hidden("991825827_hidden")).await;
    story
        .get("those to choose from", &pia, at(path::SYSTEMS, &[]))
        .await;
    for id in [SYSTEM, "991825827_none"] {
        let what = if id == SYSTEM {
            "one"
        } else {
            "one that is not there"
        };
        story.get(what, &pia, at(path::SYSTEM, &[id])).await;
        story.get(what, &pia, at(path::SYSTEM_RIGHTS, &[id])).await;
        story.get(what, &pia, at(path::SYSTEM_PACKAGES, &[id])).await;
    }
}

async fn requests(story: &mut Story) {
    let pia = story.leader();
    let odd = story.person("Odd Muffe", &Person::employee(), contract::scope::PORTAL);
    let mut ids = vec![];
    for reference in ["rør-1", "rør-2"] {
        let mut body = request();
        body["externalRef"] = json!(reference);
        ids.push(id(&story.world.ask(body).await));
    }
    let [first, second] = [&ids[0], &ids[1]];
    story.get("read", &pia, at(path::REQUEST, &[first])).await;
    story
        .get("read by one who cannot answer", &odd, at(path::REQUEST, &[first]))
        .await;
    story
        .get("one that is not there", &pia, at(path::REQUEST, &[NOBODY]))
        .await;
    story
        .get("read", &pia, at(path::PARTY_REQUEST, &[PARTY, first]))
        .await;
    story
        .get(
            "one that is not there",
            &pia,
            at(path::PARTY_REQUEST, &[PARTY, NOBODY]),
        )
        .await;
    story
        .get("not a party", &pia, at(path::PARTY_REQUEST, &["rør", first]))
        .await;
    story
        .press("passed on", &odd, at(path::ESCALATE_REQUEST, &[PARTY, first]))
        .await;
    story
        .press(
            "one that is not there",
            &pia,
            at(path::ESCALATE_REQUEST, &[PARTY, NOBODY]),
        )
        .await;
    story
        .get(
            "those that wait",
            &pia,
            at(path::PENDING_REQUESTS, &[PARTY, CUSTOMER]),
        )
        .await;
    story
        .get(
            "another organisation's",
            &pia,
            at(path::PENDING_REQUESTS, &[PARTY, "991825827"]),
        )
        .await;
    story
        .press("approved", &pia, at(path::APPROVE_REQUEST, &[PARTY, first]))
        .await;
    story
        .press(
            "approved before",
            &pia,
            at(path::APPROVE_REQUEST, &[PARTY, first]),
        )
        .await;
    story
        .press("rejected", &pia, at(path::REJECT_REQUEST, &[PARTY, second]))
        .await;
    story
        .press(
            "rejected before",
            &pia,
            at(path::REJECT_REQUEST, &[PARTY, second]),
        )
        .await;
    cannot_be_given(story).await;
}

/// An access manager who has nothing of her own to hand on.
async fn cannot_be_given(story: &mut Story) {
    let mut body = request();
    body["externalRef"] = json!("rør-3");
    let request = id(&story.world.ask(body).await);
    let siv = crate::altinn::testing::access_manager();
    let siv = story.person("Siv Kobling", &siv, contract::scope::PORTAL);
    story
        .press(
            "by one who has nothing to give",
            &siv,
            at(path::APPROVE_REQUEST, &[PARTY, &request]),
        )
        .await;
}

async fn agent_requests(story: &mut Story) {
    let pia = story.leader();
    let odd = story.person("Odd Muffe", &Person::employee(), contract::scope::PORTAL);
    let first = story.world.given_agent_request().await;
    let mut body = crate::altinn::testing::agent_request();
    body["externalRef"] = json!("agent-2");
    let second = id(&story.world.ask_for_agent(body).await);
    story.get("read", &pia, at(path::AGENT_REQUEST, &[&first])).await;
    story
        .get("one that is not there", &pia, at(path::AGENT_REQUEST, &[NOBODY]))
        .await;
    story
        .get("read", &pia, at(path::PARTY_AGENT_REQUEST, &[PARTY, &first]))
        .await;
    story
        .get(
            "one that is not there",
            &pia,
            at(path::PARTY_AGENT_REQUEST, &[PARTY, NOBODY]),
        )
        .await;
    story
        .press(
            "passed on",
            &odd,
            at(path::ESCALATE_AGENT_REQUEST, &[PARTY, &first]),
        )
        .await;
    story
        .press(
            "one that is not there",
            &pia,
            at(path::ESCALATE_AGENT_REQUEST, &[PARTY, NOBODY]),
        )
        .await;
    story
        .get(
            "those that wait",
            &pia,
            at(path::PENDING_AGENT_REQUESTS, &[PARTY, CUSTOMER]),
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
            "approved before",
            &pia,
            at(path::APPROVE_AGENT_REQUEST, &[PARTY, &first]),
        )
        .await;
    story
        .press(
            "one that is not there",
            &pia,
            at(path::APPROVE_AGENT_REQUEST, &[PARTY, NOBODY]),
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
        .press(
            "rejected before",
            &pia,
            at(path::REJECT_AGENT_REQUEST, &[PARTY, &second]),
        )
        .await;
}

/// Tells what leaders see of system users; the one that Pia makes.
async fn system_users(story: &mut Story) -> String {
    let pia = story.leader();
    let body = json!({"integrationTitle": "Regnskapet vårt", "systemId": SYSTEM});
    let create = || at(path::CREATE_SYSTEM_USER, &[PARTY]);
    let user = id(&story.post("made", &pia, create(), body.clone()).await);
    story.post("made before", &pia, create(), body).await;
    let unknown = json!({"integrationTitle": "x", "systemId": "991825827_none"});
    story
        .post("of a system that is not there", &pia, create(), unknown)
        .await;
    story.get("all", &pia, at(path::SYSTEM_USERS, &[PARTY])).await;
    story.get("all", &pia, at(path::AGENTS, &[PARTY])).await;
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
    story
        .get(
            "what it holds",
            &pia,
            at(path::SYSTEM_USER_DELEGATIONS, &[PARTY, &user]),
        )
        .await;
    story
        .get(
            "one that is not there",
            &pia,
            at(path::SYSTEM_USER_DELEGATIONS, &[PARTY, NOBODY]),
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
        .get("read", &pia, at(path::PARTY_CHANGE_REQUEST, &[PARTY, &first]))
        .await;
    story
        .get(
            "one that is not there",
            &pia,
            at(path::PARTY_CHANGE_REQUEST, &[PARTY, NOBODY]),
        )
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
            "approved before",
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
        .press(
            "rejected before",
            &pia,
            at(path::REJECT_CHANGE_REQUEST, &[PARTY, &second]),
        )
        .await;
}
