//! `enduser/clientdelegations/agents/accesspackages`: what has been handed on to an agent, client by client.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use contract::client_delegation::{ClientDto, DelegationBatch, DelegationDto};
use contract::paging::{Links, Page};
use domain::{PartyUuid, SystemUserId};
use rusqlite::Connection;

use super::super::check::reference;
use super::super::query::{self, Query};
use super::super::rule::Action;
use super::rule::{self, Changed, Delegation};
use super::told;
use crate::caller::Caller;
use crate::error::Error;
use crate::world::World;

/// `GET …?party&to`
pub(super) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Page<ClientDto>>, Error> {
    world.store.read(|conn| {
        rule::require_scope(&caller, Action::Read)?;
        let (party, to) = (PartyUuid(query.uuid("party")?), SystemUserId(query.uuid("to")?));
        let clients = rule::delegated(conn, &caller, party, to)?;
        Ok(Json(Page {
            links: Links::default(),
            data: told(conn, &clients)?,
        }))
    })
}

/// `POST …?party&from&to`, with roles and packages in the body.
pub(super) async fn delegate(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Vec<DelegationDto>>, Error> {
    let now = world.clock.now();
    let delegate = move |tx: &Connection| {
        let (delegation, batch) = sent(tx, &caller, &query, &headers, &body)?;
        let changed = rule::delegate(tx, &caller, delegation, &batch.values, now)?;
        answer(tx, delegation, changed)
    };
    world.store.write(delegate).await.map(Json)
}

/// `DELETE …?party&from&to`, with roles and packages in the body.
pub(super) async fn revoke(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Vec<DelegationDto>>, Error> {
    let revoke = move |tx: &Connection| {
        let (delegation, batch) = sent(tx, &caller, &query, &headers, &body)?;
        let changed = rule::revoke(tx, &caller, delegation, &batch.values)?;
        answer(tx, delegation, changed)
    };
    world.store.write(revoke).await.map(Json)
}

/// What a caller who may change the facilitator's clients has sent.
fn sent(
    conn: &Connection,
    caller: &Caller,
    query: &Query,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(Delegation, DelegationBatch), Error> {
    rule::require_scope(caller, Action::Write)?;
    let facilitator = PartyUuid(query.uuid("party")?);
    rule::allow(conn, caller, facilitator, Action::Write)?;
    let delegation = Delegation {
        facilitator,
        client: PartyUuid(query.uuid("from")?),
        agent: SystemUserId(query.uuid("to")?),
    };
    Ok((delegation, query::body(headers, body)?))
}

fn answer(
    conn: &Connection,
    delegation: Delegation,
    changed: Vec<Changed>,
) -> Result<Vec<DelegationDto>, Error> {
    let dto = |(role, package, changed): Changed| {
        Ok(DelegationDto {
            role_id: role.id,
            package_id: reference(conn, &package)?.id,
            via_id: delegation.facilitator,
            from_id: delegation.client,
            to_id: delegation.agent,
            changed,
        })
    };
    changed.into_iter().map(dto).collect()
}
