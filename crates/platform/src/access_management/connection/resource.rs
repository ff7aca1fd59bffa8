//! Resources of which single rights have been handed on.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use contract::connection::ResourcePermissionDto;
use domain::ResourceId;
use rusqlite::Connection;

use super::entity::Ends;
use super::{admit, ends, invalid_resource, list};
use crate::access_management::holding::revoke_resource;
use crate::access_management::query::Query;
use crate::access_management::rule::Action;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::store::delegation as given;
use crate::world::World;

/// Resources in one answer, at the most: upstream it has no pages.
const RESOURCES: u32 = 10_000;

/// `GET enduser/connections/resources?party&from&to&resource`
pub(in crate::access_management) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
) -> Result<Json<Vec<ResourcePermissionDto>>, Error> {
    world.store.read(|conn| {
        let call = admit(conn, &caller, &query, Action::Read)?;
        let wanted = query.all("resource").next().map(ResourceId::from);
        if let Some(id) = &wanted {
            store::resource::guard(conn, id)?.ok_or_else(|| invalid_resource(id))?;
        }
        let between = given::Ends {
            from: call.from,
            to: call.to,
        };
        let (mut ends, mut data): (_, Vec<ResourcePermissionDto>) = (Ends::default(), vec![]);
        for held in given::resources_between(conn, between, RESOURCES)? {
            let id = ResourceId(held.what);
            if wanted.as_ref().is_some_and(|wanted| *wanted != id) {
                continue;
            }
            let permissions = ends.permission(conn, held.from, held.to)?;
            match data.last_mut() {
                Some(last) if last.resource.ref_id == id => last.permissions.extend(permissions),
                _ => data.push(ResourcePermissionDto {
                    resource: list::resource(conn, &headers, id)?,
                    permissions,
                }),
            }
        }
        Ok(Json(data))
    })
}

/// `DELETE enduser/connections/resources?party&from&to&resource`. What is not there is as good as taken back.
pub(in crate::access_management) async fn revoke(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<StatusCode, Error> {
    let revoke = move |tx: &Connection| {
        let call = admit(tx, &caller, &query, Action::Write)?;
        let (from, to) = ends(&call)?;
        let id = ResourceId::from(query.one("resource")?);
        store::resource::guard(tx, &id)?.ok_or_else(|| invalid_resource(&id))?;
        revoke_resource(tx, from, to, &id)?;
        Ok(StatusCode::NO_CONTENT)
    };
    world.store.write(revoke).await
}
