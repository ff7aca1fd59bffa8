//! Roles between two parties. They come from the registers: nobody hands them on here.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::connection::RolePermissionDto;
use contract::paging::{Links, Page};
use domain::PartyUuid;

use super::entity::{self, Ends};
use super::{admit, ends};
use crate::access_management::query::Query;
use crate::access_management::rule::Action;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// `GET enduser/connections/roles?party&from&to`
pub(in crate::access_management) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Page<RolePermissionDto>>, Error> {
    world.store.read(|conn| {
        let call = admit(conn, &caller, &query, Action::Read)?;
        let (from, to) = ends(&call)?;
        let permissions = Ends::default().permission(conn, from, to)?;
        let body = |held| RolePermissionDto {
            role: entity::role(held),
            permissions: permissions.clone(),
        };
        let roles = store::role::list(conn, PartyUuid(to), from)?;
        Ok(Json(Page {
            links: Links::default(),
            data: roles.into_iter().map(body).collect(),
        }))
    })
}
