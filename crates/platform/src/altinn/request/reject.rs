//! #28 and #29: a leader says no. The portal's scope is not demanded.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use domain::{Decision, SystemUserType};
use rusqlite::Connection;

use super::find_for;
use crate::access_management::Action;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::request;
use crate::world::World;

pub(super) async fn reject(
    State(world): State<Arc<World>>,
    Extension(kind): Extension<SystemUserType>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    let party = arguments::party(&party)?;
    let id = arguments::request_id(&id);
    let now = world.clock.now();
    let answer_no = move |connection: &Connection| {
        let (_, party) = guard::require_access_management(connection, &caller, party, Action::Write)?;
        let rejected = find_for(connection, id?, kind, &party)?.decide(Decision::Reject)?;
        Ok(request::save(connection, &rejected, now)?)
    };
    world.store.write(answer_no).await?;
    Ok(Json(true))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::path;
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, Altinn, PARTY, Person};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_leader_says_no_once() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let answer = reject(&altinn, PARTY, &id, &Person::leader()).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::OK, "true"));
        assert_eq!(altinn.read_request(&id).await["status"], "Rejected");
        assert_eq!(altinn.read_system_user(&id).await.status, StatusCode::NOT_FOUND);
        let again = reject(&altinn, PARTY, &id, &Person::leader()).await;
        assert_eq!(
            (again.status, &again.json()["code"]),
            (StatusCode::CONFLICT, &json!("AUTH-00013"))
        );
    }

    #[tokio::test]
    async fn an_unknown_request_and_one_of_another_organisation_are_refused() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let unknown = reject(&altinn, PARTY, &uuid::Uuid::nil().to_string(), &Person::leader()).await;
        assert_eq!(unknown.json()["code"], "AUTH-00010");
        let elsewhere = altinn.party_of(&Person::outsider()).to_string();
        let foreign = reject(&altinn, &elsewhere, &id, &Person::outsider()).await;
        assert_eq!(
            (foreign.status, &foreign.json()["code"]),
            (StatusCode::FORBIDDEN, &json!("AUTH-00041"))
        );
    }

    #[tokio::test]
    async fn only_an_access_manager_may_reject() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        for person in [Person::employee(), Person::outsider()] {
            assert_eq!(
                reject(&altinn, PARTY, &id, &person).await.status,
                StatusCode::FORBIDDEN
            );
        }
        assert_eq!(altinn.read_request(&id).await["status"], "New");
    }

    async fn reject(altinn: &Altinn, party: &str, id: &str, person: &Person) -> Answer {
        let token = altinn.person_token(person, "altinn:other");
        altinn
            .post(
                &path::fill(path::REJECT_REQUEST, &[party, id]),
                &token,
                Value::Null,
            )
            .await
    }
}
