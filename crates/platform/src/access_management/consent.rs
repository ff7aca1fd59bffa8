//! Whether a consent holds (identity.md 1.8). Maskinporten asks.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use contract::consent::{CONSENT_READ, ConsentInfo, ConsentLookup};
use domain::consent::ConsentProblem;

use super::query;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// `POST maskinporten/consent/lookup`
pub(super) async fn look_up(
    State(world): State<Arc<World>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    caller.require_scope(&[CONSENT_READ])?;
    let asked: ConsentLookup = query::body(&headers, &body)?;
    let found = world.store.read(|conn| store::consent::find(conn, asked.id))?;
    let consent = found.ok_or(ConsentProblem::NotFound)?;
    consent.check(&asked.from, &asked.to, world.clock.now())?;
    let told = Json(ConsentInfo::from(&consent));
    Ok(([(header::CACHE_CONTROL, "no-store")], told).into_response())
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::consent::CONSENT_LOOKUP;
    use domain::Consent;
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::{Answer, CONSENT, TestWorld, world};

    const PLUMBER: &str = "urn:altinn:organization:identifier-no:310702641";
    const BANK: &str = "urn:altinn:organization:identifier-no:314806956";

    #[tokio::test]
    async fn a_consent_is_told_to_maskinporten() {
        let world = world().await;
        let answer = ask(&world, &lookup()).await;
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
        assert_eq!(
            answer.json(),
            json!({
                "id": CONSENT, "from": PLUMBER, "to": BANK,
                "consented": "2026-05-18T20:26:40+00:00", "validTo": "2027-05-18T20:26:40+00:00",
                "consentRights": [{
                    "action": ["consent"],
                    "resource": [{"type": "urn:altinn:resource", "value": "ske-samtykke-krav-og-betalinger"}],
                }],
            })
        );
    }

    #[tokio::test]
    async fn a_consent_to_somebody_else_is_not_found_and_one_from_somebody_else_is_said_to_be() {
        let world = world().await;
        for (member, other, status, code) in [
            ("id", "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9", 404, "AM-00001"),
            ("to", PLUMBER, 404, "AM-00001"),
            (
                "to",
                "urn:altinn:person:identifier-no:12847820045",
                404,
                "AM-00001",
            ),
            ("from", BANK, 400, "AM-00012"),
        ] {
            let mut lookup = lookup();
            lookup[member] = json!(other);
            assert_refused(&ask(&world, &lookup).await, status, code);
        }
    }

    #[tokio::test]
    async fn a_consent_ends_or_is_taken_back() {
        let world = world().await;
        world.clock.advance(355 * 24 * 60 * 60);
        assert_eq!(ask(&world, &lookup()).await.status, StatusCode::OK);
        world.clock.advance(1);
        assert_refused(&ask(&world, &lookup()).await, 400, "AM-00013");

        world.clock.advance(-1);
        revoke(&world).await;
        assert_refused(&ask(&world, &lookup()).await, 400, "AM-00011");
    }

    #[tokio::test]
    async fn what_a_consent_opens_goes_with_the_resource() {
        let world = world().await;
        let remove = |tx: &rusqlite::Connection| {
            store::resource::remove(tx, &contract::claim::CONSENT_RESOURCE.into())
        };
        world.store.write(remove).await.unwrap();
        assert_eq!(ask(&world, &lookup()).await.json()["consentRights"], json!([]));
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_named() {
        let world = world().await;
        for (member, crooked) in [
            ("id", "1"),
            ("from", "310702641"),
            ("to", "urn:altinn:party:id:1"),
        ] {
            let mut lookup = lookup();
            lookup[member] = json!(crooked);
            let answer = ask(&world, &lookup).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST);
            assert!(
                answer.json()["errors"][format!("$.{member}")].is_array(),
                "{}",
                answer.text()
            );
        }
    }

    #[tokio::test]
    async fn only_maskinporten_may_ask() {
        let world = world().await;
        let other = world.vendor_token("altinn:consentrequests.read");
        let answer = world.post(CONSENT_LOOKUP, &other, lookup()).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
    }

    fn lookup() -> Value {
        json!({ "id": CONSENT, "from": PLUMBER, "to": BANK })
    }

    async fn ask(world: &TestWorld, lookup: &Value) -> Answer {
        let token = world.vendor_token(CONSENT_READ);
        // Maskinporten's own way of writing the address.
        world
            .post(&format!("{CONSENT_LOOKUP}/"), &token, lookup.clone())
            .await
    }

    fn assert_refused(answer: &Answer, status: u16, code: &str) {
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["code"]),
            (status, &json!(code))
        );
    }

    async fn revoke(world: &TestWorld) {
        let revoke = |tx: &rusqlite::Connection| {
            let consent = store::consent::find(tx, CONSENT.parse().unwrap())?.unwrap();
            let is_revoked = true;
            store::consent::save(
                tx,
                &Consent {
                    is_revoked,
                    ..consent
                },
            )
        };
        world.store.write(revoke).await.unwrap();
    }
}
