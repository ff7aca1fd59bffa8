//! Putting the world back to a beginning.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tracing::error;

use super::Control;
use crate::error::Error;
use crate::seed::{Seed, SeedError};
use crate::store::StoreError;

/// The seed that a reset goes to.
pub(super) async fn read(State(control): State<Control>) -> Response {
    Json(control.stage.seed()).into_response()
}

/// Puts the world back to the seed that it began with. The clock goes on, faults and exchanges are forgotten.
pub(super) async fn reset(State(control): State<Control>) -> Response {
    let seed = control.stage.seed();
    begin(&control, seed).await
}

/// Begins a new world with the seed in the body. What is no seed is refused, and the world goes on as it was.
pub(super) async fn replace(State(control): State<Control>, body: Bytes) -> Response {
    match read_seed(&body) {
        Ok(seed) => begin(&control, seed).await,
        Err(told) => (StatusCode::BAD_REQUEST, told).into_response(),
    }
}

async fn begin(control: &Control, seed: Seed) -> Response {
    match control.stage.reset(seed).await {
        Ok(()) => {
            control.faults.set(vec![]);
            control.exchanges.clear();
            StatusCode::NO_CONTENT.into_response()
        }
        Err(Error::Text(status, told)) => (status, as_it_was(&told)).into_response(),
        Err(Error::Store(StoreError::Sqlite(fault))) if breaks_a_rule(&fault) => {
            (StatusCode::BAD_REQUEST, as_it_was(&fault.to_string())).into_response()
        }
        Err(error) => {
            error!(
                error = &error as &dyn std::error::Error,
                "the world could not be put back"
            );
            let text = as_it_was("the program's log says why");
            (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
        }
    }
}

fn as_it_was(told: &str) -> String {
    format!("The world could not be put back, and is as it was: {told}.")
}

/// Whether a seed has what the store takes from nobody.
fn breaks_a_rule(fault: &rusqlite::Error) -> bool {
    fault.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
}

fn read_seed(body: &[u8]) -> Result<Seed, String> {
    let text = str::from_utf8(body).map_err(|_| "The seed is not UTF-8 text.".to_owned())?;
    Seed::read(text).map_err(|error| match error {
        SeedError::Text(source) => format!("The body is no seed: {source}."),
        SeedError::Member { member, source } => format!("The body is no seed. At {member}: {source}."),
        SeedError::Policy { resource, source } => {
            format!("The policy of {resource} cannot be read. {source}.")
        }
        SeedError::Catalogue(_)
        | SeedError::Unknown { .. }
        | SeedError::Twice { .. }
        | SeedError::Key { .. } => format!("The body is no seed: {error}."),
    })
}
