//! Requests that the vendor has sent.

mod check;
mod seen;
pub(crate) mod watch;

use std::collections::HashMap;

use domain::{
    ExternalRef, Localized, PackageUrn, RegisteredSystem, RequestId, RequestStatus, Right, SystemId,
    SystemUserRequest, Timestamp,
};
use futures_util::{StreamExt, stream};
use remote::altinn::{NewRequest, VendorRequest};
use serde::{Deserialize, Serialize};
use specta::Type;
use tracing::info;

use crate::App;
use crate::describe::AT_ONCE;
use crate::failure::Failure;
use crate::finding::Finding;
use crate::listing::Listing;
use crate::token::Purpose;
use crate::topic::Topic;

/// A request as it is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestDraft {
    pub system_id: SystemId,
    /// The customer's number as it was typed.
    pub party_org: String,
    pub external_ref: Option<String>,
    pub rights: Vec<Right>,
    pub access_packages: Vec<PackageUrn>,
    pub redirect_url: Option<String>,
}

/// A request in the vendor's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SentRequest {
    pub request: SystemUserRequest,
    pub system_name: Localized,
    /// The customer's name in the register; absent when it could not be read.
    pub party_name: Option<String>,
    pub timed_out: bool,
    /// The address for the customer's leader. Altinn gives it when a request is read alone, not in lists.
    pub confirm_url: Option<String>,
    /// When this app saw each status for the first time, oldest first.
    pub seen: Vec<StatusSeen>,
}

/// A status and when the app first saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StatusSeen {
    pub status: RequestStatus,
    pub at: Timestamp,
}

impl App {
    /// Requests for one of the vendor's systems, a page at a time. Those that wait for an answer are watched from here on.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when no vendor is set up; those of asking Altinn when nothing is known from before.
    pub async fn sent_requests(
        &self,
        system: SystemId,
        page: Option<String>,
    ) -> Result<Listing<SentRequest>, Failure> {
        let (altinn, id, from) = (&self.0.remote.altinn, &system, page.as_deref());
        let read = |token| async move { altinn.vendor_requests(&token, id, from).await };
        let read = self.as_vendor(Purpose::Requests, read).await;
        let (read, next) = match read {
            Ok(page) => (self.told(page.items).await, page.next),
            Err(failure) => (Err(failure), None),
        };
        let question = format!("vendor/requests/{system}/{}", page.unwrap_or_default());
        let listing = self.or_last_known(question, read).await?;
        Ok(Listing { next, ..listing })
    }

    /// One request, with the address for the customer's leader.
    ///
    /// # Errors
    /// [`Failure::Refused`] when there is none, or it is another vendor's.
    pub async fn sent_request(&self, id: RequestId) -> Result<SentRequest, Failure> {
        let altinn = &self.0.remote.altinn;
        let read = |token| async move { altinn.vendor_request(&token, id).await };
        let request = self.as_vendor(Purpose::Requests, read).await?;
        self.told_one(request).await
    }

    /// The exact body for a draft.
    ///
    /// # Errors
    /// [`Failure::Invalid`] never in practice: every member is text or a list of it.
    #[expect(clippy::unused_async, reason = "every method of the app can be awaited")]
    pub async fn render_request(&self, draft: RequestDraft) -> Result<String, Failure> {
        let unreadable = |_| Failure::Invalid { findings: vec![] };
        NewRequest::from(draft).body().map_err(unreadable)
    }

    /// Names every fault in a draft, at its member in the body. Sends nothing.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when no vendor is set up, and those of asking Altinn about the system.
    pub async fn check_request(&self, draft: RequestDraft) -> Result<Vec<Finding>, Failure> {
        let system = self.known_system(&draft.system_id).await?;
        let catalogue = self.known_catalogue().await;
        let mut findings = check::findings(&draft, system.as_ref(), catalogue.as_deref());
        if findings.is_empty() {
            findings.extend(self.standing_in_the_way(&draft).await?);
        }
        Ok(findings)
    }

    /// Sends a request. When the same system, customer and reference had one already, it is that one that comes back.
    ///
    /// # Errors
    /// [`Failure::Refused`] and [`Failure::Invalid`] by Altinn.
    pub async fn send_request(&self, draft: RequestDraft) -> Result<SentRequest, Failure> {
        let (altinn, request) = (&self.0.remote.altinn, &NewRequest::from(draft));
        let call = |token| async move { altinn.send_request(&token, request.clone()).await };
        let sent = self.as_vendor(Purpose::Requests, call).await?;
        info!(request.id = %sent.request.request.id, is_new = sent.is_new, "sent a request");
        let system = sent.request.request.system_id.clone();
        // Sent is sent: a disk that fails here is no reason to try again.
        let _ = self.keep_request_draft(system, None).await;
        let sent = self.told_one(sent.request).await?;
        self.changed(&[Topic::Requests]);
        Ok(sent)
    }

    /// Takes a request back.
    ///
    /// # Errors
    /// [`Failure::Refused`] when there is none.
    pub async fn withdraw_request(&self, id: RequestId) -> Result<(), Failure> {
        // Altinn does not ask whose request it is (altinn-platform.md 3.6): reading it first does.
        self.sent_request(id).await?;
        let altinn = &self.0.remote.altinn;
        let call = |token| async move { altinn.withdraw_request(&token, id).await };
        self.as_vendor(Purpose::Requests, call).await?;
        info!(request.id = %id, "withdrew a request");
        self.0.watch.forget(id);
        self.changed(&[Topic::Requests]);
        Ok(())
    }

    /// One of the vendor's systems: as it was last read, or read anew when it is not known.
    async fn known_system(&self, id: &SystemId) -> Result<Option<RegisteredSystem>, Failure> {
        let vendor = self.saved_vendor().await?.ok_or(Failure::NotFound)?;
        let known = self.known_systems(&vendor.org_number).await?;
        if let Some(system) = known.into_iter().find(|system| system.id == *id) {
            return Ok(Some(system));
        }
        match self.system(id.clone()).await {
            Ok(system) => Ok(Some(system)),
            Err(Failure::NotFound | Failure::NotAllowed) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    async fn told_one(&self, request: VendorRequest) -> Result<SentRequest, Failure> {
        let mut told = self.told(vec![request]).await?;
        told.pop().ok_or(Failure::NotFound)
    }

    /// Requests as the screen shows them: with names, and with when each status was first seen.
    async fn told(&self, requests: Vec<VendorRequest>) -> Result<Vec<SentRequest>, Failure> {
        self.watch(&requests);
        let mut seen = self.seen(requests.iter().map(|sent| &sent.request)).await?;
        let mut names = HashMap::<SystemId, Localized>::new();
        for id in requests.iter().map(|sent| &sent.request.system_id) {
            if !names.contains_key(id) {
                let name = self.known_system(id).await?.map(|system| system.name);
                names.insert(id.clone(), name.unwrap_or_default());
            }
        }
        let token = &self.vendor_token(&Purpose::Requests).await?;
        let told = stream::iter(requests).map(|sent| async move {
            let party_name = self.organization_name(token, &sent.request.party_org).await;
            (sent, party_name)
        });
        let told: Vec<(VendorRequest, Option<String>)> = told.buffered(AT_ONCE).collect().await;
        let told = told.into_iter().map(|(sent, party_name)| SentRequest {
            system_name: names.get(&sent.request.system_id).cloned().unwrap_or_default(),
            party_name,
            timed_out: sent.timed_out,
            confirm_url: sent.confirm_url,
            seen: seen.remove(&sent.request.id).unwrap_or_default(),
            request: sent.request,
        });
        Ok(told.collect())
    }
}

impl From<RequestDraft> for NewRequest {
    fn from(draft: RequestDraft) -> Self {
        let given = |text: Option<String>| {
            text.map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty())
        };
        Self {
            system_id: draft.system_id,
            // Typed in threes, sent as nine digits; what is not a number is sent as it is, for Altinn to judge.
            party_org: domain::OrgNumber::parse(&draft.party_org)
                .map_or_else(|_| draft.party_org.trim().to_owned(), |number| number.to_string()),
            external_ref: given(draft.external_ref).map(ExternalRef),
            rights: draft.rights,
            access_packages: draft.access_packages,
            redirect_url: given(draft.redirect_url),
        }
    }
}
