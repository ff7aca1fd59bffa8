//! `DELETE enduser/clientdelegations/agents/clients?party&from&to&cascade`: takes a client back from an agent.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contract::problem::AccessFault;
use domain::{PartyUuid, SystemUserId};

use super::super::query::Query;
use super::super::rule::Action;
use super::rule::{self, Delegation};
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

pub(super) async fn remove(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<StatusCode, Error> {
    let remove = move |tx: &rusqlite::Connection| {
        rule::require_scope(&caller, Action::Write)?;
        let delegation = Delegation {
            facilitator: PartyUuid(query.uuid("party")?),
            client: PartyUuid(query.uuid("from")?),
            agent: SystemUserId(query.uuid("to")?),
        };
        let Delegation {
            facilitator,
            client,
            agent,
        } = delegation;
        rule::allow(tx, &caller, facilitator, Action::Write)?;
        if !query.flag("cascade")?.unwrap_or_default() && rule::has_any(tx, facilitator, agent, Some(client))?
        {
            let why = "Packages of the client are still handed on.";
            return Err(rule::invalid(AccessFault::DelegationsExist.at(
                "QUERY/cascade",
                client.to_string(),
                why,
            )));
        }
        rule::unlink(tx, &caller, delegation)?;
        Ok(StatusCode::NO_CONTENT)
    };
    world.store.write(remove).await
}
