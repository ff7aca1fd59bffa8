//! #67: an organisation's agent system users.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use contract::scope;
use contract::system_user::SystemUserInternal;
use domain::OrgNumber;

use super::administered;
use crate::access_management::Action;
use crate::altinn::agent::agents_of;
use crate::altinn::arguments::Query;
use crate::caller::Caller;
use crate::error::{Error, PlainText};
use crate::world::World;

pub(super) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Vec<SystemUserInternal>>, Error> {
    caller.require_scope(&[scope::CLIENT_DELEGATIONS_READ])?;
    let [number] = query.require(["party"])?;
    let unknown = PlainText {
        title: "Party not found".to_owned(),
        detail: format!("No associated party information found for organisation {number}"),
    };
    world.store.read(|connection| {
        let Ok(number) = OrgNumber::parse(number) else {
            return Err(Error::Plain(StatusCode::NOT_FOUND, Some(unknown)));
        };
        let party = administered(connection, &caller, &number, Action::Read, unknown)?;
        agents_of(connection, party.id).map(Json)
    })
}
