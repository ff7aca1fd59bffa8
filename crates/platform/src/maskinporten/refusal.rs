//! How Maskinporten says no (identity.md 1.5).

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::token::oauth::OauthError;
use domain::{MaskinportenRefusal, OrgNumber, Scope};
use tracing::{error, warn};

use crate::calls::CallError;
use crate::error::Error;
use crate::world::World;

/// Why a grant gave no token.
#[derive(Debug)]
pub(super) enum Refused {
    /// The catalogue says no.
    Grant(MaskinportenRefusal),
    /// The catalogue says no, and names two organisations.
    NotDelegated {
        scope: Scope,
        consumer: OrgNumber,
        supplier: OrgNumber,
    },
    /// Altinn could not be asked about a system user or a delegation.
    Altinn(AltinnFault),
    /// More grants are in use than can be remembered.
    Full,
    /// Ours to mend.
    Ours(Error),
}

/// An answer from Altinn that decides nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum AltinnFault {
    #[error("calling Altinn")]
    Call(#[from] CallError),
    #[error("Altinn answered {0}")]
    Status(StatusCode),
    #[error("reading Altinn's answer")]
    Body(#[from] serde_json::Error),
    #[error("writing the call")]
    Request(#[from] axum::http::Error),
}

impl From<MaskinportenRefusal> for Refused {
    fn from(refusal: MaskinportenRefusal) -> Self {
        Self::Grant(refusal)
    }
}

impl From<AltinnFault> for Refused {
    fn from(fault: AltinnFault) -> Self {
        Self::Altinn(fault)
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl Refused {
    /// The answer: 400 for what a caller did, 503 when Altinn is away or the memory of grants is full, 500 for what we did.
    pub(super) fn answer(self, world: &World) -> Response {
        let trace = world.chance.trace_id();
        let trace = trace.get(3..35).unwrap_or(&trace);
        let (status, body) = match &self {
            Self::Grant(refusal) => (
                StatusCode::BAD_REQUEST,
                OauthError::maskinporten(refusal, &world.issuers.maskinporten, trace),
            ),
            Self::NotDelegated {
                scope,
                consumer,
                supplier,
            } => (
                StatusCode::BAD_REQUEST,
                OauthError::not_delegated(scope, consumer, supplier, &world.issuers.maskinporten, trace),
            ),
            Self::Altinn(fault) => {
                warn!(
                    error = fault as &dyn std::error::Error,
                    trace, "could not ask Altinn"
                );
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    plain("temporarily_unavailable", "Altinn did not answer.", trace),
                )
            }
            Self::Full => {
                warn!(trace, "refused a grant because the memory of used grants is full");
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    plain("temporarily_unavailable", "Too many grants at once.", trace),
                )
            }
            Self::Ours(fault) => {
                error!(
                    error = fault as &dyn std::error::Error,
                    trace, "a token call failed"
                );
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    plain("server_error", "Internal error.", trace),
                )
            }
        };
        (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
    }
}

fn plain(error: &str, description: &str, trace: &str) -> OauthError {
    OauthError {
        error: error.to_owned(),
        error_description: Some(format!("{description} (trace_id: {trace})")),
        error_uri: None,
    }
}
