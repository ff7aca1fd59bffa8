//! How the administration says no. Upstream's bodies are not published, so the words are ours (identity.md 2.4).

use aide::OperationOutput;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response as Described};
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::administration::AdministrationError;
use contract::body::BodyFault;
use domain::registration::RegistrationFault;

use crate::error::Error;

/// Why something was not done.
#[derive(Debug)]
pub(super) enum Refused {
    /// There is no token, or none that is good.
    Token,
    /// The token has none of these scopes.
    Scope(String),
    /// Somebody else's, or a rule of ownership.
    Forbidden(String),
    /// A field, and what is wrong with it.
    Invalid(String),
    NotFound(String),
    Conflict(String),
    Ours(Error),
}

impl Refused {
    /// A field of the call, and what is wrong with it.
    pub(super) fn field(name: &str, fault: &str) -> Self {
        Self::Invalid(format!("{name}: {fault}"))
    }
}

/// What a transaction gives back: our own faults undo it. A refusal does not, so routes refuse before they save.
pub(super) fn settle<T>(outcome: Result<T, Refused>) -> Result<Result<T, Refused>, Error> {
    match outcome {
        Err(Refused::Ours(error)) => Err(error),
        other => Ok(other),
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl From<BodyFault> for Refused {
    fn from(fault: BodyFault) -> Self {
        Self::Invalid(fault.to_string())
    }
}

impl From<RegistrationFault> for Refused {
    fn from(fault: RegistrationFault) -> Self {
        Self::Invalid(fault.to_string())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, error, description) = match self {
            Self::Ours(error) => return error.into_response(),
            Self::Token => (
                StatusCode::UNAUTHORIZED,
                "invalid_token",
                "A Maskinporten token is needed, and this is none that is good.".to_owned(),
            ),
            Self::Scope(any_of) => (
                StatusCode::FORBIDDEN,
                "insufficient_scope",
                format!("The token has none of the scopes {any_of}."),
            ),
            Self::Forbidden(why) => (StatusCode::FORBIDDEN, "access_denied", why),
            Self::Invalid(why) => (StatusCode::BAD_REQUEST, "invalid_request", why),
            Self::NotFound(what) => (StatusCode::NOT_FOUND, "not_found", what),
            Self::Conflict(why) => (StatusCode::CONFLICT, "conflict", why),
        };
        let body = AdministrationError {
            status: status.as_u16(),
            error: error.to_owned(),
            error_description: description,
        };
        let mut answer = (status, Json(body)).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let challenge = header::HeaderValue::from_static("Bearer");
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        answer
    }
}

impl OperationOutput for Refused {
    type Inner = Self;

    fn inferred_responses(
        context: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, Described)> {
        let words = [
            (400, "A field cannot be read, or a rule says no."),
            (401, "There is no token, or none that is good."),
            (403, "The token does not allow it."),
            (404, "It is not there, or somebody else's."),
            (409, "It is there already, or too early."),
        ];
        words
            .into_iter()
            .filter_map(|(status, words)| {
                let mut answer = Json::<AdministrationError>::operation_response(context, operation)?;
                words.clone_into(&mut answer.description);
                Some((Some(status), answer))
            })
            .collect()
    }
}
