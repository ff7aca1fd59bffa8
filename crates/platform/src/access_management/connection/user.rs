//! The people that a party has anything to do with: those who can be given more.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::connection::ConnectionDto;
use contract::paging::{Links, Page};

use super::Direction;
use super::entity::Ends;
use crate::access_management::query::Query;
use crate::access_management::rule::{Action, require_own_or_at};
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// People in one answer, at the most.
const PEOPLE: u32 = 1_000;

/// `GET enduser/connections/users?party`
pub(in crate::access_management) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<Page<ConnectionDto>>, Error> {
    caller.require_scope(&Direction::ToOthers.scopes(Action::Read))?;
    world.store.read(|conn| {
        let party = query.party(conn, "party")?;
        require_own_or_at(conn, &caller, &party, Action::Read)?;
        let (mut ends, mut data) = (Ends::default(), vec![]);
        for person in store::person::list_at(conn, party.uuid, PEOPLE)? {
            data.extend(ends.tell(conn, person.party.uuid.0)?.map(|party| ConnectionDto {
                party,
                roles: vec![],
                packages: vec![],
                resources: vec![],
                connections: vec![],
            }));
        }
        Ok(Json(Page {
            links: Links::default(),
            data,
        }))
    })
}
