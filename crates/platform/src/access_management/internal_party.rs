//! Being told of a new system user by the part of Altinn that made it (altinn-platform.md 7.1). This platform's own
//! system users are known without it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use contract::connection::{AGENT, InternalParty, STANDARD, SYSTEM_USER};
use domain::SystemUserType;

use super::query;
use crate::caller::PlatformAccess;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// `POST internal/party`
pub(super) async fn push(
    State(world): State<Arc<World>>,
    _access: PlatformAccess,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let party: InternalParty = query::body(&headers, &body)?;
    if party.entity_type != SYSTEM_USER {
        return Err(not_valid("entityType", &party.entity_type));
    }
    let kind = match party.entity_variant_type.as_str() {
        STANDARD => SystemUserType::Standard,
        AGENT => SystemUserType::Agent,
        other => return Err(not_valid("entityVariantType", other)),
    };
    let push = move |tx: &rusqlite::Connection| {
        // A party or a system user that is known keeps its name.
        if store::entity::find(tx, party.party_uuid)?.is_none() {
            store::entity::push(tx, party.party_uuid, &party.display_name, kind)?;
        }
        Ok(StatusCode::OK)
    };
    world.store.write(push).await
}

fn not_valid(key: &str, text: &str) -> Error {
    Error::field(key, format!("The value '{text}' is not valid."))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use contract::connection::INTERNAL_PARTY;
    use serde_json::{Value, json};

    use super::*;
    use crate::running::platform_router;
    use crate::testing::{self, Answer, TestWorld, world};

    const ID: &str = "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9";

    #[tokio::test]
    async fn a_pushed_system_user_is_known_from_then_on() {
        let world = world().await;
        let answer = push(&world, &token(&world), &body()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let found = world
            .store
            .read(|conn| store::entity::find(conn, ID.parse().unwrap()));
        assert_eq!(found.unwrap().unwrap().name, "Regnskapet");
    }

    #[tokio::test]
    async fn only_altinn_s_own_parts_may_push() {
        let world = world().await;
        let stranger = testing::stranger()
            .sign(&json!({ "exp": 4_000_000_000_u64 }))
            .unwrap();
        for bad in ["", "rubbish", &stranger] {
            assert_eq!(
                push(&world, bad, &body()).await.status,
                StatusCode::UNAUTHORIZED,
                "{bad}"
            );
        }
    }

    #[tokio::test]
    async fn what_is_no_system_user_is_named() {
        let world = world().await;
        for (field, value) in [
            ("entityType", "Person"),
            ("entityVariantType", "AS"),
            ("partyUuid", "1"),
        ] {
            let mut body = body();
            body[field] = json!(value);
            let answer = push(&world, &token(&world), &body).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field}");
            assert!(answer.text().contains(field), "{}", answer.text());
        }
    }

    fn body() -> Value {
        json!({ "partyUuid": ID, "displayName": "Regnskapet", "entityType": "Systembruker",
            "entityVariantType": "StandardSystem" })
    }

    fn token(world: &TestWorld) -> String {
        let now = world.clock.now().as_second();
        world
            .keys
            .altinn
            .sign(&json!({ "iss": "platform", "exp": now + 60 }))
            .unwrap()
    }

    async fn push(world: &TestWorld, token: &str, body: &Value) -> Answer {
        let call = Request::post(INTERNAL_PARTY)
            .header("PlatformAccessToken", token)
            .header("Content-Type", "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        testing::answer(platform_router(world), call).await
    }
}
