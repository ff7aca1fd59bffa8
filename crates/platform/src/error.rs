//! How a route says no: the six body shapes of Altinn (altinn-platform.md 1.5).
//!
//! A route returns an [`Error`]; [`answer_errors`] turns it into bytes, because the body needs things that the route does
//! not know: a trace id, and what the caller accepts.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::problem::{ConnectionRefusal, ValidationError};
use domain::connection::ConnectionProblem;
use domain::consent::ConsentProblem;
use domain::{Problem, SystemFault};
use schemars::JsonSchema;
use serde::Serialize;
use tracing::error;

use crate::accept::accepted;
use crate::keys::SigningError;
use crate::store::StoreError;
use crate::world::World;

/// Why a route did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Shape 1: a rule of Altinn's says no.
    #[error("refused")]
    Problem(Refusal),
    /// Shape 1 or 2, with codes of access management's own, and the facts that it adds.
    #[error("refused by access management")]
    Connection(ConnectionProblem, Vec<(String, String)>),
    /// Shape 1, with a code of access management's own.
    #[error("refused for the consent")]
    Consent(ConsentProblem),
    /// Shape 1: the portal says no in its own words.
    #[error("refused by the portal")]
    Portal(contract::portal::Refusal),
    /// Shape 1: the portal passes on what another part of Altinn said.
    #[error("refused by another part of Altinn")]
    PassedOn(Box<contract::problem::ProblemDetails>),
    /// Shape 2: faults in what a vendor wants to register.
    #[error("invalid")]
    Validation(Vec<SystemFault>),
    /// Shape 2: what a call points at, and what is wrong with it.
    #[error("invalid arguments")]
    Arguments(Vec<ValidationError>),
    /// Shape 3: plain problem details, with Altinn's own title and detail where it gives them.
    #[error("refused with {0}")]
    Plain(StatusCode, Option<PlainText>),
    /// Shape 4: fields of the call that cannot be read, each with what is wrong.
    #[error("fields that cannot be read")]
    ModelState(Vec<(String, String)>),
    /// Shape 5: a bare sentence.
    #[error("{1}")]
    Text(StatusCode, String),
    /// Shape 6: nothing but the status.
    #[error("refused with {0}")]
    Empty(StatusCode),
    /// Ours: answered as 500, and logged.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// Ours: answered as 500, and logged.
    #[error("a token could not be signed")]
    Signing(#[from] SigningError),
}

/// The human half of a plain problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlainText {
    pub(crate) title: String,
    pub(crate) detail: String,
}

/// Plain problem details (shape 3), in the order that ASP.NET writes them.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlainDetails {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    title: String,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    trace_id: String,
}

/// Fields that cannot be read (shape 4): each name with what is wrong.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FieldFaults {
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    errors: BTreeMap<String, Vec<String>>,
    trace_id: String,
}

/// A problem, with the facts that Altinn adds to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) problem: Problem,
    pub(crate) extensions: Vec<(String, String)>,
}

impl Refusal {
    /// Adds a fact under Altinn's own key.
    pub(crate) fn with(mut self, key: &str, value: String) -> Self {
        self.extensions.push((key.to_owned(), value));
        self
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            extensions: vec![],
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Problem(refusal)
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem.into())
    }
}

impl From<ConnectionProblem> for Error {
    fn from(problem: ConnectionProblem) -> Self {
        Self::Connection(problem, vec![])
    }
}

impl From<ConsentProblem> for Error {
    fn from(problem: ConsentProblem) -> Self {
        Self::Consent(problem)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Error {
    /// Plain problem details with nothing but the status.
    pub(crate) fn plain(status: StatusCode) -> Self {
        Self::Plain(status, None)
    }

    /// A field that cannot be read.
    pub(crate) fn field(key: &str, message: impl Into<String>) -> Self {
        Self::ModelState(vec![(key.to_owned(), message.into())])
    }

    /// The whole answer, for a caller that wants bare texts as JSON or as they are.
    pub(crate) fn answer(&self, trace_id: &str, wants_json: bool) -> Response {
        write(self, trace_id, wants_json)
    }
}

impl IntoResponse for Error {
    /// Carries the error to [`answer_errors`].
    fn into_response(self) -> Response {
        let mut answer = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        answer.extensions_mut().insert(Arc::new(self));
        answer
    }
}

/// The layer that writes error bodies.
pub(crate) async fn answer_errors(State(world): State<Arc<World>>, call: Request, next: Next) -> Response {
    let wants_json = accepts_json(call.headers());
    let answer = next.run(call).await;
    match answer.extensions().get::<Arc<Error>>() {
        Some(error) => error.answer(&world.chance.trace_id(), wants_json),
        None => answer,
    }
}

/// Whether a caller asks for JSON by name: then a bare text comes in quotes. Whoever takes anything at all, or text before
/// JSON, gets it as it is.
pub(crate) fn accepts_json(headers: &HeaderMap) -> bool {
    let kinds = accepted(headers);
    let first = kinds.iter().find_map(|kind| match kind.as_str() {
        "application/json" | "text/json" | "application/*" => Some(true),
        "text/plain" | "text/*" => Some(false),
        _ => None,
    });
    first == Some(true) && kinds.iter().all(|kind| kind != "*/*")
}

fn write(error: &Error, trace_id: &str, wants_json: bool) -> Response {
    match error {
        Error::Problem(refusal) => {
            let details =
                contract::problem::ProblemDetails::of(refusal.problem, &refusal.extensions, trace_id);
            problem_json(details.status, &details)
        }
        Error::Connection(problem, extensions) => {
            match ConnectionRefusal::of(*problem, extensions, trace_id) {
                ConnectionRefusal::Problem(details) => problem_json(details.status, &details),
                ConnectionRefusal::Validation(details) => problem_json(details.status, &details),
            }
        }
        Error::Consent(problem) => {
            let details = contract::problem::ProblemDetails::of_consent(*problem, trace_id);
            problem_json(details.status, &details)
        }
        Error::Portal(refusal) => {
            let details = refusal.body(trace_id);
            problem_json(details.status, &details)
        }
        Error::PassedOn(problem) => {
            let details = contract::portal::passed_on(problem, trace_id);
            problem_json(details.status, &details)
        }
        Error::Validation(faults) => problem_json(
            400,
            &contract::problem::ValidationProblemDetails::of(faults, trace_id),
        ),
        Error::Arguments(faults) => problem_json(
            400,
            &contract::problem::ValidationProblemDetails::with(faults.clone(), trace_id),
        ),
        Error::Plain(status, text) => plain(*status, text.as_ref(), trace_id),
        Error::ModelState(fields) => problem_json(
            400,
            &FieldFaults {
                kind: "https://tools.ietf.org/html/rfc9110#section-15.5.1".to_owned(),
                title: "One or more validation errors occurred.".to_owned(),
                status: 400,
                errors: by_field(fields),
                trace_id: trace_id.to_owned(),
            },
        ),
        Error::Text(status, text) if wants_json => (*status, axum::Json(text)).into_response(),
        Error::Text(status, text) => (*status, text.clone()).into_response(),
        Error::Empty(StatusCode::UNAUTHORIZED) => {
            (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")]).into_response()
        }
        Error::Empty(status) => status.into_response(),
        Error::Store(_) | Error::Signing(_) => {
            error!(
                error = error as &dyn std::error::Error,
                trace = trace_id,
                "a call failed"
            );
            match error {
                Error::Store(store) if store.is_of_the_disk() => {
                    let text = PlainText {
                        title: "Insufficient Storage".to_owned(),
                        detail: "The platform's disk is full or cannot be written. Nothing was changed."
                            .to_owned(),
                    };
                    plain(StatusCode::INSUFFICIENT_STORAGE, Some(&text), trace_id)
                }
                _ => plain(StatusCode::INTERNAL_SERVER_ERROR, None, trace_id),
            }
        }
    }
}

fn by_field(fields: &[(String, String)]) -> BTreeMap<String, Vec<String>> {
    let mut errors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, message) in fields {
        errors.entry(key.clone()).or_default().push(message.clone());
    }
    errors
}

fn plain(status: StatusCode, text: Option<&PlainText>, trace_id: &str) -> Response {
    let title = text
        .map(|text| text.title.as_str())
        .or(status.canonical_reason())
        .unwrap_or_default();
    let detail = text.map(|text| text.detail.clone());
    let body = PlainDetails {
        kind: section(status).map(|section| format!("https://tools.ietf.org/html/rfc9110#section-{section}")),
        title: title.to_owned(),
        status: status.as_u16(),
        detail: detail.filter(|detail| !detail.is_empty()),
        trace_id: trace_id.to_owned(),
    };
    problem_json(status.as_u16(), &body)
}

/// Where RFC 9110 describes a status, for those that ASP.NET names.
fn section(status: StatusCode) -> Option<&'static str> {
    match status.as_u16() {
        400 => Some("15.5.1"),
        401 => Some("15.5.2"),
        403 => Some("15.5.4"),
        404 => Some("15.5.5"),
        409 => Some("15.5.10"),
        415 => Some("15.5.16"),
        500 => Some("15.6.1"),
        _ => None,
    }
}

fn problem_json(status: u16, body: &impl Serialize) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = (status, axum::Json(body)).into_response();
    answer.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json; charset=utf-8"),
    );
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_text_is_quoted_for_whoever_wants_json_most() {
        for (accept, quoted) in [
            ("application/json", true),
            ("text/plain;q=0.1, application/json", true),
            ("application/*", true),
            ("text/plain, application/json", false),
            ("application/json;q=0.5, text/plain", false),
            ("application/json, */*", false),
            ("*/*", false),
            ("application/xml", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]);
            assert_eq!(accepts_json(&headers), quoted, "{accept}");
        }
        assert!(!accepts_json(&HeaderMap::new()));
    }
}
