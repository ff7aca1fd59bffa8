//! Every row of altinn-platform.md 11.1. Who may do what, Altinn decides when it is asked.

use contract::portal::{AgentDelegationRequest, NewSystemUser, path};

use super::{answer, change_request, client, logout, pending, request, system, system_user};
use crate::openapi::Routes;
use crate::portal::kind::{Agent, Change, Standard};

/// When Altinn cannot be asked.
const SILENT: &str = "Altinn does not answer.";

pub(in crate::portal) fn router() -> Routes {
    system_users().merge(requests()).merge(clients())
}

fn system_users() -> Routes {
    Routes::new()
        .get(path::SYSTEMS, system::list, |it| {
            it.says("Lists the systems that a leader may choose from.")
                .any_token()
                .empty(503, SILENT)
        })
        .get(path::SYSTEM_RIGHTS, system::rights, |it| {
            it.says("Tells what a system asks for.")
                .any_token()
                .empty(503, SILENT)
        })
        .get(path::SYSTEM_USERS, system_user::list, |it| {
            it.says("Lists a party's own system users, newest first.")
                .any_token()
                .empty(503, SILENT)
        })
        .post(path::SYSTEM_USERS, system_user::create, |it| {
            it.says("Makes a system user for a system of one's own choice.")
                .any_token()
                .empty(503, SILENT)
                .body::<NewSystemUser>()
        })
        .get(path::SYSTEM_USER, system_user::read, |it| {
            it.says("Tells what a system user holds.")
                .any_token()
                .empty(503, SILENT)
                .empty(500, "What it holds cannot be read.")
        })
        .delete(path::SYSTEM_USER, system_user::remove, |it| {
            it.says("Takes a system user away.")
                .any_token()
                .empty(503, SILENT)
                .empty(202, "It is gone.")
        })
        .get(path::AGENTS, system_user::list_agents, |it| {
            it.says("Lists a party's system users for clients, newest first.")
                .any_token()
                .empty(503, SILENT)
        })
        .get(path::AGENT, system_user::read_agent, |it| {
            it.says("Tells what a system user for clients holds.")
                .any_token()
                .empty(503, SILENT)
                .empty(500, "What it holds cannot be read.")
        })
        .delete(path::AGENT, system_user::remove_agent, |it| {
            it.says("Takes a system user for clients away, and its links.")
                .any_token()
                .empty(503, SILENT)
                .must_ask("partyUuid", "The party's UUID.")
                .empty(202, "It is gone.")
        })
        .get(path::PENDING, pending::list, |it| {
            it.says("Lists the waiting requests that somebody has passed on.")
                .any_token()
                .empty(503, SILENT)
        })
}

fn requests() -> Routes {
    Routes::new()
        .get(path::REQUEST, request::read, |it| {
            it.says("Tells what a request asks for, and what the reader may answer.")
                .any_token()
                .empty(503, SILENT)
        })
        .post(path::APPROVE_REQUEST, answer::approve::<Standard>, |it| {
            it.says("Approves a request.").any_token().empty(503, SILENT)
        })
        .post(path::REJECT_REQUEST, answer::reject::<Standard>, |it| {
            it.says("Rejects a request.").any_token().empty(503, SILENT)
        })
        .post(path::ESCALATE_REQUEST, answer::escalate::<Standard>, |it| {
            it.says("Passes a request on to those who may answer.")
                .any_token()
                .empty(503, SILENT)
        })
        .get(path::LOGOUT_REQUEST, logout::leave::<Standard>, |it| {
            it.says("Signs out, and on to the vendor of a request.")
                .any_token()
                .empty(503, SILENT)
                .empty(302, "To Altinn's sign-out.")
        })
        .get(path::AGENT_REQUEST, request::read_agent, |it| {
            it.says("Tells what a request for clients asks for.")
                .any_token()
                .empty(503, SILENT)
        })
        .post(path::APPROVE_AGENT_REQUEST, answer::approve::<Agent>, |it| {
            it.says("Approves a request for clients.")
                .any_token()
                .empty(503, SILENT)
        })
        .post(path::REJECT_AGENT_REQUEST, answer::reject::<Agent>, |it| {
            it.says("Rejects a request for clients.")
                .any_token()
                .empty(503, SILENT)
        })
        .post(path::ESCALATE_AGENT_REQUEST, answer::escalate::<Agent>, |it| {
            it.says("Passes a request for clients on.")
                .any_token()
                .empty(503, SILENT)
        })
        .get(path::LOGOUT_AGENT_REQUEST, logout::leave::<Agent>, |it| {
            it.says("Signs out, and on to the vendor of a request for clients.")
                .any_token()
                .empty(503, SILENT)
                .empty(302, "To Altinn's sign-out.")
        })
        .get(path::CHANGE_REQUEST, change_request::read, |it| {
            it.says("Tells what a change request would change.")
                .any_token()
                .empty(503, SILENT)
        })
        .post(path::APPROVE_CHANGE_REQUEST, answer::approve::<Change>, |it| {
            it.says("Approves a change request.")
                .any_token()
                .empty(503, SILENT)
        })
        .post(path::REJECT_CHANGE_REQUEST, answer::reject::<Change>, |it| {
            it.says("Rejects a change request.")
                .any_token()
                .empty(503, SILENT)
        })
        .get(path::LOGOUT_CHANGE_REQUEST, logout::leave::<Change>, |it| {
            it.says("Signs out, and on to the vendor of a change request.")
                .any_token()
                .empty(503, SILENT)
                .empty(302, "To Altinn's sign-out.")
        })
}

fn clients() -> Routes {
    Routes::new()
        .get(path::CUSTOMERS, client::list_customers, |it| {
            it.says("Lists the clients that could be linked.")
                .any_token()
                .empty(503, SILENT)
                .must_ask("partyUuid", "The party's UUID.")
        })
        .get(path::DELEGATIONS, client::list_linked, |it| {
            it.says("Lists the clients that are linked.")
                .any_token()
                .empty(503, SILENT)
                .must_ask("partyUuid", "The party's UUID.")
        })
        .post(path::DELEGATIONS, client::link, |it| {
            it.says("Links a client.")
                .any_token()
                .empty(503, SILENT)
                .must_ask("partyUuid", "The party's UUID.")
                .body::<AgentDelegationRequest>()
        })
        .delete(path::DELEGATION, client::unlink, |it| {
            it.says("Unlinks a client.")
                .any_token()
                .empty(503, SILENT)
                .must_ask("partyUuid", "The party's UUID.")
        })
        .get(path::OWN_PARTY, client::has_own_party, |it| {
            it.says("Tells whether the party itself is linked.")
                .any_token()
                .empty(503, SILENT)
                .must_ask("partyUuid", "The party's UUID.")
        })
        .post(path::OWN_PARTY, client::link_own_party, |it| {
            it.says("Links the party itself.")
                .any_token()
                .empty(503, SILENT)
                .must_ask("partyUuid", "The party's UUID.")
        })
        .delete(path::OWN_PARTY, client::unlink_own_party, |it| {
            it.says("Unlinks the party itself.")
                .any_token()
                .empty(503, SILENT)
                .must_ask("partyUuid", "The party's UUID.")
        })
}
