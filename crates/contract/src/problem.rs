//! Why Altinn says no, as it is written: problem codes, validation codes and the bodies around them
//! (altinn-platform.md 1.5–1.7).

mod access;
mod argument;
mod connection;
mod consent;
mod fault;
mod validation;

use std::collections::BTreeMap;

use domain::Problem;
use serde::{Deserialize, Serialize};

pub use access::AccessFault;
pub use argument::ArgumentFault;
pub use connection::ConnectionRefusal;
pub use fault::{Fault, language_key};
pub use validation::{ValidationError, ValidationProblemDetails};

/// How one problem is written: the number in its code, the HTTP status and the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wire {
    pub number: u16,
    pub status: u16,
    pub title: &'static str,
}

impl Wire {
    /// The code, `AUTH-000nn`.
    pub fn code(self) -> String {
        format!("AUTH-{:05}", self.number)
    }
}

macro_rules! problems {
    ($($problem:ident = $number:literal, $status:literal, $title:literal;)*) => {
        /// Every problem the domain knows.
        const ALL: &[Problem] = &[$(Problem::$problem),*];

        /// How a problem is written.
        pub fn wire(problem: Problem) -> Wire {
            match problem {
                $(Problem::$problem => Wire { number: $number, status: $status, title: $title },)*
            }
        }
    };
}

problems! {
    PartyNotFound = 0, 400, "Can't resolve the Organisation Number from the logged in Reportee PartyId.";
    RightsNotDelegable = 1, 400, "One or more Right not found or not delegable.";
    DelegationFailed = 2, 400, "The Delegation failed.";
    SystemUserNotMade = 3, 400, "Failed to create the SystemUser.";
    SystemUserExists = 4, 400, "Failed to create new SystemUser, existing SystemUser tied to the given System-Id.";
    RequestAlreadyAccepted = 6, 400, "The combination of External Ids refer to an already Accepted SystemUser.";
    RequestPending = 7, 400, "The combination of External Ids refer to a Pending Request, please reuse or delete.";
    RequestAlreadyDenied = 8, 400, "The combination of External Ids refer to a Denied Request, please delete and renew the Request.";
    RequestAlreadyRejected = 9, 400, "The combination of External Ids refer to a Rejected Request, please delete and renew the Request.";
    RequestNotFound = 10, 404, "The Id does not refer to a Request in our system.";
    SystemNotFound = 11, 404, "The Id does not refer to a Registered System.";
    RequestNotNew = 13, 409, "The Status of the Request is not New.";
    DelegationCheckFailed = 14, 403, "DelegationCheck failed with unknown error.";
    SystemUserNotFound = 15, 404, "The SystemUser was not found.";
    RoleMissing = 16, 403, "DelegationCheck failed with error: Has not access by a delegation of role in ER or Altinn.";
    SystemNameMissing = 17, 404, "The SystemName was not found.";
    DelegationMissing = 18, 403, "DelegationCheck failed with error: Has not access by direct delegation.";
    ServiceListMissing = 19, 403, "DelegationCheck failed with error: The service requires explicit access in SRR and the reportee is missing this.";
    AuthenticationLevelTooLow = 20, 403, "DelegationCheck failed with error: The service requires explicit authentication level and the reportee is missing this.";
    RedirectNotAllowed = 21, 400, "The RedirectUri was not found or not valid.";
    RevocationFailed = 22, 400, "The operation to revoke rights failed.";
    VendorUnknown = 23, 401, "Can't resolve the Organisation Number for the Vendor from the Token.";
    SystemUserOfOtherParty = 24, 403, "you don't have rights to delete this systemuser";
    RedirectsNotRegistered = 26, 400, "No redirect uris are set for the system";
    CustomerNotValid = 28, 400, "The customer id was not provided or did not validate.";
    AgentRequestNotFound = 30, 404, "The Id does not refer to an AgentRequest in our system.";
    ClientNotUnlinked = 31, 400, "Party does not match delegation facilitator.";
    AgentNotDeleted = 33, 400, "Failed to delete the agent system user";
    SystemUserNotAgent = 34, 400, "The system user type of the provided system user GUID is not an agent.";
    SystemUserNotStandard = 36, 400, "The system user type of the provided system user GUID is not standard.";
    SeveralDelegations = 37, 400, "To many assignment found";
    FacilitatorOfOtherParty = 39, 400, "Party does not match delegation facilitator";
    RequestOfOtherParty = 41, 403, "Party does not match request's orgno";
    AgentRequestOfOtherParty = 42, 403, "Party does not match agent request's orgno";
    ClientsUnauthorized = 43, 401, "Unauthorized";
    ClientsForbidden = 44, 403, "Forbidden";
    ClientsUnreadable = 45, 400, "Failed to get clients";
    PartyWithoutUuid = 49, 400, "The party is missing its uuid.";
    PackageCheckFailed = 50, 400, "The delegation check failed for access packages";
    PackageDelegationFailed = 51, 400, "The delegation of access package to the system user failed";
    PackageInvalid = 52, 400, "One or more access packages are invalid";
    PackageNotHeld = 53, 400, "The user does not have enough access to delegate the requested access packages";
    PackagesUnreadable = 55, 500, "Failed to get delegated access packages";
    SystemUserNotDeleted = 56, 400, "Failed to delete system user";
    PackageNotRevoked = 57, 400, "Failed to delete access package delegation for system user";
    NoPackageRequested = 58, 400, "No AccessPackages found, an Agent SystemUser must have at least one";
    NothingRequested = 59, 400, "No AccessPackages or Single Rights found, a SystemUser must have at least one";
    ChangeRequestNotNew = 61, 409, "The Status of the Request is not New. Please generate a new CorrellationId for a new Change Request";
    RightsUnreadable = 62, 500, "Failed to get delegated rights";
    PackageOutsideSystem = 63, 400, "One or more accesspackage is not found in the referenced system in the System Register.";
    PackageNotAssignable = 64, 400, "One or more access packages cannot be delegated. Either they are intended for clients or they cannot be delegated further.";
    PackageNotDelegable = 65, 400, "One or more access packages cannot be delegated because they are not intended for client relationships";
    AccessManagerNeeded = 66, 403, "The request requires logged in user to have accessmanager write.";
    PackageAccessMissing = 68, 403, "DelegationCheck failed with error: Has not access by a delegation of package in Altinn.";
    AccessListMissing = 69, 403, "DelegationCheck failed with error: The receiver does not have the right based on Access List delegation.";
    ResourceNotDelegable = 70, 403, "DelegationCheck failed with error: The resource cannot be delegated to another user or entity.";
    ResourceIsMaskinportenSchema = 71, 403, "DelegationCheck failed with error: The resource is not delegable because it is a Maskinporten schema resource.";
    ClientNotFound = 79, 400, "Client not found.";
    ClientLacksPackages = 80, 400, "Client does not have the accesspackages the agent system user requires";
}

/// The problem that a code stands for, if the domain knows it.
pub fn read(code: &str) -> Option<Problem> {
    ALL.iter().copied().find(|problem| wire(*problem).code() == code)
}

/// The body of a problem (shape 1). What Altinn adds to a problem comes last, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProblemDetails {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    pub code: String,
    #[serde(default)]
    pub trace_id: String,
    #[serde(default)]
    pub status_description: String,
    #[serde(flatten)]
    pub extensions: BTreeMap<String, String>,
}

impl ProblemDetails {
    /// A problem as it is written.
    pub fn of(problem: Problem, extensions: &[(String, String)], trace_id: &str) -> Self {
        let wire = wire(problem);
        let extensions = extensions.iter().cloned();
        Self::written(&wire.code(), wire.status, wire.title, extensions, trace_id)
    }

    /// A body in the same shape for a code that is no problem of the domain's.
    pub(crate) fn written(
        code: &str,
        status: u16,
        title: &str,
        extensions: impl IntoIterator<Item = (String, String)>,
        trace_id: &str,
    ) -> Self {
        Self {
            kind: format!("urn:altinn:error:{code}"),
            title: title.to_owned(),
            status,
            detail: None,
            code: code.to_owned(),
            trace_id: trace_id.to_owned(),
            status_description: status_description(status).to_owned(),
            extensions: extensions.into_iter().collect(),
        }
    }
}

/// The sentence Altinn's errors carry for a status.
fn status_description(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        410 => "Gone",
        _ => "An error occurred while processing your request.",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_problem_is_read_back_from_its_code() {
        for problem in ALL {
            assert_eq!(read(&wire(*problem).code()), Some(*problem));
        }
    }

    #[test]
    fn no_two_problems_share_a_code() {
        let codes: HashSet<u16> = ALL.iter().map(|problem| wire(*problem).number).collect();
        assert_eq!(codes.len(), ALL.len());
    }

    #[test]
    fn a_code_has_five_digits() {
        assert_eq!(wire(Problem::RequestNotNew).code(), "AUTH-00013");
        assert_eq!(read("AUTH-13"), None);
    }
}
