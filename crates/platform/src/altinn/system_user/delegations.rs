//! #46: what a standard system user holds today.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::access;
use contract::system_user::StandardSystemUserDelegations;
use domain::{PartyId, Problem, SystemUserId};
use rusqlite::Connection;

use super::held;
use crate::access_management::Action;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::system_user;
use crate::world::World;

pub(super) async fn delegations(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<Json<StandardSystemUserDelegations>, Error> {
    let party = arguments::party(&party)?;
    let id = arguments::system_user_id(&id);
    Ok(Json(
        world
            .store
            .read(|connection| tell(connection, &caller, party, id))?,
    ))
}

fn tell(
    connection: &Connection,
    caller: &Caller,
    party: PartyId,
    id: Result<SystemUserId, Error>,
) -> Result<StandardSystemUserDelegations, Error> {
    let (_, party) = guard::require_access_management(connection, caller, party, Action::Read)?;
    let found = system_user::find(connection, id?)?
        .filter(|found| found.party == party.id)
        .ok_or(Problem::SystemUserNotFound)?;
    let (rights, holdings) = held(connection, &party, found.user.id)?;
    Ok(StandardSystemUserDelegations {
        system_user_id: found.user.id,
        rights: access::rights(&rights),
        access_packages: access::packages(&holdings.packages),
    })
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::path;
    use serde_json::json;

    use crate::altinn::testing::{self, Altinn, PARTY, Person, RESOURCE};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_leader_sees_rights_and_packages() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        let answer = delegations(&altinn, PARTY, &id, &Person::leader()).await;
        assert_eq!(
            answer.json(),
            json!({"systemUserId": id,
                "rights": [{"resource": [{"id": "urn:altinn:resource", "value": RESOURCE}]}],
                "accessPackages": testing::system()["accessPackages"]})
        );
    }

    #[tokio::test]
    async fn unknown_and_foreign_system_users_are_not_found() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        let unknown = delegations(&altinn, PARTY, &uuid::Uuid::nil().to_string(), &Person::leader()).await;
        let elsewhere = altinn.party_of(&Person::outsider()).to_string();
        let foreign = delegations(&altinn, &elsewhere, &id, &Person::outsider()).await;
        for answer in [unknown, foreign] {
            assert_eq!(
                (answer.status, &answer.json()["code"]),
                (StatusCode::NOT_FOUND, &json!("AUTH-00015"))
            );
        }
    }

    #[tokio::test]
    async fn only_an_access_manager_sees_them() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        for person in [Person::employee(), Person::outsider()] {
            assert_eq!(
                delegations(&altinn, PARTY, &id, &person).await.status,
                StatusCode::FORBIDDEN
            );
        }
    }

    async fn delegations(altinn: &Altinn, party: &str, id: &str, person: &Person) -> Answer {
        let address = path::fill(path::SYSTEM_USER_DELEGATIONS, &[party, id]);
        altinn
            .get(&address, &altinn.person_token(person, "altinn:any"))
            .await
    }
}
