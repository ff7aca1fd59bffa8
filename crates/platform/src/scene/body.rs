//! What a route's owner sends it.

use axum::http::Method;
use contract::client_delegation::AGENT_PACKAGES;
use contract::connection::RIGHTS;
use contract::consent::CONSENT_LOOKUP;
use contract::decision::attribute::ORGANIZATION;
use contract::decision::{AUTHORIZE, Question};
use contract::delegation::OWNER_AUTHORIZED_PARTIES;
use contract::resource::{PARTY_LOOKUP, RESOURCE, RESOURCE_POLICY, RESOURCES};
use contract::{administration, path, portal};
use domain::{OrgNumber, SystemUserId};
use serde_json::{Value, json};

use super::Content;
use super::places::Places;
use super::side::{SIGNING, Side, key, machine};
use crate::altinn::testing;
use crate::resource_registry;

/// What the call of a route carries.
pub(super) fn content(places: &Places<'_>) -> Content {
    if places.route.path == RESOURCE_POLICY && places.route.method != Method::GET {
        let policy = resource_registry::testing::POLICY.replace("lok-fangstmelding", &places.get("body.id"));
        let (kind, form) = resource_registry::testing::policy_form(&policy);
        return Content::Other(kind, form);
    }
    body(places).map_or(Content::Nothing, Content::Json)
}

fn body(places: &Places<'_>) -> Option<Value> {
    let (route, side) = (places.route, &places.scene.ours);
    let is = |method: Method| route.method == method;
    let prefixes = ["/external/api/v1", "/api/v1"];
    let path = route.path.as_str();
    let path = if route.is_of("Client administration") {
        let bare = prefixes.iter().find_map(|prefix| path.strip_prefix(prefix));
        bare.unwrap_or(path)
    } else {
        path
    };
    Some(match path {
        path::VENDOR_SYSTEMS if is(Method::POST) => vendors_system(places, &format!("{}_ny", side.vendor)),
        path::VENDOR_SYSTEM if is(Method::PUT) => vendors_system(places, &places.get("body.systemId")),
        path::VENDOR_SYSTEM_RIGHTS => json!([resource_right("ske-mva-melding")]),
        path::VENDOR_SYSTEM_PACKAGES => json!([]),
        path::VENDOR_REQUESTS => new(side.request_body(&places.get("systemId"))),
        path::VENDOR_AGENT_REQUESTS => new(side.agent_request_body(&places.get("systemId"))),
        path::VENDOR_CHANGE_REQUESTS => json!({ "unwantedRights": testing::system()["rights"] }),
        path::CREATE_SYSTEM_USER => chosen(side),
        portal::path::SYSTEM_USERS if is(Method::POST) => chosen(side),
        path::AGENT_DELEGATION => json!({
            "customerId": places.get("customerId"), "facilitatorId": places.get("facilitatorId"), "access": [],
        }),
        portal::path::DELEGATIONS if is(Method::POST) => {
            json!({ "customerId": places.get("customerId"), "access": [] })
        }
        RIGHTS if is(Method::POST) => json!({ "directRightKeys": [places.scene.right_key] }),
        AGENT_PACKAGES if !is(Method::GET) => {
            json!({ "values": [{ "role": "regnskapsforer", "packages": [SIGNING] }] })
        }
        CONSENT_LOOKUP => {
            let party = |name| format!("{ORGANIZATION}:{}", places.get(name));
            json!({ "id": places.get("body.consent"), "from": party("body.from"), "to": party("body.to") })
        }
        OWNER_AUTHORIZED_PARTIES => json!({ "type": "urn:altinn:userid", "value": "20900001" }),
        AUTHORIZE => question(side),
        PARTY_LOOKUP => json!({ "OrgNo": side.org }),
        RESOURCES if is(Method::POST) => resource(places, "lok-nytt"),
        RESOURCE if is(Method::PUT) => resource(places, &places.get("body.id")),
        administration::CLIENTS if is(Method::POST) => machine(),
        administration::CLIENT if is(Method::PUT) => {
            let mut client = machine();
            client["client_name"] = json!("Innsending");
            client
        }
        administration::CLIENT_KEYS if is(Method::POST) || is(Method::PUT) => {
            json!({ "keys": [key("new")] })
        }
        administration::SCOPES if is(Method::POST) => registered("altinn:nytt"),
        administration::SCOPES if is(Method::PUT) => registered(&places.get("body.scope")),
        administration::AGREEMENT => json!({ "signed_by": "Sander Sky" }),
        _ => return None,
    })
}

fn vendors_system(places: &Places<'_>, id: &str) -> Value {
    let mut system = testing::hidden(id);
    system["vendor"]["ID"] = json!(format!("0192:{}", places.get("vendor")));
    system
}

fn resource_right(id: &str) -> Value {
    json!({ "resource": [{ "id": "urn:altinn:resource", "value": id }] })
}

fn new(mut request: Value) -> Value {
    request["externalRef"] = json!("new");
    request
}

/// A system is for every leader to choose.
fn chosen(side: &Side) -> Value {
    json!({ "integrationTitle": "Regnskapet", "systemId": side.system })
}

pub(super) fn question(side: &Side) -> Value {
    let id = SystemUserId(side.system_user.parse().unwrap());
    let org = OrgNumber::parse(side.org).unwrap();
    let question = Question::of_system_user(id, "read", &testing::RESOURCE.into(), &org);
    serde_json::to_value(question).unwrap()
}

fn resource(places: &Places<'_>, id: &str) -> Value {
    let mut resource = resource_registry::testing::resource();
    resource["identifier"] = json!(id);
    resource["version"] = json!("3");
    if places.get("owner") != places.scene.ours.owner {
        resource["hasCompetentAuthority"]["organization"] = json!(places.get("owner"));
        resource["hasCompetentAuthority"]["orgcode"] = json!("skd");
    }
    resource
}

fn registered(scope: &str) -> Value {
    let (prefix, subscope) = scope.split_once(':').unwrap();
    json!({ "prefix": prefix, "subscope": subscope, "description": "Nytt" })
}
