//! Client administration: what owners of clients and of scopes do in the self-service portal, as an API (identity.md 2).
//!
//! It has a listener of its own, as it has a host of its own (docs/decisions/0011).

mod access;
mod administrator;
mod client;
mod onboarding;
mod query;
mod refusal;
mod scope;
#[cfg(test)]
mod tests;

use contract::administration::{ACCESS, ACCESS_OF, CLIENT, CLIENT_KEYS, CLIENT_SECRET, CLIENTS};
use contract::administration::{AGREEMENT, EVERY_SCOPE, ONBOARDING, OWN_ACCESS, PRODUCTION, SCOPES};
use contract::administration::{AgreementBody, ClientBody, ClientKeys, ScopeBody};
use contract::administration::{MODIFY, PREFIXES, READ, WRITE, WRITE_SCOPES};

use crate::openapi::Routes;

/// Items of a list, at the most: upstream it has no pages.
const LONGEST_LIST: u32 = 10_000;

/// The same routes under each of the three prefixes that clients use.
pub(crate) fn router() -> Routes {
    PREFIXES
        .into_iter()
        .map(|prefix| {
            clients(prefix)
                .merge(scopes(prefix))
                .merge(accesses(prefix))
                .merge(onboarding(prefix))
        })
        .fold(Routes::new().titled("Client administration"), Routes::merge)
}

fn clients(prefix: &str) -> Routes {
    let at = |path: &str| format!("{prefix}{path}");
    let (readers, changers) = ([READ, MODIFY, WRITE], [MODIFY, WRITE]);
    Routes::new()
        .get(&at(CLIENTS), client::list::list, |it| {
            it.says("Lists the organisation's own clients.")
                .any_scope(&readers)
        })
        .post(&at(CLIENTS), client::create::create, |it| {
            it.says("Makes a client, and its secret if it is to have one.")
                .scope(WRITE)
                .body::<ClientBody>()
                .answer::<ClientBody>(201)
        })
        .get(&at(CLIENT), client::read::read, |it| {
            it.says("Tells all about a client but its secret.")
                .any_scope(&readers)
        })
        .put(&at(CLIENT), client::update::update, |it| {
            it.says("Replaces what is registered about a client.")
                .any_scope(&changers)
                .body::<ClientBody>()
        })
        .delete(&at(CLIENT), client::deactivate::deactivate, |it| {
            it.says("Takes a client out of use, for good.")
                .scope(WRITE)
                .empty(204, "It is out of use.")
        })
        .get(&at(CLIENT_KEYS), client::keys::list, |it| {
            it.says("Tells a client's keys and when each expires.")
                .any_scope(&readers)
        })
        .post(&at(CLIENT_KEYS), client::keys::replace, |it| {
            it.says("Replaces a client's keys; each is good for a year from now.")
                .any_scope(&changers)
                .body::<ClientKeys>()
        })
        .put(&at(CLIENT_KEYS), client::keys::replace, |it| {
            it.says("Replaces a client's keys; each is good for a year from now.")
                .any_scope(&changers)
                .body::<ClientKeys>()
        })
        .delete(&at(CLIENT_KEYS), client::keys::remove, |it| {
            it.says("Takes all of a client's keys away.")
                .any_scope(&changers)
                .empty(204, "There are none left.")
        })
        .post(&at(CLIENT_SECRET), client::secret::renew, |it| {
            it.says("Gives a client a new secret and shows it, once.")
                .any_scope(&changers)
        })
}

fn scopes(prefix: &str) -> Routes {
    let at = |path: &str| format!("{prefix}{path}");
    Routes::new()
        .get(&at(EVERY_SCOPE), scope::list_all::list_all, |it| {
            it.says("Lists every public scope.").open("it is for everybody")
        })
        .get(&at(SCOPES), scope::list::list, |it| {
            it.says("Lists the organisation's own scopes.")
                .scope(WRITE_SCOPES)
                .may_ask("inactive", "`true` for those out of use as well.")
                .may_ask("scope", "Only this one.")
        })
        .post(&at(SCOPES), scope::create::create, |it| {
            it.says("Makes a scope of the organisation's own prefix.")
                .scope(WRITE_SCOPES)
                .body::<ScopeBody>()
                .answer::<ScopeBody>(201)
        })
        .put(&at(SCOPES), scope::update::update, |it| {
            it.says("Replaces what is registered about a scope.")
                .scope(WRITE_SCOPES)
                .must_ask("scope", "Which one.")
                .body::<ScopeBody>()
        })
        .delete(&at(SCOPES), scope::deactivate::deactivate, |it| {
            it.says("Takes a scope out of use.")
                .scope(WRITE_SCOPES)
                .must_ask("scope", "Which one.")
        })
}

fn accesses(prefix: &str) -> Routes {
    let at = |path: &str| format!("{prefix}{path}");
    Routes::new()
        .get(&at(OWN_ACCESS), access::list_own::list_own, |it| {
            it.says("Lists the scopes that the organisation may use or has asked for.")
                .any_scope(&[READ, MODIFY, WRITE])
                .may_ask(
                    "accessible_for_all",
                    "`true` for those that everybody may use as well.",
                )
        })
        .get(&at(ACCESS), access::list::list, |it| {
            it.says("Lists who may use a scope of one's own, or has asked.")
                .scope(WRITE_SCOPES)
                .must_ask("scope", "Which one.")
        })
        .post(&at(ACCESS), access::ask::ask, |it| {
            it.says("Asks a scope's owner for access to it.")
                .any_scope(&[MODIFY, WRITE])
                .must_ask("scope", "Which one.")
        })
        .put(&at(ACCESS_OF), access::decide::approve, |it| {
            it.says("Lets an organisation use a scope of one's own.")
                .scope(WRITE_SCOPES)
                .must_ask("scope", "Which one.")
        })
        .delete(&at(ACCESS_OF), access::decide::deny, |it| {
            it.says("Lets an organisation no longer use a scope of one's own, or says no.")
                .scope(WRITE_SCOPES)
                .must_ask("scope", "Which one.")
        })
}

fn onboarding(prefix: &str) -> Routes {
    let at = |path: &str| format!("{prefix}{path}");
    Routes::new()
        .get(&at(ONBOARDING), onboarding::read::read, |it| {
            it.says("Tells how far the organisation has come towards production.")
                .any_scope(&[READ, MODIFY, WRITE])
        })
        .post(&at(AGREEMENT), onboarding::sign::sign, |it| {
            it.says("Signs the agreement on the use of system users.")
                .scope(WRITE)
                .body::<AgreementBody>()
        })
        .post(&at(PRODUCTION), onboarding::pass::pass, |it| {
            it.says("Passes the production gate, when every step before it is done.")
                .scope(WRITE)
        })
}
