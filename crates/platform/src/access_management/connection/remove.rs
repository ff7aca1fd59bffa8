//! Ending a connection: the right-holder goes, and with `cascade` everything that it was given.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use domain::client_delegation::RIGHT_HOLDER;
use domain::connection::ConnectionProblem;
use rusqlite::Connection;

use super::{admit, ends};
use crate::access_management::holding::revoke_between;
use crate::access_management::query::Query;
use crate::access_management::rule::Action;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::store::delegation as given;
use crate::world::World;

/// `DELETE enduser/connections?party&from&to&cascade`. A connection that is not there is as good as removed.
pub(in crate::access_management) async fn remove(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<StatusCode, Error> {
    let remove = move |tx: &Connection| {
        let call = admit(tx, &caller, &query, Action::Write)?;
        let (from, to) = ends(&call)?;
        if !query.flag("cascade")?.unwrap_or_default() {
            require_unused(tx, from, to)?;
        }
        revoke_between(tx, from, to)?;
        store::role::remove(tx, from, to, RIGHT_HOLDER)?;
        Ok(StatusCode::NO_CONTENT)
    };
    world.store.write(remove).await
}

fn require_unused(conn: &Connection, from: domain::PartyUuid, to: uuid::Uuid) -> Result<(), Error> {
    let between = given::Ends {
        from: Some(from),
        to: Some(to),
    };
    let packages = given::packages_between(conn, between, 1)?;
    let resources = given::resources_between(conn, between, 1)?;
    if packages.is_empty() && resources.is_empty() {
        Ok(())
    } else {
        Err(ConnectionProblem::ConnectionInUse.into())
    }
}
