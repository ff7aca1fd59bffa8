//! Whom can I act for? (identity.md 6.5)

mod asker;
mod gather;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use contract::delegation::{
    AUTHORIZED_PARTIES, AUTHORIZED_PARTIES_SCOPE, AUTHORIZED_PARTY, AuthorizedParty, OWNER_ADMIN_SCOPE,
    OWNER_AUTHORIZED_PARTIES, OWNER_SCOPE, PartyQuestion,
};
use contract::paging::WholeList;
use contract::scope::PORTAL;
use domain::PartyId;

use self::asker::Asker;
use self::gather::{Wanted, gather};
use super::query::{self, Query};
use crate::caller::Caller;
use crate::error::Error;
use crate::openapi::Routes;
use crate::world::World;

pub(super) fn router() -> Routes {
    Routes::new()
        .get(AUTHORIZED_PARTIES, list, |it| {
            it.says("Lists the parties that the caller may act for.")
                .any_scope(&[AUTHORIZED_PARTIES_SCOPE, PORTAL])
                .may_ask("includeRoles", "Whether to tell the roles.")
                .may_ask("includeAccessPackages", "Whether to tell the packages.")
                .may_ask("includeResources", "Whether to tell the resources.")
                .may_ask("includeInstances", "Whether to tell the instances.")
                .may_ask(
                    "includePartiesViaKeyRoles",
                    "Whether to look through organisations that one leads: auto, true or false.",
                )
                .may_ask(
                    "includeSubParties",
                    "Whether to tell sub-units: auto, true or false.",
                )
                .may_ask(
                    "includeInactiveParties",
                    "Whether to tell deleted parties: auto, true or false.",
                )
                .may_ask("partyFilter", "Only these, by uuid.")
                .may_ask("anyOfResourceIds", "Only where any of these may be used.")
        })
        .get(AUTHORIZED_PARTY, read, |it| {
            it.says("Reads one of the parties that the caller may act for, by its number.")
                .any_scope(&[AUTHORIZED_PARTIES_SCOPE, PORTAL])
        })
        .post(OWNER_AUTHORIZED_PARTIES, list_of, |it| {
            it.says("Lists whom somebody may act for, for a service owner.")
                .any_scope(&[OWNER_SCOPE, OWNER_ADMIN_SCOPE])
                .body::<PartyQuestion>()
        })
}

/// `GET enduser/authorizedparties`: the person, and every organisation where they have a role or have been given
/// something; for a system user, those that have given it something, and an agent's clients.
async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<WholeList<AuthorizedParty>>, Error> {
    caller.require_scope(&[AUTHORIZED_PARTIES_SCOPE, PORTAL])?;
    let wanted = Wanted::read(&query)?;
    world.store.read(|conn| {
        let asker = Asker::of(conn, &caller)?;
        Ok(Json(gather(conn, &asker, &wanted)?.into()))
    })
}

/// `GET authorizedparty/{partyId}`. A party that is not the caller's is told apart from none by nothing.
async fn read(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(text): Path<String>,
) -> Result<Json<AuthorizedParty>, Error> {
    caller.require_scope(&[AUTHORIZED_PARTIES_SCOPE, PORTAL])?;
    let not_valid = |why: &str| Error::field("partyId", why);
    let id = text
        .parse()
        .map(PartyId)
        .map_err(|_| not_valid(&format!("The value '{text}' is not valid.")))?;
    world.store.read(|conn| {
        let asker = Asker::of(conn, &caller)?;
        let mut parties = match crate::store::party::find(conn, id)? {
            Some(party) => gather(conn, &asker, &Wanted::all_of(party.uuid))?,
            None => vec![],
        };
        let party = parties.pop();
        party
            .map(Json)
            .ok_or_else(|| not_valid("The party is not one that the caller may act for."))
    })
}

/// `POST resourceowner/authorizedparties`, about anybody.
async fn list_of(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Vec<AuthorizedParty>>, Error> {
    caller.require_scope(&[OWNER_SCOPE, OWNER_ADMIN_SCOPE])?;
    let question: PartyQuestion = query::body(&headers, &body)?;
    let mut wanted = Wanted::read(&query)?;
    for filter in &question.party_filter {
        wanted.only.push(filter.value);
    }
    world.store.read(|conn| {
        let asker = Asker::named(conn, &question)?;
        gather(conn, &asker, &wanted).map(Json)
    })
}
