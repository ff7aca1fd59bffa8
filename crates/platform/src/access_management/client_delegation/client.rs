//! `GET enduser/clientdelegations/clients?party&packages…`: the clients of a facilitator.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::client_delegation::ClientDto;
use contract::paging::{Links, Page};
use domain::{PackageUrn, PartyUuid};

use super::super::package::urn;
use super::super::query::Query;
use super::super::rule::Action;
use super::{rule, told};
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

/// With packages, only the clients that have given all of them; with roles, only what came by one of them.
pub(super) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Page<ClientDto>>, Error> {
    world.store.read(|conn| {
        rule::require_scope(&caller, Action::Read)?;
        let packages: Vec<PackageUrn> = query.all("packages").map(urn).collect();
        let mut clients = rule::clients(conn, &caller, PartyUuid(query.uuid("party")?), &packages)?;
        let roles: Vec<&str> = query.all("roles").collect();
        if !roles.is_empty() {
            for client in &mut clients {
                client.access.retain(|access| {
                    roles.contains(&&*access.role.code) || roles.contains(&&*access.role.urn)
                });
            }
            clients.retain(|client| !client.access.is_empty());
        }
        Ok(Json(Page {
            links: Links::default(),
            data: told(conn, &clients)?,
        }))
    })
}
