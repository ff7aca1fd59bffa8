//! System accesses that an organisation has given.

mod offer;

use domain::{Localized, OrgNumber, Party, PartyId, SystemId, SystemUser, SystemUserId, SystemUserType};
use futures_util::{StreamExt, stream};
use remote::altinn::SystemUserDetail;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::App;
use crate::authority::{Authority, Preflight, SystemCard};
use crate::describe::{AT_ONCE, Asked};
use crate::failure::Failure;
use crate::history::{Action, Decided, DecisionRecord};
use crate::known::question;
use crate::listing::Listing;
use crate::session::Leader;

/// A row of the list of accesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccessRow {
    pub access: SystemUser,
    pub system_name: Localized,
    pub vendor_name: Option<String>,
}

/// One access, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccessSheet {
    pub access: SystemUser,
    pub system: SystemCard,
    pub party: Party,
    /// What it holds today.
    pub authorities: Vec<Authority>,
    pub may_remove: bool,
    /// What this person decided about it in this app, newest first.
    pub decisions: Vec<DecisionRecord>,
}

/// What removing an access means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Impact {
    pub sheet: AccessSheet,
    /// Accesses that other systems of the same vendor keep.
    pub staying: Vec<AccessRow>,
}

/// A system that a leader can choose from the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VisibleSystem {
    pub id: SystemId,
    pub name: Localized,
    pub vendor: OrgNumber,
    pub vendor_name: Option<String>,
}

/// What choosing a system would give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    pub system: SystemCard,
    pub party: Party,
    pub authorities: Vec<Authority>,
    pub preflight: Preflight,
    /// The organisation already has this access.
    pub existing: Option<SystemUserId>,
}

impl App {
    /// Accesses that an organisation has given, newest first.
    ///
    /// # Errors
    /// [`Failure::SignedOut`], [`Failure::NotAllowed`]; [`Failure::Offline`] when nothing was known before.
    pub async fn accesses(&self, party: PartyId) -> Result<Listing<AccessRow>, Failure> {
        let leader = self.leader()?;
        let read = self.read_accesses(&leader, party).await;
        self.or_last_known(question(&leader, "accesses", Some(party)), read)
            .await
    }

    /// One access with what it holds today.
    ///
    /// # Errors
    /// [`Failure::SignedOut`], [`Failure::Offline`], [`Failure::NotFound`], [`Failure::NotAllowed`].
    pub async fn access(&self, party: PartyId, id: SystemUserId) -> Result<AccessSheet, Failure> {
        let leader = self.leader()?;
        let told = self
            .0
            .remote
            .altinn
            .system_user(&leader.person.token, party, id)
            .await;
        let SystemUserDetail {
            system_user: access,
            rights,
        } = told.map_err(|error| self.leader_failure(error))?;
        let held = Asked::new(&rights.unwrap_or_default(), &access.access_packages);
        let (party, system, authorities) = tokio::try_join!(
            self.party(&leader, party),
            self.system_card(&leader, &access.system_id),
            self.authorities(&held)
        )?;
        Ok(AccessSheet {
            // Only the portal's own calls remove, and an agent's clients must be let go of first.
            may_remove: leader.may_decide_here() && access.kind == SystemUserType::Standard,
            decisions: self.decisions_on(id.0).await?,
            access,
            system,
            party,
            authorities,
        })
    }

    /// What removing an access means. Removes nothing.
    ///
    /// # Errors
    /// As [`Self::access`].
    pub async fn removal_impact(&self, party: PartyId, id: SystemUserId) -> Result<Impact, Failure> {
        let leader = self.leader()?;
        let (sheet, rows) = tokio::try_join!(self.access(party, id), self.read_accesses(&leader, party))?;
        let stays = |row: &AccessRow| row.access.id != id && row.access.vendor == sheet.access.vendor;
        let staying = rows.into_iter().filter(stays).collect();
        Ok(Impact { sheet, staying })
    }

    /// Takes an access away, once. The reason is kept in the person's own history.
    ///
    /// # Errors
    /// As [`Self::access`], and what Altinn refuses. After [`Failure::Offline`] it may be gone or not: it is read again.
    pub async fn remove_access(
        &self,
        party: PartyId,
        id: SystemUserId,
        reason: Option<String>,
    ) -> Result<DecisionRecord, Failure> {
        let leader = self.leader()?;
        let sheet = self.access(party, id).await?;
        let told = self
            .0
            .remote
            .altinn
            .delete_system_user(&leader.person.token, party, id)
            .await;
        self.after_decision(told)?;
        self.record(Decided {
            action: Action::Removed,
            person: leader.name.clone(),
            party: sheet.party,
            system: sheet.system,
            request: None,
            system_user: Some(id),
            authorities: sheet.authorities.iter().map(Into::into).collect(),
            reason,
        })
        .await
    }

    async fn read_accesses(&self, leader: &Leader, party: PartyId) -> Result<Vec<AccessRow>, Failure> {
        let told = self
            .0
            .remote
            .altinn
            .system_users(&leader.person.token, party)
            .await;
        let mut accesses = told.map_err(|error| self.leader_failure(error))?;
        accesses.sort_by_key(|access| std::cmp::Reverse((access.created, access.id.0)));
        let rows = stream::iter(accesses)
            .map(|access| self.access_row(leader, access))
            .buffered(AT_ONCE);
        Ok(rows.collect().await)
    }

    /// A row never fails for want of a word: the access's own title stands in for the system's name.
    async fn access_row(&self, leader: &Leader, access: SystemUser) -> AccessRow {
        let title = &access.integration_title;
        let (system_name, vendor_name) = match self.system_card(leader, &access.system_id).await {
            Ok(card) => (card.name, card.vendor_name),
            Err(_) => (
                Localized::new(title, title, title),
                self.organization_name(&leader.person.token, &access.vendor).await,
            ),
        };
        AccessRow {
            access,
            system_name,
            vendor_name,
        }
    }
}
