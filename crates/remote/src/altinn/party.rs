//! Parties: whom a person can act for, who else is there, and what organisations are called (identity.md 5.3, 6.5).

use contract::delegation::{APPROVERS, AUTHORIZED_PARTIES, ApproverDto, AuthorizedParty, PartyType};
use contract::paging;
use contract::path;
use contract::resource::{ORGANIZATION, OrganizationDto};
use domain::{Localized, OrgNumber, PackageUrn, Party, PartyUuid, ResourceId};

use super::Altinn;
use crate::error::Error;
use crate::token::AccessToken;

/// Somebody at an organisation who could approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approver {
    pub name: String,
    pub roles: Vec<HeldRole>,
}

/// A role that somebody has at an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// Such as `daglig-leder`.
    pub code: String,
    pub name: Localized,
}

impl Altinn {
    /// The parties that a person can act for, sub-units too, each once.
    pub async fn authorized_parties(&self, token: &AccessToken) -> Result<Vec<Party>, Error> {
        let answer: paging::Page<AuthorizedParty> = self.fetch(token, self.at(AUTHORIZED_PARTIES)).await?;
        let mut parties = vec![];
        for party in answer.data {
            collect(party, &mut parties);
        }
        Ok(parties)
    }

    /// Others at an organisation who could approve a request for this. Nobody where Altinn does not tell.
    pub async fn approvers(
        &self,
        token: &AccessToken,
        party: PartyUuid,
        packages: &[PackageUrn],
        resources: &[ResourceId],
    ) -> Result<Vec<Approver>, Error> {
        let mut url = self.at(APPROVERS);
        url.query_pairs_mut()
            .append_pair("party", &party.to_string())
            .extend_pairs(packages.iter().map(|urn| ("packages", urn.as_str())))
            .extend_pairs(resources.iter().map(|id| ("resources", id.as_str())));
        match self.fetch::<Vec<ApproverDto>>(token, url).await {
            Ok(answer) => Ok(answer.into_iter().map(Approver::from).collect()),
            Err(Error::NotFound) => Ok(vec![]),
            Err(error) => Err(error),
        }
    }

    /// What an organisation is called in the register; nothing when it is not there, or the register is closed to the
    /// caller, as Altinn's own is to everybody outside it.
    pub async fn organization_name(
        &self,
        token: &AccessToken,
        number: &OrgNumber,
    ) -> Result<Option<String>, Error> {
        let url = self.at(&path::fill(ORGANIZATION, &[number.as_str()]));
        match self.fetch::<OrganizationDto>(token, url).await {
            Ok(organization) => Ok(Some(organization.name)),
            Err(Error::NotFound | Error::Expired | Error::NotAllowed) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Self-identified users own no system users; a mere heading holds its sub-units together.
fn collect(party: AuthorizedParty, parties: &mut Vec<Party>) {
    let mut party = party;
    let subunits = std::mem::take(&mut party.subunits);
    let usable = match party.kind {
        PartyType::Organization | PartyType::Person => {
            !party.is_deleted && !party.only_hierarchy_element_with_no_access
        }
        PartyType::None | PartyType::SelfIdentified => false,
    };
    if usable && parties.iter().all(|known| known.id != party.party_id) {
        parties.push(party.into());
    }
    for unit in subunits {
        collect(unit, parties);
    }
}

impl From<ApproverDto> for Approver {
    fn from(body: ApproverDto) -> Self {
        let roles = body.roles.into_iter().map(|role| HeldRole {
            code: role.code,
            name: role.name,
        });
        Self {
            name: body.name,
            roles: roles.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{PartyId, PartyKind};

    use super::*;

    #[test]
    fn sub_units_are_parties_too_and_mere_headings_are_not() {
        let heading = AuthorizedParty {
            only_hierarchy_element_with_no_access: true,
            subunits: vec![party(2)],
            ..party(1)
        };
        let deleted = AuthorizedParty {
            is_deleted: true,
            ..party(3)
        };
        let himself = AuthorizedParty {
            kind: PartyType::SelfIdentified,
            ..party(4)
        };
        let mut parties = vec![];
        for party in [heading, party(2), deleted, himself] {
            collect(party, &mut parties);
        }
        assert_eq!(
            parties.iter().map(|party| party.id).collect::<Vec<_>>(),
            [PartyId(2)]
        );
    }

    fn party(id: u32) -> AuthorizedParty {
        let party = Party {
            id: PartyId(id),
            uuid: PartyUuid(uuid::Uuid::from_u128(id.into())),
            kind: PartyKind::Organization,
            org_number: OrgNumber::parse("310702641").ok(),
            name: format!("N{id}"),
        };
        AuthorizedParty::of(&party, None)
    }
}
