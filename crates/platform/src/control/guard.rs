//! The control listener has no password, so nothing that a web page can make a browser send may reach it.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses calls that come from a page (they carry an `Origin`), and calls to a name that somebody else may have pointed
/// at this computer.
pub(super) async fn refuse_web_pages(call: Request, next: Next) -> Response {
    if call.headers().contains_key(header::ORIGIN) || !names_this_computer(call.headers()) {
        let text = "The control listener answers programs that call it by an IP address or as localhost, not web pages.";
        return (StatusCode::FORBIDDEN, text).into_response();
    }
    next.run(call).await
}

fn names_this_computer(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else {
        return true;
    };
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.chars().all(|digit| digit.is_ascii_digit()) {
            name
        } else {
            host
        }
    });
    name.eq_ignore_ascii_case("localhost") || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}
