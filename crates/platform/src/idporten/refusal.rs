//! How the back-door endpoints say no (RFC 6749 5.2).

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::token::oauth::OauthError;

use crate::error::Error;

/// Why a call gets nothing.
#[derive(Debug)]
pub(super) enum Refused {
    /// The error and what is wrong, in words.
    Call(&'static str, &'static str),
    /// The client is not who it says. One that tried a password in the header is told how to try again.
    Client { why: &'static str, by_header: bool },
    /// Ours to mend.
    Ours(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, error, description) = match &self {
            Self::Call(error, description) => (StatusCode::BAD_REQUEST, *error, *description),
            Self::Client { why, .. } => (StatusCode::UNAUTHORIZED, "invalid_client", *why),
            Self::Ours(error) => {
                tracing::error!(
                    error = error as &dyn std::error::Error,
                    "a call to ID-porten failed"
                );
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "server_error",
                    "internal error",
                )
            }
        };
        let body = OauthError {
            error: error.to_owned(),
            error_description: Some(description.to_owned()),
            error_uri: None,
        };
        let mut answer = no_store((status, Json(body)));
        if let Self::Client { by_header: true, .. } = self {
            answer.headers_mut().insert(
                header::WWW_AUTHENTICATE,
                header::HeaderValue::from_static(r#"Basic realm="ID-porten""#),
            );
        }
        answer
    }
}

/// An answer that nobody may keep (RFC 6749 5.1).
pub(super) fn no_store(answer: impl IntoResponse) -> Response {
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];
    (headers, answer).into_response()
}
