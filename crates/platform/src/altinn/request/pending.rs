//! #32 and #33: the requests that an organisation has not answered. Of requests for agents, those that were passed on.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use contract::request::RequestSystemResponse;
use contract::scope;
use domain::SystemUserType;
use rusqlite::Connection;

use crate::access_management::Action;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::request;
use crate::world::World;

pub(super) async fn pending(
    State(world): State<Arc<World>>,
    Extension(kind): Extension<SystemUserType>,
    caller: Caller,
    Path((party, org)): Path<(String, String)>,
) -> Result<Json<Vec<RequestSystemResponse>>, Error> {
    caller.require_scope(&[scope::PORTAL])?;
    let party = arguments::party(&party)?;
    let now = world.clock.now();
    let found = world.store.read(|connection: &Connection| {
        let (_, party) = guard::require_access_management(connection, &caller, party, Action::Write)?;
        let number = party
            .org_number
            .filter(|number| number.as_str() == org)
            .ok_or(kind.refusals().of_other_party)?;
        Ok(request::list_pending(connection, &number, kind)?)
    })?;
    Ok(Json(
        found
            .iter()
            .map(|found| RequestSystemResponse::of(found, now))
            .collect(),
    ))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, Altinn, PARTY, Person};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_leader_sees_what_waits_and_not_what_is_answered() {
        let altinn = testing::altinn().await;
        let before = altinn.pending().await.len();
        let waits = altinn.given_request().await;
        let answered = altinn.given_request_called("answered").await;
        altinn.reject(&answered).await;

        let seen = altinn.pending().await;

        assert_eq!(seen.len(), before + 1);
        let new = seen.iter().find(|item| item["id"] == waits).unwrap();
        assert_eq!(
            (&new["status"], &new["confirmUrl"]),
            (&json!("New"), &Value::Null)
        );
    }

    #[tokio::test]
    async fn the_organisation_must_be_the_party_s_own() {
        let altinn = testing::altinn().await;
        let answer = pending(&altinn, PARTY, "313900126", &Person::leader(), scope::PORTAL).await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (StatusCode::FORBIDDEN, &json!("AUTH-00041"))
        );
    }

    #[tokio::test]
    async fn only_an_access_manager_in_the_portal_sees_them() {
        let altinn = testing::altinn().await;
        for (person, scope) in [
            (Person::employee(), scope::PORTAL),
            (Person::outsider(), scope::PORTAL),
            (Person::leader(), "altinn:other"),
        ] {
            let answer = pending(&altinn, PARTY, "310702641", &person, scope).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
    }

    async fn pending(altinn: &Altinn, party: &str, org: &str, person: &Person, scope: &str) -> Answer {
        altinn
            .get(
                &path::fill(path::PENDING_REQUESTS, &[party, org]),
                &altinn.person_token(person, scope),
            )
            .await
    }
}
