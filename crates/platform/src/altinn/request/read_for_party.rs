//! #24 and #25: a request, as the portal reads it for one party.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use contract::request::RequestSystemResponse;
use domain::{Problem, SystemUserType};
use rusqlite::Connection;

use crate::access_management::Action;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::request;
use crate::world::World;

pub(super) async fn read_for_party(
    State(world): State<Arc<World>>,
    Extension(kind): Extension<SystemUserType>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<Json<RequestSystemResponse>, Error> {
    let party = arguments::party(&party)?;
    let id = arguments::request_id(&id);
    let found = world.store.read(|connection: &Connection| {
        let (_, party) = guard::require_access_management(connection, &caller, party, Action::Read)?;
        let found = request::find(connection, id?, kind)?
            .filter(|found| party.org_number.as_ref() == Some(&found.party_org))
            .ok_or(Problem::RequestNotFound)?;
        Ok(found)
    })?;
    // Neither flag is told here (altinn-platform.md 3.1).
    let told = RequestSystemResponse::of(&found, found.created);
    Ok(Json(RequestSystemResponse {
        escalated: false,
        ..told
    }))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::path;
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, Altinn, Person};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_leader_reads_a_request_of_her_organisation() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let read = read(&altinn, "51900010", &id, &Person::leader()).await.json();
        assert_eq!(
            (&read["id"], &read["integrationTitle"]),
            (&json!(id), &json!("SmartRegnskap"))
        );
        assert_eq!(read["confirmUrl"], Value::Null);
    }

    #[tokio::test]
    async fn a_request_of_another_organisation_is_not_found() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let elsewhere = altinn.party_of(&Person::outsider()).to_string();
        let answer = read(&altinn, &elsewhere, &id, &Person::outsider()).await;
        assert_eq!(answer.json()["code"], "AUTH-00010");
    }

    #[tokio::test]
    async fn who_may_not_read_the_party_s_accesses_is_refused() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        for person in [Person::employee(), Person::outsider()] {
            let answer = read(&altinn, "51900010", &id, &person).await;
            assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
        }
    }

    #[tokio::test]
    async fn a_party_that_is_no_number_is_named() {
        let altinn = testing::altinn().await;
        let answer = read(&altinn, "me", &uuid::Uuid::nil().to_string(), &Person::leader()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(
            answer.json()["errors"],
            json!({"party": ["The value 'me' is not valid."]})
        );
    }

    async fn read(altinn: &Altinn, party: &str, id: &str, person: &Person) -> Answer {
        altinn
            .get(
                &path::fill(path::PARTY_REQUEST, &[party, id]),
                &altinn.person_token(person, "altinn:any"),
            )
            .await
    }
}
