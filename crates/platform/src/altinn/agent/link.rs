//! #57: a client is linked to an agent system user, by every package that the agent needs.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use contract::client_delegation::{AgentDelegation, DelegationResponse, RolePackages};
use domain::client_delegation::packages_of;
use domain::{ClientAccess, PartyUuid, Problem, SystemUser, Timestamp};
use rusqlite::Connection;
use uuid::Uuid;

use super::{clients_unread, refused_as, system_user_of};
use crate::access_management::Action;
use crate::access_management::client_delegation::{self, Delegation};
use crate::altinn::arguments::{self, Query};
use crate::altinn::guard;
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

/// `?provider={uuid}&client={uuid}`
pub(super) async fn post(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
    query: Query,
) -> Result<Json<Vec<DelegationResponse>>, Error> {
    let party = arguments::party(&party)?;
    let now = world.clock.now();
    let post = move |tx: &Connection| {
        let (_, party) = guard::require_client_administration(tx, &caller, party, Action::Write)?;
        let facilitator = PartyUuid(query.uuid("provider")?);
        let client = PartyUuid(query.uuid("client")?);
        let agent = system_user_of(tx, &party, arguments::system_user_id(&id)?)?.user;
        link(tx, &caller, &agent, facilitator, client, now)?;
        Ok(DelegationResponse::of(agent.id, client))
    };
    let linked = world.store.write(post).await?;
    Ok(Json(vec![linked]))
}

/// The removed form, with client and facilitator in the body (altinn-platform.md 6.3).
pub(super) async fn post_older(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Vec<DelegationResponse>>, Error> {
    let party = arguments::party(&party)?;
    let now = world.clock.now();
    let post = move |tx: &Connection| {
        let (_, party) = guard::require_client_administration(tx, &caller, party, Action::Write)?;
        let sent: AgentDelegation = arguments::body(&headers, &body)?;
        let read = |text: &str, problem: Problem| text.parse::<Uuid>().map(PartyUuid).map_err(|_| problem);
        let client = read(&sent.customer_id, Problem::CustomerNotValid)?;
        let facilitator = read(&sent.facilitator_id, Problem::PartyNotFound)?;
        let agent = system_user_of(tx, &party, arguments::system_user_id(&id)?)?.user;
        link(tx, &caller, &agent, facilitator, client, now)?;
        Ok(DelegationResponse::of(agent.id, client).with_own_id())
    };
    let linked = world.store.write(post).await?;
    Ok(Json(vec![linked]))
}

/// Links a client. Linking it again changes nothing.
pub(in crate::altinn) fn link(
    tx: &Connection,
    caller: &Caller,
    agent: &SystemUser,
    facilitator: PartyUuid,
    client: PartyUuid,
    now: Timestamp,
) -> Result<(), Error> {
    let needed = packages_of(agent)?;
    if facilitator.0.is_nil() {
        return Err(Problem::PartyNotFound.into());
    }
    let found = client_delegation::client(tx, caller, facilitator, client).map_err(clients_unread)?;
    let wanted = found.ok_or(Problem::ClientNotFound)?.linked(needed)?;
    let delegation = Delegation {
        facilitator,
        client,
        agent: agent.id,
    };
    let wanted: Vec<RolePackages> = wanted.iter().map(written).collect();
    client_delegation::delegate(tx, caller, delegation, &wanted, now)
        .map_err(refused_as(Problem::DelegationFailed))?;
    Ok(())
}

fn written(access: &ClientAccess) -> RolePackages {
    RolePackages {
        role: access.role.urn.clone(),
        packages: access.packages.iter().map(ToString::to_string).collect(),
    }
}
