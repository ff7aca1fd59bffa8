//! #11: a vendor takes a system out of the register. Its id stays used and its clients become free; the system users
//! that it has stay.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::register::SystemRegisterUpdateResult;
use contract::scope;
use domain::register::SystemChangeKind;
use domain::{RegisteredSystem, SystemId};
use rusqlite::Connection;

use super::entry::{self, Author};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{system, system_client};
use crate::world::World;

pub(super) async fn delete(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<SystemRegisterUpdateResult>, Error> {
    caller.require_scope(&scope::SYSTEM_REGISTER)?;
    let (id, now) = (SystemId(id), world.clock.now());
    let remove = move |connection: &Connection| {
        let found =
            system::find(connection, &id)?.ok_or_else(|| Error::field("return", "System not found"))?;
        entry::require_owner(&caller, &found.vendor)?;
        if found.is_deleted {
            return Ok(());
        }
        let author = Author::of(&caller)?;
        system::save(
            connection,
            &RegisteredSystem {
                is_deleted: true,
                ..found
            },
            now,
        )?;
        system_client::remove(connection, &id)?;
        author.record(connection, &id, SystemChangeKind::Delete, None, now)
    };
    world.store.write(remove).await?;
    Ok(Json(SystemRegisterUpdateResult { succeeded: true }))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::json;

    use crate::altinn::testing::{self, SYSTEM, other_vendor, system};

    #[tokio::test]
    async fn the_clients_of_a_deleted_system_are_free() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let answer = altinn.delete_as_vendor(&own()).await;
        assert_eq!(
            (answer.status, answer.json()),
            (StatusCode::OK, json!({"succeeded": true}))
        );
        let mut other = system();
        other["id"] = json!("991825827_other");
        assert_eq!(altinn.register(other).await.status, StatusCode::OK);
    }

    #[tokio::test]
    async fn a_system_without_clients_is_deleted_too_and_only_once() {
        let altinn = testing::altinn().await;
        let mut without = system();
        without["clientId"] = json!([]);
        altinn.given_system(without).await;

        for _ in 0..2 {
            assert_eq!(altinn.delete_as_vendor(&own()).await.status, StatusCode::OK);
        }

        let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        let changes = altinn
            .get(&path::fill(path::VENDOR_SYSTEM_CHANGES, &[SYSTEM]), &token)
            .await;
        assert_eq!(changes.json().as_array().unwrap().len(), 2);
    }

    #[tokio::test]
    async fn an_unknown_system_is_told_by_the_key_return() {
        let altinn = testing::altinn().await;
        let answer = altinn.delete_as_vendor(&own()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.json()["errors"], json!({"return": ["System not found"]}));
    }

    #[tokio::test]
    async fn another_vendor_and_another_scope_are_refused() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_WRITE, vec![]);
        assert_eq!(
            altinn.delete(&own(), &stranger).await.status,
            StatusCode::FORBIDDEN
        );
        let read = altinn.vendor_token("altinn:authentication/systemregister.read");
        assert_eq!(altinn.delete(&own(), &read).await.status, StatusCode::FORBIDDEN);
        assert_eq!(altinn.read_system(SYSTEM).await["isDeleted"], false);
    }

    fn own() -> String {
        path::fill(path::VENDOR_SYSTEM, &[SYSTEM])
    }
}
