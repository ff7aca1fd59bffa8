//! #55: an organisation's clients.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::client_delegation::Customer;
use domain::{PartyUuid, Problem};

use super::clients_unread;
use crate::access_management::{Action, client_delegation, package_urn};
use crate::altinn::arguments::{self, Query};
use crate::altinn::guard;
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

pub(super) async fn clients(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(party): Path<String>,
    query: Query,
) -> Result<Json<Vec<Customer>>, Error> {
    let party = arguments::party(&party)?;
    world.store.read(|connection| {
        guard::require_client_administration(connection, &caller, party, Action::Read)?;
        let facilitator = PartyUuid(query.uuid("facilitator")?);
        if facilitator.0.is_nil() {
            return Err(Problem::PartyNotFound.into());
        }
        let packages: Vec<_> = query.all("packages").map(package_urn).collect();
        let clients = client_delegation::clients(connection, &caller, facilitator, &packages);
        Ok(Json(
            clients
                .map_err(clients_unread)?
                .iter()
                .map(Customer::from)
                .collect(),
        ))
    })
}
