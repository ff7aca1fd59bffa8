//! A request for a standard system user, and the answer to it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::path;
use contract::portal::{Refusal, SystemUserRequestFe};
use contract::request::RequestSystemResponseInternal;
use uuid::Uuid;

use super::{party, uuid};
use crate::error::Error;
use crate::portal::ask::{Altinn, Refused};
use crate::portal::catalogue;
use crate::portal::visitor::Visitor;
use crate::world::World;

/// `GET systemuser/request/{id}`
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

/// `POST systemuser/request/{partyId}/{id}/approve`
pub(super) async fn approve(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(&world, &visitor, path::APPROVE_REQUEST, &of).await
}

/// `POST systemuser/request/{partyId}/{id}/reject`
pub(super) async fn reject(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(&world, &visitor, path::REJECT_REQUEST, &of).await
}

/// `POST systemuser/request/{partyId}/{id}/escalate`
pub(super) async fn escalate(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(of): Path<(String, String)>,
) -> Result<Json<bool>, Error> {
    answer(&world, &visitor, path::ESCALATE_REQUEST, &of).await
}

/// Sends an answer on, of whichever kind the request is.
pub(super) async fn answer(
    world: &World,
    visitor: &Visitor,
    pattern: &str,
    (party_id, id): &(String, String),
) -> Result<Json<bool>, Error> {
    let (party, id) = (party(party_id)?, uuid("requestId", id)?);
    Ok(Json(send(visitor.altinn(world), pattern, party, id).await?))
}

/// Sends an answer to a request to Altinn.
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

/// A request for a standard system user.
pub(in crate::portal) async fn one(altinn: Altinn<'_>, id: Uuid) -> Result<SystemUserRequestFe, Refused> {
    told(altinn, path::REQUEST, id, true).await
}

/// A request of either type; one for an agent names no resources.
pub(super) async fn told(
    altinn: Altinn<'_>,
    pattern: &str,
    id: Uuid,
    with_resources: bool,
) -> Result<SystemUserRequestFe, Refused> {
    let request: RequestSystemResponseInternal = altinn.get(&path::fill(pattern, &[&id.to_string()])).await?;
    let system = catalogue::system(altinn, &request.system_id).await?;
    let resources = if with_resources {
        Some(catalogue::resources(altinn, &request.rights).await?)
    } else {
        None
    };
    Ok(SystemUserRequestFe {
        id: request.id,
        party_id: request.party_id.to_string(),
        party_uuid: request.party_uuid,
        status: request.status,
        redirect_url: request.redirect_url,
        system: catalogue::name_card(altinn, &system).await?,
        resources,
        access_packages: catalogue::packages(altinn, &request.access_packages).await?,
        created: request.created,
        escalated: request.escalated,
        user_may_escalate_but_not_approve: request.user_may_escalate_but_not_approve,
    })
}
