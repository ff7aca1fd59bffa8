//! May this person hand this on? Asked before they press (altinn-platform.md 7.1–7.3).

use contract::delegation::{PACKAGE_CHECK, PackageCheckDto, RIGHT_CHECK, ResourceCheckDto};
use domain::delegation::{PackageCheck, RightCheck};
use domain::{PackageUrn, PartyUuid, ResourceId};

use super::Altinn;
use crate::error::Error;
use crate::token::AccessToken;

impl Altinn {
    /// Whether the person can hand on rights on a resource, action by action.
    pub async fn check_right(
        &self,
        token: &AccessToken,
        party: PartyUuid,
        resource: &ResourceId,
    ) -> Result<RightCheck, Error> {
        let mut url = self.at(RIGHT_CHECK);
        url.query_pairs_mut()
            .append_pair("party", &party.to_string())
            .append_pair("resource", resource.as_str());
        self.read::<ResourceCheckDto, _>(token, url).await
    }

    /// Whether the person can hand on each of the packages.
    pub async fn check_packages(
        &self,
        token: &AccessToken,
        party: PartyUuid,
        packages: &[PackageUrn],
    ) -> Result<Vec<PackageCheck>, Error> {
        let mut url = self.at(PACKAGE_CHECK);
        url.query_pairs_mut()
            .append_pair("party", &party.to_string())
            .extend_pairs(packages.iter().map(|urn| ("packages", urn.as_str())));
        let (mut checks, mut page) = (vec![], None);
        loop {
            let answer = self
                .read_page::<PackageCheckDto, PackageCheck>(token, url.clone(), page.as_deref())
                .await?;
            checks.extend(answer.items);
            match answer.next {
                Some(next) if checks.len() < packages.len() => page = Some(next),
                _ => return Ok(checks),
            }
        }
    }
}
