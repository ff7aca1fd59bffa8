//! A vendor asks to change what an existing system user may do; the party answers once.
//!
//! The vendor names each change request itself, by a correlation id: sending it again gives the one that stands.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::access::{PackageUrn, Right};
use crate::ids::{ChangeRequestId, ExternalRef, OrgNumber, SystemId, SystemUserId};
use crate::problem::Problem;
use crate::request::{Decision, RequestStatus, timed_out};
use crate::time::Timestamp;

/// A vendor's request to change one system user's access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangeRequest {
    pub id: ChangeRequestId,
    pub system_user: SystemUserId,
    pub external_ref: ExternalRef,
    pub system_id: SystemId,
    pub party_org: OrgNumber,
    pub change: Change,
    pub status: RequestStatus,
    /// Where the leader goes afterwards, verbatim as the vendor gave it; may be empty.
    pub redirect_url: Option<String>,
    pub created: Timestamp,
}

/// What a system user is to get and to lose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    pub required_rights: Vec<Right>,
    pub unwanted_rights: Vec<Right>,
    pub required_packages: Vec<PackageUrn>,
    pub unwanted_packages: Vec<PackageUrn>,
}

impl ChangeRequest {
    /// Answers the request. Only a new one can be answered.
    ///
    /// # Errors
    /// [`Problem::RequestNotNew`].
    pub fn decide(self, decision: Decision) -> Result<Self, Problem> {
        let status = self.status.decide(decision)?;
        Ok(Self { status, ..self })
    }

    /// Whether the request is too old to expect an answer.
    pub fn timed_out(&self, now: Timestamp) -> bool {
        timed_out(self.created, now)
    }

    /// What another vendor is told that uses this request's correlation id (altinn-platform.md 4.2, step 9).
    pub fn blocks_id(&self) -> Problem {
        match self.status {
            RequestStatus::New => Problem::RequestPending,
            RequestStatus::Accepted | RequestStatus::Rejected | RequestStatus::Denied => {
                Problem::ChangeRequestNotNew
            }
        }
    }
}

impl Change {
    /// Whether nothing is asked for: then nobody needs to answer.
    pub fn is_empty(&self) -> bool {
        self.required_rights.is_empty()
            && self.unwanted_rights.is_empty()
            && self.required_packages.is_empty()
            && self.unwanted_packages.is_empty()
    }

    /// The required packages that a system user does not hold yet.
    pub fn packages_to_give(&self, held: &[PackageUrn]) -> Vec<PackageUrn> {
        let missing = self.required_packages.iter().filter(|urn| !held.contains(urn));
        missing.cloned().collect()
    }

    /// The unwanted packages that a system user does hold.
    pub fn packages_to_take(&self, held: &[PackageUrn]) -> Vec<PackageUrn> {
        let present = self.unwanted_packages.iter().filter(|urn| held.contains(urn));
        present.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_one_is_answered_once() {
        let answered = request(RequestStatus::New).decide(Decision::Approve).unwrap();
        assert_eq!(answered.status, RequestStatus::Accepted);
        for decision in [Decision::Approve, Decision::Reject] {
            assert_eq!(answered.clone().decide(decision), Err(Problem::RequestNotNew));
        }
        let refused = request(RequestStatus::New).decide(Decision::Reject).unwrap();
        assert_eq!(refused.status, RequestStatus::Rejected);
    }

    #[test]
    fn another_vendor_learns_only_whether_the_id_waits_for_an_answer() {
        assert_eq!(request(RequestStatus::New).blocks_id(), Problem::RequestPending);
        for status in [RequestStatus::Accepted, RequestStatus::Rejected] {
            assert_eq!(request(status).blocks_id(), Problem::ChangeRequestNotNew);
        }
    }

    #[test]
    fn only_what_differs_from_what_is_held_is_given_and_taken() {
        let change = Change {
            required_packages: packages(&["held", "new"]),
            unwanted_packages: packages(&["held too", "absent"]),
            ..Change::default()
        };
        let held = packages(&["held", "held too", "untouched"]);
        assert_eq!(change.packages_to_give(&held), packages(&["new"]));
        assert_eq!(change.packages_to_take(&held), packages(&["held too"]));
    }

    #[test]
    fn a_change_of_anything_is_a_change() {
        assert!(Change::default().is_empty());
        let one_right = vec![Right::on("r")];
        let changes = [
            Change {
                required_rights: one_right.clone(),
                ..Change::default()
            },
            Change {
                unwanted_rights: one_right,
                ..Change::default()
            },
            Change {
                required_packages: packages(&["p"]),
                ..Change::default()
            },
            Change {
                unwanted_packages: packages(&["p"]),
                ..Change::default()
            },
        ];
        assert!(changes.iter().all(|change| !change.is_empty()));
    }

    #[test]
    fn it_is_timed_out_after_180_days() {
        let request = request(RequestStatus::New);
        let day = 24 * 60 * 60;
        assert!(!request.timed_out(request.created.plus_seconds(180 * day - 1)));
        assert!(request.timed_out(request.created.plus_seconds(180 * day)));
    }

    fn packages(codes: &[&str]) -> Vec<PackageUrn> {
        codes.iter().map(|code| PackageUrn::from_code(code)).collect()
    }

    fn request(status: RequestStatus) -> ChangeRequest {
        ChangeRequest {
            id: ChangeRequestId(uuid::Uuid::from_u128(1)),
            system_user: SystemUserId(uuid::Uuid::from_u128(2)),
            external_ref: "ref".into(),
            system_id: "991825827_smartregnskap".into(),
            party_org: OrgNumber::parse("310702641").unwrap(),
            change: Change::default(),
            status,
            redirect_url: None,
            created: Timestamp::from_second(1_763_000_000),
        }
    }
}
