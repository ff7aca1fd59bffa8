//! Organisations that the person can act for, and the people there.

use domain::{Party, PartyId, PartyKind};
use futures_util::{StreamExt, stream};
use remote::altinn::Approver;

use crate::App;
use crate::authority::Colleague;
use crate::describe::{AT_ONCE, Asked};
use crate::failure::Failure;
use crate::session::{Leader, PartyChoice};

/// Organisations whose waiting requests are counted; with more, counting would cost more than it tells.
const COUNTED: usize = 20;

impl App {
    /// Organisations that the person can act for, with how many requests wait at each.
    ///
    /// # Errors
    /// [`Failure::SignedOut`], [`Failure::Offline`].
    pub async fn parties(&self) -> Result<Vec<PartyChoice>, Failure> {
        let leader = self.leader()?;
        let parties = self.reachable(&leader).await?;
        let count = parties.len() <= COUNTED && leader.may_decide_here();
        let choices = stream::iter(parties)
            .map(|party| async {
                let waiting = if count {
                    self.waiting(&leader, &party).await
                } else {
                    None
                };
                PartyChoice { party, waiting }
            })
            .buffered(AT_ONCE);
        Ok(choices.collect().await)
    }

    /// One of the organisations that the person can act for.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`] when it is none of them.
    pub(crate) async fn party(&self, leader: &Leader, id: PartyId) -> Result<Party, Failure> {
        let parties = self.reachable(leader).await?;
        parties
            .into_iter()
            .find(|party| party.id == id)
            .ok_or(Failure::NotAllowed)
    }

    /// Other people at an organisation who could hand all of it on. Nobody when that could not be read.
    pub(crate) async fn who_can(&self, leader: &Leader, party: &Party, asked: &Asked) -> Vec<Colleague> {
        let (token, altinn) = (&leader.person.token, &self.0.remote.altinn);
        let told = altinn
            .approvers(token, party.uuid, &asked.packages, &asked.resources)
            .await;
        let approvers = told
            .map_err(|error| self.leader_failure(error))
            .unwrap_or_default();
        let colleague = |approver: Approver| {
            let role = approver
                .roles
                .into_iter()
                .next()
                .map(|role| role.name)
                .unwrap_or_default();
            Colleague {
                name: approver.name,
                role,
            }
        };
        approvers.into_iter().map(colleague).collect()
    }

    async fn reachable(&self, leader: &Leader) -> Result<Vec<Party>, Failure> {
        let ask = async {
            let parties = self
                .0
                .remote
                .altinn
                .authorized_parties(&leader.person.token)
                .await;
            let parties = parties.map_err(|error| self.leader_failure(error))?;
            let organization = |party: &Party| party.kind == PartyKind::Organization;
            Ok(parties.into_iter().filter(organization).collect::<Vec<Party>>())
        };
        self.0
            .parties
            .or_ask(leader.person.user, self.0.clock.now(), ask)
            .await
    }

    async fn waiting(&self, leader: &Leader, party: &Party) -> Option<u32> {
        let org = party.org_number.as_ref()?;
        let altinn = &self.0.remote.altinn;
        // Who may not read them has none that wait for them.
        let waiting = altinn
            .pending_requests(&leader.person.token, party.id, org)
            .await
            .ok()?;
        u32::try_from(waiting.len()).ok()
    }
}
