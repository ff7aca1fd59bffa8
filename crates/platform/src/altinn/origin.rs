//! The address that a caller sees, for links that lead back here.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::world::World;

/// Scheme, host and port, without a trailing slash. A proxy on this machine may say what the caller saw; nobody else may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin(pub(crate) String);

impl aide::OperationInput for Origin {}

impl FromRequestParts<Arc<World>> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Infallible> {
        Ok(Self::of(&world.urls.platform, parts))
    }
}

impl Origin {
    /// What the caller of a listener sees, when `own` is that listener's own address.
    pub(crate) fn of(own: &str, parts: &Parts) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Self::seen(own, peer.map(|ConnectInfo(peer)| *peer), &parts.headers)
    }

    fn seen(own: &str, peer: Option<SocketAddr>, headers: &HeaderMap) -> Self {
        if !peer.is_some_and(|peer| peer.ip().is_loopback()) {
            return Self(own.to_owned());
        }
        let (scheme, host) = own.split_once("://").unwrap_or(("http", own));
        let scheme = forwarded(headers, "x-forwarded-proto").unwrap_or(scheme);
        let host = forwarded(headers, "x-forwarded-host").unwrap_or(host);
        Self(format!("{scheme}://{host}"))
    }
}

/// The last value counts: it comes from the nearest proxy.
fn forwarded<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let line = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    line.rsplit(',')
        .next()
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "http://platform.test";

    fn seen_from(peer: &str) -> String {
        let headers = [
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "first.example, last.example"),
        ]
        .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        Origin::seen(OWN, Some(peer.parse().unwrap()), &HeaderMap::from_iter(headers)).0
    }

    #[test]
    fn a_proxy_on_this_machine_says_what_the_caller_saw() {
        assert_eq!(seen_from("127.0.0.1:5000"), "https://last.example");
        assert_eq!(seen_from("[::1]:5000"), "https://last.example");
    }

    #[test]
    fn anybody_else_is_not_believed() {
        assert_eq!(seen_from("10.0.0.1:5000"), OWN);
        assert_eq!(Origin::seen(OWN, None, &HeaderMap::new()).0, OWN);
    }
}
