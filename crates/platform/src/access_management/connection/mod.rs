//! Connections: what a party hands on to others, and what others hand on to it (altinn-platform.md 7.1, 7.5).
//!
//! A call names the party it speaks for, and looks one way: at what the party gives, or at what it is given. Scope and
//! role are asked for here, once for all of them.

mod add;
mod entity;
mod list;
mod package;
#[cfg(test)]
mod refusal_tests;
mod remove;
mod resource;
mod right;
mod role;
#[cfg(test)]
mod tests;
mod user;

use contract::connection::{
    CONNECTIONS, FROM_OTHERS_READ_SCOPE, FROM_OTHERS_WRITE_SCOPE, PersonInput, RIGHTS, ROLES, RightKeys,
    TO_OTHERS_WRITE_SCOPE, USERS,
};
use contract::delegation::{PACKAGES, RESOURCES, TO_OTHERS_READ_SCOPE};
use contract::scope::PORTAL;
use domain::connection::ConnectionProblem;
use domain::{Party, PartyUuid, ResourceId};
use rusqlite::Connection;
use uuid::Uuid;

use super::query::Query;
use super::rule::{Action, person, require_own_or_at};
use crate::caller::Caller;
use crate::error::Error;
use crate::openapi::{About, Routes};
use crate::store;
use crate::store::entity::Entity;

pub(super) fn router() -> Routes {
    connections().merge(resources()).merge(packages()).merge(
        Routes::new()
            .get(ROLES, role::list, |it| {
                ends_in(it, Action::Read).says("Lists the roles between two parties.")
            })
            .get(USERS, user::list, |it| {
                it.says("Lists the people that a party has anything to do with.")
                    .any_scope(&Direction::ToOthers.scopes(Action::Read))
                    .must_ask("party", PARTY)
            }),
    )
}

fn connections() -> Routes {
    Routes::new()
        .get(CONNECTIONS, list::list, |it| {
            ends_in(it, Action::Read)
                .says("Lists whom a party is connected to, and by what.")
                .may_ask("token", "Where the page begins.")
        })
        .post(CONNECTIONS, add::add, |it| {
            giver_in(it)
                .says("Makes somebody a right-holder of a party.")
                .may_ask("to", "Who it is, when the body names nobody.")
                .body::<PersonInput>()
        })
        .delete(CONNECTIONS, remove::remove, |it| {
            ends_in(it, Action::Write)
                .says("Takes a right-holder away.")
                .may_ask("cascade", "Whether to take back all that was given as well.")
                .empty(204, "The two are not connected.")
        })
}

fn resources() -> Routes {
    Routes::new()
        .get(RESOURCES, resource::list, |it| {
            ends_in(it, Action::Read)
                .says("Lists the resources of which rights were handed on.")
                .may_ask("resource", "Only this one.")
        })
        .delete(RESOURCES, resource::revoke, |it| {
            ends_in(it, Action::Write)
                .says("Takes back every right on a resource.")
                .must_ask("resource", "The resource.")
                .empty(204, "It is not held.")
        })
        .get(RIGHTS, right::list, |it| {
            ends_in(it, Action::Read)
                .says("Tells what somebody may do with a resource.")
                .must_ask("resource", "The resource.")
        })
        .post(RIGHTS, right::delegate, |it| {
            giver_in(it)
                .says("Hands on rights on a resource, by their keys.")
                .must_ask("to", "Who is given.")
                .must_ask("resource", "The resource.")
                .body::<RightKeys>()
                .empty(201, "They are handed on.")
        })
}

fn packages() -> Routes {
    Routes::new()
        .get(PACKAGES, package::list, |it| {
            ends_in(it, Action::Read)
                .says("Lists the access packages that were handed on.")
                .may_ask("token", "Where the page begins.")
        })
        .post(PACKAGES, package::delegate, |it| {
            giver_in(it)
                .says("Hands on an access package.")
                .must_ask("to", "Who is given.")
                .may_ask("package", "The package, by URN or by its last part.")
                .may_ask("packageId", "The package, by id.")
        })
        .delete(PACKAGES, package::revoke, |it| {
            ends_in(it, Action::Write)
                .says("Takes back an access package.")
                .may_ask("package", "The package, by URN or by its last part.")
                .may_ask("packageId", "The package, by id.")
                .empty(204, "It is not held.")
        })
}

const PARTY: &str = "The party that the call speaks for.";

/// A call between two, of which the party is one.
fn ends_in(it: About<'_>, action: Action) -> About<'_> {
    let [portal, to_others] = Direction::ToOthers.scopes(action);
    let [_, from_others] = Direction::FromOthers.scopes(action);
    it.any_scope(&[portal, to_others, from_others])
        .person()
        .must_ask("party", PARTY)
        .may_ask("from", "Who has given.")
        .may_ask("to", "Who was given.")
}

/// A call by which the party gives.
fn giver_in(it: About<'_>) -> About<'_> {
    it.any_scope(&Direction::ToOthers.scopes(Action::Write))
        .person()
        .must_ask("party", PARTY)
}

/// Which way a call looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    ToOthers,
    FromOthers,
}

impl Direction {
    fn scopes(self, action: Action) -> [&'static str; 2] {
        let own = match (self, action) {
            (Self::ToOthers, Action::Read) => TO_OTHERS_READ_SCOPE,
            (Self::ToOthers, Action::Write) => TO_OTHERS_WRITE_SCOPE,
            (Self::FromOthers, Action::Read) => FROM_OTHERS_READ_SCOPE,
            (Self::FromOthers, Action::Write) => FROM_OTHERS_WRITE_SCOPE,
        };
        [PORTAL, own]
    }
}

/// A call that is let in: the party it speaks for is at one end, or at both.
#[derive(Clone, Debug)]
struct Admitted {
    party: Party,
    direction: Direction,
    from: Option<PartyUuid>,
    to: Option<Uuid>,
}

/// Lets a call in that names its party and at least the end at which the party is.
fn admit(conn: &Connection, caller: &Caller, query: &Query, action: Action) -> Result<Admitted, Error> {
    let either = [Direction::ToOthers, Direction::FromOthers].map(|direction| direction.scopes(action));
    caller.require_scope(&either.concat())?;
    let party = query.party(conn, "party")?;
    require_own_or_at(conn, caller, &party, action)?;
    let from = query.uuid_if_any("from")?.map(PartyUuid);
    let to = query.uuid_if_any("to")?;
    let direction = match (from, to) {
        (Some(from), _) if from == party.uuid => Direction::ToOthers,
        (_, Some(to)) if to == party.uuid.0 => Direction::FromOthers,
        (None | Some(_), None | Some(_)) => {
            return Err(Error::field("party", "The party must be either from or to."));
        }
    };
    caller.require_scope(&direction.scopes(action))?;
    Ok(Admitted {
        party,
        direction,
        from,
        to,
    })
}

/// Both ends of a call that must name them.
fn ends(admitted: &Admitted) -> Result<(PartyUuid, Uuid), Error> {
    let missing = |name: &str| Error::field(name, format!("The {name} field is required."));
    let from = admitted.from.ok_or_else(|| missing("from"))?;
    Ok((from, admitted.to.ok_or_else(|| missing("to"))?))
}

/// Somebody who hands something on for a party: who it is, and the party.
type Giver = (PartyUuid, Party);

/// Lets a call in that hands something on: it names the party that gives, not the giver again.
fn admit_giver(conn: &Connection, caller: &Caller, query: &Query) -> Result<Giver, Error> {
    caller.require_scope(&Direction::ToOthers.scopes(Action::Write))?;
    let party = query.party(conn, "party")?;
    require_own_or_at(conn, caller, &party, Action::Write)?;
    Ok((person(conn, caller)?.party.uuid, party))
}

/// Whoever is to get something of a party: a right-holder of the party's, or its own system user.
fn receiver(conn: &Connection, party: &Party, query: &Query) -> Result<Entity, Error> {
    let id = query.uuid("to")?;
    let entity = store::entity::find(conn, id)?.ok_or(ConnectionProblem::EntityUnknown)?;
    match &entity.kind {
        store::entity::Kind::SystemUser { owner, .. } => {
            if owner.is_some_and(|owner| owner != party.id) {
                return Err(ConnectionProblem::ConnectionMissing.into());
            }
        }
        store::entity::Kind::Organization { .. } | store::entity::Kind::Person { .. } => {
            if !store::role::has(conn, party.uuid, id, domain::client_delegation::RIGHT_HOLDER)? {
                return Err(ConnectionProblem::RightHolderMissing.into());
            }
        }
    }
    Ok(entity)
}

/// Refuses a resource that is not in the registry, by its name.
pub(super) fn invalid_resource(id: &ResourceId) -> Error {
    Error::Connection(
        ConnectionProblem::ResourceInvalid,
        vec![("resource".to_owned(), id.to_string())],
    )
}
