//! #60, #61 and #62: an agent system user acts for its own organisation as well, by its packages.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use domain::client_delegation::{not_for_itself, packages_of};
use domain::{PackageUrn, PartyUuid, Problem, SystemUser};
use rusqlite::Connection;

use super::system_user_of;
use crate::access_management::{self, Action};
use crate::altinn::arguments::{self, Query};
use crate::altinn::guard::{self, Admitted};
use crate::caller::Caller;
use crate::error::{Error, Refusal};
use crate::store::{delegation, package};
use crate::world::World;

/// What a call of these names.
struct Named {
    admitted: Admitted,
    user: SystemUser,
    /// The party that acts; must be the organisation itself.
    giver: PartyUuid,
}

/// Gives the system user its packages for its own organisation.
pub(super) async fn delegate(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(path): Path<(String, String)>,
    query: Query,
) -> Result<Json<bool>, Error> {
    let now = world.clock.now();
    let delegate = move |tx: &Connection| {
        let named = named(tx, &caller, &path, &query)?;
        let packages = packages_of(&named.user)?;
        require_for_itself(tx, packages)?;
        let (person, party) = &named.admitted;
        let checks = access_management::check_packages(tx, person.party.uuid, party.uuid, packages)?;
        if named.giver != party.uuid || checks.iter().any(|check| !check.result) {
            return Err(Problem::PackageDelegationFailed.into());
        }
        for package in packages {
            access_management::delegate_package(tx, party.uuid, named.user.id, package, now)?;
        }
        Ok(Json(true))
    };
    world.store.write(delegate).await
}

/// Takes them back. What is not there need not be taken.
pub(super) async fn revoke(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(path): Path<(String, String)>,
    query: Query,
) -> Result<Json<bool>, Error> {
    let revoke = move |tx: &Connection| {
        let named = named(tx, &caller, &path, &query)?;
        let packages = packages_of(&named.user)?;
        let (_, party) = &named.admitted;
        if named.giver != party.uuid {
            return Err(Problem::PackageNotRevoked.into());
        }
        for package in packages {
            delegation::remove_package(tx, party.uuid, named.user.id.0, package)?;
        }
        Ok(Json(true))
    };
    world.store.write(revoke).await
}

/// Tells whether it has any of them.
pub(super) async fn read(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(path): Path<(String, String)>,
    query: Query,
) -> Result<Json<bool>, Error> {
    world.store.read(|connection| {
        let named = named(connection, &caller, &path, &query)?;
        let (_, party) = &named.admitted;
        let held = delegation::list_packages(connection, party.uuid, named.user.id.0)?;
        Ok(Json(named.giver == party.uuid && !held.is_empty()))
    })
}

fn named(
    connection: &Connection,
    caller: &Caller,
    (party, id): &(String, String),
    query: &Query,
) -> Result<Named, Error> {
    let party = arguments::party(party)?;
    let admitted = guard::require_access_management(connection, caller, party, Action::Write)?;
    let giver = PartyUuid(query.uuid("partyUuid")?);
    let user = system_user_of(connection, &admitted.1, arguments::system_user_id(id)?)?.user;
    Ok(Named {
        admitted,
        user,
        giver,
    })
}

fn require_for_itself(connection: &Connection, packages: &[PackageUrn]) -> Result<(), Error> {
    let mut known = vec![];
    for urn in packages {
        known.extend(package::find(connection, urn)?);
    }
    let barred = not_for_itself(&known);
    if barred.is_empty() {
        return Ok(());
    }
    let barred: Vec<&str> = barred.iter().map(PackageUrn::as_str).collect();
    Err(Refusal::from(Problem::PackageNotAssignable)
        .with("NotDelegablePackages", barred.join(", "))
        .into())
}

#[cfg(test)]
mod tests {
    use axum::http::{Method, StatusCode};
    use contract::{path, scope};
    use domain::SystemUserType;
    use serde_json::json;

    use crate::altinn::agent::testing::{
        AGENT, CAFE, NOBODY, OFFICE, OFFICE_ORG, OFFICE_UUID, PLUMBER, SIGNING, office,
    };
    use crate::altinn::testing::{Person, assert_refused};

    const GET: Method = Method::GET;
    const POST: Method = Method::POST;
    const DELETE: Method = Method::DELETE;

    #[tokio::test]
    async fn an_agent_acts_for_its_own_organisation_until_that_is_ended() {
        let office = office().await;
        let agent = office.given_agent(&["skatt-naering"]).await;
        let itself = own(&agent, OFFICE_UUID);
        let read = async || office.lead(GET, &itself).await.json();
        let permitted = async || {
            office
                .decision(&agent, "read", "ske-skattemelding-naering", OFFICE_ORG)
                .await
        };
        assert_eq!(
            (read().await, permitted().await.as_str()),
            (json!(false), "NotApplicable")
        );

        assert_eq!(office.lead(POST, &itself).await.json(), json!(true));
        assert_eq!(
            (read().await, permitted().await.as_str()),
            (json!(true), "Permit")
        );
        assert_eq!(
            office.link(&agent, CAFE).await.status,
            StatusCode::OK,
            "side by side"
        );

        assert_eq!(office.lead(DELETE, &itself).await.json(), json!(true));
        assert_eq!(
            (read().await, permitted().await.as_str()),
            (json!(false), "NotApplicable")
        );
        assert_eq!(office.linked(&agent).await.len(), 1);
        assert_eq!(
            office.lead(DELETE, &itself).await.json(),
            json!(true),
            "once more changes nothing"
        );
    }

    #[tokio::test]
    async fn acting_for_oneself_is_refused_as_the_table_says() {
        let office = office().await;
        let standard = office
            .given(SystemUserType::Standard, OFFICE_ORG, &["skatt-naering"])
            .await;
        let bare = office.given_agent(&[]).await;
        let agent = office.given_agent(&["skatt-naering"]).await;
        let barred = office.lead(POST, &own(AGENT, OFFICE_UUID)).await;
        assert_refused(&barred, 400, "AUTH-00064");
        assert_eq!(
            barred.json()["NotDelegablePackages"],
            format!("urn:altinn:accesspackage:{SIGNING}")
        );
        for method in [POST, DELETE] {
            for (id, code) in [(&standard, "AUTH-00034"), (&bare, "AUTH-00063")] {
                assert_refused(
                    &office.lead(method.clone(), &own(id, OFFICE_UUID)).await,
                    400,
                    code,
                );
            }
        }
        assert_refused(&office.lead(POST, &own(&agent, PLUMBER)).await, 400, "AUTH-00051");
        assert_refused(
            &office.lead(DELETE, &own(&agent, PLUMBER)).await,
            400,
            "AUTH-00057",
        );
        assert_eq!(office.lead(GET, &own(&agent, PLUMBER)).await.json(), json!(false));
        for method in [GET, POST, DELETE] {
            let unknown = office.lead(method.clone(), &own(NOBODY, OFFICE_UUID)).await;
            assert!(unknown.json()["errors"]["return"].is_array(), "{method}");
            let elsewhere = own(AGENT, PLUMBER).replace(OFFICE, "51900010");
            let foreign = office
                .call_as(&Person::leader(), scope::PORTAL, method.clone(), &elsewhere)
                .await;
            assert_eq!(
                (foreign.status, foreign.text()),
                (StatusCode::FORBIDDEN, ""),
                "{method}"
            );
            let administrator = office.call(method.clone(), &own(&agent, OFFICE_UUID)).await;
            assert_eq!(administrator.status, StatusCode::FORBIDDEN, "{method}");
        }
    }

    #[tokio::test]
    async fn packages_that_a_person_cannot_hand_on_are_not_given_to_oneself() {
        let office = office().await;
        let agent = office.given_agent(&["konkursbo-lesetilgang"]).await;
        let answer = office.lead(POST, &own(&agent, OFFICE_UUID)).await;
        assert_refused(&answer, 400, "AUTH-00051");
    }

    #[tokio::test]
    async fn an_agent_outlives_its_system_and_what_it_was_given_can_be_taken_back() {
        let office = office().await;
        let agent = office.given_agent(&["skatt-naering"]).await;
        let other = domain::OrgNumber::parse("314802438").unwrap();
        let token = office.maskinporten_token(&other, scope::SYSTEM_REGISTER_WRITE, vec![]);
        let system = path::fill(path::VENDOR_SYSTEM, &["314802438_arsverk_klient"]);
        assert_eq!(office.delete(&system, &token).await.status, StatusCode::OK);
        for (method, holds) in [(POST, true), (DELETE, false)] {
            let answer = office.lead(method, &own(&agent, OFFICE_UUID)).await;
            assert_eq!(answer.json(), json!(true));
            let held = office.lead(Method::GET, &own(&agent, OFFICE_UUID)).await;
            assert_eq!(held.json(), json!(holds));
        }
    }

    fn own(agent: &str, party: &str) -> String {
        format!(
            "{}/?partyUuid={party}",
            path::fill(path::AGENT_SELF, &[OFFICE, agent])
        )
    }
}
