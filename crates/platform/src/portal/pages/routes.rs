//! Every page, and what is done with it.

use super::{ROOT, answer, clients, decision, detail, overview, receipt, removal, sign_in, sign_out};
use crate::openapi::{About, Routes};
use crate::portal::kind::{Agent, Asked, Change, Standard};

/// Why the document says that no token is asked for.
const SESSION: &str = "a person without a session is sent to sign in";

pub(in crate::portal) fn router() -> Routes {
    of_request::<Standard>()
        .merge(of_request::<Agent>())
        .merge(of_request::<Change>())
        .merge(of_system_user())
        .get(sign_in::BEGIN, sign_in::begin, |it| {
            troubles(it)
                .says("Sends a person to ID-porten.")
                .open("nobody has signed in yet")
                .may_ask("goto", "The page to come back to.")
                .empty(303, "To ID-porten.")
        })
        .get(sign_in::CALLBACK, sign_in::callback, |it| {
            troubles(it)
                .says("Takes a person back from ID-porten and begins a session.")
                .open("state, nonce and the code's verifier are what is checked")
                .page()
        })
        .post(sign_out::PATH, sign_out::sign_out, |it| {
            troubles(it)
                .says("Ends a session.")
                .open(SESSION)
                .form::<sign_out::SignOutForm>()
                .empty(303, "To ID-porten's sign-out.")
        })
        .get(sign_out::DONE, sign_out::done, |it| {
            troubles(it)
                .says("Says that nobody is signed in.")
                .open("nobody is signed in")
                .page()
        })
        .merge(crate::page::router())
}

/// What every page may answer instead.
fn troubles(it: About<'_>) -> About<'_> {
    it.empty(303, "To sign in, or to where the answer is shown.")
        .empty(400, "The address or the form cannot be read.")
        .empty(403, "The reader may not, or the form came from elsewhere.")
        .empty(404, "It is not there.")
        .empty(409, "Somebody was first.")
        .empty(415, "It is no form.")
        .empty(422, "The form lacks something.")
        .empty(500, "Altinn cannot read what it holds.")
        .empty(503, "Altinn does not answer.")
}

fn of_request<K: Asked>() -> Routes {
    let base = format!("{ROOT}/{}", K::KIND.path());
    Routes::new()
        .get(&base, decision::show::<K>, |it| {
            troubles(it)
                .says("Shows the page where a leader reads and answers a request.")
                .open(SESSION)
                .must_ask("id", "The request.")
                .page()
        })
        .get(&format!("{base}/receipt"), receipt::show::<K>, |it| {
            troubles(it)
                .says("Shows what came of a request.")
                .open(SESSION)
                .must_ask("id", "The request.")
                .page()
        })
        .get(&format!("{base}/{{answer}}"), answer::confirm::<K>, |it| {
            troubles(it)
                .says("Asks whether an answer is meant.")
                .open(SESSION)
                .must_ask("id", "The request.")
                .page()
        })
        .post(&format!("{base}/{{answer}}"), answer::send::<K>, |it| {
            troubles(it)
                .says("Sends an answer.")
                .open("the session and the form's key are what is checked")
                .must_ask("id", "The request.")
                .form::<answer::AnswerForm>()
                .empty(303, "To the receipt.")
        })
}

fn of_system_user() -> Routes {
    Routes::new()
        .get(overview::PATH, overview::show, |it| {
            troubles(it)
                .says("Lists the system accesses of an organisation.")
                .open(SESSION)
                .may_ask("party", "The organisation.")
                .page()
        })
        .get(detail::PATH, detail::show, |it| {
            troubles(it)
                .says("Shows a system access.")
                .open(SESSION)
                .must_ask("party", "The organisation.")
                .page()
        })
        .get(removal::PATH, removal::confirm, |it| {
            troubles(it)
                .says("Tells what stops when a system access is removed.")
                .open(SESSION)
                .must_ask("party", "The organisation.")
                .page()
        })
        .post(removal::PATH, removal::remove, |it| {
            troubles(it)
                .says("Removes a system access.")
                .open("the session and the form's key are what is checked")
                .must_ask("party", "The organisation.")
                .form::<answer::AnswerForm>()
                .page()
        })
        .get(clients::PATH, clients::show, |it| {
            troubles(it)
                .says("Lists the clients of a system access.")
                .open(SESSION)
                .must_ask("party", "The organisation.")
                .may_ask("q", "A name or a number to look for.")
                .may_ask("page", "The page of the list.")
                .may_ask("changed", "Who was just linked or unlinked.")
                .page()
        })
        .post(clients::PATH, clients::change, |it| {
            troubles(it)
                .says("Links or unlinks a client.")
                .open("the session and the form's key are what is checked")
                .must_ask("party", "The organisation.")
                .form::<clients::ClientForm>()
                .empty(303, "To the list.")
        })
        .get(clients::CONFIRM, clients::confirm, |it| {
            troubles(it)
                .says("Asks whether a client shall be unlinked.")
                .open(SESSION)
                .must_ask("party", "The organisation.")
                .must_ask("client", "The client.")
                .page()
        })
}
