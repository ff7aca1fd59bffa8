//! The leader's own initiative: a system chosen from the list, without a request.

use domain::register::ListedSystem;
use domain::{Party, PartyId, SystemId, SystemUserId};
use futures_util::{StreamExt, stream};

use super::{Offer, VisibleSystem};
use crate::App;
use crate::describe::{AT_ONCE, Asked};
use crate::failure::Failure;
use crate::history::{Action, Decided, DecisionRecord};
use crate::known::question;
use crate::listing::Listing;
use crate::session::Leader;

impl App {
    /// Systems that vendors have made visible, in the register's order.
    ///
    /// # Errors
    /// [`Failure::SignedOut`], [`Failure::NotAllowed`]; [`Failure::Offline`] when nothing was known before.
    pub async fn visible_systems(&self) -> Result<Listing<VisibleSystem>, Failure> {
        let leader = self.leader()?;
        let read = self.read_visible(&leader).await;
        self.or_last_known(question(&leader, "visible", None), read).await
    }

    /// What choosing a system would give it. Gives nothing.
    ///
    /// # Errors
    /// [`Failure::SignedOut`], [`Failure::Offline`], [`Failure::NotAllowed`]; what Altinn says of a system that is not there.
    pub async fn offer(&self, party: PartyId, system: SystemId) -> Result<Offer, Failure> {
        let leader = self.leader()?;
        let told = self.0.remote.altinn.system(&leader.person.token, &system).await;
        let entry = told.map_err(|error| self.leader_failure(error))?;
        let party = self.party(&leader, party).await?;
        let asked = Asked::new(&entry.rights, &entry.access_packages);
        let authorities = self.authorities(&asked).await?;
        let (authorities, preflight) = self.judged(&leader, &party, &asked, authorities).await;
        Ok(Offer {
            existing: self.existing(&leader, &party, &system).await?,
            system: self.card(&leader, entry).await,
            party,
            authorities,
            preflight,
        })
    }

    /// Makes an access that the leader chose from the list, once.
    ///
    /// # Errors
    /// As [`Self::offer`], and what Altinn refuses. After [`Failure::Offline`] it may be made or not: it is read again.
    pub async fn create_access(
        &self,
        party: PartyId,
        system: SystemId,
        title: String,
    ) -> Result<DecisionRecord, Failure> {
        let leader = self.leader()?;
        let offer = self.offer(party, system.clone()).await?;
        let altinn = &self.0.remote.altinn;
        let told = altinn
            .create_system_user(&leader.person.token, party, &system, title.trim())
            .await;
        let made = self.after_decision(told)?;
        self.record(Decided {
            action: Action::Created,
            person: leader.name.clone(),
            party: offer.party,
            system: offer.system,
            request: None,
            system_user: Some(made.id),
            authorities: offer.authorities.iter().map(Into::into).collect(),
            reason: None,
        })
        .await
    }

    /// The access that Altinn would refuse to make again: its reference is the organisation's number, as it is for all
    /// that are made without a request (altinn-platform.md 5.2).
    async fn existing(
        &self,
        leader: &Leader,
        party: &Party,
        system: &SystemId,
    ) -> Result<Option<SystemUserId>, Failure> {
        let told = self
            .0
            .remote
            .altinn
            .system_users(&leader.person.token, party.id)
            .await;
        let accesses = told.map_err(|error| self.leader_failure(error))?;
        let own = party.org_number.as_ref().map(domain::OrgNumber::as_str);
        let same = accesses
            .into_iter()
            .find(|access| access.system_id == *system && Some(access.external_ref.as_str()) == own);
        Ok(same.map(|access| access.id))
    }

    async fn read_visible(&self, leader: &Leader) -> Result<Vec<VisibleSystem>, Failure> {
        let told = self.0.remote.altinn.visible_systems(&leader.person.token).await;
        let entries = told.map_err(|error| self.leader_failure(error))?;
        let visible = |entry: ListedSystem| async {
            VisibleSystem {
                vendor_name: self.organization_name(&leader.person.token, &entry.vendor).await,
                id: entry.id,
                name: entry.name,
                vendor: entry.vendor,
            }
        };
        Ok(stream::iter(entries)
            .map(visible)
            .buffered(AT_ONCE)
            .collect()
            .await)
    }
}
