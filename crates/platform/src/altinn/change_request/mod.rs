//! A vendor's requests to change what a system user may do, and a leader's answers (altinn-platform.md 4).

mod approve;
mod create;
mod list_of_system;
mod read;
mod read_by_reference;
mod read_for_party;
mod read_own;
mod reject;
#[cfg(test)]
pub(super) mod testing;
mod withdraw;

use contract::change_request::{ChangeRequestResponse, CreateChangeRequest};
use contract::{path, scope};
use domain::{ChangeRequest, ChangeRequestId, Party, Problem};
use rusqlite::Connection;

use super::request::confirm_url;
use crate::error::Error;
use crate::openapi::Routes;
use crate::store::change_request;
use crate::world::World;

pub(super) fn router() -> Routes {
    vendor_routes().merge(party_routes())
}

fn vendor_routes() -> Routes {
    Routes::new()
        .post(path::VENDOR_CHANGE_REQUESTS, create::create, |it| {
            it.row(34)
                .says("Asks to change what a system user may do.")
                .scope(scope::REQUEST_WRITE)
                .must_ask(
                    "correlation-id",
                    "The vendor's own id of this change request, a UUID.",
                )
                .must_ask("system-user-id", "The system user to change.")
                .body::<CreateChangeRequest>()
                .answer::<ChangeRequestResponse>(200)
                .answer::<ChangeRequestResponse>(201)
                .problem(409)
        })
        .get(path::VENDOR_CHANGE_REQUEST, read_own::read_own, |it| {
            it.row(35)
                .says("Reads one of the vendor's own change requests.")
                .scope(scope::REQUEST_READ)
        })
        .delete(path::VENDOR_CHANGE_REQUEST, withdraw::withdraw, |it| {
            it.row(38)
                .says("Deletes one of the vendor's own change requests.")
                .scope(scope::REQUEST_WRITE)
                .empty(202, "It is gone.")
        })
        .get(
            path::VENDOR_CHANGE_REQUEST_BY_REF,
            read_by_reference::read_by_reference,
            |it| {
                it.row(36)
                    .says("Finds the newest change request by system, organisation and external reference.")
                    .scope(scope::REQUEST_READ)
            },
        )
        .get(
            path::VENDOR_CHANGE_REQUESTS_BY_SYSTEM,
            list_of_system::list_of_system,
            |it| {
                it.row(37)
                    .says("Lists the change requests of one of the vendor's systems, a page at a time.")
                    .scope(scope::REQUEST_READ)
                    .may_ask("token", "Where the page begins, from the page before.")
            },
        )
}

fn party_routes() -> Routes {
    Routes::new()
        .get(path::CHANGE_REQUEST, read::read, |it| {
            it.row(39)
                .says("Reads a change request by its id alone, for the portal: to those who may answer it.")
                .any_token()
        })
        .get(path::PARTY_CHANGE_REQUEST, read_for_party::read_for_party, |it| {
            it.row(40)
                .says("Reads a change request to an organisation.")
                .person()
        })
        .post(path::APPROVE_CHANGE_REQUEST, approve::approve, |it| {
            it.row(41)
                .says(
                    "Approves a change request: what was asked for is given, what is unwanted is taken back.",
                )
                .person()
                .problem(409)
        })
        .post(path::REJECT_CHANGE_REQUEST, reject::reject, |it| {
            it.row(42).says("Rejects a change request.").person().problem(409)
        })
}

/// A change request that a party may answer: it is there, and it is the party's.
fn find_for(connection: &Connection, id: ChangeRequestId, party: &Party) -> Result<ChangeRequest, Error> {
    let found = change_request::find(connection, id)?.ok_or(Problem::RequestNotFound)?;
    if party.org_number.as_ref() == Some(&found.party_org) {
        Ok(found)
    } else {
        Err(Problem::RequestOfOtherParty.into())
    }
}

/// What the vendor is told of one change request. Whether it is too old is told in lists only (altinn-platform.md 4.3).
fn told_to_vendor(world: &World, request: &ChangeRequest) -> ChangeRequestResponse {
    ChangeRequestResponse::of(request).with_confirm_url(confirm_url(world, "changerequest", request.id))
}
