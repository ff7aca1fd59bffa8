//! What time it is in the world, and changing it.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use domain::Timestamp;
use serde::{Deserialize, Serialize};

use super::Control;

/// The world's time.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Time {
    now: Timestamp,
    /// Whether it stands still until it is moved.
    standing: bool,
}

/// A change to the world's time. What is left out stays as it is.
#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(super) struct Change {
    /// The time it becomes, RFC 3339.
    now: Option<Timestamp>,
    /// Seconds forward, or back when negative; after `now`, when both are given.
    advance_seconds: Option<i64>,
    standing: Option<bool>,
}

pub(super) async fn read(State(control): State<Control>) -> Json<Time> {
    Json(time(&control))
}

/// Sets or moves the clock, lets it stand or run, and tells the time.
pub(super) async fn set(
    State(control): State<Control>,
    change: Result<Json<Change>, JsonRejection>,
) -> Result<Json<Time>, (StatusCode, String)> {
    let Json(change) = change.map_err(|fault| (fault.status(), fault.body_text()))?;
    let clock = &control.stage.world().clock;
    let now = change.now.unwrap_or_else(|| clock.now());
    clock.set(
        now.plus_seconds(change.advance_seconds.unwrap_or(0)),
        change.standing.unwrap_or_else(|| clock.is_standing()),
    );
    Ok(Json(time(&control)))
}

fn time(control: &Control) -> Time {
    let clock = &control.stage.world().clock;
    Time {
        now: clock.now(),
        standing: clock.is_standing(),
    }
}
