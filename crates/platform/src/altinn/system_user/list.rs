//! #43: an organisation's standard system users.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::system_user::SystemUserInternal;
use domain::SystemUserType;
use rusqlite::Connection;

use crate::access_management::Action;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::system_user;
use crate::world::World;

pub(super) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(party): Path<String>,
) -> Result<Json<Vec<SystemUserInternal>>, Error> {
    let party = arguments::party(&party)?;
    let found = world.store.read(|connection: &Connection| {
        guard::require_access_management(connection, &caller, party, Action::Read)?;
        Ok(system_user::list_of_party(
            connection,
            party,
            SystemUserType::Standard,
        )?)
    })?;
    let told = |found: &system_user::Stored| {
        SystemUserInternal::of(&found.user, found.system_internal_id, found.party)
    };
    Ok(Json(found.iter().map(told).collect()))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::path;
    use serde_json::json;

    use crate::altinn::testing::{self, Altinn, PARTY, Person, SYSTEM};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_leader_sees_the_system_users_that_live() {
        let altinn = testing::altinn().await;
        assert_eq!(list(&altinn, PARTY, &Person::leader()).await.json(), json!([]));
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;

        let seen = list(&altinn, PARTY, &Person::leader()).await.json();

        let internal_id = seen[0]["systemInternalId"].clone();
        assert_eq!(
            seen,
            json!([{"id": id, "integrationTitle": "SmartRegnskap", "systemId": SYSTEM, "productName": "",
                "systemInternalId": internal_id, "partyId": PARTY, "partyUuId": "", "reporteeOrgNo": "310702641",
                "created": "2026-05-28T20:26:40Z", "isDeleted": false, "supplierName": "",
                "supplierOrgno": "991825827", "externalRef": "rør-1", "userType": "standard",
                "accessPackages": testing::system()["accessPackages"]}])
        );
        altinn.delete_system_user(&id).await;
        assert_eq!(list(&altinn, PARTY, &Person::leader()).await.json(), json!([]));
    }

    #[tokio::test]
    async fn only_an_access_manager_sees_them() {
        let altinn = testing::altinn().await;
        for person in [Person::employee(), Person::outsider()] {
            let answer = list(&altinn, PARTY, &person).await;
            assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
        }
        let anonymous = altinn
            .get(&path::fill(path::SYSTEM_USERS, &[PARTY]), "no.token")
            .await;
        assert_eq!(
            (anonymous.status, anonymous.text()),
            (StatusCode::UNAUTHORIZED, "")
        );
    }

    #[tokio::test]
    async fn a_party_that_is_no_number_is_named() {
        let altinn = testing::altinn().await;
        assert!(list(&altinn, "mine", &Person::leader()).await.json()["errors"]["party"].is_array());
    }

    async fn list(altinn: &Altinn, party: &str, person: &Person) -> Answer {
        altinn
            .get(
                &path::fill(path::SYSTEM_USERS, &[party]),
                &altinn.person_token(person, "altinn:any"),
            )
            .await
    }
}
