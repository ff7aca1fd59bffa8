//! An accountant's office links its clients to its agent system user, in the portal and from a program of its own.

use contract::path;
use contract::scope::{CLIENT_DELEGATIONS_READ, CLIENT_DELEGATIONS_WRITE, PORTAL};
use domain::SystemUserType;
use serde_json::json;

use super::{At, Story, Who, at};
use crate::altinn::agent::testing::{
    AGENT, CAFE, FARM, NOBODY, OFFICE, OFFICE_ORG, OFFICE_UUID, PLUMBER, STRANGER, client_administrator,
    leader,
};

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    let ida = story.person("Ida Bilag", &client_administrator(), PORTAL);
    let morten = story.person("Morten Balanse", &leader(), PORTAL);
    in_the_portal(&mut story, &ida).await;
    removed_routes(&mut story, &ida).await;
    from_a_program(&mut story).await;
    for_itself(&mut story, &morten).await;
    let agent = |id: &str| at(path::AGENT, &[OFFICE, id]).with(&format!("facilitatorId={OFFICE_UUID}"));
    story
        .delete("removed with its clients", &morten, agent(AGENT))
        .await;
    story.delete("removed before", &morten, agent(AGENT)).await;
    story
}

async fn in_the_portal(story: &mut Story, ida: &Who) {
    let clients = |query: &str| at(path::AGENT_CLIENTS, &[OFFICE]).with(query);
    let all = format!("facilitator={OFFICE_UUID}");
    story.get("all", ida, clients(&all)).await;
    story
        .get(
            "those who gave a package",
            ida,
            clients(&format!("{all}&packages=skatt-naering")),
        )
        .await;
    story
        .get(
            "another office's",
            ida,
            clients(&format!("facilitator={PLUMBER}")),
        )
        .await;
    story.press("linked", ida, link(AGENT, PLUMBER)).await;
    story
        .press("who has not given what it needs", ida, link(AGENT, CAFE))
        .await;
    story.press("who is no client", ida, link(AGENT, STRANGER)).await;
    story
        .press("of an agent that is not there", ida, link(NOBODY, PLUMBER))
        .await;
    let linked = || at(path::AGENT_DELEGATIONS, &[OFFICE, OFFICE_UUID, AGENT]);
    story.get("those that are linked", ida, linked()).await;
    let one = |client: &str| {
        at(path::AGENT_CLIENT, &[OFFICE, AGENT]).with(&format!("provider={OFFICE_UUID}&client={client}"))
    };
    story.delete("taken away", ida, one(PLUMBER)).await;
    story.delete("taken away before", ida, one(PLUMBER)).await;
}

fn link(agent: &str, client: &str) -> At {
    at(path::AGENT, &[OFFICE, agent]).with(&format!("provider={OFFICE_UUID}&client={client}"))
}

async fn removed_routes(story: &mut Story, ida: &Who) {
    let body = json!({"customerId": FARM, "facilitatorId": OFFICE_UUID, "access": []});
    let linked = story
        .post("linked", ida, at(path::AGENT_DELEGATION, &[OFFICE, AGENT]), body)
        .await;
    let id = linked.json()[0]["delegationId"].as_str().unwrap().to_owned();
    let one = at(path::AGENT_DELEGATION_BY_ID, &[OFFICE, &id]).with(&format!("facilitatorId={OFFICE_UUID}"));
    story.delete("taken away", ida, one).await;
}

async fn from_a_program(story: &mut Story) {
    let read = story.person("Ida Bilag", &client_administrator(), CLIENT_DELEGATIONS_READ);
    // Whoever links asks which clients there are, so the one scope is of no use without the other.
    let both = format!("{CLIENT_DELEGATIONS_READ} {CLIENT_DELEGATIONS_WRITE}");
    let write = story.person("Ida Bilag", &client_administrator(), &both);
    let agents = |org: &str| at(path::END_USER_AGENTS, &[]).with(&format!("party={org}"));
    story.get("all", &read, agents(OFFICE_ORG)).await;
    story
        .get("of an organisation that is not there", &read, agents("123456785"))
        .await;
    let available = |agent: &str| at(path::END_USER_CLIENTS_AVAILABLE, &[]).with(&format!("agent={agent}"));
    story
        .get("those that can be linked", &read, available(AGENT))
        .await;
    story
        .get("of an agent that is not there", &read, available(NOBODY))
        .await;
    let clients = |query: &str| at(path::END_USER_CLIENTS, &[]).with(query);
    let one = format!("agent={AGENT}&client={PLUMBER}");
    story.press("linked", &write, clients(&one)).await;
    story
        .press("without saying what", &write, clients("agent=&client="))
        .await;
    story
        .press(
            "who is no client",
            &write,
            clients(&format!("agent={AGENT}&client={STRANGER}")),
        )
        .await;
    story
        .get("those that are linked", &read, clients(&format!("agent={AGENT}")))
        .await;
    story.delete("taken away", &write, clients(&one)).await;
    story.delete("taken away before", &write, clients(&one)).await;
}

async fn for_itself(story: &mut Story, morten: &Who) {
    let own = story
        .world
        .given(SystemUserType::Agent, OFFICE_ORG, &["skatt-naering"])
        .await;
    let itself = |id: &str| at(path::AGENT_SELF, &[OFFICE, id]).with(&format!("partyUuid={OFFICE_UUID}"));
    story.get("before", morten, itself(&own)).await;
    story.press("given", morten, itself(&own)).await;
    story
        .press("with packages that are for clients only", morten, itself(AGENT))
        .await;
    story.get("after", morten, itself(&own)).await;
    story.delete("taken back", morten, itself(&own)).await;
    story
        .press("to an agent that is not there", morten, itself(NOBODY))
        .await;
}
