//! The clients of an agent system user: those that could be linked, those that are, and the party itself.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use contract::client_delegation::{Customer, DelegationResponse};
use contract::path;
use contract::portal::{AgentDelegationFe, AgentDelegationRequest, CustomerFe, Refusal};
use contract::system_user::SystemUserInternal;
use domain::PartyUuid;
use uuid::Uuid;

use super::{body, party, uuid};
use crate::access_management::query::Query;
use crate::error::Error;
use crate::portal::ask::{Altinn, Refused, query};
use crate::portal::visitor::Visitor;
use crate::world::World;

/// An agent system user of a party: the party's number, the user, and the party's UUID.
#[derive(Clone, Copy, Debug)]
pub(in crate::portal) struct Agent {
    pub(in crate::portal) party: u32,
    pub(in crate::portal) id: Uuid,
    pub(in crate::portal) facilitator: Uuid,
}

impl Agent {
    fn of((party_id, id): &(String, String), query: &Query) -> Result<Self, Error> {
        Ok(Self {
            party: party(party_id)?,
            id: uuid("systemUserId", id)?,
            facilitator: query.uuid("partyUuid")?,
        })
    }

    fn address(&self, pattern: &str) -> String {
        path::fill(pattern, &[&self.party.to_string(), &self.id.to_string()])
    }
}

/// `GET systemuser/agentdelegation/{partyId}/{guid}/customers?partyUuid`
pub(super) async fn list_customers(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
    query: Query,
) -> Result<Json<Vec<CustomerFe>>, Error> {
    let agent = Agent::of(&of, &query)?;
    let found = customers(visitor.altinn(&world), agent).await;
    found
        .map(Json)
        .map_err(|refused| refused.or_missing(Refusal::SystemUserNotFound))
}

/// `GET systemuser/agentdelegation/{partyId}/{guid}/delegation?partyUuid`
pub(super) async fn list_linked(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
    query: Query,
) -> Result<Json<Vec<AgentDelegationFe>>, Error> {
    let agent = Agent::of(&of, &query)?;
    let linked = linked(visitor.altinn(&world), agent).await?;
    Ok(Json(linked.iter().map(AgentDelegationFe::from).collect()))
}

/// `POST systemuser/agentdelegation/{partyId}/{guid}/delegation?partyUuid`
pub(super) async fn link(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
    query: Query,
    bytes: Bytes,
) -> Result<Json<AgentDelegationFe>, Error> {
    let agent = Agent::of(&of, &query)?;
    let wanted: AgentDelegationRequest = body(&bytes)?;
    let made = linking(visitor.altinn(&world), agent, wanted.customer_id).await?;
    made.iter()
        .find(|made| made.customer_id == wanted.customer_id)
        .map(|made| Json(made.into()))
        .ok_or(Error::Portal(Refusal::CustomerNotFound))
}

/// `DELETE systemuser/agentdelegation/{partyId}/{guid}/delegation/{delegationId}?partyUuid`; the id is the client's.
pub(super) async fn unlink(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path((party_id, id, delegation)): Path<(String, String, String)>,
    query: Query,
) -> Result<Json<bool>, Error> {
    let agent = Agent::of(&(party_id, id), &query)?;
    let client = PartyUuid(uuid("delegationId", &delegation)?);
    unlinking(visitor.altinn(&world), agent, client).await?;
    Ok(Json(true))
}

/// `GET systemuser/agentdelegation/{partyId}/{guid}/self?partyUuid`
pub(super) async fn has_own_party(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
    query: Query,
) -> Result<Json<bool>, Error> {
    let agent = Agent::of(&of, &query)?;
    Ok(Json(serves_own_party(visitor.altinn(&world), agent).await?))
}

/// `POST systemuser/agentdelegation/{partyId}/{guid}/self?partyUuid`
pub(super) async fn link_own_party(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
    query: Query,
) -> Result<Json<bool>, Error> {
    let agent = Agent::of(&of, &query)?;
    Ok(Json(linking_own_party(visitor.altinn(&world), agent).await?))
}

/// `DELETE systemuser/agentdelegation/{partyId}/{guid}/self?partyUuid`
pub(super) async fn unlink_own_party(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
    query: Query,
) -> Result<Json<bool>, Error> {
    let agent = Agent::of(&of, &query)?;
    Ok(Json(unlinking_own_party(visitor.altinn(&world), agent).await?))
}

/// The clients that the system user could be linked to.
pub(in crate::portal) async fn customers(
    altinn: Altinn<'_>,
    agent: Agent,
) -> Result<Vec<CustomerFe>, Refused> {
    let user: SystemUserInternal = altinn.get(&agent.address(path::SYSTEM_USER)).await?;
    let facilitator = agent.facilitator.to_string();
    let urns = user
        .access_packages
        .iter()
        .filter_map(|package| package.urn.as_deref());
    let packages = urns.map(|urn| ("packages", urn.rsplit(':').next().unwrap_or_default()));
    let asked = query(
        [("facilitator", facilitator.as_str())]
            .into_iter()
            .chain(packages),
    );
    let list = path::fill(path::AGENT_CLIENTS, &[&agent.party.to_string()]);
    let clients: Vec<Customer> = altinn.get(&format!("{list}?{asked}")).await?;
    Ok(clients.into_iter().map(CustomerFe::from).collect())
}

/// The clients that the system user is linked to.
pub(in crate::portal) async fn linked(
    altinn: Altinn<'_>,
    agent: Agent,
) -> Result<Vec<DelegationResponse>, Refused> {
    let parts = [
        agent.party.to_string(),
        agent.facilitator.to_string(),
        agent.id.to_string(),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    altinn.get(&path::fill(path::AGENT_DELEGATIONS, &parts)).await
}

/// Links a client.
pub(in crate::portal) async fn linking(
    altinn: Altinn<'_>,
    agent: Agent,
    client: PartyUuid,
) -> Result<Vec<DelegationResponse>, Refused> {
    let address = agent.address(path::AGENT);
    altinn
        .post(&format!(
            "{address}?provider={}&client={client}",
            agent.facilitator
        ))
        .await
}

/// Unlinks a client.
pub(in crate::portal) async fn unlinking(
    altinn: Altinn<'_>,
    agent: Agent,
    client: PartyUuid,
) -> Result<(), Refused> {
    let address = agent.address(path::AGENT_CLIENT);
    altinn
        .delete(&format!(
            "{address}?provider={}&client={client}",
            agent.facilitator
        ))
        .await
}

/// Whether the system user may act for the party itself, besides its clients.
pub(in crate::portal) async fn serves_own_party(altinn: Altinn<'_>, agent: Agent) -> Result<bool, Refused> {
    altinn.get(&own_party(agent)).await
}

pub(in crate::portal) async fn linking_own_party(altinn: Altinn<'_>, agent: Agent) -> Result<bool, Refused> {
    altinn.post(&own_party(agent)).await
}

pub(in crate::portal) async fn unlinking_own_party(
    altinn: Altinn<'_>,
    agent: Agent,
) -> Result<bool, Refused> {
    altinn.delete_telling(&own_party(agent)).await
}

fn own_party(agent: Agent) -> String {
    let address = agent.address(path::AGENT_SELF);
    format!("{address}?partyUuid={}", agent.facilitator)
}
