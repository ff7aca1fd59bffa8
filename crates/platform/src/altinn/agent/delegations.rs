//! #56: the clients of an agent system user. Whatever keeps them from being told, the list is empty, as upstream.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::client_delegation::DelegationResponse;

use crate::access_management::{Action, client_delegation};
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

pub(super) async fn delegations(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, facilitator, id)): Path<(String, String, String)>,
) -> Result<Json<Vec<DelegationResponse>>, Error> {
    let party = arguments::party(&party)?;
    world.store.read(|connection| {
        let (_, party) = guard::require_client_administration(connection, &caller, party, Action::Read)?;
        let facilitator = arguments::facilitator(&facilitator)?;
        let agent = arguments::system_user_id(&id)?;
        let clients = match client_delegation::delegated(connection, &caller, facilitator, agent) {
            Ok(clients) if facilitator == party.uuid => clients,
            Err(fault @ (Error::Store(_) | Error::Signing(_))) => return Err(fault),
            Ok(_) | Err(_) => vec![],
        };
        let told = clients
            .iter()
            .map(|client| DelegationResponse::named(agent, &client.party));
        Ok(Json(told.collect()))
    })
}
