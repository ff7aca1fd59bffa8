//! Things that go wrong on purpose.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{Method, StatusCode};
use serde::{Deserialize, Serialize};

use super::Control;
use super::listener::Listener;

/// Faults at once, at the most.
const MOST: usize = 100;

/// Spoils calls until it is taken away, or a number of times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Fault {
    listener: Listener,
    /// Only calls with this method; all when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    /// Only calls whose path has this in it, without regard to case; all when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// How many calls it still spoils; all when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
    pub(super) effect: Effect,
}

/// What happens to a spoiled call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) enum Effect {
    /// It is answered as usual, this much later.
    Latency {
        #[serde(deserialize_with = "at_most_a_minute")]
        milliseconds: u64,
    },
    /// It is answered with this status (400 to 599) and plain problem details.
    Status {
        #[serde(deserialize_with = "a_refusal")]
        status: u16,
    },
    /// It is answered with a problem of Altinn's, by its code, such as `AUTH-00016`: a delegation check that fails.
    Problem {
        #[serde(deserialize_with = "a_known_code")]
        code: String,
    },
    /// Its connection is cut before anything is answered.
    Cut {},
}

impl Fault {
    fn spoils(&self, listener: Listener, method: &Method, path: &str) -> bool {
        self.listener == listener
            && self.times != Some(0)
            && self
                .method
                .as_ref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method.as_str()))
            && self
                .path
                .as_ref()
                .is_none_or(|wanted| path.to_lowercase().contains(&wanted.to_lowercase()))
    }
}

/// The faults that are set.
#[derive(Debug, Default)]
pub(super) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    /// What happens to a call: the effect of the first fault that is meant for it. Uses it up once.
    pub(super) fn strike(&self, listener: Listener, method: &Method, path: &str) -> Option<Effect> {
        let mut faults = self.all();
        let index = faults
            .iter()
            .position(|fault| fault.spoils(listener, method, path))?;
        let fault = &mut faults[index];
        fault.times = fault.times.map(|times| times.saturating_sub(1));
        let effect = fault.effect.clone();
        faults.retain(|fault| fault.times != Some(0));
        Some(effect)
    }

    pub(super) fn set(&self, faults: Vec<Fault>) {
        *self.all() = faults;
    }

    fn all(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The faults that are left, first struck first.
pub(super) async fn list(State(control): State<Control>) -> Json<Vec<Fault>> {
    Json(control.faults.all().clone())
}

/// Sets these faults and no others.
pub(super) async fn replace(
    State(control): State<Control>,
    faults: Result<Json<Vec<Fault>>, JsonRejection>,
) -> Result<Json<Vec<Fault>>, (StatusCode, String)> {
    let Json(faults) = faults.map_err(|fault| (fault.status(), fault.body_text()))?;
    if faults.len() > MOST {
        return Err((StatusCode::BAD_REQUEST, format!("{MOST} faults at the most.")));
    }
    control.faults.set(faults.clone());
    Ok(Json(faults))
}

pub(super) async fn clear(State(control): State<Control>) -> StatusCode {
    control.faults.set(vec![]);
    StatusCode::NO_CONTENT
}

impl Effect {
    /// How long the answer waits.
    pub(super) fn delay(&self) -> Option<Duration> {
        match self {
            Self::Latency { milliseconds } => Some(Duration::from_millis(*milliseconds)),
            Self::Status { .. } | Self::Problem { .. } | Self::Cut {} => None,
        }
    }
}

fn at_most_a_minute<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    within(
        u64::deserialize(deserializer)?,
        0..=60_000,
        "milliseconds is 0 to 60000",
    )
}

fn a_refusal<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    within(u16::deserialize(deserializer)?, 400..=599, "status is 400 to 599")
}

fn within<T: PartialOrd, E: serde::de::Error>(
    value: T,
    range: std::ops::RangeInclusive<T>,
    told: &str,
) -> Result<T, E> {
    if range.contains(&value) {
        Ok(value)
    } else {
        Err(E::custom(told))
    }
}

fn a_known_code<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let code = String::deserialize(deserializer)?;
    match contract::problem::read(&code) {
        Some(_) => Ok(code),
        None => Err(serde::de::Error::custom(
            "code is one of Altinn's, such as AUTH-00016",
        )),
    }
}
