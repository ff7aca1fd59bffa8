//! #30 and #31: somebody without authority passes a request on to those who have it. Never refused: the answer says whether.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::scope;
use domain::SystemUserRequest;
use rusqlite::Connection;

use crate::access_management;
use crate::altinn::arguments;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{party, request};
use crate::world::World;

pub(super) async fn escalate(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    caller.require_scope(&[scope::PORTAL])?;
    let (party, id) = (arguments::party(&party)?, arguments::request_id(&id)?);
    let now = world.clock.now();
    let pass_on = move |connection: &Connection| {
        let Some(party) = party::find(connection, party)? else {
            return Ok(false);
        };
        let found = request::find_any(connection, id)?
            .filter(|found| party.org_number.as_ref() == Some(&found.party_org));
        let Some(found) = found else { return Ok(false) };
        if !access_management::represents(connection, &caller, party.uuid)? {
            return Ok(false);
        }
        request::save(
            connection,
            &SystemUserRequest {
                escalated: true,
                ..found
            },
            now,
        )?;
        Ok(true)
    };
    Ok(Json(world.store.write(pass_on).await?))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::agent;
    use crate::altinn::testing::{self, Altinn, PARTY, Person};

    #[tokio::test]
    async fn an_employee_passes_a_request_on() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        assert_eq!(
            escalate(&altinn, PARTY, &id, &Person::employee()).await,
            json!(true)
        );
        assert!(is_escalated(&altinn, &id).await);
    }

    #[tokio::test]
    async fn the_leader_of_an_accountant_passes_on_what_its_client_is_asked() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        assert_eq!(
            escalate(&altinn, PARTY, &id, &agent::testing::leader()).await,
            json!(true)
        );
    }

    #[tokio::test]
    async fn nobody_passes_on_what_is_not_there_or_not_theirs() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let unknown = uuid::Uuid::nil().to_string();
        let elsewhere = altinn.party_of(&Person::outsider()).to_string();
        assert_eq!(
            escalate(&altinn, PARTY, &unknown, &Person::employee()).await,
            json!(false)
        );
        assert_eq!(
            escalate(&altinn, PARTY, &id, &Person::outsider()).await,
            json!(false)
        );
        assert_eq!(
            escalate(&altinn, &elsewhere, &id, &Person::outsider()).await,
            json!(false)
        );
        assert_eq!(
            escalate(&altinn, "1", &id, &Person::employee()).await,
            json!(false)
        );
        assert!(!is_escalated(&altinn, &id).await);
    }

    #[tokio::test]
    async fn the_portal_s_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let token = altinn.person_token(&Person::employee(), "altinn:other");
        let answer = altinn
            .post(
                &path::fill(path::ESCALATE_REQUEST, &[PARTY, &id]),
                &token,
                Value::Null,
            )
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }

    async fn is_escalated(altinn: &Altinn, id: &str) -> bool {
        altinn
            .pending()
            .await
            .iter()
            .any(|item| item["id"] == id && item["escalated"] == true)
    }

    async fn escalate(altinn: &Altinn, party: &str, id: &str, person: &Person) -> Value {
        let token = altinn.person_token(person, scope::PORTAL);
        altinn
            .post(
                &path::fill(path::ESCALATE_REQUEST, &[party, id]),
                &token,
                Value::Null,
            )
            .await
            .json()
    }
}
