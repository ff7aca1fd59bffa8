//! The paths of the portal's back end, on the portal's own host (altinn-platform.md 11.1).

macro_rules! paths {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = concat!("/accessmanagement/api/v1", $path);)*

        /// Every pattern above.
        pub const ALL: &[&str] = &[$($name),*];
    };
}

paths! {
    /// The systems to choose from.
    SYSTEMS = "/systemregister";
    /// What one of them asks for.
    SYSTEM_RIGHTS = "/systemregister/rights/{systemId}";

    /// A party's own system users; a new one.
    SYSTEM_USERS = "/systemuser/{party}";
    SYSTEM_USER = "/systemuser/{party}/{systemUserId}";
    /// The waiting requests that somebody has passed on, by the party's UUID.
    PENDING = "/systemuser/{partyUuid}/pending";
    AGENTS = "/systemuser/agent/{party}";
    AGENT = "/systemuser/agent/{party}/{systemUserId}";

    REQUEST = "/systemuser/request/{requestId}";
    APPROVE_REQUEST = "/systemuser/request/{party}/{requestId}/approve";
    REJECT_REQUEST = "/systemuser/request/{party}/{requestId}/reject";
    ESCALATE_REQUEST = "/systemuser/request/{party}/{requestId}/escalate";
    LOGOUT_REQUEST = "/systemuser/request/{requestId}/logout";

    AGENT_REQUEST = "/systemuser/agentrequest/{requestId}";
    APPROVE_AGENT_REQUEST = "/systemuser/agentrequest/{party}/{requestId}/approve";
    REJECT_AGENT_REQUEST = "/systemuser/agentrequest/{party}/{requestId}/reject";
    ESCALATE_AGENT_REQUEST = "/systemuser/agentrequest/{party}/{requestId}/escalate";
    LOGOUT_AGENT_REQUEST = "/systemuser/agentrequest/{requestId}/logout";

    CHANGE_REQUEST = "/systemuser/changerequest/{requestId}";
    APPROVE_CHANGE_REQUEST = "/systemuser/changerequest/{party}/{requestId}/approve";
    REJECT_CHANGE_REQUEST = "/systemuser/changerequest/{party}/{requestId}/reject";
    LOGOUT_CHANGE_REQUEST = "/systemuser/changerequest/{requestId}/logout";

    CUSTOMERS = "/systemuser/agentdelegation/{party}/{systemUserId}/customers";
    DELEGATIONS = "/systemuser/agentdelegation/{party}/{systemUserId}/delegation";
    DELEGATION = "/systemuser/agentdelegation/{party}/{systemUserId}/delegation/{delegationId}";
    OWN_PARTY = "/systemuser/agentdelegation/{party}/{systemUserId}/self";
}
