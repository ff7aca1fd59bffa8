//! A test moves the world's clock, lets things go wrong, and is given tokens.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;

use super::{Story, Who, at};
use crate::testing::Person;

const CLOCK: &str = "/clock";
const FAULTS: &str = "/faults";
const RESET: &str = "/reset";
/// A system user of the built-in world.
const AGENT: &str = "c0715ee7-26d5-5023-9a84-f09a0c231767";

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    let anybody = Who::nobody();
    let clock = || at(CLOCK, &[]);
    story.get("what time it is", &anybody, clock()).await;
    let noon = json!({"now": "2026-11-30T12:00:00Z", "advanceSeconds": 60, "standing": true});
    story.put("set", &anybody, clock(), noon).await;
    let late = json!({"now": "later"});
    story.put("set to no time", &anybody, clock(), late).await;

    let faults = || at(FAULTS, &[]);
    let wanted = json!([
        {"listener": "platform", "method": "POST", "path": "/approve", "times": 1,
            "effect": {"problem": {"code": "AUTH-00016"}}},
        {"listener": "maskinporten", "effect": {"status": {"status": 503}}},
        {"listener": "idporten", "effect": {"latency": {"milliseconds": 200}}},
        {"listener": "service_owner", "effect": {"cut": {}}},
    ]);
    story.put("wanted", &anybody, faults(), wanted).await;
    let success = json!([{"listener": "platform", "effect": {"status": {"status": 200}}}]);
    story.put("not a fault", &anybody, faults(), success).await;
    story.get("those that are left", &anybody, faults()).await;
    story.delete("taken away", &anybody, faults()).await;
    story
        .press("back to the beginning", &anybody, at(RESET, &[]))
        .await;
    tokens(&mut story).await;
    story
}

async fn tokens(story: &mut Story) {
    let person = format!(
        "env=tt02&pid={}&scopes=altinn:portal/enduser",
        Person::leader().pid
    );
    let system_user = format!("env=tt02&systemUserId={AGENT}");
    for (pattern, query) in [
        (
            "/api/GetEnterpriseToken",
            "env=tt02&orgNo=991825827&scopes=altinn:authentication/systemregister.write",
        ),
        ("/api/GetPersonalToken", &person),
        ("/api/GetSystemUserToken", &system_user),
        ("/api/GetPlatformToken", "env=tt02&app=authorization"),
        ("/api/GetPlatformAccessToken", "env=tt02&app=register"),
    ] {
        let call = |query: &str| Request::get(format!("{pattern}?{query}"));
        let anybody = "Basic YW55Ym9keTphbnl0aGluZw==";
        for (what, call) in [
            ("given", call(query).header(header::AUTHORIZATION, anybody)),
            (
                "without what it needs",
                call("").header(header::AUTHORIZATION, anybody),
            ),
            ("without a name and password", call(query)),
        ] {
            let call = call.body(Body::empty()).unwrap();
            story.send(what, &Who::nobody(), pattern, call).await;
        }
    }
}
