//! #45: one system user of an organisation, with what it holds today.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::system_user::SystemUserInternal;
use domain::{PartyId, SystemUserId, SystemUserType};
use rusqlite::Connection;

use super::held;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::system_user;
use crate::world::World;

pub(super) async fn read(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<Json<SystemUserInternal>, Error> {
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
) -> Result<SystemUserInternal, Error> {
    let (_, party) = guard::require_overview(connection, caller, party)?;
    let found = system_user::find(connection, id?)?
        .filter(|found| found.party == party.id)
        .ok_or_else(|| Error::plain(StatusCode::NOT_FOUND))?;
    let told = SystemUserInternal::of(&found.user, found.system_internal_id, found.party);
    match found.user.kind {
        SystemUserType::Agent => Ok(told),
        SystemUserType::Standard => {
            let (rights, holdings) = held(connection, &party, found.user.id)?;
            Ok(told.holding(&rights, &holdings.packages))
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::path;
    use serde_json::json;

    use crate::altinn::testing::{self, PARTY, Person, RESOURCE};

    #[tokio::test]
    async fn a_leader_sees_what_a_system_user_holds_today() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        let user = altinn.read_system_user(&id).await.json();
        assert_eq!(
            user["rights"],
            json!([{"resource": [{"id": "urn:altinn:resource", "value": RESOURCE}]}])
        );
        assert_eq!(user["accessPackages"], testing::system()["accessPackages"]);
        assert_eq!(user["partyId"], PARTY);
    }

    #[tokio::test]
    async fn unknown_deleted_and_foreign_system_users_are_a_plain_404() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        let elsewhere = altinn.party_of(&Person::outsider()).to_string();
        let outsider = altinn.person_token(&Person::outsider(), "altinn:any");

        let foreign = altinn
            .get(&path::fill(path::SYSTEM_USER, &[&elsewhere, &id]), &outsider)
            .await;
        let unknown = altinn.read_system_user(&uuid::Uuid::nil().to_string()).await;
        altinn.delete_system_user(&id).await;
        let deleted = altinn.read_system_user(&id).await;

        for answer in [foreign, unknown, deleted] {
            assert_eq!(
                (answer.status, &answer.json()["title"]),
                (StatusCode::NOT_FOUND, &json!("Not Found"))
            );
        }
    }

    #[tokio::test]
    async fn who_may_not_see_the_overview_is_refused() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        for person in [Person::employee(), Person::outsider()] {
            let token = altinn.person_token(&person, "altinn:any");
            let answer = altinn
                .get(&path::fill(path::SYSTEM_USER, &[PARTY, &id]), &token)
                .await;
            assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
        }
    }
}
