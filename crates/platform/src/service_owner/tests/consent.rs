//! The whole way of a bank: a grant that names a consent, Maskinporten's token, and the organisation's claims.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contract::claim::SCOPE;
use contract::token::oauth::{JWT_BEARER, OauthError};
use contract::token::{Compact, Organisation};
use domain::{ClientId, Consent, MaskinportenRefusal, OrgNumber};
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use super::{ask, code, permitted};
use crate::running::finish;
use crate::store;
use crate::testing::{self, Answer, CONSENT, TestWorld, customer, vendor, vendor_client, vendor_key};

const BANK: &str = "6bc51f19-3f71-4296-b985-78e087c46aa3";
const PLUMBER: &str = "urn:altinn:organization:identifier-no:310702641";
const CLAIMS: &str = "/v1/finans/310702641/aapnekrav";

#[tokio::test]
async fn a_bank_reads_the_claims_of_an_organisation_that_has_consented() {
    let world = with_bank().await;

    let token = token(&world, &consent()).await;

    let claims: Value = Compact::parse(&token).unwrap().claims().unwrap();
    let bank = json!({"authority": "iso6523-actorid-upis", "ID": "0192:314806956"});
    assert_eq!(claims["consumer"], bank);
    assert_eq!(
        claims["authorization_details"],
        json!([{
            "type": "urn:altinn:consent", "id": CONSENT, "from": PLUMBER, "to": bank,
            "consented": "2026-05-18T20:26:40+00:00", "validTo": "2027-05-18T20:26:40+00:00",
            "consentRights": [{
                "action": ["consent"],
                "resource": [{"type": "urn:altinn:resource", "value": "ske-samtykke-krav-og-betalinger"}],
            }],
        }])
    );
    let answer = ask(&world, CLAIMS, &token).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.json()["partIdentifikator"], "310702641");
}

#[tokio::test]
async fn a_bank_needs_a_consent_that_names_the_organisation_and_lives() {
    let world = permitted().await;
    let system_user = super::token(&world, SCOPE);
    let from = "urn:altinn:organization:identifier-no:310702641";
    let consent_to = |to: &OrgNumber, from: &str, valid_to: &str, resource: &str| {
        json!({ "type": "urn:altinn:consent", "from": from, "to": Organisation::from(to),
            "id": "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9", "consented": "2026-05-01T00:00:00Z", "validTo": valid_to,
            "consentRights": [{ "action": ["consent"], "metadata": {},
                "resource": [{ "type": "urn:altinn:resource", "value": resource }] }] })
    };
    let consent =
        |from: &str, valid_to: &str, resource: &str| consent_to(&vendor(), from, valid_to, resource);
    let right = "ske-samtykke-krav-og-betalinger";
    let signed = |detail: &Value| {
        let mut claims: Value = Compact::parse(&system_user).unwrap().claims().unwrap();
        claims["authorization_details"] = json!([detail]);
        world.keys.maskinporten.sign(&claims).unwrap()
    };
    let bank = "/v1/finans/310702641/aapnekrav";
    for (token, expected) in [
        (signed(&consent(from, "2027-01-01T00:00:00Z", right)), ""),
        (signed(&consent(from, "2026-01-01T00:00:00Z", right)), "KB-005"),
        (signed(&consent(from, "2027-01-01T00:00:00Z", "annet")), "KB-005"),
        (
            signed(&consent(
                "urn:altinn:organization:identifier-no:991825827",
                "2027-01-01T00:00:00Z",
                right,
            )),
            "KB-005",
        ),
        (
            signed(&consent_to(&customer(), from, "2027-01-01T00:00:00Z", right)),
            "KB-005",
        ),
        (signed(&json!({ "type": "urn:other" })), "DAS-008"),
        (system_user.clone(), "DAS-008"),
    ] {
        let answer = ask(&world, bank, &token).await;
        let told = answer.json()["kode"].as_str().unwrap_or_default().to_owned();
        assert_eq!(told, expected, "{}", answer.text());
    }
    // A consent is nothing to an accounting system.
    let consented = signed(&consent(from, "2027-01-01T00:00:00Z", right));
    assert_eq!(code(&ask(&world, super::OPEN, &consented).await), "DAS-008");
}

#[tokio::test]
async fn a_consent_opens_neither_another_organisation_s_claims_nor_the_accounting_systems_package() {
    let world = with_bank().await;
    let token = token(&world, &consent()).await;
    for (address, expected) in [
        ("/v1/finans/313900126/aapnekrav", "KB-005"),
        ("/v1/regnskapssystem/310702641/aapnekrav", "DAS-008"),
    ] {
        assert_eq!(code(&ask(&world, address, &token).await), expected, "{address}");
    }
}

#[tokio::test]
async fn a_consent_to_somebody_else_gives_no_token() {
    let world = with_bank().await;
    assert_eq!(
        refused(&grant(&world, &vendor_client(), &consent()).await),
        MaskinportenRefusal::SystemUserUnresolved
    );
    let mut elsewhere = consent();
    elsewhere["to"] = json!("urn:altinn:organization:identifier-no:991825827");
    assert_eq!(
        refused(&ask_maskinporten(&world, &elsewhere).await),
        MaskinportenRefusal::SystemUserUnresolved
    );
}

#[tokio::test]
async fn a_consent_that_is_not_there_or_is_somebody_else_s_gives_no_token() {
    let world = with_bank().await;
    for (member, other) in [
        ("id", "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9"),
        ("id", "1"),
        ("from", "urn:altinn:organization:identifier-no:313900126"),
        ("from", "310702641"),
    ] {
        let mut consent = consent();
        consent[member] = json!(other);
        assert_eq!(
            refused(&ask_maskinporten(&world, &consent).await),
            MaskinportenRefusal::SystemUserUnresolved,
            "{other}"
        );
    }
    let mut consent = consent();
    consent["consentRights"] = json!([]);
    assert_eq!(
        refused(&ask_maskinporten(&world, &consent).await),
        MaskinportenRefusal::DetailMemberUnknown
    );
}

#[tokio::test]
async fn a_consent_that_was_taken_back_or_has_ended_gives_no_token() {
    let world = with_bank().await;
    change(&world, |consent| consent.is_revoked = true).await;
    assert_eq!(
        refused(&ask_maskinporten(&world, &consent()).await),
        MaskinportenRefusal::SystemUserUnresolved
    );
    let now = world.clock.now();
    change(&world, move |consent| {
        (consent.is_revoked, consent.valid_to) = (false, now.plus_seconds(30));
    })
    .await;
    let token = token(&world, &consent()).await;
    world.clock.advance(31);
    assert_eq!(code(&ask(&world, CLAIMS, &token).await), "KB-005");
    assert_eq!(
        refused(&ask_maskinporten(&world, &consent()).await),
        MaskinportenRefusal::SystemUserUnresolved
    );
}

/// A world in which the parts reach each other, and the bank's client has a key.
async fn with_bank() -> TestWorld {
    let world = permitted().await;
    let (key, now) = (vendor_key().jwk().clone(), world.clock.now());
    let enrol =
        move |tx: &rusqlite::Connection| crate::maskinporten::enrol(tx, &ClientId::from(BANK), &key, now);
    world.store.write(enrol).await.unwrap();
    world
}

fn consent() -> Value {
    json!({ "type": "urn:altinn:consent", "id": CONSENT, "from": PLUMBER })
}

async fn change(world: &TestWorld, change: impl FnOnce(&mut Consent) + Send + 'static) {
    let change = |tx: &rusqlite::Connection| {
        let mut consent = store::consent::find(tx, CONSENT.parse().unwrap())?.unwrap();
        change(&mut consent);
        store::consent::save(tx, &consent)
    };
    world.store.write(change).await.unwrap();
}

async fn token(world: &TestWorld, detail: &Value) -> String {
    let answer = ask_maskinporten(world, detail).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()["access_token"].as_str().unwrap().to_owned()
}

async fn ask_maskinporten(world: &TestWorld, detail: &Value) -> Answer {
    grant(world, &ClientId::from(BANK), detail).await
}

async fn grant(world: &TestWorld, client: &ClientId, detail: &Value) -> Answer {
    let now = world.clock.now().as_second();
    let grant = json!({
        "aud": world.issuers.maskinporten, "iss": client, "scope": SCOPE, "iat": now, "exp": now + 60,
        "jti": world.chance.token(16), "authorization_details": [detail],
    });
    let form = Serializer::new(String::new())
        .append_pair("grant_type", JWT_BEARER)
        .append_pair("assertion", &vendor_key().sign(&grant).unwrap())
        .finish();
    let call = Request::post("/token")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form));
    testing::answer(finish(crate::maskinporten::router(), world), call.unwrap()).await
}

fn refused(answer: &Answer) -> MaskinportenRefusal {
    let error: OauthError = serde_json::from_slice(&answer.body).unwrap();
    error.refusal().unwrap()
}
