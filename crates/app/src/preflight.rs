//! Whether the person can approve, found out before they press.
//!
//! Altinn checks a right and a package at a time. Over a list each one is checked once, some at the same time, and the
//! answers are kept for a little while.

mod verdict;

use domain::{PackageUrn, Party, PartyUuid, ResourceId};
use futures_util::{StreamExt, stream};

use crate::App;
use crate::authority::{Authority, AuthorityKind, Missing, Preflight, Reason};
use crate::describe::{AT_ONCE, Asked};
use crate::memo::Memo;
use crate::session::Leader;
pub(crate) use verdict::{Checked, Verdict, Verdicts, preflight};
use verdict::{of_right, passing, with_actions};

/// The resource whose write right decides about system users (identity.md 5.4).
const ACCESS_MANAGEMENT: &str = "altinn_access_management";

/// Checks that were made a moment ago, by organisation and what was checked.
pub(crate) type Checks = Memo<(PartyUuid, Checked), Verdict>;

impl App {
    /// Checks everything that several systems ask for, each thing once.
    pub(crate) async fn verdicts<'a>(
        &self,
        leader: &Leader,
        party: &Party,
        asked: impl IntoIterator<Item = &'a Asked>,
    ) -> Verdicts {
        let now = self.0.clock.now();
        let mut known = Verdicts::new();
        let (mut packages, mut resources) = (vec![], vec![]);
        for checked in asked.into_iter().flat_map(Asked::each) {
            if let Some(verdict) = self.0.checks.find(&(party.uuid, checked.clone()), now) {
                known.insert(checked, verdict);
                continue;
            }
            match checked {
                Checked::Package(urn) if !packages.contains(&urn) => packages.push(urn),
                Checked::Resource(id) if !resources.contains(&id) => resources.push(id),
                Checked::Package(_) | Checked::Resource(_) => {}
            }
        }
        let found = self.check_packages(leader, party.uuid, &packages).await;
        let found = found
            .into_iter()
            .chain(self.check_resources(leader, party.uuid, &resources).await);
        for (checked, verdict) in found {
            self.0
                .checks
                .keep((party.uuid, checked.clone()), verdict.clone(), now);
            known.insert(checked, verdict);
        }
        known
    }

    /// Whether the person can approve all of it, who else could when not, and what the system would be able to do.
    pub(crate) async fn judged(
        &self,
        leader: &Leader,
        party: &Party,
        asked: &Asked,
        authorities: Vec<Authority>,
    ) -> (Vec<Authority>, Preflight) {
        let verdicts = self.verdicts(leader, party, [asked]).await;
        let authorities = with_actions(authorities, &verdicts);
        match preflight(&verdicts, &authorities) {
            Preflight::Lacks { missing, of, .. } => {
                let who_can = self.who_can(leader, party, asked).await;
                (authorities, Preflight::Lacks { missing, of, who_can })
            }
            known @ (Preflight::CanApprove | Preflight::Unknown) => (authorities, known),
        }
    }

    /// What is missing for a person who may not decide for the organisation at all.
    pub(crate) async fn not_access_manager(
        &self,
        leader: &Leader,
        party: &Party,
        asked: &Asked,
    ) -> Preflight {
        let service = self.service(ResourceId::from(ACCESS_MANAGEMENT)).await;
        let missing = Missing {
            kind: AuthorityKind::Service,
            id: ACCESS_MANAGEMENT.to_owned(),
            name: service.map(|service| service.name).unwrap_or_default(),
            reason: Reason::NotAccessManager,
        };
        Preflight::Lacks {
            missing: vec![missing],
            of: asked.count(),
            who_can: self.who_can(leader, party, asked).await,
        }
    }

    async fn check_packages(
        &self,
        leader: &Leader,
        party: PartyUuid,
        packages: &[PackageUrn],
    ) -> Vec<(Checked, Verdict)> {
        if packages.is_empty() {
            return vec![];
        }
        let checks = self
            .0
            .remote
            .altinn
            .check_packages(&leader.person.token, party, packages)
            .await;
        // What cannot be checked is unknown to the person too; the failure has been logged.
        let checks = checks
            .map_err(|error| self.leader_failure(error))
            .unwrap_or_default();
        let verdict = |passes| {
            if passes {
                passing(vec![])
            } else {
                Verdict::Lacks(Reason::MissingPackage)
            }
        };
        checks
            .into_iter()
            .map(|check| (Checked::Package(check.package), verdict(check.result)))
            .collect()
    }

    async fn check_resources(
        &self,
        leader: &Leader,
        party: PartyUuid,
        resources: &[ResourceId],
    ) -> Vec<(Checked, Verdict)> {
        let check = |id: ResourceId| async move {
            let check = self
                .0
                .remote
                .altinn
                .check_right(&leader.person.token, party, &id)
                .await;
            let check = check.map_err(|error| self.leader_failure(error)).ok()?;
            Some((Checked::Resource(id), of_right(&check)))
        };
        let checks = stream::iter(resources.to_vec())
            .map(check)
            .buffer_unordered(AT_ONCE);
        checks.filter_map(|found| async { found }).collect().await
    }
}

impl Asked {
    fn each(&self) -> impl Iterator<Item = Checked> {
        let packages = self.packages.iter().cloned().map(Checked::Package);
        packages.chain(self.resources.iter().cloned().map(Checked::Resource))
    }
}
