//! What a call carries, read after the caller is known to be allowed, so that a refusal never depends on it.
//!
//! Whatever cannot be read is told by its name (altinn-platform.md 1.5, shape 4).

use std::convert::Infallible;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use domain::{ChangeRequestId, PartyId, PartyUuid, RequestId, SystemUserId};
use serde::de::DeserializeOwned;
use url::form_urlencoded;
use uuid::Uuid;

use crate::error::Error;

/// Altinn's limit on a title and on a system's id.
pub(super) const LONGEST_TEXT: usize = 255;

/// The party of a path.
pub(super) fn party(text: &str) -> Result<PartyId, Error> {
    read("party", text).map(PartyId)
}

/// The request of a path.
pub(super) fn request_id(text: &str) -> Result<RequestId, Error> {
    read("requestId", text)
}

/// The change request of a path.
pub(super) fn change_request_id(text: &str) -> Result<ChangeRequestId, Error> {
    read("requestId", text)
}

/// The system user of a path.
pub(super) fn system_user_id(text: &str) -> Result<SystemUserId, Error> {
    read("systemUserId", text)
}

/// The facilitator of a path.
pub(super) fn facilitator(text: &str) -> Result<PartyUuid, Error> {
    read("facilitator", text)
}

/// The body, which must be JSON and say so.
pub(super) fn body<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Error> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let kind = kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if !(kind == "application/json" || kind == "text/json" || kind.ends_with("+json")) {
        return Err(Error::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    contract::body::read(body).map_err(|fault| Error::field(&fault.key, fault.message))
}

/// Refuses a text that Altinn has no room for.
pub(super) fn require_fits(key: &str, text: &str) -> Result<(), Error> {
    if text.chars().count() <= LONGEST_TEXT {
        Ok(())
    } else {
        Err(Error::field(
            key,
            format!("The field {key} holds at most {LONGEST_TEXT} characters."),
        ))
    }
}

/// The parameters after the question mark. Their names are read in any case.
#[derive(Debug)]
pub(super) struct Query(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(
            form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        ))
    }
}

impl aide::OperationInput for Query {}

impl Query {
    /// A parameter's value; an empty one counts as absent.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// Parameters that must be there. All that are missing are told.
    pub(super) fn require<const N: usize>(&self, names: [&str; N]) -> Result<[&str; N], Error> {
        let is_missing = |name: &&&str| self.get(name).is_none();
        let missing = names.iter().filter(is_missing);
        let missing: Vec<_> = missing
            .map(|name| ((*name).to_owned(), format!("The {name} field is required.")))
            .collect();
        if missing.is_empty() {
            Ok(names.map(|name| self.get(name).unwrap_or_default()))
        } else {
            Err(Error::ModelState(missing))
        }
    }

    /// Every value of a parameter; empty ones count as absent.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self
            .0
            .iter()
            .filter(move |(key, _)| key.eq_ignore_ascii_case(name));
        named
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// A parameter that is a UUID: the nil one when it is absent, as upstream reads it.
    pub(super) fn uuid(&self, name: &str) -> Result<Uuid, Error> {
        self.get(name).map_or(Ok(Uuid::nil()), |text| read(name, text))
    }

    /// A yes or no, no when it is absent.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Error> {
        self.get(name)
            .map_or(Ok(false), |text| read(name, &text.to_ascii_lowercase()))
    }
}

/// What a malformed argument is told.
pub(super) fn not_valid(key: &str, text: &str) -> Error {
    Error::field(key, format!("The value '{text}' is not valid."))
}

fn read<T: FromStr>(key: &str, text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| not_valid(key, text))
}
