//! System users: what comes of an approved request or of a leader's own choice (altinn-platform.md 5).

mod create;
mod delegations;
mod delete;
mod find_by_reference;
pub(super) mod grant;
mod list;
mod list_of_system;
mod look_up;
mod read;
mod read_internal;
mod stream;

use contract::system_user::{CreateSystemUser, SystemUserExternal};
use contract::{path, scope};
use domain::{Party, ResourceReference, Right, SystemUserId};
use rusqlite::Connection;

use crate::access_management::{self, Holdings};
use crate::error::Error;
use crate::openapi::Routes;

pub(super) use delete::origin;

pub(super) fn router() -> Routes {
    internal_routes()
        .get(path::SYSTEM_USERS, list::list, |it| {
            it.row(43).says("Lists an organisation's system users.").person()
        })
        .get(path::SYSTEM_USER, read::read, |it| {
            it.row(45)
                .says("Reads one of an organisation's system users.")
                .person()
        })
        .delete(path::SYSTEM_USER, delete::delete, |it| {
            it.row(48)
                .says("Deletes one of an organisation's system users, and takes back all it was given.")
                .person()
                .empty(202, "It is gone.")
                .answer::<u32>(404)
        })
        .get(path::SYSTEM_USER_DELEGATIONS, delegations::delegations, |it| {
            it.row(46)
                .says("Tells what a system user has been given.")
                .person()
        })
        .post(path::CREATE_SYSTEM_USER, create::create, |it| {
            it.row(47)
                .says("Makes a system user without a vendor's asking.")
                .person()
                .body::<CreateSystemUser>()
        })
        .get(path::SYSTEM_USER_BY_EXTERNAL_ID, look_up::look_up, |it| {
            it.row(50)
                .says("Finds the system user that a Maskinporten client may speak for.")
                .scope(scope::SYSTEM_USER_LOOKUP)
                .must_ask("clientId", "The client in Maskinporten.")
                .must_ask("systemProviderOrgNo", "The vendor.")
                .must_ask("systemUserOwnerOrgNo", "The organisation.")
                .may_ask(
                    "externalRef",
                    "The vendor's own key; the organisation's number when it is left out.",
                )
                .answer::<SystemUserExternal>(200)
        })
        .get(
            path::VENDOR_SYSTEM_USER_BY_QUERY,
            find_by_reference::find_by_reference,
            |it| {
                it.row(51)
                    .says("Finds a system user by system, organisation and external reference.")
                    .scope(scope::REQUEST_WRITE)
                    .must_ask("system-id", "The system.")
                    .must_ask("orgno", "The organisation.")
                    .may_ask("external-ref", "The vendor's own key.")
            },
        )
        .get(
            path::VENDOR_SYSTEM_USERS_BY_SYSTEM,
            list_of_system::list_of_system,
            |it| {
                it.row(52)
                    .says("Lists the system users of one of the vendor's systems, a page at a time.")
                    .any_scope(&scope::SYSTEM_REGISTER)
                    .may_ask("token", "Where the page begins, from the page before.")
            },
        )
}

/// What the platform's own parts read, to copy it.
fn internal_routes() -> Routes {
    Routes::new()
        .get(path::SYSTEM_USER_STREAM, stream::stream, |it| {
            it.row(53)
                .says("Tells what has happened to system users since a page before, oldest first.")
                .scope(scope::SYSTEM_USER_ADMIN)
                .may_ask("token", "Where the page begins, from the page before.")
        })
        .get(path::INTERNAL_SYSTEM_USER, read_internal::read_internal, |it| {
            it.row(54)
                .says("Reads a system user that lives, whoever has it.")
                .scope(scope::SYSTEM_USER_ADMIN)
                .plain_problem(410)
        })
}

/// What a system user holds of a party, as Altinn tells it: one right a resource, without actions.
fn held(connection: &Connection, party: &Party, user: SystemUserId) -> Result<(Vec<Right>, Holdings), Error> {
    let holdings = access_management::holdings(connection, party.uuid, user)?;
    let right = |id: &domain::ResourceId| Right {
        action: None,
        resource: vec![ResourceReference::resource(id.as_str())],
    };
    Ok((
        holdings.resources.iter().map(|(id, _)| right(id)).collect(),
        holdings,
    ))
}
