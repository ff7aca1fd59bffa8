//! #15 and #16: a request as its vendor reads it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use contract::request::RequestSystemResponse;
use contract::scope;
use domain::{Problem, SystemUserType};
use rusqlite::Connection;

use super::told_to_vendor;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::request;
use crate::world::World;

pub(super) async fn read_own(
    State(world): State<Arc<World>>,
    Extension(kind): Extension<SystemUserType>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<RequestSystemResponse>, Error> {
    caller.require_scope(&[scope::REQUEST_READ])?;
    let id = arguments::request_id(&id)?;
    let vendor = guard::vendor(&caller)?;
    let found = world.store.read(|connection: &Connection| {
        let found = request::find(connection, id, kind)?.ok_or(Problem::RequestNotFound)?;
        guard::require_own_system(connection, &found.system_id, &vendor)?;
        Ok(found)
    })?;
    let told = told_to_vendor(&world, &found);
    Ok(Json(RequestSystemResponse {
        escalated: false,
        ..told
    }))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::json;

    use crate::altinn::testing::{self, Person, other_vendor};

    #[tokio::test]
    async fn a_vendor_reads_what_became_of_its_request() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        assert_eq!(altinn.read_request(&id).await["status"], "New");
        altinn.approve(&id).await;
        assert_eq!(altinn.read_request(&id).await["status"], "Accepted");
    }

    #[tokio::test]
    async fn a_request_is_flagged_when_it_is_180_days_old() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        altinn.clock.advance(180 * 24 * 60 * 60);
        let read = altinn.read_request(&id).await;
        assert_eq!(
            (&read["timedOut"], &read["status"]),
            (&json!(true), &json!("New"))
        );
    }

    #[tokio::test]
    async fn an_unknown_request_and_another_vendor_s_are_not_found() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let read = altinn.vendor_token(scope::REQUEST_READ);
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_READ, vec![]);
        assert_eq!(
            altinn
                .get(&own(&uuid::Uuid::nil().to_string()), &read)
                .await
                .json()["code"],
            "AUTH-00010"
        );
        assert_eq!(
            altinn.get(&own(&id), &stranger).await.json()["code"],
            "AUTH-00011"
        );
    }

    #[tokio::test]
    async fn a_malformed_id_is_named() {
        let altinn = testing::altinn().await;
        let answer = altinn
            .get(&own("x"), &altinn.vendor_token(scope::REQUEST_READ))
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(
            answer.json()["errors"],
            json!({"requestId": ["The value 'x' is not valid."]})
        );
    }

    #[tokio::test]
    async fn writing_does_not_imply_reading_and_a_token_must_name_its_organisation() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let write = altinn.vendor_token(scope::REQUEST_WRITE);
        assert_eq!(altinn.get(&own(&id), &write).await.status, StatusCode::FORBIDDEN);
        let nobody = altinn.person_token(&Person::leader(), scope::REQUEST_READ);
        let answer = altinn.get(&own(&id), &nobody).await;
        assert_eq!(
            (answer.status, &answer.json()["title"]),
            (StatusCode::UNAUTHORIZED, &json!("Unauthorized"))
        );
    }

    fn own(id: &str) -> String {
        path::fill(path::VENDOR_REQUEST, &[id])
    }
}
