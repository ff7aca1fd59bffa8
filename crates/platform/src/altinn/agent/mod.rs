//! Agent system users of an organisation, and their clients, as the portal manages them (altinn-platform.md 6.1, 6.3).

mod clients;
mod delegations;
mod delete;
mod for_itself;
mod link;
mod list;
#[cfg(test)]
mod race_tests;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod unlink;

use axum::http::StatusCode;
use contract::client_delegation::AgentDelegation;
use contract::path;
use domain::{Party, Problem, SystemUserId};
use rusqlite::Connection;

use crate::error::{Error, Refusal};
use crate::openapi::Routes;
use crate::store::system_user::{self, Stored};

pub(super) use link::link;
pub(super) use list::agents_of;

pub(super) fn router() -> Routes {
    Routes::new()
        .get(path::AGENTS, list::list, |it| {
            it.row(44)
                .says("Lists an organisation's agent system users.")
                .person()
        })
        .get(path::AGENT_CLIENTS, clients::clients, |it| {
            it.row(55)
                .says("Lists an organisation's clients, with what each has given it.")
                .person()
                .must_ask("facilitator", "The organisation's uuid.")
                .may_ask("packages", "Only clients that have given all of these packages.")
        })
        .get(path::AGENT_DELEGATIONS, delegations::delegations, |it| {
            it.row(56)
                .says("Lists the clients of an agent system user.")
                .person()
        })
        .post(path::AGENT, link::post, |it| {
            it.row(57)
                .says("Links a client to an agent system user.")
                .person()
                .must_ask("provider", "The organisation's uuid.")
                .must_ask("client", "The client's uuid.")
        })
        .delete(path::AGENT_CLIENT, unlink::delete, |it| {
            it.row(58)
                .says("Takes a client from an agent system user.")
                .person()
                .must_ask("provider", "The organisation's uuid.")
                .must_ask("client", "The client's uuid.")
                .empty(200, "It is taken.")
        })
        .delete(path::AGENT, delete::delete, |it| {
            it.row(59)
                .says("Deletes an agent system user, and takes all of its clients from it.")
                .person()
                .must_ask("facilitatorId", "The organisation's uuid.")
                .empty(200, "It is gone.")
        })
        .post(path::AGENT_SELF, for_itself::delegate, |it| {
            it.row(60)
                .says("Lets an agent system user act for its own organisation.")
                .person()
                .must_ask("partyUuid", "The organisation's uuid.")
        })
        .delete(path::AGENT_SELF, for_itself::revoke, |it| {
            it.row(61)
                .says("Ends that an agent system user acts for its own organisation.")
                .person()
                .must_ask("partyUuid", "The organisation's uuid.")
        })
        .get(path::AGENT_SELF, for_itself::read, |it| {
            it.row(62)
                .says("Tells whether an agent system user acts for its own organisation.")
                .person()
                .must_ask("partyUuid", "The organisation's uuid.")
        })
        .post(path::AGENT_DELEGATION, link::post_older, |it| {
            it.says("Links a client to an agent system user, as older programs ask for it.")
                .person()
                .body::<AgentDelegation>()
        })
        .delete(path::AGENT_DELEGATION_BY_ID, unlink::delete_older, |it| {
            it.says("Takes a client from an agent system user, as older programs ask for it.")
                .person()
                .must_ask("facilitatorId", "The organisation's uuid.")
                .empty(200, "It is taken.")
        })
}

/// A system user of a party.
///
/// # Errors
/// 400 when there is no such system user, 403 when it is another party's.
fn system_user_of(connection: &Connection, party: &Party, id: SystemUserId) -> Result<Stored, Error> {
    let found =
        system_user::find(connection, id)?.ok_or_else(|| Error::field("return", "System user not found"))?;
    if found.party == party.id {
        Ok(found)
    } else {
        Err(Error::Empty(StatusCode::FORBIDDEN))
    }
}

/// What the answer of access management means when it was asked for clients.
pub(super) fn clients_unread(error: Error) -> Error {
    match error {
        Error::Empty(StatusCode::UNAUTHORIZED) => Problem::ClientsUnauthorized.into(),
        Error::Empty(StatusCode::FORBIDDEN) => Problem::ClientsForbidden.into(),
        Error::Connection(problem, _) => Refusal::from(Problem::ClientsUnreadable)
            .with("Problem Detail : ", problem.to_string())
            .into(),
        other => other,
    }
}

/// The problem that stands for whatever access management refuses; a fault of ours stays one.
pub(super) fn refused_as(problem: Problem) -> impl FnOnce(Error) -> Error {
    move |error| match error {
        Error::Store(_) | Error::Signing(_) => error,
        _ => problem.into(),
    }
}

#[cfg(test)]
mod mapping_tests {
    use contract::problem::wire;
    use domain::connection::ConnectionProblem;

    use super::*;

    #[test]
    fn what_access_management_refuses_has_authentication_s_own_codes() {
        for (refused, number) in [
            (Error::Empty(StatusCode::UNAUTHORIZED), 43),
            (Error::Empty(StatusCode::FORBIDDEN), 44),
            (ConnectionProblem::PartyUnknown.into(), 45),
        ] {
            let Error::Problem(refusal) = clients_unread(refused) else {
                panic!("{number} is no problem");
            };
            assert_eq!(wire(refusal.problem).number, number);
        }
    }

    #[test]
    fn a_fault_of_ours_is_not_the_caller_s() {
        let fault = || Error::from(crate::store::StoreError::WriterStopped);
        assert!(matches!(clients_unread(fault()), Error::Store(_)));
        assert!(matches!(
            refused_as(Problem::ClientNotUnlinked)(fault()),
            Error::Store(_)
        ));
    }
}
