//! Altinn access management: who may do what at an organisation, and what has been handed on to whom.

mod approver;
mod authorized_party;
mod check;
pub(crate) mod client_delegation;
mod connection;
mod consent;
mod holding;
mod internal_party;
mod package;
mod pages;
pub(crate) mod query;
#[cfg(test)]
mod reason_tests;
mod rule;
mod scope_delegation;

use contract::connection::{INTERNAL_PARTY, InternalParty, TO_OTHERS_WRITE_SCOPE};
use contract::consent::{CONSENT_LOOKUP, CONSENT_READ, ConsentInfo, ConsentLookup};
use contract::delegation::{APPROVERS, PACKAGE_CHECK, RIGHT_CHECK, TO_OTHERS_READ_SCOPE};
use contract::scope::PORTAL;
use contract::scope_delegation::{LOOKUP, LOOKUP_ALL, SCOPE_DELEGATIONS};

pub(crate) use holding::{
    Holdings, delegate_package, delegate_right, holdings, revoke_all, revoke_package, revoke_resource,
};
pub(crate) use package::urn as package_urn;
pub(crate) use rule::{Action, AdminResource, check_packages, check_right, person, represents, require};

use crate::openapi::Routes;

/// Any of these lets a call ask what could be handed on.
const CHECK: [&str; 3] = [PORTAL, TO_OTHERS_READ_SCOPE, TO_OTHERS_WRITE_SCOPE];

/// Either scope lets a call read what an organisation hands on.
const READ_TO_OTHERS: [&str; 2] = [PORTAL, TO_OTHERS_READ_SCOPE];

pub(crate) fn router() -> Routes {
    Routes::new()
        .get(APPROVERS, approver::list, |it| {
            it.says("Lists the people who may approve for an organisation.")
                .any_scope(&READ_TO_OTHERS)
                .person()
                .must_ask("party", "The organisation's uuid.")
        })
        .get(RIGHT_CHECK, check::right, |it| {
            it.says("Tells whether the caller may hand on the rights to a resource, and why not.")
                .any_scope(&CHECK)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .must_ask("resource", "The resource.")
        })
        .get(PACKAGE_CHECK, check::packages, |it| {
            it.says("Tells whether the caller may hand on access packages, and why not.")
                .any_scope(&CHECK)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .may_ask("packages", "The packages, by URN or by its last part.")
                .may_ask("packageIds", "The packages, by id.")
                .may_ask("token", "Where the page begins.")
        })
        .get(SCOPE_DELEGATIONS, scope_delegation::look_up, |it| {
            it.says("Tells which Maskinporten scopes a supplier may use for a customer.")
                .any_scope(&[LOOKUP, LOOKUP_ALL])
                .may_ask("supplierOrg", "The supplier.")
                .may_ask("consumerOrg", "The customer.")
                .may_ask("scope", "The scope.")
        })
        .post(CONSENT_LOOKUP, consent::look_up, |it| {
            it.says("Tells whether a party's consent to an organisation holds, and what it opens.")
                .scope(CONSENT_READ)
                .body::<ConsentLookup>()
                .answer::<ConsentInfo>(200)
        })
        .merge(client_delegation::router())
        .post(INTERNAL_PARTY, internal_party::push, |it| {
            it.says("Is told of a new system user by the part of Altinn that made it.")
                .open("the header PlatformAccessToken says who calls")
                .body::<InternalParty>()
                .empty(200, "It is known.")
                .empty(401, "The header is missing, or holds no token that is valid.")
        })
        .merge(connection::router())
        .merge(authorized_party::router())
        .merge(package::router())
}
