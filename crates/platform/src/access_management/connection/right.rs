//! Single rights on one resource: handing them on, and reading who has which.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use contract::connection::{ResourceRightsDto, RightKeys, RightPermissionDto};
use contract::delegation::RightDto;
use domain::connection::ConnectionProblem;
use domain::delegation::RightCheck;
use domain::{PartyUuid, ResourceId};
use rusqlite::Connection;

use super::entity::Ends;
use super::{admit, admit_giver, ends, invalid_resource, list, receiver};
use crate::access_management::holding::delegate_right;
use crate::access_management::query::{self, Query};
use crate::access_management::rule::{Action, check_right};
use crate::authorization::{self, Who};
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// `POST enduser/connections/resources/rights?party&to&resource`: the rights whose keys the body names.
pub(in crate::access_management) async fn delegate(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let now = world.clock.now();
    let delegate = move |tx: &Connection| {
        let (who, party) = admit_giver(tx, &caller, &query)?;
        let to = receiver(tx, &party, &query)?;
        let keys: RightKeys = query::body(&headers, &body)?;
        let id = ResourceId::from(query.one("resource")?);
        let check = check_right(tx, who, &party, &id)?.ok_or_else(|| invalid_resource(&id))?;
        let check = check.only(&actions(&check, &keys)?)?;
        delegate_right(tx, party.uuid, to.id, &check, now)?;
        Ok(StatusCode::CREATED)
    };
    world.store.write(delegate).await
}

/// The actions whose keys were given.
fn actions<'a>(check: &'a RightCheck, keys: &RightKeys) -> Result<Vec<&'a str>, ConnectionProblem> {
    let known: Vec<_> = check
        .actions
        .iter()
        .map(|one| {
            (
                RightDto::new(&check.resource, &one.action).key,
                one.action.as_str(),
            )
        })
        .collect();
    let action = |key: &String| {
        let found = known.iter().find(|(known, _)| known == key);
        found
            .map(|(_, action)| *action)
            .ok_or(ConnectionProblem::RightKeyInvalid)
    };
    keys.direct_right_keys.iter().map(action).collect()
}

/// `GET enduser/connections/resources/rights?party&from&to&resource`
pub(in crate::access_management) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
) -> Result<Json<ResourceRightsDto>, Error> {
    world.store.read(|conn| {
        let call = admit(conn, &caller, &query, Action::Read)?;
        let (from, to) = ends(&call)?;
        let id = ResourceId::from(query.one("resource")?);
        let guard = store::resource::guard(conn, &id)?.ok_or_else(|| invalid_resource(&id))?;
        let permissions = Ends::default().permission(conn, from, to)?;
        let (mut direct_rights, mut indirect_rights) = (vec![], vec![]);
        for action in guard.policy.actions() {
            let told = || RightPermissionDto {
                right: RightDto::new(&id, action),
                permissions: permissions.clone(),
            };
            if store::delegation::has_right(conn, from, to, &id, action)? {
                direct_rights.push(told());
            }
            if authorization::permits(conn, Who::Party(PartyUuid(to)), from, &id, action)? {
                indirect_rights.push(told());
            }
        }
        Ok(Json(ResourceRightsDto {
            resource: list::resource(conn, &headers, id)?,
            direct_rights,
            indirect_rights,
        }))
    })
}
