//! Altinn access management: who may do what at an organisation, and what has been handed on to whom.

mod approver;
mod authorized_party;
mod check;
mod connection;
mod holding;
mod package;
pub(crate) mod query;
mod rule;
mod scope_delegation;

use contract::delegation::{
    APPROVERS, AUTHORIZED_PARTIES, AUTHORIZED_PARTIES_SCOPE, PACKAGE_CHECK, PACKAGES, RESOURCES, RIGHT_CHECK,
    TO_OTHERS_READ_SCOPE,
};
use contract::scope::PORTAL;
use contract::scope_delegation::{LOOKUP, LOOKUP_ALL, SCOPE_DELEGATIONS};

pub(crate) use holding::{Holdings, delegate_package, delegate_right, holdings, revoke_all};
pub(crate) use rule::{Action, AdminResource, check_packages, check_right, person, represents, require};

use crate::openapi::Routes;

/// Either scope lets a call read what an organisation hands on.
const READ_TO_OTHERS: [&str; 2] = [PORTAL, TO_OTHERS_READ_SCOPE];

pub(crate) fn router() -> Routes {
    Routes::new()
        .get(AUTHORIZED_PARTIES, authorized_party::list, |it| {
            it.says("Lists the parties that the caller may act for.")
                .any_scope(&[AUTHORIZED_PARTIES_SCOPE, PORTAL])
        })
        .get(APPROVERS, approver::list, |it| {
            it.says("Lists the people who may approve for an organisation.")
                .any_scope(&READ_TO_OTHERS)
                .person()
                .must_ask("party", "The organisation's uuid.")
        })
        .get(RESOURCES, connection::resources, |it| {
            it.says("Lists the rights that an organisation has handed on.")
                .any_scope(&READ_TO_OTHERS)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .must_ask("from", "The same.")
                .must_ask("to", "The system user they were handed to.")
        })
        .get(RIGHT_CHECK, check::right, |it| {
            it.says("Tells whether the caller may hand on the rights to a resource, and why not.")
                .any_scope(&READ_TO_OTHERS)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .must_ask("resource", "The resource.")
        })
        .get(PACKAGES, connection::packages, |it| {
            it.says("Lists the access packages that an organisation has handed on.")
                .any_scope(&READ_TO_OTHERS)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .must_ask("from", "The same.")
                .must_ask("to", "The system user they were handed to.")
        })
        .get(PACKAGE_CHECK, check::packages, |it| {
            it.says("Tells whether the caller may hand on access packages, and why not.")
                .any_scope(&READ_TO_OTHERS)
                .person()
                .must_ask("party", "The organisation's uuid.")
                .may_ask("packages", "The packages, by URN or by its last part.")
        })
        .get(SCOPE_DELEGATIONS, scope_delegation::look_up, |it| {
            it.says("Tells which Maskinporten scopes a supplier may use for a customer.")
                .any_scope(&[LOOKUP, LOOKUP_ALL])
                .may_ask("supplierOrg", "The supplier.")
                .may_ask("consumerOrg", "The customer.")
                .may_ask("scope", "The scope.")
        })
        .merge(package::router())
}
