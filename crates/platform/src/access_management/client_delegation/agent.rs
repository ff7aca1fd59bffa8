//! `enduser/clientdelegations/agents`: the agent system users of a facilitator.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use contract::client_delegation::{AgentDto, RoleRef};
use contract::paging::{Links, Page};
use contract::problem::AccessFault;
use domain::{PartyUuid, SystemUserId};

use super::super::query::Query;
use super::super::rule::Action;
use super::rule;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// The code of the role that an agent has at its owner.
const AGENT: &str = "agent";

/// `GET …?party`
pub(super) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Page<AgentDto>>, Error> {
    world.store.read(|conn| {
        rule::require_scope(&caller, Action::Read)?;
        let agents = rule::agents(conn, &caller, PartyUuid(query.uuid("party")?))?;
        let role =
            store::role::find_by_name(conn, AGENT)?.ok_or_else(|| store::StoreError::Inconsistent {
                table: "role",
                row: AGENT.to_owned(),
            })?;
        let agents = agents
            .iter()
            .map(|agent| AgentDto::of(agent, RoleRef::from(&role)));
        Ok(Json(Page {
            links: Links::default(),
            data: agents.collect(),
        }))
    })
}

/// `DELETE …?party&to&cascade`: takes every client back from an agent. The system user itself stays.
pub(super) async fn remove(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<StatusCode, Error> {
    let remove = move |tx: &rusqlite::Connection| {
        rule::require_scope(&caller, Action::Write)?;
        let facilitator = PartyUuid(query.uuid("party")?);
        let agent = SystemUserId(query.uuid("to")?);
        rule::allow(tx, &caller, facilitator, Action::Write)?;
        if !query.flag("cascade")?.unwrap_or_default() && rule::has_any(tx, facilitator, agent, None)? {
            let why = "It still has clients.";
            return Err(rule::invalid(AccessFault::DelegationsExist.at(
                "QUERY/cascade",
                agent.to_string(),
                why,
            )));
        }
        rule::remove_agent(tx, &caller, facilitator, agent)?;
        Ok(StatusCode::NO_CONTENT)
    };
    world.store.write(remove).await
}
