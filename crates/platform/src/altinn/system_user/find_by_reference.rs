//! #51: a vendor finds a system user by what it calls it. Users of a deleted system are found too.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use contract::scope;
use contract::system_user::SystemUserExternal;
use domain::{ExternalRef, OrgNumber, SystemId};
use rusqlite::Connection;

use crate::altinn::arguments::Query;
use crate::altinn::guard;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::system_user;
use crate::world::World;

pub(super) async fn find_by_reference(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<SystemUserExternal>, Error> {
    caller.require_scope(&[scope::REQUEST_WRITE])?;
    let [system, party] = query.require(["system-id", "orgno"])?;
    let system = SystemId::from(system);
    let reference = ExternalRef::from(query.get("external-ref").unwrap_or(party));
    let vendor = guard::vendor(&caller)?;
    let not_found = || Error::plain(StatusCode::NOT_FOUND);
    let party = OrgNumber::parse(party).map_err(|_| not_found())?;
    let found = world.store.read(|connection: &Connection| {
        Ok(system_user::find_by_reference(
            connection, &system, &party, &reference,
        )?)
    })?;
    let found = found
        .filter(|found| found.user.vendor == vendor)
        .ok_or_else(not_found)?;
    Ok(Json(SystemUserExternal::of(&found.user)))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};

    use crate::altinn::testing::{self, Altinn, Person, SYSTEM, other_vendor};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_vendor_finds_its_system_user() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        let answer = find(
            &altinn,
            "orgno=310702641&external-ref=r%C3%B8r-1",
            scope::REQUEST_WRITE,
        )
        .await;
        assert_eq!(
            (&answer.json()["id"], &answer.json()["productName"]),
            (&id.into(), &"".into())
        );
        altinn.create_system_user().await;
        assert_eq!(
            find(&altinn, "orgno=310702641", scope::REQUEST_WRITE)
                .await
                .json()["externalRef"],
            "310702641"
        );
        altinn
            .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
            .await;
        assert_eq!(
            find(&altinn, "orgno=310702641", scope::REQUEST_WRITE)
                .await
                .status,
            StatusCode::OK
        );
    }

    #[tokio::test]
    async fn unknown_and_foreign_system_users_are_a_plain_404() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        altinn.create_system_user().await;
        assert_eq!(
            find(&altinn, "orgno=313900126", scope::REQUEST_WRITE)
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            find(&altinn, "orgno=x", scope::REQUEST_WRITE).await.status,
            StatusCode::NOT_FOUND
        );
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_WRITE, vec![]);
        assert_eq!(
            altinn.get(&address("orgno=310702641"), &stranger).await.status,
            StatusCode::NOT_FOUND
        );
    }

    #[tokio::test]
    async fn what_must_be_there_is_named() {
        let altinn = testing::altinn().await;
        assert!(find(&altinn, "", scope::REQUEST_WRITE).await.json()["errors"]["orgno"].is_array());
    }

    #[tokio::test]
    async fn reading_requests_is_not_enough_and_a_token_must_name_its_organisation() {
        let altinn = testing::altinn().await;
        assert_eq!(
            find(&altinn, "orgno=310702641", scope::REQUEST_READ).await.status,
            StatusCode::FORBIDDEN
        );
        let nobody = altinn.person_token(&Person::leader(), scope::REQUEST_WRITE);
        assert_eq!(
            altinn.get(&address("orgno=310702641"), &nobody).await.status,
            StatusCode::UNAUTHORIZED
        );
    }

    async fn find(altinn: &Altinn, query: &str, scope: &str) -> Answer {
        altinn.get(&address(query), &altinn.vendor_token(scope)).await
    }

    fn address(query: &str) -> String {
        format!("{}?system-id={SYSTEM}&{query}", path::VENDOR_SYSTEM_USER_BY_QUERY)
    }
}
