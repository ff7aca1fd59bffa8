//! What a call for a token says after its question mark, and how it is refused.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::token::Scopes;
use domain::OrgNumber;
use serde_json::json;
use tracing::error;
use url::form_urlencoded;
use uuid::Uuid;

use super::Control;
use crate::error::Error;
use crate::keys::SigningError;

/// Seconds that a token lives when nobody says how long.
const LIFETIME: i64 = 30 * 60;
/// Seconds that a token lives at the most.
const LONGEST: i64 = 24 * 60 * 60;

/// The parameters. Their names are read in any case, and one that is empty counts as absent.
#[derive(Debug)]
pub(super) struct Asked(Vec<(String, String)>);

impl aide::OperationInput for Asked {}

impl FromRequestParts<Control> for Asked {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _control: &Control) -> Result<Self, Refusal> {
        if !names_somebody(&parts.headers) {
            return Err(Refusal::Nobody);
        }
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(
            form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        ))
    }
}

/// Whether there is a name and a password, whichever they are.
fn names_somebody(headers: &HeaderMap) -> bool {
    let given = headers.get(header::AUTHORIZATION);
    let given = given.and_then(|value| value.to_str().ok()?.split_once(' '));
    given.is_some_and(|(scheme, secret)| scheme.eq_ignore_ascii_case("basic") && !secret.trim().is_empty())
}

impl Asked {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let named = self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        named
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    pub(super) fn organisation(&self, name: &'static str) -> Result<Option<OrgNumber>, Refusal> {
        self.read(name, "It must be nine digits.", |text| {
            OrgNumber::parse(text).ok()
        })
    }

    pub(super) fn number(&self, name: &'static str) -> Result<Option<u32>, Refusal> {
        self.read(name, "It must be a number.", |text| text.parse().ok())
    }

    pub(super) fn uuid(&self, name: &'static str) -> Result<Option<Uuid>, Refusal> {
        self.read(name, "It must be a UUID.", |text| text.parse().ok())
    }

    /// How surely the person is known.
    pub(super) fn level(&self) -> Result<u32, Refusal> {
        let level = |text: &str| text.parse().ok().filter(|level| *level <= 4);
        Ok(self.read("authLvl", "It must be 0 to 4.", level)?.unwrap_or(3))
    }

    /// Seconds that the token lives.
    pub(super) fn lifetime(&self) -> Result<i64, Refusal> {
        let seconds = |text: &str| {
            text.parse()
                .ok()
                .filter(|seconds| (0..=LONGEST).contains(seconds))
        };
        let told = "It must be seconds, 0 to 86400.";
        Ok(self.read("ttl", told, seconds)?.unwrap_or(LIFETIME))
    }

    /// The scopes, with a comma or a blank between.
    pub(super) fn scopes(&self, otherwise: &str) -> Scopes {
        let scopes = self.get("scopes").unwrap_or(otherwise).split([',', ' ']);
        scopes.filter(|scope| !scope.is_empty()).collect()
    }

    fn read<T>(
        &self,
        name: &'static str,
        told: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Refusal> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        match read(text) {
            Some(value) => Ok(Some(value)),
            None => Err(Refusal::of(name, told)),
        }
    }
}

/// What must be there.
pub(super) fn required<T>(name: &'static str, value: Option<T>) -> Result<T, Refusal> {
    value.ok_or_else(|| Refusal::of(name, "It must be there."))
}

/// Why there is no token.
#[derive(Debug)]
pub(super) enum Refusal {
    /// There is no name and no password.
    Nobody,
    /// A parameter, and what is wrong with it.
    Parameter(&'static str, &'static str),
    /// Ours.
    Failed(Error),
}

impl aide::OperationOutput for Refusal {
    type Inner = Self;
}

impl Refusal {
    pub(super) fn of(name: &'static str, told: &'static str) -> Self {
        Self::Parameter(name, told)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<SigningError> for Refusal {
    fn from(error: SigningError) -> Self {
        Self::Failed(error.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Nobody => {
                let asks = [(header::WWW_AUTHENTICATE, "Basic realm=\"any name, any password\"")];
                (StatusCode::UNAUTHORIZED, asks).into_response()
            }
            Self::Parameter(name, told) => {
                (StatusCode::BAD_REQUEST, Json(json!({ name: told }))).into_response()
            }
            Self::Failed(error) => {
                error!(error = &error as &dyn std::error::Error, "a token was not made");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
