//! #22 and #23: a request, by its id alone: what the page behind a `confirmUrl` asks for first.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use contract::request::RequestSystemResponseInternal;
use contract::scope;
use domain::{Party, Problem, SystemUserType};
use rusqlite::Connection;

use crate::access_management::{self, Action};
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{party, request};
use crate::world::World;

pub(super) async fn read(
    State(world): State<Arc<World>>,
    Extension(kind): Extension<SystemUserType>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<RequestSystemResponseInternal>, Error> {
    caller.require_scope(&[scope::PORTAL])?;
    let id = arguments::request_id(&id)?;
    let told = world.store.read(|connection: &Connection| {
        let found = request::find(connection, id, kind)?.ok_or(Problem::RequestNotFound)?;
        let party = party::find_by_org(connection, &found.party_org)?.ok_or(Problem::PartyNotFound)?;
        let may_only_pass_on = !may_answer(connection, &caller, &party)?;
        if may_only_pass_on && !access_management::represents(connection, &caller, party.uuid)? {
            return Err(Problem::AccessManagerNeeded.into());
        }
        Ok(RequestSystemResponseInternal::of(
            &found,
            party.id,
            party.uuid,
            may_only_pass_on,
        ))
    })?;
    Ok(Json(told))
}

fn may_answer(connection: &Connection, caller: &Caller, party: &Party) -> Result<bool, Error> {
    match guard::require_access_management(connection, caller, party.id, Action::Write) {
        Ok(_) => Ok(true),
        Err(Error::Empty(StatusCode::FORBIDDEN)) => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::Value;

    use crate::altinn::agent;
    use crate::altinn::testing::{self, Altinn, Person, assert_refused};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_leader_reads_who_asks_for_what() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;

        let read = read(&altinn, &id, &altinn.leader()).await.json();

        assert_eq!(read["partyId"], 51_900_010);
        assert_eq!(read["partyUuid"], "04c5f4c1-1626-526b-814a-6fa0920e9e39");
        assert_eq!(read["rights"], testing::request()["rights"]);
        assert_eq!(read["userMayEscalateButNotApprove"], false);
        for absent in ["integrationTitle", "confirmUrl", "systemUserType"] {
            assert_eq!(read[absent], Value::Null, "{absent}");
        }
    }

    #[tokio::test]
    async fn an_employee_without_authority_may_only_pass_it_on() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let token = altinn.person_token(&Person::employee(), scope::PORTAL);
        assert_eq!(
            read(&altinn, &id, &token).await.json()["userMayEscalateButNotApprove"],
            true
        );
    }

    #[tokio::test]
    async fn the_leader_of_an_accountant_may_pass_on_what_its_client_is_asked() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let token = altinn.person_token(&agent::testing::leader(), scope::PORTAL);
        assert_eq!(
            read(&altinn, &id, &token).await.json()["userMayEscalateButNotApprove"],
            true
        );
    }

    #[tokio::test]
    async fn somebody_from_elsewhere_and_a_token_that_is_nobodys_are_refused() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let elsewhere = altinn.person_token(&Person::outsider(), scope::PORTAL);
        let nobodys = altinn.altinn_token(&crate::testing::vendor(), scope::PORTAL, vec![]);
        for token in [elsewhere, nobodys] {
            assert_refused(&read(&altinn, &id, &token).await, 403, "AUTH-00066");
        }
    }

    #[tokio::test]
    async fn an_unknown_request_is_not_found_and_the_portal_s_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let unknown = uuid::Uuid::nil().to_string();
        assert_eq!(
            read(&altinn, &unknown, &altinn.leader()).await.json()["code"],
            "AUTH-00010"
        );
        let token = altinn.person_token(&Person::leader(), "altinn:other");
        assert_eq!(
            read(&altinn, &unknown, &token).await.status,
            StatusCode::FORBIDDEN
        );
    }

    async fn read(altinn: &Altinn, id: &str, token: &str) -> Answer {
        altinn.get(&path::fill(path::REQUEST, &[id]), token).await
    }
}
