//! The portal's own back end, `https://am.ui.<host>/accessmanagement/api/v1` (altinn-platform.md 11). Each route asks
//! Altinn with the caller's own token and tells the answer in the shape and the language of the pages.

pub(super) mod answer;
pub(super) mod change_request;
pub(super) mod client;
pub(super) mod logout;
pub(super) mod pending;
pub(super) mod request;
mod routes;
pub(super) mod system;
pub(super) mod system_user;
#[cfg(test)]
mod tests;

use axum::body::Bytes;
use serde::de::DeserializeOwned;
use uuid::Uuid;

pub(super) use routes::router;

use crate::error::Error;

/// A UUID of the path.
fn uuid(key: &str, text: &str) -> Result<Uuid, Error> {
    text.parse().map_err(|_| not_valid(key, text))
}

/// A party number of the path.
fn party(text: &str) -> Result<u32, Error> {
    text.parse().map_err(|_| not_valid("partyId", text))
}

fn not_valid(key: &str, text: &str) -> Error {
    Error::field(key, format!("The value '{text}' is not valid."))
}

/// A body that must be JSON.
fn body<T: DeserializeOwned>(body: &Bytes) -> Result<T, Error> {
    contract::body::read(body).map_err(|fault| Error::field(&fault.key, fault.message))
}
