//! The browser's own session, which lets a second sign-in pass without asking.

use axum::http::{HeaderMap, HeaderValue};
use domain::Timestamp;

use super::level::Level;
use crate::caller::cookie;
use crate::digest::sha256;
use crate::error::Error;
use crate::store;
use crate::store::session::Session;
use crate::world::World;

const COOKIE: &str = "idporten-session";
/// Seconds without a sign-in after which a session is over.
const IDLE: i64 = 30 * 60;
/// Seconds after which it is over whatever happens.
const LONGEST: i64 = 2 * 60 * 60;

/// The session of the browser that calls.
pub(super) fn of(world: &World, headers: &HeaderMap) -> Result<Option<Session>, Error> {
    let Some(secret) = cookie(headers, COOKIE) else {
        return Ok(None);
    };
    let (id, now) = (sha256(secret), world.clock.now());
    world.store.read(|conn| store::session::find(conn, &id, now))
}

/// A session of a browser that has none for this person, and what to give the browser to know it by.
pub(super) fn begin(world: &World, pid: String, level: Level) -> (Session, Option<HeaderValue>) {
    let (secret, now) = (world.chance.token(32), world.clock.now());
    let session = Session {
        id: sha256(&secret),
        sid: world.chance.token(16),
        pid,
        level,
        authenticated: now,
        expires: now.plus_seconds(IDLE),
    };
    (session, HeaderValue::try_from(line(&secret)).ok())
}

/// The session after its person has signed in once more.
pub(super) fn renewed(session: Session, level: Level, now: Timestamp) -> Session {
    used(
        Session {
            level,
            authenticated: now,
            ..session
        },
        now,
    )
}

/// The session after it has let somebody pass.
pub(super) fn used(session: Session, now: Timestamp) -> Session {
    let longest = session.authenticated.plus_seconds(LONGEST);
    Session {
        expires: now.plus_seconds(IDLE).min(longest),
        ..session
    }
}

/// What makes the browser forget.
pub(super) fn forgotten() -> HeaderValue {
    HeaderValue::from_static("idporten-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

fn line(secret: &str) -> String {
    format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax")
}
