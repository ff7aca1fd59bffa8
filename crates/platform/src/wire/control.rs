//! A test moves the world's clock, and lets things go wrong.

use serde_json::json;

use super::{Story, Who, at};

const CLOCK: &str = "/clock";
const FAULTS: &str = "/faults";
const RESET: &str = "/reset";

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
    story
}
