//! Requests that wait for a leader's answer.

mod inbox;

use domain::{
    Localized, Party, PartyId, RequestId, SystemUserId, SystemUserRequest, SystemUserType, Timestamp,
};
use remote::altinn::AskedRequest;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::App;
use crate::authority::{Authority, Preflight, SystemCard};
use crate::describe::Asked;
use crate::failure::Failure;
use crate::history::{Action, Decided, DecisionRecord};
use crate::session::Leader;
use crate::topic::Topic;

/// A row of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InboxRow {
    pub id: RequestId,
    pub kind: SystemUserType,
    pub system_name: Localized,
    pub vendor_name: Option<String>,
    pub created: Timestamp,
    pub timed_out: bool,
    pub escalated: bool,
    pub preflight: Preflight,
}

/// All that a leader needs to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestSheet {
    pub request: SystemUserRequest,
    pub timed_out: bool,
    pub system: SystemCard,
    /// The organisation that is asked.
    pub party: Party,
    pub authorities: Vec<Authority>,
    pub preflight: Preflight,
    /// The person may answer for the organisation; otherwise they may only pass it on.
    pub may_decide: bool,
    /// The answer that this person gave here.
    pub decision: Option<DecisionRecord>,
}

/// What came of saying yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on its way to the screen"
)]
pub enum Approval {
    /// Approved; here is the receipt.
    Done { decision: DecisionRecord },
    /// Only Altinn's own pages can approve here: continue in the browser.
    ContinueAt { confirm_url: String },
}

impl App {
    /// One request with all that is needed to decide.
    ///
    /// # Errors
    /// [`Failure::SignedOut`], [`Failure::Offline`], and what Altinn says of a request that is not there or not theirs.
    pub async fn request_sheet(&self, id: RequestId) -> Result<RequestSheet, Failure> {
        let leader = self.leader()?;
        let asked = self.0.remote.altinn.asked_request(&leader.person.token, id).await;
        let AskedRequest {
            request,
            party_id,
            may_only_escalate,
            ..
        } = asked.map_err(|error| self.leader_failure(error))?;
        let party = self.party(&leader, party_id).await?;
        let wanted = Asked::new(&request.rights, &request.access_packages);
        let (system, authorities) = tokio::try_join!(
            self.system_card(&leader, &request.system_id),
            self.authorities(&wanted)
        )?;
        let (authorities, preflight) = if may_only_escalate {
            let preflight = self.not_access_manager(&leader, &party, &wanted).await;
            (authorities, preflight)
        } else if request.kind == SystemUserType::Agent {
            // Nothing is handed on when an agent is approved, so nothing is checked (altinn-platform.md 3.8, step 5).
            (authorities, Preflight::CanApprove)
        } else {
            self.judged(&leader, &party, &wanted, authorities).await
        };
        Ok(RequestSheet {
            timed_out: request.timed_out(self.0.clock.now()),
            decision: self.decisions_on(id.0).await?.into_iter().next(),
            may_decide: !may_only_escalate,
            request,
            system,
            party,
            authorities,
            preflight,
        })
    }

    /// Says yes, once. Where only Altinn's own pages can approve, gives the page to continue at.
    ///
    /// # Errors
    /// What Altinn refuses; [`Failure::NotAllowed`] where only the portal can and no link to it is known. After
    /// [`Failure::Offline`] the request may be approved or not: it is read again, never sent again.
    pub async fn approve_request(&self, party: PartyId, id: RequestId) -> Result<Approval, Failure> {
        let leader = self.leader()?;
        if !leader.may_decide_here() {
            let confirm_url = self.0.links.find(id).ok_or(Failure::NotAllowed)?;
            return Ok(Approval::ContinueAt { confirm_url });
        }
        let sheet = self.request_sheet(id).await?;
        let told = self
            .0
            .remote
            .altinn
            .approve_request(&leader.person.token, party, id)
            .await;
        self.after_decision(told)?;
        let decision = self
            .record(decided(Action::Approved, &leader, sheet, None))
            .await?;
        Ok(Approval::Done { decision })
    }

    /// Says no, once. The reason is kept in the person's own history.
    ///
    /// # Errors
    /// As [`Self::approve_request`].
    pub async fn reject_request(
        &self,
        party: PartyId,
        id: RequestId,
        reason: Option<String>,
    ) -> Result<DecisionRecord, Failure> {
        let leader = self.leader()?;
        let sheet = self.request_sheet(id).await?;
        let told = self
            .0
            .remote
            .altinn
            .reject_request(&leader.person.token, party, id)
            .await;
        self.after_decision(told)?;
        self.record(decided(Action::Rejected, &leader, sheet, reason))
            .await
    }

    /// Passes the request on to those who may decide.
    ///
    /// # Errors
    /// As [`Self::approve_request`]; [`Failure::NotAllowed`] when Altinn did not pass it on.
    pub async fn escalate_request(&self, party: PartyId, id: RequestId) -> Result<DecisionRecord, Failure> {
        let leader = self.leader()?;
        let sheet = self.request_sheet(id).await?;
        let told = self
            .0
            .remote
            .altinn
            .escalate_request(&leader.person.token, party, id)
            .await;
        if !self.after_decision(told)? {
            return Err(Failure::NotAllowed);
        }
        self.record(decided(Action::PassedOn, &leader, sheet, None)).await
    }

    /// Tells the screens to read again, whatever came of a decision: even without an answer it may have been taken.
    pub(crate) fn after_decision<T>(&self, told: Result<T, remote::Error>) -> Result<T, Failure> {
        let outcome = told.map_err(|error| self.leader_failure(error));
        self.changed(&[Topic::Requests, Topic::SystemUsers]);
        outcome
    }
}

fn decided(action: Action, leader: &Leader, sheet: RequestSheet, reason: Option<String>) -> Decided {
    let approved = action == Action::Approved;
    Decided {
        action,
        person: leader.name.clone(),
        party: sheet.party,
        system: sheet.system,
        request: Some(sheet.request.id),
        // An approved request and its system user share the value (altinn-platform.md 3.8).
        system_user: approved.then_some(SystemUserId(sheet.request.id.0)),
        authorities: sheet.authorities.iter().map(Into::into).collect(),
        reason,
    }
}
