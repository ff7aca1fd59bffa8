//! Who at the organisation could approve: for the person who cannot.
//!
//! The real platform has no such call; its portal lets people find out by trying (docs/deviations.md).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::delegation::{ApproverDto, RoleDto};
use contract::paging::{Links, Page};
use domain::{PackageUrn, Party, ResourceId};
use rusqlite::Connection;

use super::query::Query;
use super::rule::{Action, AdminResource, check_packages, check_right, may, person};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{self, person::Person};
use crate::world::World;

/// People at an organisation that are looked at, at the most.
const PEOPLE: u32 = 100;

/// `GET enduser/connections/approvers?party&resources…&packages…`. Anybody with a role or a package at the organisation
/// may ask.
pub(super) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Page<ApproverDto>>, Error> {
    caller.require_scope(&super::READ_TO_OTHERS)?;
    world.store.read(|conn| {
        let party = query.party(conn, "party")?;
        let asker = person(conn, &caller)?;
        if !store::party::is_reachable(conn, asker.party.uuid, party.uuid)? {
            return Err(Error::Empty(axum::http::StatusCode::FORBIDDEN));
        }
        let resources: Vec<_> = query.all("resources").map(ResourceId::from).collect();
        let packages: Vec<_> = query.all("packages").map(super::package::urn).collect();
        let mut data = vec![];
        for person in store::person::list_at(conn, party.uuid, PEOPLE)? {
            if could_approve(conn, &person, &party, &resources, &packages)? {
                data.push(approver(conn, person, &party)?);
            }
        }
        Ok(Json(Page {
            links: Links::default(),
            data,
        }))
    })
}

fn could_approve(
    conn: &Connection,
    person: &Person,
    party: &Party,
    resources: &[ResourceId],
    packages: &[PackageUrn],
) -> Result<bool, Error> {
    let who = person.party.uuid;
    if !may(
        conn,
        who,
        party.uuid,
        AdminResource::AccessManagement,
        Action::Write,
    )? {
        return Ok(false);
    }
    for resource in resources {
        if !check_right(conn, who, party, resource)?.is_some_and(|check| check.passes()) {
            return Ok(false);
        }
    }
    Ok(check_packages(conn, who, party.uuid, packages)?
        .iter()
        .all(|check| check.result))
}

fn approver(conn: &Connection, person: Person, party: &Party) -> Result<ApproverDto, Error> {
    let roles = store::role::list(conn, person.party.uuid, party.uuid)?;
    Ok(ApproverDto {
        name: person.party.name,
        roles: roles
            .into_iter()
            .map(|role| RoleDto {
                code: role.code,
                name: role.name,
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::delegation::APPROVERS;
    use contract::scope::PORTAL;

    use super::*;
    use crate::testing::{self, Answer, customer, world};

    #[tokio::test]
    async fn an_employee_learns_who_could_approve() {
        let answer = ask(&testing::Person::employee(), PORTAL).await.json();
        let names: Vec<_> = answer["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["name"])
            .collect();
        // The access manager is not among them: she lacks the package herself.
        assert_eq!(names, ["Berit Ventil", "Pia Kran"]);
        assert_eq!(answer["data"][1]["roles"][0]["name"]["nn"], "Dagleg leiar");
    }

    #[tokio::test]
    async fn strangers_and_the_wrong_scope_are_refused() {
        assert_eq!(
            ask(&testing::Person::outsider(), PORTAL).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            ask(&testing::Person::employee(), "altinn:other").await.status,
            StatusCode::FORBIDDEN
        );
    }

    async fn ask(person: &testing::Person, scope: &str) -> Answer {
        let world = world().await;
        let party = world
            .store
            .read(|conn| store::party::find_by_org(conn, &customer()))
            .unwrap()
            .unwrap()
            .uuid;
        let token = world.person_token(person, scope);
        world
            .get(
                &format!("{APPROVERS}?party={party}&resources=ske-krav-og-betalinger"),
                &token,
            )
            .await
    }
}
