//! A service owner replaces what is told of a resource. Its policy, and what was given of it, stay.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use contract::resource::ServiceResource;
use domain::ResourceId;

use super::owner::{Writer, settle_code};
use super::{faults, read};
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

pub(super) async fn update(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let writer = Writer::of(&caller)?;
    let id = ResourceId::from(id.as_str());
    let resource: ServiceResource = read::body(&headers, &body)?;
    let replace = move |tx: &rusqlite::Connection| {
        let kept = read::found(tx, &id)?;
        if resource.identifier != id {
            return Err(Error::Text(
                StatusCode::BAD_REQUEST,
                "Id in path does not match ID in resource".to_owned(),
            ));
        }
        faults::require_none(&resource)?;
        writer.require_owns(&kept)?;
        writer.require_owns(&resource)?;
        writer.require_scopes(tx, &resource)?;
        settle_code(tx, &resource)?;
        store::resource::update(tx, &resource)
    };
    world.store.write(replace).await?;
    Ok(StatusCode::OK)
}

#[cfg(test)]
mod tests {
    use axum::http::Method;
    use contract::resource::{RESOURCES, WRITE_SCOPE};

    use super::super::testing::{owner, owner_token, resource};
    use super::*;
    use crate::testing::{TestWorld, vendor, world};

    const PATH: &str = "/resourceregistry/api/v1/resource/lok-fangstmelding";

    #[tokio::test]
    async fn a_new_version_is_told_and_the_old_one_is_kept() {
        let world = registered().await;
        let before = world.get(PATH, "").await.json();
        let mut changed = resource();
        changed["title"]["nb"] = "Fangst".into();
        let answer = world.put(PATH, &owner_token(&world), changed).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::OK, ""));
        let after = world.get(PATH, "").await.json();
        assert_eq!(after["title"]["nb"], "Fangst");
        assert!(after["versionId"].as_i64() > before["versionId"].as_i64());
        let old = world
            .get(&format!("{PATH}?versionId={}", before["versionId"]), "")
            .await
            .json();
        assert_eq!(old, before);
    }

    #[tokio::test]
    async fn what_is_wrong_is_told() {
        let world = registered().await;
        let token = owner_token(&world);
        let mut other = resource();
        other["identifier"] = "lok-annet".into();
        let answer = world.put(PATH, &token, other.clone()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.text(), "Id in path does not match ID in resource");
        let unknown = PATH.replace("fangstmelding", "annet");
        assert_eq!(
            world.put(&unknown, &token, other).await.status,
            StatusCode::NOT_FOUND
        );
        let mut untitled = resource();
        untitled["title"]["en"] = "".into();
        let answer = world.put(PATH, &token, untitled).await;
        assert!(answer.json()["errors"]["Title"].is_array());
    }

    #[tokio::test]
    async fn nobody_takes_over_what_is_not_theirs() {
        let world = registered().await;
        let status = async |token: &str, body| world.call(Method::PUT, PATH, token, Some(body)).await.status;
        assert_eq!(status("", resource()).await, StatusCode::UNAUTHORIZED);
        let wrong_scope = world.altinn_token(&owner(), "altinn:other", vec![]);
        assert_eq!(status(&wrong_scope, resource()).await, StatusCode::FORBIDDEN);
        let mut taken = resource();
        taken["hasCompetentAuthority"]["organization"] = serde_json::json!(vendor());
        let other = world.altinn_token(&vendor(), WRITE_SCOPE, vec![]);
        assert_eq!(status(&other, taken.clone()).await, StatusCode::FORBIDDEN);
        assert_eq!(status(&owner_token(&world), taken).await, StatusCode::FORBIDDEN);
    }

    async fn registered() -> TestWorld {
        let world = world().await;
        let answer = world.post(RESOURCES, &owner_token(&world), resource()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        world
    }
}
