//! #35: a change request as its vendor reads it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::change_request::ChangeRequestResponse;
use contract::scope;
use domain::Problem;
use rusqlite::Connection;

use super::told_to_vendor;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::change_request;
use crate::world::World;

pub(super) async fn read_own(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<ChangeRequestResponse>, Error> {
    caller.require_scope(&[scope::REQUEST_READ])?;
    let id = arguments::change_request_id(&id)?;
    let vendor = guard::vendor(&caller)?;
    let found = world.store.read(|connection: &Connection| {
        let found = change_request::find(connection, id)?.ok_or(Problem::RequestNotFound)?;
        guard::require_own_system(connection, &found.system_id, &vendor)?;
        Ok(found)
    })?;
    Ok(Json(told_to_vendor(&world, &found)))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::json;

    use crate::altinn::change_request::testing::given;
    use crate::altinn::testing::{self, Person, assert_refused, other_vendor};

    #[tokio::test]
    async fn a_vendor_reads_what_became_of_it() {
        let (altinn, _, id) = given().await;
        altinn.clock.advance(200 * 24 * 60 * 60);
        let read = altinn.vendor_token(scope::REQUEST_READ);
        let told = altinn.get(&own(&id), &read).await.json();
        assert_eq!(
            (&told["status"], &told["timedOut"]),
            (&json!("New"), &json!(false))
        );
        let confirm = format!(
            "http://portal.test/accessmanagement/ui/systemuser/changerequest?id={id}&DONTCHOOSEREPORTEE=true"
        );
        assert_eq!(told["confirmUrl"], confirm);
        let approved = altinn
            .as_leader(path::APPROVE_CHANGE_REQUEST, &[testing::PARTY, &id])
            .await;
        assert_eq!(approved.status, StatusCode::OK);
        assert_eq!(altinn.get(&own(&id), &read).await.json()["status"], "Accepted");
    }

    #[tokio::test]
    async fn an_unknown_one_another_vendor_s_and_a_token_of_nobody_are_refused() {
        let (altinn, _, id) = given().await;
        let read = altinn.vendor_token(scope::REQUEST_READ);
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_READ, vec![]);
        let nobody = altinn.person_token(&Person::leader(), scope::REQUEST_READ);
        let unknown = uuid::Uuid::from_u128(9).to_string();
        assert_refused(&altinn.get(&own(&unknown), &read).await, 404, "AUTH-00010");
        assert_refused(&altinn.get(&own(&id), &stranger).await, 404, "AUTH-00011");
        let answer = altinn.get(&own(&id), &nobody).await;
        assert_eq!(
            (answer.status, &answer.json()["title"]),
            (StatusCode::UNAUTHORIZED, &json!("Unauthorized"))
        );
        // A route of old that is gone: its last part is read as an id.
        assert!(altinn.get(&own("verify"), &read).await.json()["errors"]["requestId"].is_array());
    }

    fn own(id: &str) -> String {
        path::fill(path::VENDOR_CHANGE_REQUEST, &[id])
    }
}
