//! A vendor's requests for system users, and a leader's answers (altinn-platform.md 3).

mod approve;
mod asked;
mod create;
mod escalate;
mod list_of_system;
mod pending;
mod read;
mod read_by_reference;
mod read_for_party;
mod read_own;
mod reject;
mod withdraw;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use contract::path;
use contract::request::RequestSystemResponse;
use domain::{OrgNumber, Party, Problem, RequestId, SystemUserRequest, SystemUserType};
use rusqlite::Connection;

use crate::caller::Caller;
use crate::error::Error;
use crate::store::{request, system};
use crate::world::World;

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route(path::VENDOR_REQUESTS, post(create::create))
        .route(
            path::VENDOR_REQUEST,
            get(read_own::read_own).delete(withdraw::withdraw),
        )
        .route(
            path::VENDOR_REQUEST_BY_REF,
            get(read_by_reference::read_by_reference),
        )
        .route(
            path::VENDOR_REQUESTS_BY_SYSTEM,
            get(list_of_system::list_of_system),
        )
        .route(path::REQUEST, get(read::read))
        .route(path::PARTY_REQUEST, get(read_for_party::read_for_party))
        .route(path::APPROVE_REQUEST, post(approve::approve))
        .route(path::REJECT_REQUEST, post(reject::reject))
        .route(path::ESCALATE_REQUEST, post(escalate::escalate))
        .route(path::PENDING_REQUESTS, get(pending::pending))
}

/// The organisation behind a vendor's token, for calls that only read.
fn vendor_of(caller: &Caller) -> Result<OrgNumber, Error> {
    caller
        .vendor()
        .ok_or_else(|| Error::plain(StatusCode::UNAUTHORIZED))
}

/// Demands that a system is the vendor's own. To anybody else it is as if it were not there.
fn require_own_system(
    connection: &Connection,
    request: &SystemUserRequest,
    vendor: &OrgNumber,
) -> Result<(), Error> {
    let system = system::find(connection, &request.system_id)?;
    if system.is_some_and(|system| system.vendor == *vendor) {
        Ok(())
    } else {
        Err(Problem::SystemNotFound.into())
    }
}

/// A request that a party may answer: it is there, and it is the party's.
fn find_for(connection: &Connection, id: RequestId, party: &Party) -> Result<SystemUserRequest, Error> {
    let found = request::find(connection, id, SystemUserType::Standard)?.ok_or(Problem::RequestNotFound)?;
    if party.org_number.as_ref() == Some(&found.party_org) {
        Ok(found)
    } else {
        Err(Problem::RequestOfOtherParty.into())
    }
}

/// What the vendor is told of one request. Whether it was passed on is not told here, only in lists
/// (altinn-platform.md 3.1).
fn told_to_vendor(world: &World, request: &SystemUserRequest) -> RequestSystemResponse {
    let told = RequestSystemResponse::of(request, world.clock.now());
    RequestSystemResponse {
        escalated: false,
        ..told
    }
    .with_confirm_url(confirm_url(world, request.id))
}

/// The page where a leader answers.
fn confirm_url(world: &World, id: RequestId) -> String {
    let portal = &world.urls.portal;
    format!("{portal}/accessmanagement/ui/systemuser/request?id={id}&DONTCHOOSEREPORTEE=true")
}
