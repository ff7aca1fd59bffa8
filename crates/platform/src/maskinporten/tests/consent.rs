//! Consents as a grant asks for them (identity.md 1.8). The service owner's tests go on from the token.

use domain::{Consent, OrgNumber};

use super::*;
use crate::testing::CONSENT;

const PLUMBER: &str = "urn:altinn:organization:identifier-no:310702641";

#[tokio::test]
async fn a_supplier_gets_the_consent_that_was_given_to_the_customer_it_acts_for() {
    let world = listening().await;
    edit_client(&world, Integration::Maskinporten, &format!("{SCOPE} {DELEGATED}")).await;
    given_to(&world, "310702641").await;
    let own = with(&claims(&world), "authorization_details", consent());
    assert_eq!(refusal(&world, &sign(&own)).await, No::SystemUserUnresolved);

    let customers = with(&with(&own, "scope", json!(DELEGATED)), "jti", json!("2"));
    let customers = with(&customers, "consumer_org", json!("310702641"));
    let claims = token(&world, &sign(&customers)).await;

    assert_eq!(claims["authorization_details"][0]["to"], claims["consumer"]);
    assert_eq!(claims["consumer"]["ID"], "0192:310702641");
    assert_eq!(claims["supplier"]["ID"], "0192:991825827");
}

#[tokio::test]
async fn altinn_out_of_reach_does_not_take_a_consent_away() {
    let world = testing::world().await;
    let grant = sign(&with(&claims(&world), "authorization_details", consent()));
    let answer = ask(&world, &grant).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json()["error"], "temporarily_unavailable");
}

fn consent() -> Value {
    json!([{ "type": "urn:altinn:consent", "id": CONSENT, "from": PLUMBER }])
}

async fn given_to(world: &TestWorld, org: &'static str) {
    let give = move |tx: &rusqlite::Connection| {
        let consent = crate::store::consent::find(tx, CONSENT.parse().unwrap())?.unwrap();
        let to = OrgNumber::parse(org).unwrap();
        crate::store::consent::save(tx, &Consent { to, ..consent })
    };
    world.store.write(give).await.unwrap();
}
