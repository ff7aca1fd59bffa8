//! The paths of Altinn's system-user API (altinn-platform.md 9), as patterns: `{name}` stands for one segment.
//!
//! The same constant is the server's route and the client's address; [`fill`] makes the latter.

use url::Url;

macro_rules! paths {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = concat!("/authentication/api/v1", $path);)*

        /// Every pattern above.
        pub const ALL: &[&str] = &[$($name),*];
    };
}

paths! {
    /// #1: the systems that leaders may choose from.
    SYSTEMS = "/systemregister";
    /// #3
    SYSTEM = "/systemregister/{systemId}";
    /// #5
    SYSTEM_RIGHTS = "/systemregister/{systemId}/rights";
    /// #6
    SYSTEM_PACKAGES = "/systemregister/{systemId}/accesspackages";
    /// #2 and #7: a vendor's own systems.
    VENDOR_SYSTEMS = "/systemregister/vendor";
    /// #4, #8 and #11
    VENDOR_SYSTEM = "/systemregister/vendor/{systemId}";
    /// #9
    VENDOR_SYSTEM_RIGHTS = "/systemregister/vendor/{systemId}/rights";
    /// #10
    VENDOR_SYSTEM_PACKAGES = "/systemregister/vendor/{systemId}/accesspackages";
    /// #12
    VENDOR_SYSTEM_CHANGES = "/systemregister/vendor/{systemId}/changelog";

    /// #13
    VENDOR_REQUESTS = "/systemuser/request/vendor";
    /// #15 and #21
    VENDOR_REQUEST = "/systemuser/request/vendor/{requestId}";
    /// #17
    VENDOR_REQUEST_BY_REF = "/systemuser/request/vendor/byexternalref/{systemId}/{orgNo}/{externalRef}";
    /// #19
    VENDOR_REQUESTS_BY_SYSTEM = "/systemuser/request/vendor/bysystem/{systemId}";
    /// #22: a request, by its id alone.
    REQUEST = "/systemuser/request/{requestId}";
    /// #24
    PARTY_REQUEST = "/systemuser/request/{party}/{requestId}";
    /// #26
    APPROVE_REQUEST = "/systemuser/request/{party}/{requestId}/approve";
    /// #28
    REJECT_REQUEST = "/systemuser/request/{party}/{requestId}/reject";
    /// #30
    ESCALATE_REQUEST = "/systemuser/request/{party}/{requestId}/escalate";
    /// #32
    PENDING_REQUESTS = "/systemuser/request/{party}/{orgno}/pending";

    /// #14: as the paths above, for agent system users.
    VENDOR_AGENT_REQUESTS = "/systemuser/request/vendor/agent";
    /// #16
    VENDOR_AGENT_REQUEST = "/systemuser/request/vendor/agent/{requestId}";
    /// #18
    VENDOR_AGENT_REQUEST_BY_REF =
        "/systemuser/request/vendor/agent/byexternalref/{systemId}/{orgNo}/{externalRef}";
    /// #20
    VENDOR_AGENT_REQUESTS_BY_SYSTEM = "/systemuser/request/vendor/agent/bysystem/{systemId}";
    /// #23
    AGENT_REQUEST = "/systemuser/request/agent/{requestId}";
    /// #25
    PARTY_AGENT_REQUEST = "/systemuser/request/agent/{party}/{requestId}";
    /// #27
    APPROVE_AGENT_REQUEST = "/systemuser/request/agent/{party}/{requestId}/approve";
    /// #29
    REJECT_AGENT_REQUEST = "/systemuser/request/agent/{party}/{requestId}/reject";
    /// #31
    ESCALATE_AGENT_REQUEST = "/systemuser/request/agent/{party}/{requestId}/escalate";
    /// #33
    PENDING_AGENT_REQUESTS = "/systemuser/request/agent/{party}/{orgno}/pending";

    /// #34
    VENDOR_CHANGE_REQUESTS = "/systemuser/changerequest/vendor";
    /// #35 and #38
    VENDOR_CHANGE_REQUEST = "/systemuser/changerequest/vendor/{requestId}";
    /// #36
    VENDOR_CHANGE_REQUEST_BY_REF =
        "/systemuser/changerequest/vendor/byexternalref/{systemId}/{orgNo}/{externalRef}";
    /// #37
    VENDOR_CHANGE_REQUESTS_BY_SYSTEM = "/systemuser/changerequest/vendor/bysystem/{systemId}";
    /// #39: a change request, by its id alone.
    CHANGE_REQUEST = "/systemuser/changerequest/{requestId}";
    /// #40
    PARTY_CHANGE_REQUEST = "/systemuser/changerequest/{party}/{requestId}";
    /// #41
    APPROVE_CHANGE_REQUEST = "/systemuser/changerequest/{party}/{requestId}/approve";
    /// #42
    REJECT_CHANGE_REQUEST = "/systemuser/changerequest/{party}/{requestId}/reject";

    /// #43
    SYSTEM_USERS = "/systemuser/{party}";
    /// #45 and #48
    SYSTEM_USER = "/systemuser/{party}/{systemUserId}";
    /// #46
    SYSTEM_USER_DELEGATIONS = "/systemuser/{party}/{systemUserId}/delegations";
    /// #47
    CREATE_SYSTEM_USER = "/systemuser/{party}/create";
    /// #50
    SYSTEM_USER_BY_EXTERNAL_ID = "/systemuser/byExternalId";
    /// #51
    VENDOR_SYSTEM_USER_BY_QUERY = "/systemuser/vendor/byquery";
    /// #52
    VENDOR_SYSTEM_USERS_BY_SYSTEM = "/systemuser/vendor/bysystem/{systemId}";
    /// #53
    SYSTEM_USER_STREAM = "/systemuser/internal/systemusers/stream";
    /// #54
    INTERNAL_SYSTEM_USER = "/systemuser/internal/systemusers/{systemUserId}";

    /// #44: the agent system users of an organisation.
    AGENTS = "/systemuser/agent/{party}";
    /// #55
    AGENT_CLIENTS = "/systemuser/agent/{party}/clients";
    /// #56
    AGENT_DELEGATIONS = "/systemuser/agent/{party}/{facilitator}/{systemUserId}/delegations";
    /// #57 and #59
    AGENT = "/systemuser/agent/{party}/{systemUserId}";
    /// #58
    AGENT_CLIENT = "/systemuser/agent/{party}/{systemUserId}/client";
    /// #60, #61 and #62
    AGENT_SELF = "/systemuser/agent/{party}/{systemUserId}/self";
    /// Removed, and still called by older programs (altinn-platform.md 6.3): #57 in another form.
    AGENT_DELEGATION = "/systemuser/agent/{party}/{systemUserId}/delegation";
    /// Removed as well: #58 without the system user.
    AGENT_DELEGATION_BY_ID = "/systemuser/agent/{party}/delegation/{delegationId}";

    /// #63
    END_USER_CLIENTS_AVAILABLE = "/enduser/systemuser/clients/available";
    /// #64, #65 and #66
    END_USER_CLIENTS = "/enduser/systemuser/clients";
    /// #67
    END_USER_AGENTS = "/enduser/systemuser/agents";

    /// A token of Maskinporten's or ID-porten's for one of Altinn's (identity.md 4.1).
    EXCHANGE = "/exchange/{tokenProvider}";
    /// One of Altinn's own tokens for a younger one (identity.md 4.3).
    REFRESH = "/refresh";
    /// Whether a token is one of eFormidling's (identity.md 4.3).
    INTROSPECTION = "/introspection";
    /// The end of a person's session.
    LOGOUT = "/logout";
    /// Where a person lands who has signed out, on the way back to the vendor (altinn-platform.md 11.2).
    LOGGED_OUT = "/logout/handleloggedout";
    /// What Altinn says of itself as an issuer (identity.md 4.2).
    OPENID_CONFIGURATION = "/openid/.well-known/openid-configuration";
    /// The keys that Altinn signs with.
    OPENID_KEYS = "/openid/.well-known/openid-configuration/jwks";
}

/// A path to call: the pattern with each `{name}`, from left to right, replaced by a value, escaped as a path segment.
/// A name that gets no value stays empty.
pub fn fill(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let segments = pattern.split('/').skip(1).map(|segment| {
        if segment.starts_with('{') {
            values.next().copied().unwrap_or_default()
        } else {
            segment
        }
    });
    let Ok(mut url) = Url::parse("http://altinn.invalid") else {
        return String::new();
    };
    if let Ok(mut path) = url.path_segments_mut() {
        path.clear().extend(segments);
    }
    url.path().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_filled_from_left_to_right() {
        assert_eq!(
            fill(VENDOR_REQUEST_BY_REF, &["991825827_smart", "310702641", "ref"]),
            "/authentication/api/v1/systemuser/request/vendor/byexternalref/991825827_smart/310702641/ref"
        );
    }

    #[test]
    fn a_value_cannot_leave_its_segment() {
        assert_eq!(
            fill(SYSTEM, &["a/b?c#d e%"]),
            "/authentication/api/v1/systemregister/a%2Fb%3Fc%23d%20e%25"
        );
    }

    #[test]
    fn a_path_without_names_is_itself() {
        assert_eq!(fill(SYSTEM_USER_BY_EXTERNAL_ID, &[]), SYSTEM_USER_BY_EXTERNAL_ID);
    }
}
