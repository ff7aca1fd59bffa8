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

use axum::http::StatusCode;
use contract::request::{CreateRequest, RequestSystemResponse};
use contract::{path, scope};
use domain::{OrgNumber, Party, Problem, RequestId, SystemUserRequest, SystemUserType};
use rusqlite::Connection;

use crate::caller::Caller;
use crate::error::Error;
use crate::openapi::Routes;
use crate::store::{request, system};
use crate::world::World;

pub(super) fn router() -> Routes {
    Routes::new()
        .post(path::VENDOR_REQUESTS, create::create, |it| {
            it.row(13)
                .says("Asks an organisation for a system user.")
                .scope(scope::REQUEST_WRITE)
                .body::<CreateRequest>()
                .answer::<RequestSystemResponse>(200)
                .answer::<RequestSystemResponse>(201)
        })
        .get(path::VENDOR_REQUEST, read_own::read_own, |it| {
            it.row(15)
                .says("Reads one of the vendor's own requests.")
                .scope(scope::REQUEST_READ)
        })
        .delete(path::VENDOR_REQUEST, withdraw::withdraw, |it| {
            it.row(21)
                .says("Deletes one of the vendor's own requests.")
                .scope(scope::REQUEST_WRITE)
                .empty(202, "It is gone.")
        })
        .get(
            path::VENDOR_REQUEST_BY_REF,
            read_by_reference::read_by_reference,
            |it| {
                it.row(17)
                    .says("Finds a request by system, organisation and external reference.")
                    .scope(scope::REQUEST_READ)
            },
        )
        .get(
            path::VENDOR_REQUESTS_BY_SYSTEM,
            list_of_system::list_of_system,
            |it| {
                it.row(19)
                    .says("Lists the requests of one of the vendor's systems, a page at a time.")
                    .scope(scope::REQUEST_READ)
                    .may_ask("token", "Where the page begins, from the page before.")
            },
        )
        .get(path::REQUEST, read::read, |it| {
            it.row(22)
                .says("Reads a request by its id alone, for the portal.")
                .scope(scope::PORTAL)
        })
        .get(path::PARTY_REQUEST, read_for_party::read_for_party, |it| {
            it.row(24).says("Reads a request to an organisation.").person()
        })
        .post(path::APPROVE_REQUEST, approve::approve, |it| {
            it.row(26)
                .says("Approves a request: the system user is made and given what was asked for.")
                .person()
                .scope(scope::PORTAL)
        })
        .post(path::REJECT_REQUEST, reject::reject, |it| {
            it.row(28).says("Rejects a request.").person()
        })
        .post(path::ESCALATE_REQUEST, escalate::escalate, |it| {
            it.row(30)
                .says("Passes a request on to somebody who may approve it.")
                .scope(scope::PORTAL)
        })
        .get(path::PENDING_REQUESTS, pending::pending, |it| {
            it.row(32)
                .says("Lists the requests to an organisation that wait for somebody who may approve them.")
                .person()
                .scope(scope::PORTAL)
        })
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
