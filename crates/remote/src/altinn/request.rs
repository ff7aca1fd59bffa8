//! Requests for system users, from both sides (altinn-platform.md 3).

use contract::request::{CreateRequest, RequestSystemResponse, RequestSystemResponseInternal};
use contract::{Unreadable, access, path};
use domain::{
    ExternalRef, OrgNumber, PackageUrn, PartyId, PartyUuid, RequestId, Right, SystemId, SystemUserRequest,
};
use reqwest::StatusCode;

use super::{Altinn, Page};
use crate::error::Error;
use crate::token::AccessToken;

/// A request as a vendor wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRequest {
    pub system_id: SystemId,
    /// The organisation's number, as it was written.
    pub party_org: String,
    /// Absent: Altinn takes the organisation's number.
    pub external_ref: Option<ExternalRef>,
    pub rights: Vec<Right>,
    pub access_packages: Vec<PackageUrn>,
    pub redirect_url: Option<String>,
}

/// A request as its vendor reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorRequest {
    pub request: SystemUserRequest,
    /// The page where a leader answers; Altinn leaves it out of lists.
    pub confirm_url: Option<String>,
    /// Older than Altinn expects an answer to take.
    pub timed_out: bool,
}

/// What came of sending a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub request: VendorRequest,
    /// False when the same system, organisation and reference had a request already: this is that one, unchanged.
    pub is_new: bool,
}

/// A request as the asked organisation's people read it by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRequest {
    /// Without its title: Altinn leaves it out.
    pub request: SystemUserRequest,
    pub party_id: PartyId,
    pub party_uuid: PartyUuid,
    /// The reader belongs to the organisation and may only pass the request on.
    pub may_only_escalate: bool,
}

/// The vendor's side.
impl Altinn {
    /// Asks an organisation for a system user (#13).
    pub async fn send_request(&self, token: &AccessToken, request: NewRequest) -> Result<Sent, Error> {
        let call = self
            .http
            .post(self.at(path::VENDOR_REQUESTS))
            .json(&CreateRequest::from(request));
        let answer = self.change(call, token).await?;
        Ok(Sent {
            is_new: answer.status == StatusCode::CREATED,
            request: answer.meaning::<RequestSystemResponse, _>()?,
        })
    }

    /// One request (#15).
    pub async fn vendor_request(&self, token: &AccessToken, id: RequestId) -> Result<VendorRequest, Error> {
        let url = self.at(&path::fill(path::VENDOR_REQUEST, &[&id.to_string()]));
        self.read::<RequestSystemResponse, _>(token, url).await
    }

    /// The request with these references (#17). Where none was given when it was sent, the reference is the number.
    pub async fn vendor_request_by_ref(
        &self,
        token: &AccessToken,
        system: &SystemId,
        party: &OrgNumber,
        external_ref: &ExternalRef,
    ) -> Result<VendorRequest, Error> {
        let values = [system.as_str(), party.as_str(), external_ref.as_str()];
        let url = self.at(&path::fill(path::VENDOR_REQUEST_BY_REF, &values));
        self.read::<RequestSystemResponse, _>(token, url).await
    }

    /// Requests for a system, a page at a time (#19).
    pub async fn vendor_requests(
        &self,
        token: &AccessToken,
        system: &SystemId,
        page: Option<&str>,
    ) -> Result<Page<VendorRequest>, Error> {
        let url = self.at(&path::fill(path::VENDOR_REQUESTS_BY_SYSTEM, &[system.as_str()]));
        self.read_page::<RequestSystemResponse, _>(token, url, page).await
    }

    /// Takes a request back (#21).
    pub async fn withdraw_request(&self, token: &AccessToken, id: RequestId) -> Result<(), Error> {
        let url = self.at(&path::fill(path::VENDOR_REQUEST, &[&id.to_string()]));
        self.change(self.http.delete(url), token).await?;
        Ok(())
    }
}

/// The asked organisation's side.
impl Altinn {
    /// A request by its id alone: who may read it is told by the answer (#22).
    pub async fn asked_request(&self, token: &AccessToken, id: RequestId) -> Result<AskedRequest, Error> {
        let url = self.at(&path::fill(path::REQUEST, &[&id.to_string()]));
        self.read::<RequestSystemResponseInternal, _>(token, url).await
    }

    /// A request to one organisation, with its title (#24).
    pub async fn request(
        &self,
        token: &AccessToken,
        party: PartyId,
        id: RequestId,
    ) -> Result<SystemUserRequest, Error> {
        self.read::<RequestSystemResponse, _>(token, self.decision(path::PARTY_REQUEST, party, id))
            .await
    }

    /// Requests that wait for the organisation's answer (#32).
    pub async fn pending_requests(
        &self,
        token: &AccessToken,
        party: PartyId,
        org: &OrgNumber,
    ) -> Result<Vec<SystemUserRequest>, Error> {
        let url = self.at(&path::fill(
            path::PENDING_REQUESTS,
            &[&party.to_string(), org.as_str()],
        ));
        self.read_list::<RequestSystemResponse, _>(token, url).await
    }

    /// Says yes. Sent once, never repeated (#26).
    pub async fn approve_request(
        &self,
        token: &AccessToken,
        party: PartyId,
        id: RequestId,
    ) -> Result<(), Error> {
        let call = self.http.post(self.decision(path::APPROVE_REQUEST, party, id));
        self.change(call, token).await?;
        Ok(())
    }

    /// Says no. Sent once, never repeated (#28).
    pub async fn reject_request(
        &self,
        token: &AccessToken,
        party: PartyId,
        id: RequestId,
    ) -> Result<(), Error> {
        let call = self.http.post(self.decision(path::REJECT_REQUEST, party, id));
        self.change(call, token).await?;
        Ok(())
    }

    /// Passes the request on to somebody who may answer it; false when Altinn did not (#30).
    pub async fn escalate_request(
        &self,
        token: &AccessToken,
        party: PartyId,
        id: RequestId,
    ) -> Result<bool, Error> {
        let call = self.http.post(self.decision(path::ESCALATE_REQUEST, party, id));
        self.change(call, token).await?.json()
    }

    fn decision(&self, pattern: &str, party: PartyId, id: RequestId) -> url::Url {
        self.at(&path::fill(pattern, &[&party.to_string(), &id.to_string()]))
    }
}

impl NewRequest {
    /// The exact body that is sent, indented.
    ///
    /// # Errors
    /// Never in practice: every member is text or a list of it.
    pub fn body(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&CreateRequest::from(self.clone()))
    }
}

impl From<NewRequest> for CreateRequest {
    fn from(request: NewRequest) -> Self {
        Self {
            integration_title: None,
            external_ref: request.external_ref.map(|reference| reference.0),
            system_id: request.system_id.0,
            party_org_no: request.party_org,
            rights: Some(access::rights(&request.rights)),
            access_packages: Some(access::packages(&request.access_packages)),
            redirect_url: request.redirect_url,
        }
    }
}

impl TryFrom<RequestSystemResponse> for VendorRequest {
    type Error = Unreadable;

    fn try_from(body: RequestSystemResponse) -> Result<Self, Unreadable> {
        Ok(Self {
            confirm_url: body.confirm_url.clone(),
            timed_out: body.timed_out,
            request: body.try_into()?,
        })
    }
}

impl TryFrom<RequestSystemResponseInternal> for AskedRequest {
    type Error = Unreadable;

    fn try_from(body: RequestSystemResponseInternal) -> Result<Self, Unreadable> {
        Ok(Self {
            party_id: body.party_id,
            party_uuid: body.party_uuid,
            may_only_escalate: body.user_may_escalate_but_not_approve,
            request: body.try_into()?,
        })
    }
}
