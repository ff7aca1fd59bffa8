//! #42: a leader says no, and nothing changes.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use domain::Decision;
use rusqlite::Connection;

use super::find_for;
use crate::access_management::Action;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::change_request;
use crate::world::World;

pub(super) async fn reject(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    let party = arguments::party(&party)?;
    let id = arguments::change_request_id(&id);
    let now = world.clock.now();
    let answer_no = move |connection: &Connection| {
        let (_, party) = guard::require_access_management(connection, &caller, party, Action::Write)?;
        let rejected = find_for(connection, id?, &party)?.decide(Decision::Reject)?;
        Ok(change_request::save(
            connection,
            rejected.id,
            rejected.status,
            now,
        )?)
    };
    world.store.write(answer_no).await?;
    Ok(Json(true))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::Value;

    use crate::altinn::change_request::testing::given;
    use crate::altinn::testing::{PARTY, Person, assert_refused, system};

    #[tokio::test]
    async fn a_leader_says_no_once_and_nothing_changes() {
        let (altinn, user, id) = given().await;

        let answer = altinn.as_leader(path::REJECT_CHANGE_REQUEST, &[PARTY, &id]).await;

        assert_eq!((answer.status, answer.text()), (StatusCode::OK, "true"));
        let held = altinn.read_system_user(&user).await.json();
        assert_eq!(held["accessPackages"], system()["accessPackages"]);
        let read = altinn.vendor_token(scope::REQUEST_READ);
        let own = path::fill(path::VENDOR_CHANGE_REQUEST, &[&id]);
        assert_eq!(altinn.get(&own, &read).await.json()["status"], "Rejected");
        for pattern in [path::REJECT_CHANGE_REQUEST, path::APPROVE_CHANGE_REQUEST] {
            assert_refused(&altinn.as_leader(pattern, &[PARTY, &id]).await, 409, "AUTH-00013");
        }
    }

    #[tokio::test]
    async fn an_unknown_one_and_one_of_another_organisation_are_refused() {
        let (altinn, _, id) = given().await;
        let elsewhere = altinn.party_of(&Person::outsider()).to_string();
        let hans = altinn.person_token(&Person::outsider(), "altinn:any");
        let unknown = uuid::Uuid::from_u128(9).to_string();
        for pattern in [path::REJECT_CHANGE_REQUEST, path::APPROVE_CHANGE_REQUEST] {
            assert_refused(
                &altinn.as_leader(pattern, &[PARTY, &unknown]).await,
                404,
                "AUTH-00010",
            );
            let foreign = altinn
                .post(&path::fill(pattern, &[&elsewhere, &id]), &hans, Value::Null)
                .await;
            assert_refused(&foreign, 403, "AUTH-00041");
        }
    }
}
