//! #48: a leader takes a system's access away. All that the system user held goes with it, and the request it came of.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{PartyId, Problem, RequestId, SystemUserId, SystemUserType, Timestamp};
use rusqlite::Connection;

use crate::access_management::{self, Action};
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{request, system_user};
use crate::world::World;

/// Answers how many were deleted.
pub(super) async fn delete(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<(StatusCode, Json<u8>), Error> {
    let party = arguments::party(&party)?;
    let id = arguments::system_user_id(&id);
    let now = world.clock.now();
    let deleted = world
        .store
        .write(move |connection| remove(connection, &caller, party, id, now))
        .await?;
    Ok(if deleted {
        (StatusCode::ACCEPTED, Json(1))
    } else {
        (StatusCode::NOT_FOUND, Json(0))
    })
}

fn remove(
    connection: &Connection,
    caller: &Caller,
    party: PartyId,
    id: Result<SystemUserId, Error>,
    now: Timestamp,
) -> Result<bool, Error> {
    let (person, party) = guard::require_access_management(connection, caller, party, Action::Write)?;
    let Some(found) = system_user::find(connection, id?)? else {
        return Ok(false);
    };
    if found.party != party.id {
        return Err(Problem::SystemUserOfOtherParty.into());
    }
    let user = found.user;
    if user.kind != SystemUserType::Standard {
        return Err(Problem::SystemUserNotStandard.into());
    }
    access_management::revoke_all(connection, user.id)?;
    system_user::remove(connection, user.id, person.user_id, now)?;
    if let Some(origin) = origin(connection, &user)? {
        request::remove(connection, origin, now)?;
    }
    Ok(true)
}

/// The request with the system user's references.
pub(in crate::altinn) fn origin(
    connection: &Connection,
    user: &domain::SystemUser,
) -> Result<Option<RequestId>, Error> {
    let found = request::find_by_reference(
        connection,
        &user.system_id,
        &user.party_org,
        &user.external_ref,
        user.kind,
    )?;
    Ok(found.map(|found| found.id))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::path;
    use domain::PartyUuid;
    use serde_json::json;

    use crate::access_management::{Holdings, holdings};
    use crate::altinn::testing::{self, PARTY, Person};

    #[tokio::test]
    async fn the_system_user_what_it_held_and_its_request_are_gone() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;

        let answer = altinn.delete_system_user(&id).await;

        assert_eq!((answer.status, answer.text()), (StatusCode::ACCEPTED, "1"));
        assert_eq!(altinn.read_system_user(&id).await.status, StatusCode::NOT_FOUND);
        assert_eq!(altinn.read_request(&id).await["code"], "AUTH-00010");
        let party = PartyUuid("04c5f4c1-1626-526b-814a-6fa0920e9e39".parse().unwrap());
        let held = altinn
            .store
            .read(|connection| holdings(connection, party, id.parse().unwrap()))
            .unwrap();
        assert_eq!(held, Holdings::default());
        let again = altinn.delete_system_user(&id).await;
        assert_eq!((again.status, again.text()), (StatusCode::NOT_FOUND, "0"));
    }

    #[tokio::test]
    async fn another_organisation_s_system_user_is_not_theirs_to_delete() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        let elsewhere = altinn.party_of(&Person::outsider()).to_string();
        let token = altinn.person_token(&Person::outsider(), "altinn:any");
        let answer = altinn
            .delete(&path::fill(path::SYSTEM_USER, &[&elsewhere, &id]), &token)
            .await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (StatusCode::FORBIDDEN, &json!("AUTH-00024"))
        );
    }

    #[tokio::test]
    async fn an_agent_system_user_is_deleted_elsewhere() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_agent_system_user().await;
        assert_eq!(altinn.delete_system_user(&id).await.json()["code"], "AUTH-00036");
    }

    #[tokio::test]
    async fn only_an_access_manager_may_delete() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        for person in [Person::employee(), Person::outsider()] {
            let token = altinn.person_token(&person, "altinn:any");
            let answer = altinn
                .delete(&path::fill(path::SYSTEM_USER, &[PARTY, &id]), &token)
                .await;
            assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
        }
        assert_eq!(altinn.read_system_user(&id).await.status, StatusCode::OK);
    }
}
