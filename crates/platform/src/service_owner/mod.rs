//! A service owner: Skatteetaten's API «Krav og betalinger» (identity.md 8).
//!
//! It trusts nobody here but what it can check over HTTP: Maskinporten's published keys, and Altinn's decision point.

mod answer;
mod call;
mod claims;
mod decision;
mod ledger;
#[cfg(test)]
mod tests;
mod token;

use std::sync::Arc;

use contract::claim::{AapneKrav, AlleKrav, Feil, Innbetalinger, Utbetalinger};
use contract::decision::AUTHORIZE_SCOPE;
use domain::registration::AccessState;
use domain::{ClientId, OrgNumber, Scope, Timestamp};
use rusqlite::Connection;
use schemars::{JsonSchema, json_schema};

use crate::error::Error;
use crate::keys::Jwk;
use crate::openapi::{About, Routes};
use crate::store::client::{Client, Integration};
use crate::store::scope::RegisteredScope;
use crate::store::{self};

/// Skatteetaten.
const OWNER: &str = "974761076";
/// Its own client in Maskinporten.
const CLIENT: &str = "b04f5c0e-4781-516c-85c7-3656389eeba4";

pub(crate) fn router() -> Routes {
    let base = "/v1/{rettighetspakke}/{identifikator}";
    Routes::new()
        .titled("Krav og betalinger")
        .get(&format!("{base}/aapnekrav"), claims::open, |it| {
            told::<AapneKrav>(it).says("Tells the open claims of an organisation.")
        })
        .get(&format!("{base}/krav"), claims::all, |it| {
            told::<AlleKrav>(it)
                .says("Tells the claims of an organisation in a period.")
                .must_ask("fraOgMed", "The first day.")
                .must_ask("tilOgMed", "The last day.")
        })
        .get(&format!("{base}/innbetalinger"), claims::payments, |it| {
            told::<Innbetalinger>(it)
                .says("Tells what an organisation has paid in a period.")
                .must_ask("fraOgMed", "The first day.")
                .must_ask("tilOgMed", "The last day.")
        })
        .get(&format!("{base}/utbetalinger"), claims::payouts, |it| {
            told::<Utbetalinger>(it)
                .says("Tells what an organisation was paid in a period.")
                .must_ask("fraOgMed", "The first day.")
                .must_ask("tilOgMed", "The last day.")
        })
        .otherwise(answer::unknown_address)
        .sharing(Arc::new(token::Trusted::default()))
        .sharing(Arc::new(decision::OwnToken::default()))
}

/// What all these routes say of themselves: answers come in JSON, or in XML for who asks for it.
fn told<T: JsonSchema>(about: About<'_>) -> About<'_> {
    let xml = || json_schema!({ "type": "string" });
    let about = about
        .open("Altinn is asked about the system user of the token, or the token carries a consent")
        .answer::<T>(200)
        .answer_as(200, "application/xml", xml());
    [400, 401, 403, 404, 406]
        .into_iter()
        .fold(about, |about, status| {
            about
                .answer::<Feil>(status)
                .answer_as(status, "application/xml", xml())
        })
}

/// Gives the service owner a client in Maskinporten and the key it signs with. Doing it again renews the key.
pub(crate) fn enrol(tx: &Connection, key: &Jwk, now: Timestamp) -> Result<(), Error> {
    let owner = OrgNumber::parse(OWNER).map_err(|_| inconsistent())?;
    let client = Client {
        id: ClientId::from(CLIENT),
        name: "Krav og betalinger".to_owned(),
        owner: owner.clone(),
        integration: Integration::Maskinporten,
        scopes: [AUTHORIZE_SCOPE].into_iter().collect(),
        redirect_uris: vec![],
        post_logout_redirect_uris: vec![],
    };
    store::client::save(tx, &client, now)?;
    let scope = Scope::from(AUTHORIZE_SCOPE);
    if store::scope::find(tx, &scope)?.is_none() {
        store::scope::save(tx, &RegisteredScope::new(scope.clone(), owner.clone(), now))?;
    }
    store::scope_grant::save(tx, &scope, &owner, AccessState::Approved, now)?;
    crate::maskinporten::enrol(tx, &client.id, key, now)
}

fn inconsistent() -> Error {
    store::StoreError::Inconsistent {
        table: "client",
        row: CLIENT.to_owned(),
    }
    .into()
}
