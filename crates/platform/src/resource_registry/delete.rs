//! A service owner takes a resource away.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ResourceId;

use super::owner::Writer;
use super::read;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

pub(super) async fn delete(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Error> {
    let writer = Writer::of(&caller)?;
    let id = ResourceId::from(id.as_str());
    let remove = move |tx: &rusqlite::Connection| {
        writer.require_owns(&read::found(tx, &id)?)?;
        store::delegation::remove_all_of_resource(tx, &id)?;
        store::resource::remove(tx, &id)
    };
    world.store.write(remove).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use axum::http::Method;
    use contract::decision::{DECISION, Question};
    use contract::resource::{ADMIN_SCOPE, RESOURCES, WRITE_SCOPE};
    use domain::SystemUserId;
    use uuid::Uuid;

    use super::super::testing::{POLICY, owner, owner_token, resource, upload};
    use super::*;
    use crate::testing::{CUSTOMER_PARTY, TestWorld, customer, vendor, world};

    const PATH: &str = "/resourceregistry/api/v1/resource/lok-fangstmelding";

    #[tokio::test]
    async fn what_is_taken_away_is_gone_with_what_was_given_of_it() {
        let world = registered().await;
        let system_user = SystemUserId(Uuid::from_u128(7));
        let now = world.clock.now();
        let give = move |tx: &rusqlite::Connection| {
            let party = store::party::find(tx, CUSTOMER_PARTY)?.unwrap().uuid;
            store::delegation::save_right(tx, party, system_user.0, &"lok-fangstmelding".into(), "read", now)
        };
        world.store.write(give).await.unwrap();
        let question =
            Question::of_system_user(system_user, "read", &"lok-fangstmelding".into(), &customer());
        let question = serde_json::to_value(question).unwrap();
        let decision = async || {
            let answer = world.post(DECISION, "", question.clone()).await.json();
            answer["response"][0]["decision"].as_str().unwrap().to_owned()
        };
        assert_eq!(decision().await, "Permit");

        let answer = world.delete(PATH, &owner_token(&world)).await;

        assert_eq!((answer.status, answer.text()), (StatusCode::NO_CONTENT, ""));
        assert_eq!(world.get(PATH, "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(decision().await, "Indeterminate");
        register(&world).await;
        assert_eq!(decision().await, "NotApplicable");
    }

    #[tokio::test]
    async fn nobody_takes_away_what_is_not_theirs() {
        let world = registered().await;
        let status = async |token: &str| world.call(Method::DELETE, PATH, token, None).await.status;
        assert_eq!(status("").await, StatusCode::UNAUTHORIZED);
        let wrong_scope = world.altinn_token(&owner(), "altinn:other", vec![]);
        assert_eq!(status(&wrong_scope).await, StatusCode::FORBIDDEN);
        let other = world.altinn_token(&vendor(), WRITE_SCOPE, vec![]);
        assert_eq!(status(&other).await, StatusCode::FORBIDDEN);
        let operator = world.altinn_token(&vendor(), ADMIN_SCOPE, vec![]);
        assert_eq!(status(&operator).await, StatusCode::NO_CONTENT);
        assert_eq!(status(&operator).await, StatusCode::NOT_FOUND);
    }

    async fn registered() -> TestWorld {
        let world = world().await;
        register(&world).await;
        world
    }

    async fn register(world: &TestWorld) {
        let token = owner_token(world);
        let answer = world.post(RESOURCES, &token, resource()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        let policy = format!("{PATH}/policy");
        let answer = upload(world, Method::POST, &policy, &token, POLICY).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    }
}
