//! What a caller knows of the world that it calls.

use contract::path;
use contract::token::authorization_details::SystemUserDetail;
use domain::{SystemId, SystemUserId};
use serde_json::{Value, json};

use crate::altinn::testing;
use crate::openapi::walk::Route;
use crate::scene::Scene;
use crate::testing::{Person, customer, vendor, vendor_client};

/// Words that mean something in every world.
const WORDS: &[&str] = &[
    testing::SYSTEM,
    testing::RESOURCE,
    testing::PARTY,
    testing::CLIENT,
    "310702641",
    "991825827",
    "0192:991825827",
    "urn:altinn:resource",
    "urn:altinn:accesspackage:lonn",
    "urn:altinn:rolecode:dagl",
    "waiting",
    "agent-1",
    "https://smartcloud.example/done",
    "2026-01-01",
    "authorization_code",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
    "read",
    "nb",
    "true",
    "0",
];

pub(super) struct Known {
    pub(super) words: Vec<String>,
    /// The tokens of those who may do everything; a person's is the last.
    pub(super) tokens: Vec<String>,
}

impl Known {
    pub(super) fn of(scene: &Scene) -> Self {
        let world = &scene.world;
        let scopes = scene.every_scope() + " skatteetaten:kravogbetalinger";
        let id = SystemUserId(scene.system_user.parse().unwrap());
        let detail = SystemUserDetail::new(&customer(), id, SystemId::from(testing::SYSTEM), None);
        let tokens = vec![
            world.maskinporten_token(&vendor(), &scopes, vec![detail]),
            world.altinn_token(&vendor(), &scopes, vec![]),
            world.person_token(&Person::leader(), &scopes),
        ];
        let mut words: Vec<String> = WORDS.iter().map(ToString::to_string).collect();
        words.extend(scene.own().map(str::to_owned));
        words.extend([scene.customer.clone(), vendor_client().to_string()]);
        words.extend(tokens.iter().cloned());
        Self { words, tokens }
    }
}

/// A good body for a route, where one that fits the schema is hardly ever good.
pub(super) fn good_body(route: &Route, times: u64) -> Option<Value> {
    let reference = format!("r{times}");
    let mut body = match route.path.as_str() {
        path::VENDOR_SYSTEMS => testing::hidden(&format!("991825827_{reference}")),
        path::VENDOR_SYSTEM => testing::system(),
        path::VENDOR_REQUESTS => testing::request(),
        path::VENDOR_AGENT_REQUESTS => testing::agent_request(),
        path::CREATE_SYSTEM_USER => {
            json!({ "integrationTitle": reference, "systemId": testing::SYSTEM })
        }
        contract::resource::PARTY_LOOKUP => json!({ "OrgNo": "310702641" }),
        path::VENDOR_SYSTEM_RIGHTS => testing::system()["rights"].clone(),
        path::VENDOR_SYSTEM_PACKAGES => testing::system()["accessPackages"].clone(),
        _ => return None,
    };
    if body.get("externalRef").is_some() {
        body["externalRef"] = json!(reference);
    }
    Some(body)
}
