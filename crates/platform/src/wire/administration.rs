//! Client administration: a vendor's clients and keys, a service owner's scopes, and the way into production.

use contract::administration::{
    ACCESS, ACCESS_OF, AGREEMENT, CLIENT, CLIENT_KEYS, CLIENT_SECRET, CLIENTS, EVERY_SCOPE, ONBOARDING,
    OWN_ACCESS, PRODUCTION, SCOPES,
};
use domain::OrgNumber;
use serde_json::{Value, json};

use super::{Story, Who, at};
use crate::testing::vendor_key;

const EVERYTHING: &str = "idporten:dcr.read idporten:dcr.modify idporten:dcr.write idporten:scopes.write";
const SCOPE: &str = "skatteetaten:prove";

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    let vendor = story.vendor(EVERYTHING);
    clients(&mut story, &vendor).await;
    scopes(&mut story, &vendor).await;
    onboarding(&mut story, &vendor).await;
    story
}

fn machine() -> Value {
    json!({"client_name": "Rapportering", "description": "Sender inn",
        "scopes": ["altinn:authentication/systemuser.request.write"],
        "token_endpoint_auth_method": "private_key_jwt",
        "grant_types": ["urn:ietf:params:oauth:grant-type:jwt-bearer"],
        "integration_type": "maskinporten", "application_type": "web"})
}

async fn clients(story: &mut Story, vendor: &Who) {
    let made = story
        .post("made", vendor, at(CLIENTS, &[]), machine())
        .await
        .json();
    let id = made["client_id"].as_str().unwrap();
    let mut wrong = machine();
    wrong["integration_type"] = json!("none");
    story.post("with a fault", vendor, at(CLIENTS, &[]), wrong).await;
    story.get("all", vendor, at(CLIENTS, &[])).await;
    story.get("one", vendor, at(CLIENT, &[id])).await;
    story
        .get("one that is not there", vendor, at(CLIENT, &["none"]))
        .await;
    let mut changed = made.clone();
    changed["access_token_lifetime"] = json!(600);
    story.put("replaced", vendor, at(CLIENT, &[id]), changed).await;
    let mut key = serde_json::to_value(vendor_key().jwk()).unwrap();
    key["kid"] = json!("first");
    let keys = json!({"keys": [key]});
    story
        .post("put on it", vendor, at(CLIENT_KEYS, &[id]), keys.clone())
        .await;
    story.put("put on it", vendor, at(CLIENT_KEYS, &[id]), keys).await;
    story
        .post(
            "not a key",
            vendor,
            at(CLIENT_KEYS, &[id]),
            json!({"keys": [{"kty": "EC"}]}),
        )
        .await;
    story.get("its keys", vendor, at(CLIENT_KEYS, &[id])).await;
    story.delete("taken off", vendor, at(CLIENT_KEYS, &[id])).await;
    let people = json!({"client_name": "Innlogging", "description": "For folk", "scopes": ["openid"],
        "token_endpoint_auth_method": "client_secret_basic", "integration_type": "idporten",
        "application_type": "web", "grant_types": ["authorization_code"],
        "redirect_uris": ["https://smartcloud.example/callback"]});
    let people = story
        .post("for people", vendor, at(CLIENTS, &[]), people)
        .await
        .json();
    let people = people["client_id"]
        .as_str()
        .unwrap_or_else(|| panic!("{people}"))
        .to_owned();
    story.press("made", vendor, at(CLIENT_SECRET, &[&people])).await;
    story
        .press("of a client with keys", vendor, at(CLIENT_SECRET, &[id]))
        .await;
    story.delete("taken out of use", vendor, at(CLIENT, &[id])).await;
}

async fn scopes(story: &mut Story, vendor: &Who) {
    let skd = OrgNumber::parse("974761076").unwrap();
    let owner = Who {
        token: story.world.maskinporten_token(&skd, EVERYTHING, vec![]),
        label: format!("Skatteetaten, {EVERYTHING}"),
        other: story.world.maskinporten_token(&skd, "altinn:other", vec![]),
    };
    let body = json!({"prefix": "skatteetaten", "subscope": "prove", "description": "Prøve",
        "allowed_integration_types": ["maskinporten"], "visibility": "PUBLIC"});
    let one = || at(SCOPES, &[]).with(&format!("scope={SCOPE}"));
    story.post("made", &owner, at(SCOPES, &[]), body.clone()).await;
    story
        .post("made before", &owner, at(SCOPES, &[]), body.clone())
        .await;
    story.get("one", &owner, one()).await;
    let mut changed = body;
    changed["description"] = json!("Prøve, endret");
    story.put("replaced", &owner, one(), changed.clone()).await;
    story.put("by another", vendor, one(), changed).await;
    story.get("all", &Who::nobody(), at(EVERY_SCOPE, &[])).await;
    let access = || at(ACCESS, &[]).with(&format!("scope={SCOPE}"));
    story.press("asked for", vendor, access()).await;
    story.get("who has asked", &owner, access()).await;
    story.press("without a scope", vendor, at(ACCESS, &[])).await;
    story.get("without a scope", &owner, at(ACCESS, &[])).await;
    let of = |org: &str| at(ACCESS_OF, &[org]).with(&format!("scope={SCOPE}"));
    story.put("granted", &owner, of("991825827"), Value::Null).await;
    story.get("what it may use", vendor, at(OWN_ACCESS, &[])).await;
    let unclear = at(OWN_ACCESS, &[]).with("accessible_for_all=perhaps");
    story.get("neither yes nor no", vendor, unclear).await;
    story.delete("withdrawn", &owner, of("991825827")).await;
    story
        .delete("without a scope", &owner, at(ACCESS_OF, &["991825827"]))
        .await;
    story.delete("taken out of use", &owner, one()).await;
}

async fn onboarding(story: &mut Story, vendor: &Who) {
    story.get("before", vendor, at(ONBOARDING, &[])).await;
    story.press("too early", vendor, at(PRODUCTION, &[])).await;
    let signature = json!({"signed_by": "Kari Sky"});
    story.post("signed", vendor, at(AGREEMENT, &[]), signature).await;
    story
        .post("by nobody", vendor, at(AGREEMENT, &[]), json!({}))
        .await;
    story.world.given_system(crate::altinn::testing::system()).await;
    let user = story.world.given_system_user().await;
    assert!(!user.is_empty());
    story.press("ready", vendor, at(PRODUCTION, &[])).await;
    story.get("after", vendor, at(ONBOARDING, &[])).await;
}
