//! #9: a vendor replaces a system's rights.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use contract::access::{self, Right};
use contract::register::{SystemRegisterUpdateResult, stored};
use contract::scope;
use domain::SystemId;
use domain::register::SystemChangeKind;

use super::entry;
use crate::altinn::arguments;
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

pub(super) async fn update_rights(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<SystemRegisterUpdateResult>, Error> {
    caller.require_scope(&scope::SYSTEM_REGISTER)?;
    let sent: Vec<Right> = arguments::body(&headers, &body)?;
    let kept = entry::kept(stored::rights(&sent));
    let change = (SystemChangeKind::Rights, kept);
    entry::replace(&world, caller, SystemId(id), change, |connection, entry| {
        entry.rights = access::read(sent);
        entry::faults_of_rights(connection, &entry.rights)
    })
    .await
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, Altinn, RESOURCE, SYSTEM, other_vendor, system};
    use crate::testing::Answer;

    #[tokio::test]
    async fn the_rights_are_replaced() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let answer = put(&altinn, json!([])).await;
        assert_eq!(answer.json(), json!({"succeeded": true}));
        assert_eq!(altinn.read_system(SYSTEM).await["rights"], json!([]));
    }

    #[tokio::test]
    async fn faults_are_told_by_code() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let right = |id: &str, value: &str| json!({"resource": [{"id": id, "value": value}]});
        let known = right("urn:altinn:resource", RESOURCE);
        for (code, rights) in [
            ("AUTH.VLD-00003", json!([right("urn:altinn:resource", "nowhere")])),
            ("AUTH.VLD-00006", json!([known, known])),
            ("AUTH.VLD-00009", json!([right("urn:altinn:app", "x")])),
            (
                "AUTH.VLD-00017",
                json!([right("urn:altinn:resource", "ske-skatteoppslag-maskinporten")]),
            ),
        ] {
            let answer = put(&altinn, rights).await;
            assert_eq!(answer.json()["validationErrors"][0]["code"], code);
            assert_eq!(answer.json()["validationErrors"][1], Value::Null);
        }
    }

    #[tokio::test]
    async fn the_body_is_a_list() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let answer = put(&altinn, json!({"rights": []})).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.json()["errors"]["$"].is_array());
    }

    #[tokio::test]
    async fn an_unknown_a_foreign_and_a_deleted_system_are_refused() {
        let altinn = testing::altinn().await;
        assert_eq!(
            put(&altinn, json!([])).await.text(),
            format!("System with ID '{SYSTEM}' not found.")
        );
        altinn.given_system(system()).await;
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_WRITE, vec![]);
        assert_eq!(
            altinn.put(&rights(), &stranger, json!([])).await.status,
            StatusCode::FORBIDDEN
        );
        altinn
            .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
            .await;
        let deleted = put(&altinn, json!([])).await;
        assert_eq!(
            (deleted.status, deleted.text()),
            (
                StatusCode::BAD_REQUEST,
                "Cannot update a system marked as deleted."
            )
        );
    }

    #[tokio::test]
    async fn the_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token(scope::REQUEST_WRITE);
        assert_eq!(
            altinn.put(&rights(), &token, json!([])).await.status,
            StatusCode::FORBIDDEN
        );
    }

    async fn put(altinn: &Altinn, body: Value) -> Answer {
        altinn
            .put(
                &rights(),
                &altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE),
                body,
            )
            .await
    }

    fn rights() -> String {
        path::fill(path::VENDOR_SYSTEM_RIGHTS, &[SYSTEM])
    }
}
