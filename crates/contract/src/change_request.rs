//! A vendor's request to change what a system user may do, as it is sent and as it is read back (altinn-platform.md 4.1).

use domain::{Change, ChangeRequest, ChangeRequestId, PartyId, PartyUuid, SystemUserId, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::access::{self, AccessPackage, Right};
use crate::request::status;

/// What a vendor sends. Which system user it is about stands after the question mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CreateChangeRequest {
    #[serde(default)]
    pub required_rights: Vec<Right>,
    #[serde(default)]
    pub unwanted_rights: Vec<Right>,
    #[serde(default)]
    pub required_access_packages: Vec<AccessPackage>,
    #[serde(default)]
    pub unwanted_access_packages: Vec<AccessPackage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
}

impl CreateChangeRequest {
    /// Takes blanks away around the redirect address (altinn-platform.md 1.8).
    #[must_use]
    pub fn trimmed(self) -> Self {
        Self {
            redirect_url: self.redirect_url.map(|url| url.trim().to_owned()),
            ..self
        }
    }

    /// The change that is asked for.
    pub fn change(self) -> Change {
        Change {
            required_rights: access::read(self.required_rights),
            unwanted_rights: access::read(self.unwanted_rights),
            required_packages: access::read(self.required_access_packages),
            unwanted_packages: access::read(self.unwanted_access_packages),
        }
    }
}

/// The status of a change request that changes nothing. It is told once and kept nowhere.
const NO_CHANGE_NEEDED: &str = "NoChangeNeeded";

/// A change request as its vendor reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChangeRequestResponse {
    /// The correlation id.
    pub id: ChangeRequestId,
    pub external_ref: String,
    pub system_id: String,
    pub system_user_id: SystemUserId,
    pub party_org_no: String,
    #[serde(default)]
    pub required_rights: Vec<Right>,
    #[serde(default)]
    pub unwanted_rights: Vec<Right>,
    #[serde(default)]
    pub required_access_packages: Vec<AccessPackage>,
    #[serde(default)]
    pub unwanted_access_packages: Vec<AccessPackage>,
    pub status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    /// The page where a leader answers. Absent in lists and in what the portal reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_url: Option<String>,
    /// Absent only when no change is needed, which is written as the first moment of the calendar.
    #[serde(serialize_with = "write_moment", deserialize_with = "read_moment")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub created: Option<Timestamp>,
    pub timed_out: bool,
}

impl ChangeRequestResponse {
    /// The change request as written, without a confirm address and never timed out.
    pub fn of(request: &ChangeRequest) -> Self {
        let change = &request.change;
        Self {
            id: request.id,
            external_ref: request.external_ref.to_string(),
            system_id: request.system_id.to_string(),
            system_user_id: request.system_user,
            party_org_no: request.party_org.to_string(),
            required_rights: access::rights(&change.required_rights),
            unwanted_rights: access::rights(&change.unwanted_rights),
            required_access_packages: access::packages(&change.required_packages),
            unwanted_access_packages: access::packages(&change.unwanted_packages),
            status: status(request.status).to_owned(),
            redirect_url: request.redirect_url.clone(),
            confirm_url: None,
            created: Some(request.created),
            timed_out: false,
        }
    }

    /// The same with the page where it is answered.
    #[must_use]
    pub fn with_confirm_url(self, confirm_url: String) -> Self {
        Self {
            confirm_url: Some(confirm_url),
            ..self
        }
    }

    /// What a vendor is told that asks for no change.
    #[must_use]
    pub fn no_change_needed(self) -> Self {
        Self {
            status: NO_CHANGE_NEEDED.to_owned(),
            confirm_url: Some(String::new()),
            created: None,
            ..self
        }
    }
}

/// A change request as the portal reads it by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChangeRequestResponseInternal {
    pub id: ChangeRequestId,
    pub external_ref: String,
    pub system_id: String,
    pub system_user_id: SystemUserId,
    pub party_org_no: String,
    pub party_id: PartyId,
    pub party_uuid: PartyUuid,
    #[serde(default)]
    pub required_rights: Vec<Right>,
    #[serde(default)]
    pub unwanted_rights: Vec<Right>,
    #[serde(default)]
    pub required_access_packages: Vec<AccessPackage>,
    #[serde(default)]
    pub unwanted_access_packages: Vec<AccessPackage>,
    pub status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
}

impl ChangeRequestResponseInternal {
    /// The change request as the portal is told of it.
    pub fn of(request: &ChangeRequest, party: PartyId, uuid: PartyUuid) -> Self {
        let told = ChangeRequestResponse::of(request);
        Self {
            id: told.id,
            external_ref: told.external_ref,
            system_id: told.system_id,
            system_user_id: told.system_user_id,
            party_org_no: told.party_org_no,
            party_id: party,
            party_uuid: uuid,
            required_rights: told.required_rights,
            unwanted_rights: told.unwanted_rights,
            required_access_packages: told.required_access_packages,
            unwanted_access_packages: told.unwanted_access_packages,
            status: told.status,
            redirect_url: told.redirect_url,
        }
    }
}

/// How Altinn writes a moment that nobody has set.
const UNSET: &str = "0001-01-01T00:00:00";

#[expect(clippy::ref_option, reason = "serde hands over a reference to the member")]
fn write_moment<S: Serializer>(moment: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match moment {
        Some(moment) => moment.serialize(serializer),
        None => serializer.serialize_str(UNSET),
    }
}

fn read_moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text == UNSET {
        return Ok(None);
    }
    text.parse().map(Some).map_err(serde::de::Error::custom)
}
