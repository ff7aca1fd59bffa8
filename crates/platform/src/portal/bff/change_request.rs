//! A request to change what a system user holds.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::change_request::ChangeRequestResponseInternal;
use contract::path;
use contract::portal::{Refusal, SystemUserChangeRequestFe};
use uuid::Uuid;

use super::uuid;
use crate::error::Error;
use crate::portal::ask::{Altinn, Refused};
use crate::portal::catalogue;
use crate::portal::visitor::Visitor;
use crate::world::World;

/// `GET systemuser/changerequest/{id}`
pub(super) async fn read(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<SystemUserChangeRequestFe>, Error> {
    let id = uuid("requestId", &id)?;
    let request = one(visitor.altinn(&world), id).await;
    request
        .map(|(request, _)| Json(request))
        .map_err(|refused| refused.or_missing(Refusal::RequestNotFound))
}

/// A change request, and the system user that it would change.
pub(in crate::portal) async fn one(
    altinn: Altinn<'_>,
    id: Uuid,
) -> Result<(SystemUserChangeRequestFe, Uuid), Refused> {
    let address = path::fill(path::CHANGE_REQUEST, &[&id.to_string()]);
    let request: ChangeRequestResponseInternal = altinn.get(&address).await?;
    let system = catalogue::system(altinn, &request.system_id).await?;
    let told = SystemUserChangeRequestFe {
        id: request.id.0,
        party_id: request.party_id.to_string(),
        party_uuid: request.party_uuid,
        status: request.status,
        redirect_url: request.redirect_url,
        system: catalogue::name_card(altinn, &system).await?,
        required_rights: catalogue::resources(altinn, &request.required_rights).await?,
        unwanted_rights: catalogue::resources(altinn, &request.unwanted_rights).await?,
        required_access_packages: catalogue::packages(altinn, &request.required_access_packages).await?,
        unwanted_access_packages: catalogue::packages(altinn, &request.unwanted_access_packages).await?,
    };
    Ok((told, request.system_user_id.0))
}
