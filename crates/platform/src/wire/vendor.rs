//! A vendor registers its system, asks, follows its requests and finds its system users.

use contract::path;
use contract::scope::{
    REQUEST_READ, REQUEST_WRITE, SYSTEM_REGISTER_WRITE, SYSTEM_USER_ADMIN, SYSTEM_USER_LOOKUP,
};
use serde_json::json;

use super::{Story, at, id};
use crate::altinn::testing::{CLIENT, RESOURCE, SYSTEM, agent_request, hidden, request, system};

const CORRELATION: &str = "6d0bd5ad-7a0c-4f0e-9a86-6c19e1e0f001";
const CUSTOMER: &str = "310702641";

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    register(&mut story).await;
    requests(&mut story).await;
    agent_requests(&mut story).await;
    let user = system_users(&mut story).await;
    change_requests(&mut story, &user).await;
    let register = story.vendor(SYSTEM_REGISTER_WRITE);
    story
        .delete(
            "deleted",
            &register,
            at(path::VENDOR_SYSTEM, &["991825827_scratch"]),
        )
        .await;
    story
        .delete(
            "a system that is not there",
            &register,
            at(path::VENDOR_SYSTEM, &["991825827_none"]),
        )
        .await;
    story
}

async fn register(story: &mut Story) {
    let who = story.vendor(SYSTEM_REGISTER_WRITE);
    let one = |id: &str| at(path::VENDOR_SYSTEM, &[id]);
    let none = "991825827_none";
    story
        .post("registered", &who, at(path::VENDOR_SYSTEMS, &[]), system())
        .await;
    let mut wrong = system();
    wrong["rights"] = json!([{"resource": [{"id": "urn:altinn:resource", "value": "nobodys-resource"}]}]);
    story
        .post("with faults", &who, at(path::VENDOR_SYSTEMS, &[]), wrong)
        .await;
    story
        .post(
            "with members missing",
            &who,
            at(path::VENDOR_SYSTEMS, &[]),
            json!({"id": SYSTEM}),
        )
        .await;
    story
        .post(
            "a second system",
            &who,
            at(path::VENDOR_SYSTEMS, &[]),
            hidden("991825827_scratch"),
        )
        .await;
    story.get("its own", &who, at(path::VENDOR_SYSTEMS, &[])).await;
    story.get("one", &who, one(SYSTEM)).await;
    story.get("a system that is not there", &who, one(none)).await;
    let mut renamed = hidden("991825827_scratch");
    renamed["name"]["en"] = json!("Renamed");
    story
        .put("replaced", &who, one("991825827_scratch"), renamed.clone())
        .await;
    story.put("under another id", &who, one(SYSTEM), renamed).await;
    story
        .put("a system that is not there", &who, one(none), system())
        .await;
    let rights = at(path::VENDOR_SYSTEM_RIGHTS, &["991825827_scratch"]);
    story
        .put(
            "replaced",
            &who,
            rights,
            json!([{"action": "read",
        "resource": [{"id": "urn:altinn:resource", "value": RESOURCE}]}]),
        )
        .await;
    let rights = at(path::VENDOR_SYSTEM_RIGHTS, &["991825827_scratch"]);
    story
        .put(
            "of the wrong form",
            &who,
            rights,
            json!([{"resource": [{"id": "urn:altinn:app", "value": "x"}]}]),
        )
        .await;
    let packages = || at(path::VENDOR_SYSTEM_PACKAGES, &["991825827_scratch"]);
    story
        .put("replaced", &who, packages(), system()["accessPackages"].clone())
        .await;
    story
        .put(
            "unknown",
            &who,
            packages(),
            json!([{"urn": "urn:altinn:accesspackage:none"}]),
        )
        .await;
    let changes = at(path::VENDOR_SYSTEM_CHANGES, &["991825827_scratch"]);
    story.get("newest first", &who, changes).await;
    let changes = at(path::VENDOR_SYSTEM_CHANGES, &[none]);
    story.get("a system that is not there", &who, changes).await;
}

async fn requests(story: &mut Story) {
    let (write, read) = (story.vendor(REQUEST_WRITE), story.vendor(REQUEST_READ));
    let all = || at(path::VENDOR_REQUESTS, &[]);
    let first = id(&story.post("the first time", &write, all(), request()).await);
    story.post("again", &write, all(), request()).await;
    let mut body = request();
    (body["externalRef"], body["redirectUrl"]) = (json!("rør-2"), json!("https://elsewhere.example/"));
    story
        .post(
            "with an address that the system has not",
            &write,
            all(),
            body.clone(),
        )
        .await;
    (body["systemId"], body["redirectUrl"]) = (json!("991825827_none"), json!(null));
    story
        .post("for a system that is not there", &write, all(), body)
        .await;
    story
        .get("read", &read, at(path::VENDOR_REQUEST, &[&first]))
        .await;
    story
        .get(
            "a request that is not there",
            &read,
            at(path::VENDOR_REQUEST, &[CORRELATION]),
        )
        .await;
    story
        .get("not an id", &read, at(path::VENDOR_REQUEST, &["crooked"]))
        .await;
    let by_reference = |reference: &str| at(path::VENDOR_REQUEST_BY_REF, &[SYSTEM, CUSTOMER, reference]);
    story.get("found", &read, by_reference("rør-1")).await;
    story
        .get("a reference that is not there", &read, by_reference("none"))
        .await;
    let mut others = vec![];
    for reference in ["rør-3", "rør-4"] {
        let mut body = request();
        body["externalRef"] = json!(reference);
        others.push(id(&story.world.ask(body).await));
    }
    pages(story, path::VENDOR_REQUESTS_BY_SYSTEM, REQUEST_READ).await;
    story
        .delete("taken back", &write, at(path::VENDOR_REQUEST, &[&others[1]]))
        .await;
    story
        .delete(
            "taken back before",
            &write,
            at(path::VENDOR_REQUEST, &[&others[1]]),
        )
        .await;
}

async fn agent_requests(story: &mut Story) {
    let (write, read) = (story.vendor(REQUEST_WRITE), story.vendor(REQUEST_READ));
    let all = || at(path::VENDOR_AGENT_REQUESTS, &[]);
    let first = id(&story.post("the first time", &write, all(), agent_request()).await);
    story.post("again", &write, all(), agent_request()).await;
    let mut body = agent_request();
    (body["externalRef"], body["accessPackages"]) = (json!("agent-2"), json!([]));
    story.post("without packages", &write, all(), body).await;
    story
        .get("read", &read, at(path::VENDOR_AGENT_REQUEST, &[&first]))
        .await;
    story
        .get(
            "a request that is not there",
            &read,
            at(path::VENDOR_AGENT_REQUEST, &[CORRELATION]),
        )
        .await;
    let by_reference =
        |reference: &str| at(path::VENDOR_AGENT_REQUEST_BY_REF, &[SYSTEM, CUSTOMER, reference]);
    story.get("found", &read, by_reference("agent-1")).await;
    story
        .get("a reference that is not there", &read, by_reference("none"))
        .await;
    pages(story, path::VENDOR_AGENT_REQUESTS_BY_SYSTEM, REQUEST_READ).await;
}

/// A list of the system's, from its first page to its second where there is one, and of a system that is not there.
async fn pages(story: &mut Story, list: &'static str, scope: &str) {
    let who = story.vendor(scope);
    let first = story
        .get("the first page", &who, at(list, &[SYSTEM]))
        .await
        .json();
    if let Some((_, query)) = first["links"]["next"]
        .as_str()
        .and_then(|next| next.split_once('?'))
    {
        story
            .get("the next page", &who, at(list, &[SYSTEM]).with(query))
            .await;
    }
    story
        .get("a system that is not there", &who, at(list, &["991825827_none"]))
        .await;
}

/// Tells how system users are found; one of them.
async fn system_users(story: &mut Story) -> String {
    let user = story.world.given_request_called("kunde-1").await;
    assert_eq!(story.world.approve(&user).await.status, 200);
    for reference in ["kunde-2", "kunde-3"] {
        let id = story.world.given_request_called(reference).await;
        assert_eq!(story.world.approve(&id).await.status, 200);
    }
    let maskinporten = story.vendor(SYSTEM_USER_LOOKUP);
    let by_id = |reference: &str| {
        at(path::SYSTEM_USER_BY_EXTERNAL_ID, &[]).with(&format!(
            "clientId={CLIENT}&systemProviderOrgNo=991825827&systemUserOwnerOrgNo={CUSTOMER}&externalRef={reference}"
        ))
    };
    story.get("found", &maskinporten, by_id("kunde-1")).await;
    story
        .get("a reference that is not there", &maskinporten, by_id("none"))
        .await;
    let without = at(path::SYSTEM_USER_BY_EXTERNAL_ID, &[]).with("systemProviderOrgNo=991825827");
    story.get("with arguments missing", &maskinporten, without).await;
    let write = story.vendor(REQUEST_WRITE);
    let by_query = |reference: &str| {
        at(path::VENDOR_SYSTEM_USER_BY_QUERY, &[]).with(&format!(
            "system-id={SYSTEM}&orgno={CUSTOMER}&external-ref={reference}"
        ))
    };
    story.get("found", &write, by_query("kunde-1")).await;
    story
        .get("a reference that is not there", &write, by_query("none"))
        .await;
    pages(story, path::VENDOR_SYSTEM_USERS_BY_SYSTEM, SYSTEM_REGISTER_WRITE).await;
    let register = story.vendor(SYSTEM_USER_ADMIN);
    let stream = || at(path::SYSTEM_USER_STREAM, &[]);
    let page = story.get("from the beginning", &register, stream()).await.json();
    let next = page["links"]["next"]
        .as_str()
        .unwrap()
        .split_once('?')
        .unwrap()
        .1
        .to_owned();
    story.get("the end", &register, stream().with(&next)).await;
    story
        .get("one", &register, at(path::INTERNAL_SYSTEM_USER, &[&user]))
        .await;
    story
        .get(
            "one that is not there",
            &register,
            at(path::INTERNAL_SYSTEM_USER, &[CORRELATION]),
        )
        .await;
    user
}

async fn change_requests(story: &mut Story, user: &str) {
    let (write, read) = (story.vendor(REQUEST_WRITE), story.vendor(REQUEST_READ));
    let of = |id: &str, user: &str| {
        at(path::VENDOR_CHANGE_REQUESTS, &[]).with(&format!("correlation-id={id}&system-user-id={user}"))
    };
    let change = json!({"requiredRights": system()["rights"], "unwantedAccessPackages": system()["accessPackages"],
        "redirectUrl": "https://smartcloud.example/done?x=1"});
    story
        .post("the first time", &write, of(CORRELATION, user), change.clone())
        .await;
    story
        .post("again", &write, of(CORRELATION, user), change.clone())
        .await;
    let second = "6d0bd5ad-7a0c-4f0e-9a86-6c19e1e0f002";
    story
        .post("that changes nothing", &write, of(second, user), json!({}))
        .await;
    story
        .post(
            "for a system user that is not there",
            &write,
            of(second, CORRELATION),
            change.clone(),
        )
        .await;
    story
        .post("with no id of its own", &write, of("", user), change.clone())
        .await;
    let mut id = 2;
    while id < 5 {
        let one = format!("6d0bd5ad-7a0c-4f0e-9a86-6c19e1e0f00{id}");
        story
            .post("another", &write, of(&one, user), change.clone())
            .await;
        id += 1;
    }
    story
        .get("read", &read, at(path::VENDOR_CHANGE_REQUEST, &[CORRELATION]))
        .await;
    story
        .get(
            "one that is not there",
            &read,
            at(path::VENDOR_CHANGE_REQUEST, &[user]),
        )
        .await;
    let by_reference =
        |reference: &str| at(path::VENDOR_CHANGE_REQUEST_BY_REF, &[SYSTEM, CUSTOMER, reference]);
    story.get("found", &read, by_reference("kunde-1")).await;
    story
        .get("a reference that is not there", &read, by_reference("none"))
        .await;
    pages(story, path::VENDOR_CHANGE_REQUESTS_BY_SYSTEM, REQUEST_READ).await;
    story
        .delete("taken back", &write, at(path::VENDOR_CHANGE_REQUEST, &[second]))
        .await;
    story
        .delete(
            "taken back before",
            &write,
            at(path::VENDOR_CHANGE_REQUEST, &[second]),
        )
        .await;
}
