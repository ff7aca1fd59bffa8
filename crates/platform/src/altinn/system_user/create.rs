//! #47: a leader gives a system access on their own initiative: everything that the system asks for.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use contract::system_user::{CreateSystemUser, SystemUserInternal};
use domain::{ExternalRef, Problem, SystemId, SystemUser, SystemUserId, SystemUserType};
use rusqlite::Connection;

use super::grant;
use crate::access_management::Action;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::system;
use crate::world::World;

pub(super) async fn create(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(party): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<SystemUserInternal>, Error> {
    let party = arguments::party(&party)?;
    let (id, now) = (SystemUserId(world.chance.uuid()), world.clock.now());
    let make = move |connection: &Connection| {
        let (person, party) = guard::require_access_management(connection, &caller, party, Action::Write)?;
        let sent: CreateSystemUser = arguments::body(&headers, &body)?;
        arguments::require_fits("integrationTitle", &sent.integration_title)?;
        let system_id = SystemId(sent.system_id);
        let system = system::find(connection, &system_id)?.zip(system::internal_id(connection, &system_id)?);
        let (system, internal_id) = system.ok_or(Problem::SystemNotFound)?;
        let organisation = party.org_number.clone().ok_or(Problem::PartyNotFound)?;
        let user = SystemUser {
            id,
            kind: SystemUserType::Standard,
            integration_title: sent.integration_title,
            system_id,
            vendor: system.vendor,
            external_ref: ExternalRef::from(organisation.as_str()),
            party_org: organisation,
            access_packages: system.access_packages,
            created: now,
        };
        grant::require_free(connection, &user)?;
        grant::make(connection, &person, &party, &user, &system.rights)?;
        Ok(SystemUserInternal::of(&user, internal_id, party.id))
    };
    Ok(Json(world.store.write(make).await?))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::path;
    use serde_json::{Value, json};

    use crate::altinn::testing::{
        self, Altinn, BARS, PARTY, Person, RESOURCE, SYSTEM, assert_refused, system,
    };
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_leader_gives_a_system_all_that_it_asks_for() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;

        let made = altinn.create_system_user().await;

        assert_eq!(made.status, StatusCode::OK);
        let made = made.json();
        assert_eq!(
            (&made["integrationTitle"], &made["externalRef"]),
            (&json!("Regnskapet vårt"), &json!("310702641"))
        );
        let held = altinn.read_system_user(made["id"].as_str().unwrap()).await.json();
        assert_eq!(
            held["rights"],
            json!([{"resource": [{"id": "urn:altinn:resource", "value": RESOURCE}]}])
        );
        assert_eq!(held["accessPackages"], system()["accessPackages"]);
    }

    #[tokio::test]
    async fn once_is_enough() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        altinn.create_system_user().await;
        assert_eq!(altinn.create_system_user().await.json()["code"], "AUTH-00004");
    }

    #[tokio::test]
    async fn of_two_at_once_exactly_one_is_made() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let (one, other) = tokio::join!(altinn.create_system_user(), altinn.create_system_user());
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 400]);
    }

    #[tokio::test]
    async fn an_unknown_system_is_refused() {
        let altinn = testing::altinn().await;
        let answer = altinn.create_system_user().await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (StatusCode::NOT_FOUND, &json!("AUTH-00011"))
        );
    }

    #[tokio::test]
    async fn what_cannot_be_handed_on_refuses_all_of_it() {
        let altinn = testing::altinn().await;
        altinn
            .given_system(testing::asking_for("ske-kontrollvarsel"))
            .await;
        let answer = altinn.create_system_user().await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (StatusCode::FORBIDDEN, &json!("AUTH-00070"))
        );
        let list = altinn
            .get(&path::fill(path::SYSTEM_USERS, &[PARTY]), &altinn.leader())
            .await;
        assert_eq!(list.json(), json!([]));
    }

    #[tokio::test]
    async fn an_access_manager_who_cannot_hand_it_on_is_told_by_the_first_reason() {
        for (happening, code) in BARS {
            let altinn = testing::altinn().await;
            altinn.given_system(system()).await;
            altinn.happened(happening).await;
            let answer = create(&altinn, &testing::access_manager(), body()).await;
            assert_refused(&answer, 403, code);
        }
        let altinn = testing::altinn().await;
        altinn
            .given_system(testing::asking_for("ske-formuesregister-pilot"))
            .await;
        assert_refused(&altinn.create_system_user().await, 403, "AUTH-00069");
    }

    #[tokio::test]
    async fn a_package_for_clients_cannot_be_checked_and_one_not_held_is_refused() {
        let altinn = testing::altinn().await;
        let mut hidden = testing::hidden(SYSTEM);
        hidden["accessPackages"] = json!([{"urn": "urn:altinn:accesspackage:regnskapsforer-lonn"}]);
        altinn.given_system(hidden).await;
        assert_eq!(altinn.create_system_user().await.json()["code"], "AUTH-00050");

        let altinn = testing::altinn().await;
        let mut only_packages = system();
        only_packages["rights"] = json!([]);
        altinn.given_system(only_packages).await;
        let answer = create(&altinn, &testing::access_manager(), body()).await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (StatusCode::BAD_REQUEST, &json!("AUTH-00053"))
        );
    }

    #[tokio::test]
    async fn only_an_access_manager_may_and_the_body_is_read_after_that() {
        let altinn = testing::altinn().await;
        for person in [Person::employee(), Person::outsider()] {
            assert_eq!(
                create(&altinn, &person, json!([])).await.status,
                StatusCode::FORBIDDEN
            );
        }
        let leader = Person::leader();
        let missing = create(&altinn, &leader, json!({"integrationTitle": "x"})).await;
        assert!(
            missing.json()["errors"]["$"][0]
                .as_str()
                .unwrap()
                .contains("systemId")
        );
        let long = json!({"integrationTitle": "x".repeat(256), "systemId": SYSTEM});
        assert!(create(&altinn, &leader, long).await.json()["errors"]["integrationTitle"].is_array());
    }

    fn body() -> Value {
        json!({"integrationTitle": "Regnskapet vårt", "systemId": SYSTEM})
    }

    async fn create(altinn: &Altinn, person: &Person, body: Value) -> Answer {
        let token = altinn.person_token(person, "altinn:any");
        altinn
            .post(&path::fill(path::CREATE_SYSTEM_USER, &[PARTY]), &token, body)
            .await
    }
}
