//! #5: the rights a system asks for, as a leader reads them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::access::{self, Right};
use contract::scope;
use domain::SystemId;
use domain::register::in_old_app_format;

use crate::altinn::arguments::Query;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::system;
use crate::world::World;

pub(super) async fn rights(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
    query: Query,
) -> Result<Json<Vec<Right>>, Error> {
    caller.require_scope(&[scope::PORTAL])?;
    let old_format = query.flag("useOldFormatForApp")?;
    let found = world
        .store
        .read(|connection| Ok(system::find(connection, &SystemId(id))?))?;
    let mut rights = found.map(|system| system.rights).unwrap_or_default();
    if old_format {
        rights = rights.into_iter().map(in_old_app_format).collect();
    }
    Ok(Json(access::rights(&rights)))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::json;

    use crate::altinn::testing::{self, SYSTEM};

    #[tokio::test]
    async fn a_leader_reads_the_rights_and_an_unknown_system_has_none() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let leader = altinn.leader();

        let known = altinn.get(&rights(SYSTEM), &leader).await;
        let unknown = altinn.get(&rights("nowhere"), &leader).await;

        assert_eq!(known.json(), testing::system()["rights"]);
        assert_eq!((unknown.status, unknown.json()), (StatusCode::OK, json!([])));
    }

    #[tokio::test]
    async fn an_app_is_told_in_two_ways() {
        let altinn = testing::altinn().await;
        altinn
            .given_system(testing::asking_for("app_skd_arsoppgjor"))
            .await;
        let leader = altinn.leader();
        let address = rights(SYSTEM);
        let new = altinn.get(&address, &leader).await.json();
        let old = altinn
            .get(&format!("{address}?useOldFormatForApp=true"), &leader)
            .await
            .json();
        let pair = |id: &str, value: &str| json!({"id": id, "value": value});
        assert_eq!(
            new,
            json!([{"resource": [pair("urn:altinn:resource", "app_skd_arsoppgjor")]}])
        );
        assert_eq!(
            old,
            json!([{"resource": [pair("urn:altinn:org", "skd"), pair("urn:altinn:app", "arsoppgjor")]}])
        );
    }

    #[tokio::test]
    async fn a_flag_that_is_neither_yes_nor_no_is_named() {
        let altinn = testing::altinn().await;
        let answer = altinn
            .get(
                &format!("{}?useOldFormatForApp=perhaps", rights(SYSTEM)),
                &altinn.leader(),
            )
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(
            answer.json()["errors"]["useOldFormatForApp"],
            json!(["The value 'perhaps' is not valid."])
        );
    }

    #[tokio::test]
    async fn the_portal_s_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        assert_eq!(
            altinn.get(&rights(SYSTEM), &token).await.status,
            StatusCode::FORBIDDEN
        );
    }

    fn rights(id: &str) -> String {
        path::fill(path::SYSTEM_RIGHTS, &[id])
    }
}
