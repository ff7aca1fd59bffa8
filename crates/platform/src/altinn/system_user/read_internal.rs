//! #54: one system user for the platform's own parts. A deleted one is gone, and so is one that never was.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::system_user::SystemUserRegister;
use domain::SystemUserId;

use crate::caller::Internal;
use crate::error::Error;
use crate::store::system_user;
use crate::world::World;

pub(super) async fn read_internal(
    State(world): State<Arc<World>>,
    _internal: Internal,
    Path(id): Path<String>,
) -> Result<Json<SystemUserRegister>, Error> {
    // Upstream's path takes a UUID only.
    let id: SystemUserId = id.parse().map_err(|_| Error::Empty(StatusCode::NOT_FOUND))?;
    let found = world
        .store
        .read(|connection| Ok(system_user::find_entry(connection, id)?))?;
    let living = found.filter(|entry| !entry.is_deleted);
    let living = living.ok_or_else(|| Error::plain(StatusCode::GONE))?;
    Ok(Json(living.into()))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::json;

    use crate::altinn::testing::{self, Altinn};
    use crate::testing::Answer;

    #[tokio::test]
    async fn one_that_lives_is_read_and_every_other_is_gone() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        let living = read(&altinn, &id).await;
        assert_eq!(
            (&living.json()["id"], &living.json()["isDeleted"]),
            (&json!(id), &json!(false))
        );
        altinn.delete_system_user(&id).await;
        for gone in [&id, &uuid::Uuid::from_u128(9).to_string()] {
            let answer = read(&altinn, gone).await;
            assert_eq!(
                (answer.status, &answer.json()["status"]),
                (StatusCode::GONE, &json!(410))
            );
        }
        let crooked = read(&altinn, "x").await;
        assert_eq!((crooked.status, crooked.text()), (StatusCode::NOT_FOUND, ""));
    }

    async fn read(altinn: &Altinn, id: &str) -> Answer {
        let token = altinn.vendor_token(scope::SYSTEM_USER_ADMIN);
        altinn
            .get(&path::fill(path::INTERNAL_SYSTEM_USER, &[id]), &token)
            .await
    }
}
