//! `POST /onboarding/production`: the gate, which says what is missing.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::administration::{OnboardingBody, WRITE};
use domain::registration::{Onboarding, Step};
use domain::{OrgNumber, Timestamp};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::refusal::{Refused, settle};
use super::written;
use crate::store::onboarding;
use crate::world::World;

/// `POST /onboarding/production`
pub(crate) async fn pass(
    State(world): State<Arc<World>>,
    caller: Administrator,
) -> Result<Json<OnboardingBody>, Refused> {
    caller.require(&[WRITE])?;
    let now = world.clock.now();
    let passed = world
        .store
        .write(move |tx| settle(through(tx, &caller.org, now)))
        .await??;
    Ok(Json(written(passed)))
}

fn through(tx: &Connection, org: &OrgNumber, now: Timestamp) -> Result<Onboarding, Refused> {
    let passed = onboarding::find(tx, org)?
        .pass(now)
        .map_err(|missing| Refused::Conflict(words(&missing)))?;
    onboarding::save(tx, &passed)?;
    Ok(passed)
}

fn words(missing: &[Step]) -> String {
    let missing: Vec<_> = missing
        .iter()
        .map(|step| match step {
            Step::ScopesGranted => "the scopes are not granted",
            Step::ClientReady => "no client has the scopes",
            Step::Tested => "no customer has approved a system user of yours",
            Step::AgreementSigned => "the agreement is not signed",
        })
        .collect();
    format!("The production gate is closed: {}.", missing.join(", "))
}
