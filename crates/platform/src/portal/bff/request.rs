//! A request for a system user of either type.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::path;
use contract::portal::{Refusal, SystemUserRequestFe};
use contract::request::RequestSystemResponseInternal;
use domain::SystemUserType;
use uuid::Uuid;

use super::uuid;
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
    told(visitor.altinn(&world), SystemUserType::Standard, &id).await
}

/// `GET systemuser/agentrequest/{id}`
pub(super) async fn read_agent(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<SystemUserRequestFe>, Error> {
    told(visitor.altinn(&world), SystemUserType::Agent, &id).await
}

async fn told(
    altinn: Altinn<'_>,
    kind: SystemUserType,
    id: &str,
) -> Result<Json<SystemUserRequestFe>, Error> {
    let request = one(altinn, kind, uuid("requestId", id)?).await;
    request
        .map(Json)
        .map_err(|refused| refused.or_missing(Refusal::RequestNotFound))
}

/// A request; one for an agent names no resources.
pub(in crate::portal) async fn one(
    altinn: Altinn<'_>,
    kind: SystemUserType,
    id: Uuid,
) -> Result<SystemUserRequestFe, Refused> {
    let pattern = match kind {
        SystemUserType::Standard => path::REQUEST,
        SystemUserType::Agent => path::AGENT_REQUEST,
    };
    let request: RequestSystemResponseInternal = altinn.get(&path::fill(pattern, &[&id.to_string()])).await?;
    let system = catalogue::system(altinn, &request.system_id).await?;
    let resources = match kind {
        SystemUserType::Standard => Some(catalogue::resources(altinn, &request.rights).await?),
        SystemUserType::Agent => None,
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
