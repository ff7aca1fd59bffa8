//! #39: a change request, by its id alone, for those who could approve it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::change_request::ChangeRequestResponseInternal;
use domain::Problem;
use rusqlite::Connection;

use crate::access_management::{self, Action};
use crate::altinn::system_user::grant;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{change_request, party, system};
use crate::world::World;

pub(super) async fn read(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<ChangeRequestResponseInternal>, Error> {
    let id = arguments::change_request_id(&id)?;
    let told = world.store.read(|connection: &Connection| {
        let found = change_request::find(connection, id)?.ok_or(Problem::RequestNotFound)?;
        let party = party::find_by_org(connection, &found.party_org)?.ok_or(Problem::PartyNotFound)?;
        let person = access_management::person(connection, &caller).map_err(needs_access_manager)?;
        let system = system::find(connection, &found.system_id)?.ok_or(Problem::SystemNotFound)?;
        let packages = &found.change.required_packages;
        grant::require_packages_of(connection, &person, &party, &system, packages)?;
        guard::require_access_management(connection, &caller, party.id, Action::Write)
            .map_err(needs_access_manager)?;
        Ok(ChangeRequestResponseInternal::of(&found, party.id, party.uuid))
    })?;
    Ok(Json(told))
}

/// Whoever may not answer is told who may.
fn needs_access_manager(error: Error) -> Error {
    match error {
        Error::Empty(StatusCode::FORBIDDEN) => Problem::AccessManagerNeeded.into(),
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::change_request::testing::{add_package, given, given_user};
    use crate::altinn::testing::{self, Altinn, Person, SYSTEM, assert_refused, id_of};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_leader_reads_what_is_to_change() {
        let (altinn, user, id) = given().await;
        let read = read(&altinn, &id, &altinn.leader()).await.json();
        assert_eq!(
            (&read["id"], &read["systemUserId"], &read["partyId"]),
            (&json!(id), &json!(user), &json!(51_900_010))
        );
        assert_eq!(read["partyUuid"], "04c5f4c1-1626-526b-814a-6fa0920e9e39");
        for absent in ["created", "confirmUrl", "timedOut"] {
            assert_eq!(read[absent], Value::Null, "{absent}");
        }
    }

    #[tokio::test]
    async fn who_may_not_answer_is_told_that_an_access_manager_may() {
        let altinn = testing::altinn().await;
        let user = given_user(&altinn).await;
        let only_rights = json!({"requiredRights": testing::system()["rights"]});
        let id = id_of(&altinn.ask_for_change(&user, only_rights).await);
        for token in [
            altinn.person_token(&Person::employee(), scope::PORTAL),
            altinn.person_token(&Person::outsider(), scope::PORTAL),
            altinn.vendor_token(scope::REQUEST_READ),
        ] {
            assert_refused(&read(&altinn, &id, &token).await, 403, "AUTH-00066");
        }
    }

    #[tokio::test]
    async fn the_packages_are_checked_first() {
        let (altinn, user, id) = given().await;
        let siv = altinn.person_token(&testing::access_manager(), scope::PORTAL);
        assert_refused(&read(&altinn, &id, &siv).await, 400, "AUTH-00053");

        let gone = id_of(&altinn.ask_for_change(&user, add_package("jordbruk")).await);
        let write = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        altinn
            .put(
                &path::fill(path::VENDOR_SYSTEM_PACKAGES, &[SYSTEM]),
                &write,
                json!([]),
            )
            .await;
        assert_refused(&read(&altinn, &gone, &altinn.leader()).await, 400, "AUTH-00052");
    }

    #[tokio::test]
    async fn an_unknown_one_is_not_found_and_a_malformed_id_is_named() {
        let altinn = testing::altinn().await;
        let unknown = uuid::Uuid::from_u128(9).to_string();
        assert_refused(
            &read(&altinn, &unknown, &altinn.leader()).await,
            404,
            "AUTH-00010",
        );
        let malformed = read(&altinn, "x", &altinn.leader()).await;
        assert_eq!(
            malformed.json()["errors"],
            json!({"requestId": ["The value 'x' is not valid."]})
        );
    }

    async fn read(altinn: &Altinn, id: &str, token: &str) -> Answer {
        altinn.get(&path::fill(path::CHANGE_REQUEST, &[id]), token).await
    }
}
