//! A request for an agent system user, and the answer to it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::path;
use contract::portal::{Refusal, SystemUserRequestFe};
use uuid::Uuid;

use super::request::{answer, told};
use super::uuid;
use crate::error::Error;
use crate::portal::ask::{Altinn, Refused};
use crate::portal::visitor::Visitor;
use crate::world::World;

/// `GET systemuser/agentrequest/{id}`
pub(super) async fn read(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<SystemUserRequestFe>, Error> {
    let id = uuid("requestId", &id)?;
    let request = one(visitor.altinn(&world), id).await;
    request
        .map(Json)
        .map_err(|refused| refused.or_missing(Refusal::RequestNotFound))
}

/// `POST systemuser/agentrequest/{partyId}/{id}/approve`
pub(super) async fn approve(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(&world, &visitor, path::APPROVE_AGENT_REQUEST, &of).await
}

/// `POST systemuser/agentrequest/{partyId}/{id}/reject`
pub(super) async fn reject(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(&world, &visitor, path::REJECT_AGENT_REQUEST, &of).await
}

/// `POST systemuser/agentrequest/{partyId}/{id}/escalate`
pub(super) async fn escalate(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(&world, &visitor, path::ESCALATE_AGENT_REQUEST, &of).await
}

/// A request for an agent system user.
pub(in crate::portal) async fn one(altinn: Altinn<'_>, id: Uuid) -> Result<SystemUserRequestFe, Refused> {
    told(altinn, path::AGENT_REQUEST, id, false).await
}
