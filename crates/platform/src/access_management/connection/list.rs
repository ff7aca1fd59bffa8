//! Whom a party is connected to.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use contract::connection::ConnectionDto;
use contract::delegation::ResourceDto;
use contract::paging::Page;
use domain::{PackageUrn, PartyUuid, ResourceId};
use rusqlite::Connection;
use uuid::Uuid;

use super::entity::{self, Ends};
use super::{Direction, admit};
use crate::access_management::check::reference;
use crate::access_management::pages::Pages;
use crate::access_management::query::{Query, translated};
use crate::access_management::rule::Action;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::store::delegation as given;
use crate::world::World;

/// Packages and resources of one connection, at the most.
const THINGS: u32 = 1_000;

/// `GET enduser/connections?party&from&to`
pub(in crate::access_management) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    pages: Pages,
    headers: HeaderMap,
) -> Result<Json<Page<ConnectionDto>>, Error> {
    world.store.read(|conn| {
        let call = admit(conn, &caller, &query, Action::Read)?;
        let (own, other) = match call.direction {
            Direction::ToOthers => (call.party.uuid.0, call.to),
            Direction::FromOthers => (call.party.uuid.0, call.from.map(Uuid::from)),
        };
        let others = match (other, call.direction) {
            (Some(other), _) => vec![other],
            (None, Direction::ToOthers) => {
                given::receivers(conn, call.party.uuid, pages.start()?, pages.fetch())?
            }
            (None, Direction::FromOthers) => given::givers(conn, own, pages.start()?, pages.fetch())?,
        };
        let (mut ends, mut data) = (Ends::default(), vec![]);
        for other in others {
            let body = match call.direction {
                Direction::ToOthers => connection(conn, &mut ends, &headers, call.party.uuid, other, other)?,
                Direction::FromOthers => connection(conn, &mut ends, &headers, PartyUuid(other), own, other)?,
            };
            data.push((other, body));
        }
        let page = pages.cut(data);
        Ok(Json(Page {
            links: page.links,
            data: page.data.into_iter().flatten().collect(),
        }))
    })
}

/// What one party has given a receiver, told of the other end; nothing when that end is gone or holds nothing.
fn connection(
    conn: &Connection,
    ends: &mut Ends,
    headers: &HeaderMap,
    from: PartyUuid,
    to: Uuid,
    other: Uuid,
) -> Result<Option<ConnectionDto>, Error> {
    let Some(party) = ends.tell(conn, other)? else {
        return Ok(None);
    };
    let between = given::Ends {
        from: Some(from),
        to: Some(to),
    };
    let roles = store::role::list(conn, PartyUuid(to), from)?;
    let roles: Vec<_> = roles.into_iter().map(entity::role).collect();
    let mut packages = vec![];
    for held in given::packages_between(conn, between, THINGS)? {
        packages.push(reference(conn, &PackageUrn(held.what))?);
    }
    let mut resources = vec![];
    for held in given::resources_between(conn, between, THINGS)? {
        resources.push(resource(conn, headers, ResourceId(held.what))?);
    }
    let holds_anything = !(roles.is_empty() && packages.is_empty() && resources.is_empty());
    Ok(holds_anything.then_some(ConnectionDto {
        party,
        roles,
        packages,
        resources,
        connections: vec![],
    }))
}

/// A resource, briefly; its id when it is no longer in the registry.
pub(super) fn resource(conn: &Connection, headers: &HeaderMap, id: ResourceId) -> Result<ResourceDto, Error> {
    let found = store::resource::find(conn, &id)?;
    Ok(ResourceDto {
        name: found.map_or_else(|| id.to_string(), |found| translated(&found.title, headers)),
        ref_id: id,
    })
}
