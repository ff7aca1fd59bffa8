//! Altinn, asked over HTTP with the person's own token, as the real portal asks it: who may do what is decided there and
//! nowhere else.

use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode, header};
use contract::portal::Refusal;
use contract::problem::ProblemDetails;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tracing::warn;
use url::form_urlencoded;

use crate::error::Error;
use crate::page::Language;
use crate::world::World;

/// Altinn as one person meets it.
#[derive(Clone, Copy)]
pub(super) struct Altinn<'a> {
    pub(super) world: &'a World,
    pub(super) token: &'a str,
    pub(super) language: Language,
}

/// Why there is no answer to go on with.
#[derive(Debug)]
pub(super) enum Refused {
    /// Altinn said why.
    Problem(Box<ProblemDetails>),
    /// An answer that says no more than its status.
    Status(StatusCode),
    /// No answer.
    Silent,
}

impl Altinn<'_> {
    pub(super) async fn get<T: DeserializeOwned>(&self, address: &str) -> Result<T, Refused> {
        read(&self.send(Method::GET, address, None).await?)
    }

    pub(super) async fn post<T: DeserializeOwned>(&self, address: &str) -> Result<T, Refused> {
        read(&self.send(Method::POST, address, None).await?)
    }

    pub(super) async fn post_body<T: DeserializeOwned>(
        &self,
        address: &str,
        body: &impl Serialize,
    ) -> Result<T, Refused> {
        let body = serde_json::to_vec(body).map_err(|_| Refused::Status(StatusCode::BAD_REQUEST))?;
        read(&self.send(Method::POST, address, Some(body)).await?)
    }

    /// Deletes; what is answered besides the status does not matter.
    pub(super) async fn delete(&self, address: &str) -> Result<(), Refused> {
        self.send(Method::DELETE, address, None).await.map(|_| ())
    }

    pub(super) async fn delete_telling<T: DeserializeOwned>(&self, address: &str) -> Result<T, Refused> {
        read(&self.send(Method::DELETE, address, None).await?)
    }

    async fn send(&self, method: Method, address: &str, body: Option<Vec<u8>>) -> Result<Bytes, Refused> {
        let call = Request::builder()
            .method(method)
            .uri(format!("http://{}{address}", self.world.addresses.platform))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::ACCEPT, "application/json")
            .header(header::ACCEPT_LANGUAGE, self.language.code());
        let call = match body {
            Some(body) => call
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body)),
            None => call.body(Body::empty()),
        };
        let call = call.map_err(|_| Refused::Status(StatusCode::BAD_REQUEST))?;
        let (status, body) = self.world.calls.send(call).await.map_err(|error| {
            warn!(
                error = &error as &dyn std::error::Error,
                "Altinn did not answer the portal"
            );
            Refused::Silent
        })?;
        if status.is_success() {
            return Ok(body);
        }
        Err(
            serde_json::from_slice(&body).map_or(Refused::Status(status), |problem| {
                Refused::Problem(Box::new(problem))
            }),
        )
    }
}

impl Refused {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Problem(problem) => {
                StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
            Self::Status(status) => *status,
            Self::Silent => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The same, but what Altinn did not find is told in the portal's own words.
    pub(super) fn or_missing(self, refusal: Refusal) -> Error {
        if self.status() == StatusCode::NOT_FOUND {
            Error::Portal(refusal)
        } else {
            self.into()
        }
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Problem(problem) => Self::PassedOn(problem),
            Refused::Status(
                StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT,
            )
            | Refused::Silent => Self::Portal(Refusal::Unavailable),
            Refused::Status(status) => Self::Portal(Refusal::Unreadable(status.as_u16())),
        }
    }
}

/// Parameters as they are written after a question mark.
pub(super) fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// An empty answer is read as `null`.
fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refused> {
    let body: &[u8] = if body.is_empty() { b"null" } else { body };
    serde_json::from_slice(body).map_err(|error| {
        warn!(
            error = &error as &dyn std::error::Error,
            "Altinn answered the portal with something unreadable"
        );
        Refused::Status(StatusCode::INTERNAL_SERVER_ERROR)
    })
}
