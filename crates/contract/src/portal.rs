//! The portal's own back end (altinn-platform.md 11): what it tells the pages, and how it says no.

pub mod path;

use domain::{OrgNumber, PartyUuid, RequestId, ResourceId, SystemUserId, SystemUserType, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::client_delegation::{Customer, DelegationResponse, RolePackages};
use crate::problem::ProblemDetails;
use crate::resource::{ContactPoint, ResourceReference};

/// A system, named in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegisteredSystemFe {
    pub system_id: String,
    pub system_vendor_org_number: String,
    pub system_vendor_org_name: String,
    pub name: String,
}

/// A resource, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ServiceResourceFe {
    pub identifier: ResourceId,
    pub title: String,
    pub description: String,
    pub right_description: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    pub resource_owner_name: String,
    pub resource_owner_orgcode: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_owner_org_number: Option<OrgNumber>,
    #[serde(default)]
    pub resource_references: Vec<ResourceReference>,
    pub resource_type: String,
    pub delegable: bool,
    pub visible: bool,
    #[serde(default)]
    pub contact_points: Vec<ContactPoint>,
}

/// An access package with what it opens, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccessPackageFe {
    pub id: Uuid,
    pub urn: String,
    pub name: String,
    pub description: String,
    pub is_assignable: bool,
    pub resources: Vec<PackageResourceFe>,
}

/// A resource that a package opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PackageResourceFe {
    pub identifier: ResourceId,
    pub title: String,
    pub description: String,
    pub resource_owner_name: String,
}

/// What a system asks of those who choose it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RightsFe {
    pub resources: Vec<ServiceResourceFe>,
    pub access_packages: Vec<AccessPackageFe>,
}

/// A system user. In lists the system's name is [`SystemUserFe::UNNAMED`] and nothing is said of what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemUserFe {
    pub id: Uuid,
    pub integration_title: String,
    pub party_id: String,
    pub created: Timestamp,
    pub system: RegisteredSystemFe,
    pub user_type: SystemUserType,
    pub resources: Vec<ServiceResourceFe>,
    pub access_packages: Vec<AccessPackageFe>,
}

impl SystemUserFe {
    /// What stands in a list where a system's name would.
    pub const UNNAMED: &str = "N/A";
}

/// A leader's own choice of a system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewSystemUser {
    pub integration_title: String,
    pub system_id: String,
}

/// What came of the choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreatedSystemUser {
    pub id: SystemUserId,
}

/// A request of either type. One for an agent has no resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemUserRequestFe {
    pub id: RequestId,
    pub party_id: String,
    pub party_uuid: PartyUuid,
    pub status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    pub system: RegisteredSystemFe,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<Vec<ServiceResourceFe>>,
    pub access_packages: Vec<AccessPackageFe>,
    pub created: Timestamp,
    pub escalated: bool,
    pub user_may_escalate_but_not_approve: bool,
}

/// A request to change what a system user holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemUserChangeRequestFe {
    pub id: Uuid,
    pub party_id: String,
    pub party_uuid: PartyUuid,
    pub status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    pub system: RegisteredSystemFe,
    pub required_rights: Vec<ServiceResourceFe>,
    pub unwanted_rights: Vec<ServiceResourceFe>,
    pub required_access_packages: Vec<AccessPackageFe>,
    pub unwanted_access_packages: Vec<AccessPackageFe>,
}

/// A client that could be linked to an agent system user. What kind of unit it is, #55 does not tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CustomerFe {
    pub id: PartyUuid,
    pub name: String,
    pub org_no: String,
    pub access: Vec<RolePackages>,
}

impl From<Customer> for CustomerFe {
    fn from(customer: Customer) -> Self {
        Self {
            id: customer.party_uuid,
            name: customer.display_name,
            org_no: customer
                .organization_identifier
                .map(|number| number.to_string())
                .unwrap_or_default(),
            access: customer.access,
        }
    }
}

/// A client that is linked to an agent system user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgentDelegationFe {
    pub agent_system_user_id: SystemUserId,
    pub delegation_id: Uuid,
    pub customer_id: PartyUuid,
}

impl From<&DelegationResponse> for AgentDelegationFe {
    fn from(delegation: &DelegationResponse) -> Self {
        Self {
            agent_system_user_id: delegation.agent_system_user_id,
            delegation_id: delegation.delegation_id,
            customer_id: delegation.customer_id,
        }
    }
}

/// Which client to link. A list of accesses that is sent along is ignored: a client is linked by all of the agent's
/// packages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgentDelegationRequest {
    pub customer_id: PartyUuid,
}

/// The codes that keep their number on the way through (altinn-platform.md 11.3).
const KEPT: [u16; 25] = [
    1, 2, 3, 4, 11, 14, 16, 18, 19, 20, 28, 43, 44, 45, 50, 51, 53, 55, 57, 62, 66, 68, 69, 70, 71,
];

/// Why the portal says no, in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    PartyNotFound,
    /// Whatever has no code of its own.
    Other,
    RequestNotFound,
    SystemUserNotFound,
    CustomerNotFound,
    /// A part of Altinn that cannot be reached for the moment.
    Unavailable,
    /// A part of Altinn answered something that is no problem body, with this status.
    Unreadable(u16),
}

impl Refusal {
    /// The number in the code, the status and the sentence.
    pub fn wire(self) -> (u16, u16, &'static str) {
        match self {
            Self::PartyNotFound => (
                0,
                400,
                "Can't resolve the Organisation Number from the logged in Reportee PartyId.",
            ),
            Self::Other => (
                5,
                400,
                "Default error at the end of logic chain. Not supposed to appear.",
            ),
            Self::RequestNotFound => (10, 404, "The request was not found for given party."),
            Self::SystemUserNotFound => (15, 404, "The SystemUser was not found."),
            Self::CustomerNotFound => (28, 400, "The customer id was not provided or did not validate."),
            Self::Unavailable => (100, 503, "A downstream service is temporarily unavailable."),
            Self::Unreadable(status) => (
                999,
                status,
                "The downstream service returned an unreadable answer.",
            ),
        }
    }

    /// The body.
    pub fn body(self, trace_id: &str) -> ProblemDetails {
        let (number, status, title) = self.wire();
        ProblemDetails::written(&code(number), status, title, [], trace_id)
    }
}

/// Altinn's problem as the portal passes it on: the same number where it has one, else [`Refusal::Other`]; the reasons of
/// a delegation check verbatim.
pub fn passed_on(problem: &ProblemDetails, trace_id: &str) -> ProblemDetails {
    let number = problem
        .code
        .strip_prefix("AUTH-")
        .and_then(|number| number.parse().ok())
        .filter(|number| KEPT.contains(number));
    let reasons = problem.extensions.get(REASONS);
    let reasons = reasons.map(|reasons| (REASONS.to_owned(), reasons.clone()));
    let (number, status, title) = number.map_or_else(
        || Refusal::Other.wire(),
        |number| (number, problem.status, problem.title.as_str()),
    );
    ProblemDetails::written(&code(number), status, title, reasons, trace_id)
}

/// The extension that names what a delegation check said no to.
pub const REASONS: &str = "delegationReasons";

fn code(number: u16) -> String {
    format!("AMUI-{number:05}")
}

#[cfg(test)]
mod tests {
    use domain::Problem;

    use super::*;

    fn passed(problem: Problem) -> (String, u16, Option<String>) {
        let reasons = [("delegationReasons".to_owned(), "[1]".to_owned())];
        let body = passed_on(&ProblemDetails::of(problem, &reasons, "a"), "b");
        assert_eq!(body.trace_id, "b");
        (body.code, body.status, body.extensions.get(REASONS).cloned())
    }

    #[test]
    fn a_code_that_the_portal_has_is_kept_with_its_status_and_reasons() {
        let reasons = Some("[1]".to_owned());
        assert_eq!(
            passed(Problem::RoleMissing),
            ("AMUI-00016".into(), 403, reasons.clone())
        );
        assert_eq!(
            passed(Problem::SystemNotFound),
            ("AMUI-00011".into(), 404, reasons.clone())
        );
        assert_eq!(passed(Problem::AccessManagerNeeded).0, "AMUI-00066");
        assert_eq!(
            passed(Problem::RightsUnreadable),
            ("AMUI-00062".into(), 500, reasons)
        );
    }

    #[test]
    fn every_other_code_is_the_same_one() {
        for problem in [
            Problem::RequestNotNew,
            Problem::RequestOfOtherParty,
            Problem::PackageOutsideSystem,
            Problem::PackageNotAssignable,
            Problem::PartyWithoutUuid,
            Problem::SystemUserNotFound,
        ] {
            let (code, status, _) = passed(problem);
            assert_eq!((code.as_str(), status), ("AMUI-00005", 400), "{problem:?}");
        }
    }

    #[test]
    fn what_is_not_altinns_code_is_not_passed_on_as_one() {
        let mut body = ProblemDetails::of(Problem::RoleMissing, &[], "a");
        body.code = "STD-00016".to_owned();
        assert_eq!(passed_on(&body, "b").code, "AMUI-00005");
    }

    #[test]
    fn an_unreadable_answer_keeps_its_status() {
        let body = Refusal::Unreadable(403).body("t");
        assert_eq!((body.code.as_str(), body.status), ("AMUI-00999", 403));
        assert_eq!(
            Refusal::RequestNotFound.body("t").title,
            "The request was not found for given party."
        );
    }
}
