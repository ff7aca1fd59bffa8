//! A vendor asks a party for a system user; the party answers once.

use serde::{Deserialize, Serialize};
use specta::Type;
use url::Url;

use crate::access::{PackageUrn, Right};
use crate::ids::{ExternalRef, OrgNumber, RequestId, SystemId, SystemUserId};
use crate::problem::Problem;
use crate::system_user::{SystemUser, SystemUserType};
use crate::time::Timestamp;

/// Days after which an unanswered request is flagged as too old. It can still be answered (altinn-platform.md 3.9).
pub const TIMED_OUT_AFTER_DAYS: i64 = 180;

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RequestStatus {
    New,
    Accepted,
    Rejected,
    /// In Altinn's vocabulary, never written by it.
    Denied,
}

impl RequestStatus {
    /// Where the answer leads. Only what is new can be answered.
    pub(crate) fn decide(self, decision: Decision) -> Result<Self, Problem> {
        match (self, decision) {
            (Self::New, Decision::Approve) => Ok(Self::Accepted),
            (Self::New, Decision::Reject) => Ok(Self::Rejected),
            (Self::Accepted | Self::Rejected | Self::Denied, _) => Err(Problem::RequestNotNew),
        }
    }
}

/// What a leader may say to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Decision {
    Approve,
    Reject,
}

/// The refusals that differ between requests of the two types (altinn-platform.md 3.2, 3.5, 3.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusals {
    /// There is no such request for the party to answer.
    pub not_found: Problem,
    pub of_other_party: Problem,
    pub asks_for_nothing: Problem,
    pub package_unsuitable: Problem,
}

impl SystemUserType {
    /// What a request for a system user of this type is refused with.
    pub fn refusals(self) -> Refusals {
        match self {
            Self::Standard => Refusals {
                not_found: Problem::RequestNotFound,
                of_other_party: Problem::RequestOfOtherParty,
                asks_for_nothing: Problem::NothingRequested,
                package_unsuitable: Problem::PackageNotAssignable,
            },
            Self::Agent => Refusals {
                not_found: Problem::AgentRequestNotFound,
                of_other_party: Problem::AgentRequestOfOtherParty,
                asks_for_nothing: Problem::NoPackageRequested,
                package_unsuitable: Problem::PackageNotDelegable,
            },
        }
    }
}

/// A vendor's request for a system user at one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemUserRequest {
    pub id: RequestId,
    pub kind: SystemUserType,
    pub integration_title: String,
    pub external_ref: ExternalRef,
    pub system_id: SystemId,
    pub party_org: OrgNumber,
    pub rights: Vec<Right>,
    pub access_packages: Vec<PackageUrn>,
    pub status: RequestStatus,
    /// Where the leader goes afterwards, verbatim as the vendor gave it; may be empty.
    pub redirect_url: Option<String>,
    /// Somebody without authority has passed it on.
    pub escalated: bool,
    pub created: Timestamp,
}

impl SystemUserRequest {
    /// Answers the request. Only a new request can be answered.
    ///
    /// # Errors
    /// [`Problem::RequestNotNew`].
    pub fn decide(self, decision: Decision) -> Result<Self, Problem> {
        let status = self.status.decide(decision)?;
        Ok(Self { status, ..self })
    }

    /// The system user that comes of the request: it has the request's id.
    pub fn system_user(&self, vendor: &OrgNumber, now: Timestamp) -> SystemUser {
        SystemUser {
            id: SystemUserId(self.id.0),
            kind: self.kind,
            integration_title: self.integration_title.clone(),
            system_id: self.system_id.clone(),
            vendor: vendor.clone(),
            party_org: self.party_org.clone(),
            external_ref: self.external_ref.clone(),
            access_packages: self.access_packages.clone(),
            created: now,
        }
    }

    /// Whether the request is too old to expect an answer.
    pub fn timed_out(&self, now: Timestamp) -> bool {
        timed_out(self.created, now)
    }

    /// What stands in the way of a new request with the same system, organisation and reference
    /// (altinn-platform.md 3.2, step 6.2).
    pub fn blocks_renewal(&self) -> Problem {
        match self.status {
            RequestStatus::New => Problem::RequestPending,
            RequestStatus::Accepted => Problem::RequestAlreadyAccepted,
            RequestStatus::Rejected => Problem::RequestAlreadyRejected,
            RequestStatus::Denied => Problem::RequestAlreadyDenied,
        }
    }
}

/// Whether what was asked at a moment is too old to expect an answer.
pub(crate) fn timed_out(created: Timestamp, now: Timestamp) -> bool {
    now.days_since(created) >= TIMED_OUT_AFTER_DAYS
}

/// Checks that a request's redirect address is one its system has registered: same scheme, host, port and path; query
/// and fragment are free (altinn-platform.md 3.2, step 6.5). An empty address means none.
///
/// # Errors
/// [`Problem::RedirectsNotRegistered`] when the system has none, [`Problem::RedirectNotAllowed`] when none fits or the
/// address cannot be read.
pub fn redirect_within(registered: &[Url], redirect: Option<&str>) -> Result<(), Problem> {
    let Some(redirect) = redirect.filter(|text| !text.is_empty()) else {
        return Ok(());
    };
    if registered.is_empty() {
        return Err(Problem::RedirectsNotRegistered);
    }
    let redirect = Url::parse(redirect).map_err(|_| Problem::RedirectNotAllowed)?;
    if registered
        .iter()
        .any(|allowed| left_part(allowed) == left_part(&redirect))
    {
        Ok(())
    } else {
        Err(Problem::RedirectNotAllowed)
    }
}

/// Scheme, host, port and path.
fn left_part(url: &Url) -> (&str, Option<&str>, Option<u16>, &str) {
    (
        url.scheme(),
        url.host_str(),
        url.port_or_known_default(),
        url.path(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_request_can_be_approved_or_rejected() {
        assert_eq!(
            request(RequestStatus::New)
                .decide(Decision::Approve)
                .unwrap()
                .status,
            RequestStatus::Accepted
        );
        assert_eq!(
            request(RequestStatus::New)
                .decide(Decision::Reject)
                .unwrap()
                .status,
            RequestStatus::Rejected
        );
    }

    #[test]
    fn an_answered_request_cannot_be_answered_again() {
        for status in [
            RequestStatus::Accepted,
            RequestStatus::Rejected,
            RequestStatus::Denied,
        ] {
            for decision in [Decision::Approve, Decision::Reject] {
                assert_eq!(request(status).decide(decision), Err(Problem::RequestNotNew));
            }
        }
    }

    #[test]
    fn the_system_user_of_a_request_has_its_id_and_all_that_was_asked_for() {
        let request = request(RequestStatus::Accepted);
        let vendor = OrgNumber::parse("991825827").unwrap();
        let now = request.created.plus_seconds(60);
        let user = request.system_user(&vendor, now);
        assert_eq!((user.id.0, user.created), (request.id.0, now));
        assert_eq!(
            (user.system_id, user.external_ref),
            (request.system_id, request.external_ref)
        );
        assert_eq!(user.access_packages, request.access_packages);
    }

    #[test]
    fn a_request_is_timed_out_after_180_days() {
        let request = request(RequestStatus::New);
        let day = 24 * 60 * 60;
        assert!(!request.timed_out(request.created.plus_seconds(180 * day - 1)));
        assert!(request.timed_out(request.created.plus_seconds(180 * day)));
    }

    #[test]
    fn a_redirect_may_carry_any_query() {
        assert_eq!(
            redirect_within(&registered(), Some("https://smartcloud.example/done?x=1#y")),
            Ok(())
        );
    }

    #[test]
    fn a_redirect_elsewhere_is_refused() {
        for elsewhere in [
            "https://smartcloud.example/other",
            "http://smartcloud.example/done",
            "https://smartcloud.example:8443/done",
            "https://smartcloud.example.evil.example/done",
            "/done",
        ] {
            assert_eq!(
                redirect_within(&registered(), Some(elsewhere)),
                Err(Problem::RedirectNotAllowed),
                "{elsewhere}"
            );
        }
    }

    #[test]
    fn a_redirect_needs_a_registered_address() {
        assert_eq!(
            redirect_within(&[], Some("https://a.example")),
            Err(Problem::RedirectsNotRegistered)
        );
        assert_eq!(redirect_within(&[], Some("")), Ok(()));
        assert_eq!(redirect_within(&[], None), Ok(()));
    }

    fn registered() -> Vec<Url> {
        vec![Url::parse("https://smartcloud.example/done").unwrap()]
    }

    fn request(status: RequestStatus) -> SystemUserRequest {
        SystemUserRequest {
            id: RequestId(uuid::Uuid::nil()),
            kind: SystemUserType::Standard,
            integration_title: "SmartRegnskap".into(),
            external_ref: "ref".into(),
            system_id: "991825827_smartregnskap".into(),
            party_org: OrgNumber::parse("310702641").unwrap(),
            rights: vec![Right::on("ske-krav-og-betalinger")],
            access_packages: vec![],
            status,
            redirect_url: None,
            escalated: false,
            created: Timestamp::from_second(1_763_000_000),
        }
    }
}
