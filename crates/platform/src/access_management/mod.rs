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

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use contract::delegation::{
    APPROVERS, AUTHORIZED_PARTIES, PACKAGE_CHECK, PACKAGES, RESOURCES, RIGHT_CHECK, TO_OTHERS_READ_SCOPE,
};
use contract::scope::PORTAL;
use contract::scope_delegation::SCOPE_DELEGATIONS;

pub(crate) use holding::{Holdings, delegate_package, delegate_right, holdings, revoke_all};
pub(crate) use rule::{Action, AdminResource, check_packages, check_right, person, represents, require};

use crate::world::World;

/// Either scope lets a call read what an organisation hands on.
const READ_TO_OTHERS: [&str; 2] = [PORTAL, TO_OTHERS_READ_SCOPE];

pub(crate) fn router() -> Router<Arc<World>> {
    Router::new()
        .route(AUTHORIZED_PARTIES, get(authorized_party::list))
        .route(APPROVERS, get(approver::list))
        .route(RESOURCES, get(connection::resources))
        .route(RIGHT_CHECK, get(check::right))
        .route(PACKAGES, get(connection::packages))
        .route(PACKAGE_CHECK, get(check::packages))
        .route(SCOPE_DELEGATIONS, get(scope_delegation::look_up))
        .merge(package::router())
}
