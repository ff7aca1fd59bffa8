//! What an organisation has handed on to somebody.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use contract::delegation::{PackagePermissionDto, ResourceDto, ResourcePermissionDto, RightDto};
use contract::paging::{Links, Page};
use domain::{ResourceId, SystemUserId};
use rusqlite::Connection;

use super::check::reference;
use super::holding::{Holdings, holdings};
use super::query::{Query, translated};
use super::rule::{Action, AdminResource, require_at};
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// `GET enduser/connections/resources?party&from&to`
pub(super) async fn resources(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
) -> Result<Json<Page<ResourcePermissionDto>>, Error> {
    caller.require_scope(&super::READ_TO_OTHERS)?;
    world.store.read(|conn| {
        let held = held(conn, &caller, &query)?;
        let body = |(id, actions): &(ResourceId, Vec<String>)| {
            let resource = store::resource::find(conn, id)?;
            let name = resource.map_or_else(
                || id.to_string(),
                |resource| translated(&resource.title, &headers),
            );
            let permissions = actions.iter().map(|action| RightDto::new(id, action)).collect();
            Ok(ResourcePermissionDto {
                resource: ResourceDto {
                    name,
                    ref_id: id.clone(),
                },
                permissions,
            })
        };
        let data = held.resources.iter().map(body).collect::<Result<_, Error>>()?;
        Ok(Json(Page {
            links: Links::default(),
            data,
        }))
    })
}

/// `GET enduser/connections/accesspackages?party&from&to`
pub(super) async fn packages(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Page<PackagePermissionDto>>, Error> {
    caller.require_scope(&super::READ_TO_OTHERS)?;
    world.store.read(|conn| {
        let held = held(conn, &caller, &query)?;
        let body = |urn| {
            Ok(PackagePermissionDto {
                package: reference(conn, urn)?,
            })
        };
        let data = held.packages.iter().map(body).collect::<Result<_, Error>>()?;
        Ok(Json(Page {
            links: Links::default(),
            data,
        }))
    })
}

fn held(conn: &Connection, caller: &Caller, query: &Query) -> Result<Holdings, Error> {
    let party = query.party(conn, "party")?;
    require_at(
        conn,
        caller,
        &party,
        AdminResource::AccessManagement,
        Action::Read,
    )?;
    if query.uuid("from")? != party.uuid.0 {
        return Err(Error::field(
            "from",
            "The organisation that has handed on must be the party itself.",
        ));
    }
    holdings(conn, party.uuid, SystemUserId(query.uuid("to")?))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::delegation::{PACKAGES, RESOURCES};
    use contract::scope::PORTAL;
    use domain::PackageUrn;
    use uuid::Uuid;

    use super::*;
    use crate::testing::{Person, customer, world};

    #[tokio::test]
    async fn what_a_system_user_holds_is_listed_for_its_organisation_only() {
        let world = world().await;
        let (to, now) = (Uuid::from_u128(7), world.clock.now());
        let party = world
            .store
            .write(move |tx| {
                let party = store::party::find_by_org(tx, &customer())?.unwrap().uuid;
                store::delegation::save_right(tx, party, to, &"ske-krav-og-betalinger".into(), "read", now)?;
                store::delegation::save_package(tx, party, to, &PackageUrn::from_code("lonn"), now)?;
                Ok(party)
            })
            .await
            .unwrap();
        let query = format!("?party={party}&from={party}&to={to}");
        let token = world.person_token(&Person::leader(), PORTAL);

        let resources = world.get(&format!("{RESOURCES}{query}"), &token).await.json();
        assert_eq!(
            resources["data"][0]["resource"]["refId"],
            "ske-krav-og-betalinger"
        );
        assert_eq!(resources["data"][0]["permissions"][0]["action"]["value"], "read");
        let packages = world.get(&format!("{PACKAGES}{query}"), &token).await.json();
        assert_eq!(
            packages["data"][0]["package"]["urn"],
            "urn:altinn:accesspackage:lonn"
        );

        let stranger = world.person_token(&Person::outsider(), PORTAL);
        assert_eq!(
            world.get(&format!("{RESOURCES}{query}"), &stranger).await.status,
            StatusCode::FORBIDDEN
        );
        let scopeless = world.person_token(&Person::leader(), "altinn:other");
        assert_eq!(
            world.get(&format!("{PACKAGES}{query}"), &scopeless).await.status,
            StatusCode::FORBIDDEN
        );
    }
}
