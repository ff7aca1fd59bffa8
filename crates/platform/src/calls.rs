//! HTTP from one part of the local world to another, as Maskinporten asks Altinn in the real one.

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// The largest answer that is read. The longest list is one of 10 000 clients, and a client with many packages and a long
/// name takes less than 1.5 KiB.
const LARGEST_ANSWER: usize = 16 * 1024 * 1024;

/// A call that got no usable answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    #[error("calling another part of the platform")]
    Unreachable(#[from] hyper_util::client::legacy::Error),
    #[error("reading the answer of another part of the platform")]
    Unreadable(#[from] axum::Error),
}

/// Keeps connections to the other listeners open.
#[derive(Clone, Debug)]
pub(crate) struct Calls(Client<HttpConnector, Body>);

impl Calls {
    pub(crate) fn new() -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Self(Client::builder(TokioExecutor::new()).build(connector))
    }

    /// Sends a call and reads its whole answer.
    pub(crate) async fn send(&self, call: Request<Body>) -> Result<(StatusCode, Bytes), CallError> {
        let (parts, body) = self.0.request(call).await?.into_parts();
        let body = axum::body::to_bytes(Body::new(body), LARGEST_ANSWER).await?;
        Ok((parts.status, body))
    }
}
