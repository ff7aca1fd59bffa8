//! The inbox: what waits for an answer, each row with what the person could do about it.

use domain::{Localized, PartyId, SystemUserRequest};
use futures_util::{StreamExt, stream};

use super::InboxRow;
use crate::App;
use crate::authority::Preflight;
use crate::describe::{AT_ONCE, Asked};
use crate::failure::Failure;
use crate::known::question;
use crate::listing::Listing;
use crate::preflight::{Verdicts, preflight};
use crate::session::Leader;

impl App {
    /// Everything that waits for an answer at an organisation, the longest waiting first.
    ///
    /// # Errors
    /// [`Failure::SignedOut`], [`Failure::NotAllowed`]; [`Failure::Offline`] when nothing was known before.
    pub async fn inbox(&self, party: PartyId) -> Result<Listing<InboxRow>, Failure> {
        let leader = self.leader()?;
        let read = self.read_inbox(&leader, party).await;
        self.or_last_known(question(&leader, "inbox", Some(party)), read)
            .await
    }

    async fn read_inbox(&self, leader: &Leader, party: PartyId) -> Result<Vec<InboxRow>, Failure> {
        let party = self.party(leader, party).await?;
        let org = party.org_number.clone().ok_or(Failure::NotFound)?;
        let altinn = &self.0.remote.altinn;
        let pending = altinn
            .pending_requests(&leader.person.token, party.id, &org)
            .await;
        let mut pending = pending.map_err(|error| self.leader_failure(error))?;
        pending.sort_by_key(|request| (request.created, request.id.0));
        let asked: Vec<Asked> = pending
            .iter()
            .map(|request| Asked::new(&request.rights, &request.access_packages))
            .collect();
        let verdicts = self.verdicts(leader, &party, &asked).await;
        let rows = stream::iter(pending.into_iter().zip(asked))
            .map(|(request, asked)| self.inbox_row(leader, request, asked, &verdicts))
            .buffered(AT_ONCE);
        Ok(rows.collect().await)
    }

    /// A row never fails for want of a word: the vendor's own title and the bare ids stand in.
    async fn inbox_row(
        &self,
        leader: &Leader,
        request: SystemUserRequest,
        asked: Asked,
        verdicts: &Verdicts,
    ) -> InboxRow {
        let card = self.system_card(leader, &request.system_id).await.ok();
        let preflight = match self.authorities(&asked).await {
            Ok(authorities) => preflight(verdicts, &authorities),
            Err(_) => Preflight::Unknown,
        };
        let title = &request.integration_title;
        InboxRow {
            id: request.id,
            kind: request.kind,
            timed_out: request.timed_out(self.0.clock.now()),
            vendor_name: card.as_ref().and_then(|card| card.vendor_name.clone()),
            system_name: card.map_or_else(|| Localized::new(title, title, title), |card| card.name),
            created: request.created,
            escalated: request.escalated,
            preflight,
        }
    }
}
