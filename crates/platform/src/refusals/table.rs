//! Where a refusal is told in another way than by 401, 403 or 404, and where there is nothing to refuse: each with its reason.

use contract::client_delegation::{AGENT_CLIENTS, AGENT_PACKAGES, AGENTS};
use contract::connection::{CONNECTIONS, RIGHTS, ROLES};
use contract::consent::CONSENT_LOOKUP;
use contract::delegation::{APPROVERS, AUTHORIZED_PARTY, PACKAGES, RESOURCES};
use contract::resource::{ORGANIZATION, PARTY, PARTY_BY_UUID, RESOURCE, RESOURCE_POLICY};
use contract::{path, portal};

use crate::openapi::walk::Route;

/// Calls that are sent with another verb than `GET` and change nothing when all is as it should be, by how their paths end.
pub(super) const SAFE_POSTS: &[(&str, &str)] = &[
    ("/resourceowner/authorizedparties", "it asks"),
    ("/authorization/api/v1/authorize", "it asks"),
    ("/parties/lookup", "it asks"),
    ("/consent/lookup", "it asks"),
    ("/onboarding/agreement", "it is signed already"),
];

/// How one call is answered.
#[derive(Debug)]
pub(super) struct Row {
    method: &'static str,
    /// The path or, after a `*`, how it ends.
    path: &'static str,
    /// Who is wrong, or which place is somebody else's; `*` for any.
    what: &'static str,
    pub(super) status: u16,
    /// There is nothing to refuse: the caller may.
    pub(super) is_free: bool,
    #[expect(dead_code, reason = "people read it, here and when the row is stale")]
    why: &'static str,
}

impl Row {
    pub(super) fn is_about(&self, route: &Route, what: &str) -> bool {
        let is_path = match self.path.strip_prefix('*') {
            Some(end) => route.path.ends_with(end),
            None => route.path == self.path,
        };
        is_path && route.method == self.method && (self.what == what || self.what == "*")
    }
}

/// Refused, in the contract's own way.
const fn told(
    method: &'static str,
    path: &'static str,
    what: &'static str,
    status: u16,
    why: &'static str,
) -> Row {
    Row {
        method,
        path,
        what,
        status,
        is_free: false,
        why,
    }
}

/// Not refused.
const fn free(method: &'static str, path: &'static str, status: u16, why: &'static str) -> Row {
    Row {
        method,
        path,
        what: "*",
        status,
        is_free: true,
        why,
    }
}

const CHOICE: &str = "a system in view is for everybody to choose";
const REGISTER: &str = "the register tells organisations to everybody";
const AWAY: &str = "it only leads out, and on to where the request says";
const WORKS_THERE: &str = "whoever works there reads the request and passes it on";
const MASKINPORTEN: &str = "Maskinporten itself asks, for whichever client is before it";
const FALSE: &str = "it answers false";

pub(super) const OTHER_SCOPES: &[Row] = &[];

pub(super) const OTHER_VENDOR: &[Row] = &[
    free("GET", path::SYSTEM_USER_BY_EXTERNAL_ID, 200, MASKINPORTEN),
    free("POST", CONSENT_LOOKUP, 200, MASKINPORTEN),
];

pub(super) const OTHER_KIND: &[Row] = &[
    free("GET", path::SYSTEM, 200, CHOICE),
    free("GET", path::SYSTEM_RIGHTS, 200, CHOICE),
    free("GET", path::SYSTEM_PACKAGES, 200, CHOICE),
    free("GET", ORGANIZATION, 200, REGISTER),
    free("GET", PARTY, 200, REGISTER),
    free("GET", PARTY_BY_UUID, 200, REGISTER),
    free("GET", path::SYSTEM_USER_BY_EXTERNAL_ID, 200, MASKINPORTEN),
    free("POST", CONSENT_LOOKUP, 200, MASKINPORTEN),
    free("GET", portal::path::SYSTEM_RIGHTS, 200, CHOICE),
    told("POST", path::ESCALATE_REQUEST, "*", 200, FALSE),
    told("POST", path::ESCALATE_AGENT_REQUEST, "*", 200, FALSE),
    free("POST", "*/escalate", 200, FALSE),
    free("GET", "*/logout", 302, AWAY),
];

pub(super) const OTHER_LEADER: &[Row] = &[
    free("GET", path::SYSTEM, 200, CHOICE),
    free("GET", path::SYSTEM_RIGHTS, 200, CHOICE),
    free("GET", path::SYSTEM_PACKAGES, 200, CHOICE),
    free("GET", portal::path::SYSTEM_RIGHTS, 200, CHOICE),
    free("GET", ORGANIZATION, 200, REGISTER),
    free("GET", PARTY, 200, REGISTER),
    free("GET", PARTY_BY_UUID, 200, REGISTER),
    told("POST", "*/escalate", "*", 200, FALSE),
    told(
        "GET",
        AUTHORIZED_PARTY,
        "*",
        400,
        "the parameter is what is wrong, says the contract",
    ),
    free("GET", "*/logout", 302, AWAY),
];

pub(super) const EMPLOYEE: &[Row] = &[
    free("GET", path::SYSTEM, 200, CHOICE),
    free("GET", path::SYSTEM_RIGHTS, 200, CHOICE),
    free("GET", path::SYSTEM_PACKAGES, 200, CHOICE),
    free("GET", portal::path::SYSTEM_RIGHTS, 200, CHOICE),
    free("GET", ORGANIZATION, 200, REGISTER),
    free("GET", PARTY, 200, REGISTER),
    free("GET", PARTY_BY_UUID, 200, REGISTER),
    free("GET", path::REQUEST, 200, WORKS_THERE),
    free("GET", path::AGENT_REQUEST, 200, WORKS_THERE),
    free("GET", portal::path::REQUEST, 200, WORKS_THERE),
    free("GET", portal::path::AGENT_REQUEST, 200, WORKS_THERE),
    free("POST", "*/escalate", 200, WORKS_THERE),
    free("GET", APPROVERS, 200, "who cannot decide is told who can"),
    free(
        "GET",
        AUTHORIZED_PARTY,
        200,
        "who works there may act for it in some way",
    ),
    free("GET", "*/logout", 302, AWAY),
];

const ELSEWHERE: &str = "the two do not belong together";
const EMPTY: &str = "an empty list";
const PORTAL_400: &str = "the back end's answer to whatever Altinn refuses without a code of its own";

pub(super) const SWAPPED: &[Row] = &[
    free("GET", path::SYSTEM, 200, CHOICE),
    free("GET", path::SYSTEM_RIGHTS, 200, CHOICE),
    free("GET", path::SYSTEM_PACKAGES, 200, CHOICE),
    free("GET", portal::path::SYSTEM_RIGHTS, 200, CHOICE),
    free("GET", ORGANIZATION, 200, REGISTER),
    free("GET", PARTY, 200, REGISTER),
    free("GET", PARTY_BY_UUID, 200, REGISTER),
    free(
        "GET",
        path::INTERNAL_SYSTEM_USER,
        200,
        "one of Altinn's own parts asks",
    ),
    free("GET", "*/logout", 302, AWAY),
    free("GET", path::SYSTEM_USER_BY_EXTERNAL_ID, 200, MASKINPORTEN),
    told("POST", CONSENT_LOOKUP, "body.from", 400, "AM-00012"),
    free("POST", CONSENT_LOOKUP, 200, MASKINPORTEN),
    told("PUT", path::VENDOR_SYSTEM, "body.systemId", 400, ELSEWHERE),
    told("POST", "*/escalate", "*", 200, FALSE),
    told("GET", path::AGENT_DELEGATIONS, "facilitator", 200, EMPTY),
    told("GET", path::AGENT_DELEGATIONS, "systemUserId", 200, EMPTY),
    told("POST", path::AGENT, "client", 400, "AUTH-00079"),
    told("POST", path::AGENT_DELEGATION, "customerId", 400, "AUTH-00079"),
    told("POST", path::END_USER_CLIENTS, "client", 400, "AUTH-00079"),
    told("DELETE", path::AGENT, "facilitatorId", 400, "AUTH-00039"),
    told("DELETE", path::AGENT_CLIENT, "client", 400, "AUTH-00031"),
    told("DELETE", path::AGENT_CLIENT, "provider", 400, "AUTH-00031"),
    told("DELETE", path::AGENT_CLIENT, "systemUserId", 400, "AUTH-00031"),
    told("GET", "*/self", "partyUuid", 200, FALSE),
    told("POST", "*/self", "partyUuid", 400, "AUTH-00051"),
    told("DELETE", "*/self", "partyUuid", 400, "AUTH-00057"),
    told(
        "DELETE",
        path::AGENT_DELEGATION_BY_ID,
        "delegationId",
        400,
        "AUTH-00031",
    ),
    told(
        "DELETE",
        path::AGENT_DELEGATION_BY_ID,
        "facilitatorId",
        400,
        "AUTH-00031",
    ),
    told("DELETE", path::END_USER_CLIENTS, "client", 400, "AUTH-00031"),
    told("DELETE", AGENTS, "to", 400, ELSEWHERE),
    told("GET", AGENT_PACKAGES, "to", 200, EMPTY),
    told("POST", AGENT_PACKAGES, "from", 400, ELSEWHERE),
    told("POST", AGENT_PACKAGES, "to", 400, ELSEWHERE),
    told("DELETE", AGENT_PACKAGES, "from", 400, ELSEWHERE),
    told("DELETE", AGENT_PACKAGES, "to", 400, ELSEWHERE),
    told("DELETE", AGENT_CLIENTS, "from", 400, ELSEWHERE),
    told("DELETE", AGENT_CLIENTS, "to", 400, ELSEWHERE),
    told("GET", CONNECTIONS, "from", 400, ELSEWHERE),
    told("DELETE", CONNECTIONS, "from", 400, ELSEWHERE),
    told("GET", RESOURCES, "from", 400, ELSEWHERE),
    told("DELETE", RESOURCES, "from", 400, ELSEWHERE),
    told("GET", RIGHTS, "from", 400, ELSEWHERE),
    told("GET", PACKAGES, "from", 400, ELSEWHERE),
    told("DELETE", PACKAGES, "from", 400, ELSEWHERE),
    told("GET", ROLES, "from", 400, ELSEWHERE),
    told(
        "GET",
        AUTHORIZED_PARTY,
        "*",
        400,
        "the parameter is what is wrong, says the contract",
    ),
    told("PUT", RESOURCE, "body.id", 400, ELSEWHERE),
    told("PUT", RESOURCE, "id", 400, ELSEWHERE),
    told("PUT", RESOURCE_POLICY, "body.id", 400, ELSEWHERE),
    told("POST", RESOURCE_POLICY, "body.id", 400, ELSEWHERE),
    told("DELETE", portal::path::AGENT, "partyUuid", 400, PORTAL_400),
    told("DELETE", portal::path::AGENT, "systemUserId", 400, PORTAL_400),
    told(
        "POST",
        portal::path::APPROVE_REQUEST,
        "requestId",
        400,
        PORTAL_400,
    ),
    told(
        "POST",
        portal::path::APPROVE_AGENT_REQUEST,
        "requestId",
        400,
        PORTAL_400,
    ),
    told("POST", portal::path::DELEGATIONS, "customerId", 400, PORTAL_400),
    told("POST", portal::path::REJECT_REQUEST, "requestId", 400, PORTAL_400),
    told(
        "POST",
        portal::path::REJECT_AGENT_REQUEST,
        "requestId",
        400,
        PORTAL_400,
    ),
    told(
        "POST",
        portal::path::APPROVE_CHANGE_REQUEST,
        "requestId",
        400,
        PORTAL_400,
    ),
    told(
        "POST",
        portal::path::REJECT_CHANGE_REQUEST,
        "requestId",
        400,
        PORTAL_400,
    ),
    told("GET", portal::path::DELEGATIONS, "partyUuid", 200, EMPTY),
    told("GET", portal::path::DELEGATIONS, "systemUserId", 200, EMPTY),
    told(
        "DELETE",
        portal::path::DELEGATION,
        "delegationId",
        400,
        PORTAL_400,
    ),
    told("DELETE", portal::path::DELEGATION, "partyUuid", 400, PORTAL_400),
    told(
        "DELETE",
        portal::path::DELEGATION,
        "systemUserId",
        400,
        PORTAL_400,
    ),
    told("PUT", "*/scopes", "scope", 400, ELSEWHERE),
    told("PUT", "*/scopes", "body.scope", 400, ELSEWHERE),
];
