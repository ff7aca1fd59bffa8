//! Proof that a call with the session cookie comes from a front end of ours (altinn-platform.md 11): a secret that only
//! the browser keeps, and its companion, which the front end reads and sends back in a header.

use axum::http::{HeaderMap, StatusCode};

use crate::caller::cookie;
use crate::digest::sha256;
use crate::error::Error;
use crate::session;
use crate::world::World;

pub(super) const SECRET: &str = "AS-XSRF-TOKEN";
pub(super) const COMPANION: &str = "XSRF-TOKEN";
const HEADER: &str = "x-xsrf-token";
/// Characters of 32 bytes in base64url.
const LENGTH: usize = 43;

/// Demands the companion of the browser's secret and session.
///
/// # Errors
/// 400, as ASP.NET answers.
pub(super) fn require(headers: &HeaderMap, session: &str) -> Result<(), Error> {
    let sent = headers.get(HEADER).and_then(|value| value.to_str().ok());
    match (secret(headers), sent) {
        (Some(secret), Some(sent)) if sent == companion(secret, session) => Ok(()),
        _ => Err(Error::plain(StatusCode::BAD_REQUEST)),
    }
}

/// The lines that give a browser both cookies, for a session that begins.
pub(super) fn begin(world: &World, session: &str) -> [String; 2] {
    let secret = world.chance.token(32);
    let companion = companion(&secret, session);
    let safe = session::attributes(&world.urls);
    [
        format!("{SECRET}={secret}; HttpOnly; {safe}"),
        format!("{COMPANION}={companion}; {safe}"),
    ]
}

fn secret(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SECRET).filter(|text| text.len() == LENGTH)
}

/// Tied to the session, so that nobody can prepare a pair for a browser before somebody signs in with it.
fn companion(secret: &str, session: &str) -> String {
    sha256(&format!("xsrf {secret} {session}"))
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;
    use crate::testing;

    const SESSION: &str = "a.b.c";

    fn browser(cookies: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, cookies.parse().unwrap())])
    }

    #[tokio::test]
    async fn only_the_pair_of_this_browser_and_session_passes() {
        let world = testing::world().await;
        let given = begin(&world, SESSION);
        let pairs = given.each_ref().map(|line| line.split(';').next().unwrap());
        let sent = pairs[1].split_once('=').unwrap().1;

        let mut call = browser(&pairs.join("; "));
        assert!(require(&call, SESSION).is_err());
        call.insert(HEADER, sent.parse().unwrap());
        assert!(require(&call, SESSION).is_ok());
        assert!(require(&call, "another.session.token").is_err());
        call.insert(HEADER, "wrong".parse().unwrap());
        assert!(require(&call, SESSION).is_err());
    }
}
