//! A system fetches its token, and the service owner answers it.

use axum::body::Body;
use axum::http::{Request, header};
use contract::claim::SCOPE;
use contract::token::authorization_details::{SystemUserAsked, SystemUserDetail};
use contract::token::oauth::JWT_BEARER;
use domain::maskinporten::CONSENT_DETAIL;
use domain::{ClientId, ExternalRef, SystemId, SystemUserId};
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use super::{Story, Who, at};
use crate::altinn::testing::{SYSTEM, system};
use crate::testing::{CONSENT, customer, vendor, vendor_client, vendor_key};

/// Krone og Øre Bank AS.
const BANK: &str = "6bc51f19-3f71-4296-b985-78e087c46aa3";
const TOKEN: &str = "/token";
const METADATA: &str = "/.well-known/oauth-authorization-server";
const KEYS: &str = "/jwk";
const OPEN_CLAIMS: &str = "/v1/{rettighetspakke}/{identifikator}/aapnekrav";
const PERIODS: [&str; 3] = [
    "/v1/{rettighetspakke}/{identifikator}/krav",
    "/v1/{rettighetspakke}/{identifikator}/innbetalinger",
    "/v1/{rettighetspakke}/{identifikator}/utbetalinger",
];

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    let mut body = system();
    body["clientId"] = json!([vendor_client()]);
    story.world.given_system(body).await;
    let user = story.world.given_system_user().await;
    tokens(&mut story).await;
    claims(&mut story, SystemUserId(user.parse().unwrap())).await;
    story
}

async fn tokens(story: &mut Story) {
    let nobody = Who::nobody();
    story.get("all", &nobody, at(METADATA, &[])).await;
    story.get("all", &nobody, at(KEYS, &[])).await;
    let asked = |reference: &str| {
        json!([SystemUserAsked::new(
            &customer(),
            Some(ExternalRef::from(reference))
        )])
    };
    token(story, "with a scope", SCOPE, "1", None).await;
    token(story, "the same grant again", SCOPE, "1", None).await;
    token(story, "for a system user", SCOPE, "2", Some(asked("rør-1"))).await;
    token(
        story,
        "for a system user that is not there",
        SCOPE,
        "3",
        Some(asked("none")),
    )
    .await;
    consent(story).await;
    token(
        story,
        "with a scope that the client has not",
        "altinn:none",
        "4",
        None,
    )
    .await;
    let call = Request::post(TOKEN)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("grant_type=client_credentials"));
    story.send("of another kind", &nobody, TOKEN, call.unwrap()).await;
}

/// The bank asks for the consent that it has, and for one that it has not.
async fn consent(story: &mut Story) {
    let (key, now) = (vendor_key().jwk().clone(), story.world.clock.now());
    let bank = ClientId::from(BANK);
    let enrol = move |tx: &rusqlite::Connection| crate::maskinporten::enrol(tx, &bank, &key, now);
    story.world.store.write(enrol).await.unwrap();
    for (what, from, jti) in [
        ("for a consent", "310702641", "6"),
        ("for another's consent", "313900126", "7"),
    ] {
        let details = json!([{"type": CONSENT_DETAIL, "id": CONSENT,
            "from": format!("urn:altinn:organization:identifier-no:{from}")}]);
        token_of(story, BANK, what, SCOPE, jti, Some(details)).await;
    }
}

async fn token(story: &mut Story, what: &str, scope: &str, jti: &str, details: Option<Value>) {
    token_of(story, vendor_client().as_str(), what, scope, jti, details).await;
}

async fn token_of(
    story: &mut Story,
    client: &str,
    what: &str,
    scope: &str,
    jti: &str,
    details: Option<Value>,
) {
    let now = story.world.clock.now().as_second();
    let mut grant = json!({"aud": story.world.issuers.maskinporten, "iss": client, "scope": scope,
        "iat": now, "exp": now + 60, "jti": jti});
    if let Some(details) = details {
        grant["authorization_details"] = details;
    }
    let form = Serializer::new(String::new())
        .append_pair("grant_type", JWT_BEARER)
        .append_pair("assertion", &vendor_key().sign(&grant).unwrap())
        .finish();
    let call = Request::post(TOKEN)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form));
    story.send(what, &Who::nobody(), TOKEN, call.unwrap()).await;
}

async fn claims(story: &mut Story, user: SystemUserId) {
    let detail = SystemUserDetail::new(&customer(), user, SystemId::from(SYSTEM), None);
    let token = story.world.maskinporten_token(&vendor(), SCOPE, vec![detail]);
    let system_user = Story::holder("SmartRegnskap at Rør og Vann AS", token);
    let bare = story.world.maskinporten_token(&vendor(), SCOPE, vec![]);
    let vendor = Story::holder("SmartCloud AS for itself", bare);
    let own = ["regnskapssystem", "310702641"];
    story.get("permitted", &system_user, at(OPEN_CLAIMS, &own)).await;
    story
        .get("without a system user", &vendor, at(OPEN_CLAIMS, &own))
        .await;
    story
        .get("without a token", &Who::nobody(), at(OPEN_CLAIMS, &own))
        .await;
    story
        .get(
            "of another organisation",
            &system_user,
            at(OPEN_CLAIMS, &["regnskapssystem", "313900126"]),
        )
        .await;
    story
        .get(
            "not an organisation",
            &system_user,
            at(OPEN_CLAIMS, &["regnskapssystem", "1"]),
        )
        .await;
    let call = Request::get(at(OPEN_CLAIMS, &own).address)
        .header(header::ACCEPT, "application/xml")
        .header("Korrelasjonsid", "6d0bd5ad-7a0c-4f0e-9a86-6c19e1e0f001")
        .body(Body::empty());
    let call = call.unwrap();
    story
        .send("in XML, with an id of its own", &system_user, OPEN_CLAIMS, call)
        .await;
    for list in PERIODS {
        let period = at(list, &own).with("fraOgMed=2024-06-01&tilOgMed=2025-05-31");
        story.get("a year", &system_user, period).await;
        let long = at(list, &own).with("fraOgMed=2024-01-01&tilOgMed=2026-06-30");
        story.get("more than a year", &system_user, long).await;
    }
}
