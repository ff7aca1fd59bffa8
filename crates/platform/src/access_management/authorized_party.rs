//! Whom can I act for?

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use contract::delegation::{AUTHORIZED_PARTIES_SCOPE, AuthorizedParty};
use contract::paging::{Links, Page};
use contract::scope::PORTAL;
use domain::{Party, PartyUuid, SystemUserId};
use rusqlite::Connection;

use super::query::Query;
use super::rule::person;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// Parties in one answer, at the most.
const PARTIES: u32 = 1_000;

/// `GET enduser/authorizedparties`: the person, and every organisation where they have a role or have been given
/// something; for a system user, those that have given it something.
pub(super) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Page<AuthorizedParty>>, Error> {
    caller.require_scope(&[AUTHORIZED_PARTIES_SCOPE, PORTAL])?;
    let wants = |name: &str| query.all(name).any(|value| value.eq_ignore_ascii_case("true"));
    let (roles, packages) = (wants("includeRoles"), wants("includeAccessPackages"));
    world.store.read(|conn| {
        let (who, own) = asker(conn, &caller)?;
        let others = store::party::list_reachable(conn, who, PARTIES)?;
        let mut data = vec![];
        for party in own.into_iter().chain(others) {
            let mut body = AuthorizedParty::of(&party, store::party::unit_form(conn, party.uuid)?);
            if roles {
                let held = store::role::list(conn, who, party.uuid)?;
                body.authorized_roles = held.into_iter().map(|role| role.code).collect();
            }
            if packages {
                let mut given = store::delegation::list_packages(conn, party.uuid, who.0)?;
                let as_agent = SystemUserId(who.0);
                given.extend(store::client_delegation::list_packages(
                    conn, as_agent, party.uuid,
                )?);
                body.authorized_access_packages = given.iter().map(|urn| urn.code().to_owned()).collect();
            }
            data.push(body);
        }
        Ok(Json(Page {
            links: Links::default(),
            data,
        }))
    })
}

/// The asker, and the asker's own party when it is a person.
fn asker(conn: &Connection, caller: &Caller) -> Result<(PartyUuid, Option<Party>), Error> {
    if let Some(system_user) = caller.system_user() {
        return Ok((PartyUuid(system_user.0), None));
    }
    if caller.user().is_none() {
        return Err(Error::Text(
            StatusCode::UNAUTHORIZED,
            "Unknown user type".to_owned(),
        ));
    }
    let person = person(conn, caller)?;
    Ok((person.party.uuid, Some(person.party)))
}

#[cfg(test)]
mod tests {
    use contract::delegation::AUTHORIZED_PARTIES;

    use super::*;
    use crate::testing::{Person, vendor, world};

    #[tokio::test]
    async fn a_leader_can_act_for_herself_and_her_organisations() {
        let world = world().await;
        let token = world.person_token(&Person::leader(), AUTHORIZED_PARTIES_SCOPE);
        let answer = world
            .get(&format!("{AUTHORIZED_PARTIES}?includeRoles=true"), &token)
            .await
            .json();
        let parties: Vec<_> = answer["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|party| &party["name"])
            .collect();
        assert_eq!(parties, ["Pia Kran", "Rør og Vann AS", "Solsiden Borettslag"]);
        assert_eq!(answer["data"][1]["organizationNumber"], "310702641");
        assert_eq!(answer["data"][1]["authorizedRoles"][0], "daglig-leder");
    }

    #[tokio::test]
    async fn the_wrong_scope_and_a_token_of_nobody_are_refused() {
        let world = world().await;
        let status = async |token: String| world.get(AUTHORIZED_PARTIES, &token).await.status;
        assert_eq!(
            status(world.person_token(&Person::leader(), "altinn:other")).await,
            StatusCode::FORBIDDEN
        );
        let organization = world.altinn_token(&vendor(), AUTHORIZED_PARTIES_SCOPE, vec![]);
        assert_eq!(status(organization).await, StatusCode::UNAUTHORIZED);
    }
}
