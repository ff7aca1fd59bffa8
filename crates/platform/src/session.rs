//! What Altinn's hosts keep in a person's browser between them: the session, which is Altinn's own token in a cookie
//! (identity.md 4.3), and the request that the person leaves (altinn-platform.md 11.1).

use url::Url;

use crate::world::{Listeners, World};

/// Where the token is kept. Altinn's APIs read the same cookie.
pub(crate) const COOKIE: &str = "AltinnStudioRuntime";
/// In it the portal tells Altinn's sign-out which request the person leaves: one of the names below, `=`, and its id.
pub(crate) const LOGOUT_INFO: &str = "AltinnLogoutInfo";
pub(crate) const OF_REQUEST: &str = "SystemuserRequestId";
pub(crate) const OF_AGENT_REQUEST: &str = "SystemuserAgentRequestId";
pub(crate) const OF_CHANGE_REQUEST: &str = "SystemuserChangeRequestId";

/// What every cookie of Altinn's says beside its value.
pub(crate) fn attributes(urls: &Listeners<String>) -> String {
    let mut text = "Path=/; SameSite=Lax".to_owned();
    if let Some(domain) = domain(urls) {
        text.push_str("; Domain=");
        text.push_str(&domain);
    }
    if urls.portal.starts_with("https:") {
        text.push_str("; Secure");
    }
    text
}

/// The line that begins a session: it ends with the browser, or with the token.
pub(crate) fn begin(world: &World, token: &str) -> String {
    format!("{COOKIE}={token}; HttpOnly; {}", attributes(&world.urls))
}

/// The line that makes a browser forget a cookie of ours.
pub(crate) fn forget(world: &World, name: &str) -> String {
    format!("{name}=; Max-Age=0; HttpOnly; {}", attributes(&world.urls))
}

/// The domain that Altinn's hosts share, when the portal is at `am.ui.<domain>`. Otherwise a cookie is the host's alone,
/// and hosts that differ only by their port share it anyway.
fn domain(urls: &Listeners<String>) -> Option<String> {
    let host = Url::parse(&urls.portal).ok()?.host_str()?.to_owned();
    host.strip_prefix("am.ui.").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(portal: &str) -> String {
        attributes(&Listeners {
            portal: portal.to_owned(),
            ..Listeners::default()
        })
    }

    #[test]
    fn cookies_are_shared_as_the_hosts_are_named() {
        assert_eq!(at("http://127.0.0.1:5"), "Path=/; SameSite=Lax");
        assert_eq!(
            at("https://am.ui.altinn.test"),
            "Path=/; SameSite=Lax; Domain=altinn.test; Secure"
        );
        assert_eq!(at("https://portal.example"), "Path=/; SameSite=Lax; Secure");
    }
}
