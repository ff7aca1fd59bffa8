//! After an answer: out of Altinn, and from there to the vendor. The cookie tells Altinn's sign-out which request it was;
//! the address itself never passes through the browser's hands.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};

use super::uuid;
use crate::error::Error;
use crate::portal::session::{LOGOUT_INFO, attributes};
use crate::portal::visitor::Visitor;
use crate::world::World;

/// `GET systemuser/request/{id}/logout`
pub(super) async fn request(
    State(world): State<Arc<World>>,
    _visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    leave(&world, "SystemuserRequestId", &id)
}

/// `GET systemuser/agentrequest/{id}/logout`
pub(super) async fn agent_request(
    State(world): State<Arc<World>>,
    _visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    leave(&world, "SystemuserAgentRequestId", &id)
}

/// `GET systemuser/changerequest/{id}/logout`
pub(super) async fn change_request(
    State(world): State<Arc<World>>,
    _visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    leave(&world, "SystemuserChangeRequestId", &id)
}

fn leave(world: &World, kind: &str, id: &str) -> Result<Response, Error> {
    let id = uuid("requestId", id)?;
    let cookie = format!("{LOGOUT_INFO}={kind}={id}; HttpOnly; {}", attributes(&world.urls));
    let onwards = format!("{}/authentication/api/v1/logout", world.urls.platform);
    Ok((
        StatusCode::FOUND,
        AppendHeaders([(header::SET_COOKIE, cookie), (header::LOCATION, onwards)]),
    )
        .into_response())
}
