//! #3: one system as a leader reads it. Deleted and hidden ones are read too: a system user may still point at them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::register::RegisteredSystemDto;
use contract::scope;
use domain::SystemId;

use crate::caller::Caller;
use crate::error::Error;
use crate::store::system;
use crate::world::World;

pub(super) async fn read(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<RegisteredSystemDto>, Error> {
    caller.require_scope(&[scope::PORTAL])?;
    let found = world
        .store
        .read(|connection| Ok(system::find(connection, &SystemId(id))?))?;
    let found = found.ok_or_else(|| Error::plain(StatusCode::NOT_FOUND))?;
    Ok(Json((&found).into()))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};

    use crate::altinn::testing::{self, SYSTEM};

    #[tokio::test]
    async fn a_deleted_system_can_still_be_read() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        altinn
            .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
            .await;

        let answer = altinn
            .get(&path::fill(path::SYSTEM, &[SYSTEM]), &altinn.leader())
            .await;

        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.json()["systemVendorOrgNumber"], "991825827");
    }

    #[tokio::test]
    async fn an_unknown_system_is_a_plain_404() {
        let altinn = testing::altinn().await;
        let answer = altinn
            .get(&path::fill(path::SYSTEM, &["nowhere"]), &altinn.leader())
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(answer.json()["title"], "Not Found");
        assert_eq!(answer.json()["code"], serde_json::Value::Null);
    }

    #[tokio::test]
    async fn the_portal_s_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        let answer = altinn.get(&path::fill(path::SYSTEM, &[SYSTEM]), &token).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
    }
}
