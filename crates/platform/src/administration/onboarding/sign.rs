//! `POST /onboarding/agreement`: the vendor signs the agreement on the use of system users. The first signature counts.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use contract::administration::{AgreementBody, OnboardingBody, WRITE};

use super::super::administrator::Administrator;
use super::super::refusal::Refused;
use super::written;
use crate::store::onboarding;
use crate::world::World;

/// `POST /onboarding/agreement`
pub(crate) async fn sign(
    State(world): State<Arc<World>>,
    caller: Administrator,
    body: Bytes,
) -> Result<Json<OnboardingBody>, Refused> {
    caller.require(&[WRITE])?;
    let AgreementBody { signed_by } = contract::body::read(&body)?;
    if signed_by.trim().is_empty() || signed_by.chars().count() > 255 {
        return Err(Refused::field("signed_by", "1 to 255 characters."));
    }
    let now = world.clock.now();
    let signed = world
        .store
        .write(move |tx| {
            let mut onboarding = onboarding::find(tx, &caller.org)?;
            onboarding.agreement = onboarding.agreement.or(Some((now, signed_by)));
            onboarding::save(tx, &onboarding)?;
            Ok(onboarding)
        })
        .await?;
    Ok(Json(written(signed)))
}
