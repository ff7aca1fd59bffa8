//! A vendor's requests for system users, and a leader's answers (altinn-platform.md 3). Requests for the two types of
//! system user have their own paths and share everything else.

#[cfg(test)]
mod agent_tests;
mod approve;
pub(super) mod asked;
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

use contract::request::{CreateAgentRequest, CreateRequest, RequestSystemResponse};
use contract::{path, scope};
use domain::{Party, RequestId, SystemUserRequest, SystemUserType};
use rusqlite::Connection;

use crate::error::Error;
use crate::openapi::Routes;
use crate::store::request;
use crate::world::World;

pub(super) fn router() -> Routes {
    let of = |kind| vendor_routes(kind).merge(party_routes(kind)).sharing(kind);
    of(SystemUserType::Standard)
        .merge(of(SystemUserType::Agent))
        .delete(path::VENDOR_REQUEST, withdraw::withdraw, |it| {
            it.row(21)
                .says("Deletes one of the vendor's own requests, for a system user of either type.")
                .scope(scope::REQUEST_WRITE)
                .empty(202, "It is gone.")
        })
}

fn vendor_routes(kind: SystemUserType) -> Routes {
    let paths = Paths::of(kind);
    Routes::new()
        .post(paths.of_vendor, create::create, |it| {
            let it = it
                .row(paths.row(13))
                .says("Asks an organisation for a system user.")
                .scope(scope::REQUEST_WRITE)
                .answer::<RequestSystemResponse>(200)
                .answer::<RequestSystemResponse>(201);
            match kind {
                SystemUserType::Standard => it.body::<CreateRequest>(),
                SystemUserType::Agent => it.body::<CreateAgentRequest>(),
            }
        })
        .get(paths.own, read_own::read_own, |it| {
            it.row(paths.row(15))
                .says("Reads one of the vendor's own requests.")
                .scope(scope::REQUEST_READ)
        })
        .get(paths.by_reference, read_by_reference::read_by_reference, |it| {
            it.row(paths.row(17))
                .says("Finds a request by system, organisation and external reference.")
                .scope(scope::REQUEST_READ)
        })
        .get(paths.of_system, list_of_system::list_of_system, |it| {
            it.row(paths.row(19))
                .says("Lists the requests of one of the vendor's systems, a page at a time.")
                .scope(scope::REQUEST_READ)
                .may_ask("token", "Where the page begins, from the page before.")
        })
}

fn party_routes(kind: SystemUserType) -> Routes {
    let paths = Paths::of(kind);
    Routes::new()
        .get(paths.by_id, read::read, |it| {
            it.row(paths.row(22))
                .says("Reads a request by its id alone, for the portal.")
                .scope(scope::PORTAL)
        })
        .get(paths.of_party, read_for_party::read_for_party, |it| {
            it.row(paths.row(24))
                .says("Reads a request to an organisation.")
                .person()
        })
        .post(paths.approve, approve::approve, |it| {
            it.row(paths.row(26))
                .says("Approves a request: the system user is made and given what was asked for.")
                .person()
                .scope(scope::PORTAL)
                .problem(409)
        })
        .post(paths.reject, reject::reject, |it| {
            it.row(paths.row(28))
                .says("Rejects a request.")
                .person()
                .problem(409)
        })
        .post(paths.escalate, escalate::escalate, |it| {
            it.row(paths.row(30))
                .says("Passes a request on to somebody who may approve it.")
                .scope(scope::PORTAL)
        })
        .get(paths.pending, pending::pending, |it| {
            it.row(paths.row(32))
                .says("Lists the requests to an organisation that wait for somebody who may approve them.")
                .person()
                .scope(scope::PORTAL)
        })
}

/// Where the requests for one type of system user are.
#[derive(Debug)]
struct Paths {
    kind: SystemUserType,
    of_vendor: &'static str,
    own: &'static str,
    by_reference: &'static str,
    of_system: &'static str,
    by_id: &'static str,
    of_party: &'static str,
    approve: &'static str,
    reject: &'static str,
    escalate: &'static str,
    pending: &'static str,
    /// The last part of the address of the page where a leader answers.
    page: &'static str,
}

impl Paths {
    fn of(kind: SystemUserType) -> Self {
        match kind {
            SystemUserType::Standard => Self {
                kind,
                of_vendor: path::VENDOR_REQUESTS,
                own: path::VENDOR_REQUEST,
                by_reference: path::VENDOR_REQUEST_BY_REF,
                of_system: path::VENDOR_REQUESTS_BY_SYSTEM,
                by_id: path::REQUEST,
                of_party: path::PARTY_REQUEST,
                approve: path::APPROVE_REQUEST,
                reject: path::REJECT_REQUEST,
                escalate: path::ESCALATE_REQUEST,
                pending: path::PENDING_REQUESTS,
                page: "request",
            },
            SystemUserType::Agent => Self {
                kind,
                of_vendor: path::VENDOR_AGENT_REQUESTS,
                own: path::VENDOR_AGENT_REQUEST,
                by_reference: path::VENDOR_AGENT_REQUEST_BY_REF,
                of_system: path::VENDOR_AGENT_REQUESTS_BY_SYSTEM,
                by_id: path::AGENT_REQUEST,
                of_party: path::PARTY_AGENT_REQUEST,
                approve: path::APPROVE_AGENT_REQUEST,
                reject: path::REJECT_AGENT_REQUEST,
                escalate: path::ESCALATE_AGENT_REQUEST,
                pending: path::PENDING_AGENT_REQUESTS,
                page: "agentrequest",
            },
        }
    }

    /// The row of Altinn's table: the one for agents follows the standard one.
    fn row(&self, standard: u8) -> u8 {
        match self.kind {
            SystemUserType::Standard => standard,
            SystemUserType::Agent => standard + 1,
        }
    }
}

/// A request that a party may answer: it is there, and it is the party's.
fn find_for(
    connection: &Connection,
    id: RequestId,
    kind: SystemUserType,
    party: &Party,
) -> Result<SystemUserRequest, Error> {
    let found = request::find(connection, id, kind)?.ok_or(kind.refusals().not_found)?;
    if party.org_number.as_ref() == Some(&found.party_org) {
        Ok(found)
    } else {
        Err(kind.refusals().of_other_party.into())
    }
}

/// What the vendor is told of one request. Whether a standard request was passed on is told in lists only
/// (altinn-platform.md 3.1).
fn told_to_vendor(world: &World, request: &SystemUserRequest) -> RequestSystemResponse {
    let told = RequestSystemResponse::of(request, world.clock.now());
    RequestSystemResponse {
        escalated: request.escalated && request.kind == SystemUserType::Agent,
        ..told
    }
    .with_confirm_url(confirm_url(world, Paths::of(request.kind).page, request.id))
}

/// The page where a leader answers.
pub(super) fn confirm_url(world: &World, page: &str, id: impl std::fmt::Display) -> String {
    let portal = &world.urls.portal;
    format!("{portal}/accessmanagement/ui/systemuser/{page}?id={id}&DONTCHOOSEREPORTEE=true")
}
