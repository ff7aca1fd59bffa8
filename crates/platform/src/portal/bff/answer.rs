//! The answer to a request of any kind.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::path;
use uuid::Uuid;

use super::{party, uuid};
use crate::error::Error;
use crate::portal::ask::{Altinn, Refused};
use crate::portal::kind::{Asked, PassedOn};
use crate::portal::visitor::Visitor;
use crate::world::World;

/// `POST systemuser/{kind}/{partyId}/{id}/approve`
pub(super) async fn approve<K: Asked>(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(visitor.altinn(&world), K::KIND.approve(), &of).await
}

/// `POST systemuser/{kind}/{partyId}/{id}/reject`
pub(super) async fn reject<K: Asked>(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(visitor.altinn(&world), K::KIND.reject(), &of).await
}

/// `POST systemuser/{kind}/{partyId}/{id}/escalate`
pub(super) async fn escalate<K: PassedOn>(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(visitor.altinn(&world), K::ESCALATE, &of).await
}

async fn answer(
    altinn: Altinn<'_>,
    pattern: &str,
    (party_id, id): &(String, String),
) -> Result<Json<bool>, Error> {
    let (party, id) = (party(party_id)?, uuid("requestId", id)?);
    Ok(Json(send(altinn, pattern, party, id).await?))
}

/// Sends an answer to Altinn, at the address of its kind.
pub(in crate::portal) async fn send(
    altinn: Altinn<'_>,
    pattern: &str,
    party: u32,
    id: Uuid,
) -> Result<bool, Refused> {
    altinn
        .post(&path::fill(pattern, &[&party.to_string(), &id.to_string()]))
        .await
}
