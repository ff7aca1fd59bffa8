//! #12: the history of an entry, newest first.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::register::SystemChangeLog;
use contract::scope;
use domain::SystemId;
use rusqlite::Connection;

use super::entry;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{system, system_change};
use crate::world::World;

pub(super) async fn changes(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Vec<SystemChangeLog>>, Error> {
    caller.require_scope(&scope::SYSTEM_REGISTER)?;
    let id = SystemId(id);
    let read = |connection: &Connection| {
        let found = system::find(connection, &id)?.zip(system::internal_id(connection, &id)?);
        let (found, internal_id) = found.ok_or_else(|| not_found(&id))?;
        entry::require_owner(&caller, &found.vendor)?;
        let changes = system_change::list(connection, &id)?;
        Ok(changes
            .into_iter()
            .map(|(change, body)| SystemChangeLog::of(&change, internal_id, body))
            .collect())
    };
    Ok(Json(world.store.read(read)?))
}

fn not_found(id: &SystemId) -> Error {
    Error::Text(StatusCode::NOT_FOUND, format!("System with ID {id} not found."))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, SYSTEM, other_vendor, system};

    #[tokio::test]
    async fn every_change_is_told_newest_first_also_of_a_deleted_system() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let write = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        altinn
            .put(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]), &write, system())
            .await;
        altinn
            .put(
                &path::fill(path::VENDOR_SYSTEM_RIGHTS, &[SYSTEM]),
                &write,
                json!([]),
            )
            .await;
        altinn
            .put(
                &path::fill(path::VENDOR_SYSTEM_PACKAGES, &[SYSTEM]),
                &write,
                json!([]),
            )
            .await;
        altinn
            .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
            .await;

        let changes = altinn.get(&address(), &write).await.json();

        let kinds: Vec<&Value> = changes
            .as_array()
            .unwrap()
            .iter()
            .map(|change| &change["changeType"])
            .collect();
        assert_eq!(
            kinds,
            [
                "delete",
                "accesspackageupdate",
                "rightsupdate",
                "update",
                "create"
            ]
        );
        assert_eq!(changes[0]["changedData"], Value::Null);
        assert_eq!(changes[4]["changedData"]["Id"], SYSTEM);
        assert_eq!(changes[4]["changedData"]["Rights"][0]["Action"], Value::Null);
        assert_eq!(changes[4]["changedByOrgNumber"], "991825827");
        assert_eq!(changes[4]["clientId"], crate::testing::vendor_client().as_str());
        assert_eq!(changes[4]["created"], "2026-05-28T20:26:40+00:00");
    }

    #[tokio::test]
    async fn a_system_of_the_seed_was_created_too() {
        let altinn = testing::altinn().await;
        let token = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_WRITE, vec![]);
        let seeded = path::fill(path::VENDOR_SYSTEM_CHANGES, &["314800117_lonnsom_lonn"]);
        let changes = altinn.get(&seeded, &token).await.json();
        assert_eq!(changes.as_array().unwrap().len(), 1);
        assert_eq!(changes[0]["changeType"], "create");
        assert_eq!(changes[0]["changedData"]["Id"], "314800117_lonnsom_lonn");
        let operator = altinn.vendor_token(scope::SYSTEM_REGISTER_ADMIN);
        assert_eq!(altinn.get(&seeded, &operator).await.json(), changes);
    }

    #[tokio::test]
    async fn a_refused_change_leaves_no_trace() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let write = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        let bad = json!([{"resource": [{"id": "urn:altinn:resource", "value": "nowhere"}]}]);
        altinn
            .put(&path::fill(path::VENDOR_SYSTEM_RIGHTS, &[SYSTEM]), &write, bad)
            .await;
        assert_eq!(
            altinn
                .get(&address(), &write)
                .await
                .json()
                .as_array()
                .unwrap()
                .len(),
            1
        );
    }

    #[tokio::test]
    async fn an_unknown_system_another_vendor_and_another_scope_are_refused() {
        let altinn = testing::altinn().await;
        let write = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        let unknown = altinn.get(&address(), &write).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert_eq!(unknown.text(), format!("System with ID {SYSTEM} not found."));
        altinn.given_system(system()).await;
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_WRITE, vec![]);
        assert_eq!(
            altinn.get(&address(), &stranger).await.status,
            StatusCode::FORBIDDEN
        );
        let portal = altinn.leader();
        assert_eq!(
            altinn.get(&address(), &portal).await.status,
            StatusCode::FORBIDDEN
        );
    }

    fn address() -> String {
        path::fill(path::VENDOR_SYSTEM_CHANGES, &[SYSTEM])
    }
}
