//! #10: a vendor replaces a system's access packages.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use contract::access::{self, AccessPackage};
use contract::register::{SystemRegisterUpdateResult, stored};
use contract::scope;
use domain::SystemId;
use domain::register::SystemChangeKind;

use super::entry;
use crate::altinn::arguments;
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

pub(super) async fn update_access_packages(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<SystemRegisterUpdateResult>, Error> {
    caller.require_scope(&scope::SYSTEM_REGISTER)?;
    let sent: Vec<AccessPackage> = arguments::body(&headers, &body)?;
    let kept = entry::kept(stored::packages(&sent));
    let change = (SystemChangeKind::AccessPackages, kept);
    entry::replace(&world, caller, SystemId(id), change, |connection, entry| {
        entry.access_packages = access::read(sent);
        entry::faults_of_packages(connection, &entry.access_packages, entry.is_visible)
    })
    .await
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, Altinn, SYSTEM, other_vendor, system};
    use crate::testing::Answer;

    #[tokio::test]
    async fn the_packages_are_replaced_in_the_order_they_were_sent() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let packages = packages(&["skattegrunnlag", "jordbruk", "sjofart"]);
        assert_eq!(
            put(&altinn, packages.clone()).await.json(),
            json!({"succeeded": true})
        );
        assert_eq!(altinn.read_system(SYSTEM).await["accessPackages"], packages);
    }

    #[tokio::test]
    async fn faults_are_told_by_code_and_by_the_visibility_the_system_has() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        for (code, codes) in [
            ("AUTH.VLD-00007", ["jordbruk", "jordbruk"].as_slice()),
            ("AUTH.VLD-00008", &["nowhere"]),
            ("AUTH.VLD-00018", &["regnskapsforer-lonn"]),
        ] {
            let answer = put(&altinn, packages(codes)).await;
            assert_eq!(answer.json()["validationErrors"][0]["code"], code);
            assert_eq!(answer.json()["validationErrors"][1], Value::Null);
        }
    }

    #[tokio::test]
    async fn an_unknown_a_foreign_and_a_deleted_system_are_refused() {
        let altinn = testing::altinn().await;
        assert_eq!(put(&altinn, json!([])).await.status, StatusCode::NOT_FOUND);
        altinn.given_system(system()).await;
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_WRITE, vec![]);
        assert_eq!(
            altinn.put(&address(), &stranger, json!([])).await.status,
            StatusCode::FORBIDDEN
        );
        altinn
            .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
            .await;
        assert_eq!(
            put(&altinn, json!([])).await.text(),
            "Cannot update a system marked as deleted."
        );
    }

    #[tokio::test]
    async fn the_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token(scope::REQUEST_WRITE);
        assert_eq!(
            altinn.put(&address(), &token, json!([])).await.status,
            StatusCode::FORBIDDEN
        );
    }

    fn packages(codes: &[&str]) -> Value {
        codes
            .iter()
            .map(|code| json!({"urn": format!("urn:altinn:accesspackage:{code}")}))
            .collect()
    }

    async fn put(altinn: &Altinn, body: Value) -> Answer {
        altinn
            .put(
                &address(),
                &altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE),
                body,
            )
            .await
    }

    fn address() -> String {
        path::fill(path::VENDOR_SYSTEM_PACKAGES, &[SYSTEM])
    }
}
