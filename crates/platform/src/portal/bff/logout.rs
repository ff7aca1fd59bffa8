//! After an answer: out of Altinn, and from there to the vendor. The cookie tells Altinn's sign-out which request it was;
//! the address itself never passes through the browser's hands.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use contract::path;

use super::uuid;
use crate::error::Error;
use crate::portal::kind::{Asked, Kind};
use crate::portal::visitor::Visitor;
use crate::session::{LOGOUT_INFO, OF_AGENT_REQUEST, OF_CHANGE_REQUEST, OF_REQUEST, attributes};
use crate::world::World;

/// `GET systemuser/{kind}/{id}/logout`
pub(super) async fn leave<K: Asked>(
    State(world): State<Arc<World>>,
    _visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = uuid("requestId", &id)?;
    let left = match K::KIND {
        Kind::Standard => OF_REQUEST,
        Kind::Agent => OF_AGENT_REQUEST,
        Kind::Change => OF_CHANGE_REQUEST,
    };
    let cookie = format!("{LOGOUT_INFO}={left}={id}; HttpOnly; {}", attributes(&world.urls));
    let onwards = format!("{}{}", world.urls.platform, path::LOGOUT);
    Ok((
        StatusCode::FOUND,
        AppendHeaders([(header::SET_COOKIE, cookie), (header::LOCATION, onwards)]),
    )
        .into_response())
}
