//! `GET /onboarding`

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::administration::{MODIFY, OnboardingBody, READ, WRITE};

use super::super::administrator::Administrator;
use super::super::refusal::Refused;
use super::written;
use crate::store::onboarding;
use crate::world::World;

/// `GET /onboarding`
pub(crate) async fn read(
    State(world): State<Arc<World>>,
    caller: Administrator,
) -> Result<Json<OnboardingBody>, Refused> {
    caller.require(&[READ, MODIFY, WRITE])?;
    let onboarding = world.store.read(|conn| onboarding::find(conn, &caller.org))?;
    Ok(Json(written(onboarding)))
}
