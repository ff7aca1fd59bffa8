//! A vendor's request for a system user, as it is sent and as it is read back (altinn-platform.md 3.1).

use domain::{
    OrgNumber, PartyId, PartyUuid, RequestId, RequestStatus, SystemId, SystemUserRequest, SystemUserType,
    Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::Unreadable;
use crate::access::{self, AccessPackage, Right};

/// What a vendor sends to ask for a standard system user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CreateRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integration_title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<String>,
    pub system_id: String,
    pub party_org_no: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Vec<Right>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_packages: Option<Vec<AccessPackage>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
}

/// What a vendor sends to ask for an agent system user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CreateAgentRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integration_title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<String>,
    pub system_id: String,
    pub party_org_no: String,
    pub access_packages: Vec<AccessPackage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
}

impl From<CreateAgentRequest> for CreateRequest {
    fn from(sent: CreateAgentRequest) -> Self {
        Self {
            integration_title: sent.integration_title,
            external_ref: sent.external_ref,
            system_id: sent.system_id,
            party_org_no: sent.party_org_no,
            rights: None,
            access_packages: Some(sent.access_packages),
            redirect_url: sent.redirect_url,
        }
    }
}

impl CreateRequest {
    /// Takes blanks away around every text that belongs to the request itself (altinn-platform.md 1.8).
    #[must_use]
    pub fn trimmed(self) -> Self {
        let trim = |text: String| text.trim().to_owned();
        Self {
            integration_title: self.integration_title.map(trim),
            external_ref: self.external_ref.map(trim),
            system_id: trim(self.system_id),
            party_org_no: trim(self.party_org_no),
            redirect_url: self.redirect_url.map(trim),
            ..self
        }
    }
}

/// A request as its vendor reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RequestSystemResponse {
    pub id: RequestId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integration_title: Option<String>,
    pub external_ref: String,
    pub system_id: String,
    pub party_org_no: String,
    /// Absent when the request is for an agent system user, and only then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Vec<Right>>,
    #[serde(default)]
    pub access_packages: Vec<AccessPackage>,
    pub status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    /// The page where a leader answers. Absent in lists and in what the portal reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_url: Option<String>,
    pub escalated: bool,
    pub created: Timestamp,
    pub timed_out: bool,
}

impl RequestSystemResponse {
    /// The request as written, without a confirm address.
    pub fn of(request: &SystemUserRequest, now: Timestamp) -> Self {
        Self {
            id: request.id,
            integration_title: Some(request.integration_title.clone()),
            external_ref: request.external_ref.to_string(),
            system_id: request.system_id.to_string(),
            party_org_no: request.party_org.to_string(),
            rights: match request.kind {
                SystemUserType::Standard => Some(access::rights(&request.rights)),
                SystemUserType::Agent => None,
            },
            access_packages: access::packages(&request.access_packages),
            status: status(request.status).to_owned(),
            redirect_url: request.redirect_url.clone(),
            confirm_url: None,
            escalated: request.escalated,
            created: request.created,
            timed_out: request.timed_out(now),
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
}

impl TryFrom<RequestSystemResponse> for SystemUserRequest {
    type Error = Unreadable;

    fn try_from(body: RequestSystemResponse) -> Result<Self, Unreadable> {
        Ok(Self {
            id: body.id,
            kind: match body.rights {
                Some(_) => SystemUserType::Standard,
                None => SystemUserType::Agent,
            },
            integration_title: body.integration_title.unwrap_or_default(),
            external_ref: body.external_ref.as_str().into(),
            system_id: SystemId(body.system_id),
            party_org: OrgNumber::parse(&body.party_org_no).map_err(|_| Unreadable::field("partyOrgNo"))?,
            rights: access::read(body.rights.unwrap_or_default()),
            access_packages: access::read(body.access_packages),
            status: read_status(&body.status)?,
            redirect_url: body.redirect_url,
            escalated: body.escalated,
            created: body.created,
        })
    }
}

/// A request as the portal reads it by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RequestSystemResponseInternal {
    pub id: RequestId,
    pub external_ref: String,
    pub system_id: String,
    pub party_org_no: String,
    pub party_id: PartyId,
    pub party_uuid: PartyUuid,
    #[serde(default)]
    pub rights: Vec<Right>,
    #[serde(default)]
    pub access_packages: Vec<AccessPackage>,
    pub status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_url: Option<String>,
    pub escalated: bool,
    /// The reader belongs to the organisation but may not answer for it.
    pub user_may_escalate_but_not_approve: bool,
    pub created: Timestamp,
    /// Absent for a standard system user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_user_type: Option<SystemUserType>,
}

impl RequestSystemResponseInternal {
    /// The request as the portal is told of it.
    pub fn of(request: &SystemUserRequest, party: PartyId, uuid: PartyUuid, may_only_escalate: bool) -> Self {
        Self {
            id: request.id,
            external_ref: request.external_ref.to_string(),
            system_id: request.system_id.to_string(),
            party_org_no: request.party_org.to_string(),
            party_id: party,
            party_uuid: uuid,
            rights: access::rights(&request.rights),
            access_packages: access::packages(&request.access_packages),
            status: status(request.status).to_owned(),
            redirect_url: request.redirect_url.clone(),
            escalated: request.escalated,
            user_may_escalate_but_not_approve: may_only_escalate,
            created: request.created,
            system_user_type: match request.kind {
                SystemUserType::Standard => None,
                SystemUserType::Agent => Some(SystemUserType::Agent),
            },
        }
    }
}

impl TryFrom<RequestSystemResponseInternal> for SystemUserRequest {
    type Error = Unreadable;

    /// Reads the request; this body never carries its title, so the title is empty.
    fn try_from(body: RequestSystemResponseInternal) -> Result<Self, Unreadable> {
        Ok(Self {
            id: body.id,
            kind: body.system_user_type.unwrap_or(SystemUserType::Standard),
            integration_title: String::new(),
            external_ref: body.external_ref.as_str().into(),
            system_id: SystemId(body.system_id),
            party_org: OrgNumber::parse(&body.party_org_no).map_err(|_| Unreadable::field("partyOrgNo"))?,
            rights: access::read(body.rights),
            access_packages: access::read(body.access_packages),
            status: read_status(&body.status)?,
            redirect_url: body.redirect_url,
            escalated: body.escalated,
            created: body.created,
        })
    }
}

/// A status as it is written.
pub fn status(status: RequestStatus) -> &'static str {
    match status {
        RequestStatus::New => "New",
        RequestStatus::Accepted => "Accepted",
        RequestStatus::Rejected => "Rejected",
        RequestStatus::Denied => "Denied",
    }
}

/// Reads a status.
///
/// # Errors
/// [`Unreadable`] when the domain knows no such status.
pub fn read_status(text: &str) -> Result<RequestStatus, Unreadable> {
    [
        RequestStatus::New,
        RequestStatus::Accepted,
        RequestStatus::Rejected,
        RequestStatus::Denied,
    ]
    .into_iter()
    .find(|known| status(*known) == text)
    .ok_or(Unreadable::field("status"))
}
