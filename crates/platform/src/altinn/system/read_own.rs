//! #4: one system as its vendor reads it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::register::RegisteredSystemResponse;
use contract::scope;
use domain::SystemId;

use super::entry;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::system;
use crate::world::World;

pub(super) async fn read_own(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<RegisteredSystemResponse>, Error> {
    caller.require_scope(&scope::SYSTEM_REGISTER)?;
    let found = world
        .store
        .read(|connection| Ok(system::find(connection, &SystemId(id))?))?;
    let found = found.ok_or_else(|| Error::plain(StatusCode::NOT_FOUND))?;
    entry::require_owner(&caller, &found.vendor)?;
    Ok(Json((&found).into()))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::json;

    use crate::altinn::testing::{self, SYSTEM, other_vendor};

    #[tokio::test]
    async fn a_vendor_reads_back_what_it_registered() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;

        let answer = altinn
            .get(&own(SYSTEM), &altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE))
            .await;

        let mut expected = testing::system();
        expected["isDeleted"] = json!(false);
        assert_eq!(answer.json(), expected);
    }

    #[tokio::test]
    async fn a_deleted_system_says_so_and_keeps_its_client_ids() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        altinn.delete_as_vendor(&own(SYSTEM)).await;

        let read = altinn
            .get(&own(SYSTEM), &altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE))
            .await
            .json();

        assert_eq!(read["isDeleted"], true);
        assert_eq!(read["clientId"], testing::system()["clientId"]);
    }

    #[tokio::test]
    async fn another_vendor_may_not_but_an_operator_may() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let ask = |scope| altinn.maskinporten_token(&other_vendor(), scope, vec![]);

        let vendor = altinn.get(&own(SYSTEM), &ask(scope::SYSTEM_REGISTER_WRITE)).await;
        let operator = altinn.get(&own(SYSTEM), &ask(scope::SYSTEM_REGISTER_ADMIN)).await;

        assert_eq!((vendor.status, vendor.text()), (StatusCode::FORBIDDEN, ""));
        assert_eq!(operator.status, StatusCode::OK);
    }

    #[tokio::test]
    async fn an_unknown_system_is_a_plain_404_and_the_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let write = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        assert_eq!(
            altinn.get(&own("991825827_nowhere"), &write).await.status,
            StatusCode::NOT_FOUND
        );
        let portal = altinn.leader();
        assert_eq!(
            altinn.get(&own("991825827_nowhere"), &portal).await.status,
            StatusCode::FORBIDDEN
        );
    }

    fn own(id: &str) -> String {
        path::fill(path::VENDOR_SYSTEM, &[id])
    }
}
