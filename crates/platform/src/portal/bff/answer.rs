//! The answer to a request of any kind.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::path;
use uuid::Uuid;

use super::{party, uuid};
use crate::error::Error;
use crate::portal::ask::{Altinn, Refused};
use crate::portal::kind::{Answer, Asked, Kind};
use crate::portal::visitor::Visitor;
use crate::world::World;

/// `POST systemuser/{kind}/{partyId}/{id}/approve`
pub(super) async fn approve<K: Asked>(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(visitor.altinn(&world), K::KIND, Answer::Approve, &of).await
}

/// `POST systemuser/{kind}/{partyId}/{id}/reject`
pub(super) async fn reject<K: Asked>(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(visitor.altinn(&world), K::KIND, Answer::Reject, &of).await
}

/// `POST systemuser/{kind}/{partyId}/{id}/escalate`
pub(super) async fn escalate<K: Asked>(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(visitor.altinn(&world), K::KIND, Answer::Escalate, &of).await
}

async fn answer(
    altinn: Altinn<'_>,
    kind: Kind,
    answer: Answer,
    (party_id, id): &(String, String),
) -> Result<Json<bool>, Error> {
    let (party, id) = (party(party_id)?, uuid("requestId", id)?);
    Ok(Json(send(altinn, kind, answer, party, id).await?))
}

/// Sends an answer to Altinn. One that the kind does not have makes no difference.
pub(in crate::portal) async fn send(
    altinn: Altinn<'_>,
    kind: Kind,
    answer: Answer,
    party: u32,
    id: Uuid,
) -> Result<bool, Refused> {
    let Some(pattern) = kind.at(answer) else {
        return Ok(false);
    };
    altinn
        .post(&path::fill(pattern, &[&party.to_string(), &id.to_string()]))
        .await
}
