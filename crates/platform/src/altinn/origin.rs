//! The address that a caller sees, for links that lead back here.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

use crate::world::World;

/// Scheme, host and port, without a trailing slash: what a proxy on this machine says, or else the listener's public
/// address when one was chosen, or else the host that was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin(pub(crate) String);

impl aide::OperationInput for Origin {}

impl FromRequestParts<Arc<World>> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Infallible> {
        Ok(Self::of(&world.urls.platform, world.addresses.platform, parts))
    }
}

impl Origin {
    /// What the caller of a listener sees, when `own` is the listener's public address and `bound` is where it listens.
    pub(crate) fn of(own: &str, bound: SocketAddr, parts: &Parts) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Self::seen(own, bound, peer.map(|ConnectInfo(peer)| *peer), &parts.headers)
    }

    fn seen(own: &str, bound: SocketAddr, peer: Option<SocketAddr>, headers: &HeaderMap) -> Self {
        let (mut scheme, mut host) = own.split_once("://").unwrap_or(("http", own));
        if own == format!("http://{bound}") {
            host = called(headers).unwrap_or(host);
        }
        if peer.is_some_and(|peer| peer.ip().is_loopback()) {
            scheme = forwarded(headers, "x-forwarded-proto").unwrap_or(scheme);
            host = forwarded(headers, "x-forwarded-host").unwrap_or(host);
        }
        Self(format!("{scheme}://{host}"))
    }
}

/// The host that was called, as the caller named it.
fn called(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let named: Authority = host.parse().ok()?;
    Some(host).filter(|_| !named.as_str().contains('@'))
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

    fn bound() -> SocketAddr {
        "0.0.0.0:5100".parse().unwrap()
    }

    fn headers<const N: usize>(named: [(&'static str, &'static str); N]) -> HeaderMap {
        named
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .into_iter()
            .collect()
    }

    fn seen_from(peer: &str) -> String {
        let proxied = headers([
            ("host", "called.example"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "first.example, last.example"),
        ]);
        Origin::seen(OWN, bound(), Some(peer.parse().unwrap()), &proxied).0
    }

    fn called_as(host: &'static str) -> String {
        let own = format!("http://{}", bound());
        Origin::seen(&own, bound(), None, &headers([("host", host)])).0
    }

    #[test]
    fn a_proxy_on_this_machine_says_what_the_caller_saw() {
        assert_eq!(seen_from("127.0.0.1:5000"), "https://last.example");
        assert_eq!(seen_from("[::1]:5000"), "https://last.example");
    }

    #[test]
    fn anybody_else_is_not_believed() {
        assert_eq!(seen_from("10.0.0.1:5000"), OWN);
        assert_eq!(Origin::seen(OWN, bound(), None, &HeaderMap::new()).0, OWN);
    }

    #[test]
    fn a_listener_without_a_chosen_address_is_where_it_was_called() {
        assert_eq!(called_as("localhost:5100"), "http://localhost:5100");
        assert_eq!(called_as("platform:5100"), "http://platform:5100");
        for crooked in ["somebody@elsewhere.example", "two words", ""] {
            assert_eq!(called_as(crooked), "http://0.0.0.0:5100", "{crooked}");
        }
    }
}
