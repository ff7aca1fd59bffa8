//! Consents: a party lets an organisation see something of its own at a service owner's (identity.md 1.8).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{ConsentId, OrgNumber, ResourceId};
use crate::party::PartyUrn;
use crate::time::Timestamp;

/// What a party has said yes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    pub id: ConsentId,
    /// Who lets something be seen.
    pub from: PartyUrn,
    /// Who may see it.
    pub to: OrgNumber,
    pub consented: Timestamp,
    pub valid_to: Timestamp,
    pub rights: Vec<ConsentRight>,
    /// Whether the party has changed its mind.
    pub is_revoked: bool,
}

/// One thing that a consent opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConsentRight {
    pub action: Vec<String>,
    /// Of the type `Consent`.
    pub resource: ResourceId,
    /// What it is limited to, such as a year, by the names that the resource gives.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, String>,
}

/// Why a consent does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ConsentProblem {
    #[error("there is no such consent, or it was given to somebody else")]
    NotFound,
    #[error("another party has given the consent")]
    GivenByOther,
    #[error("the consent has ended")]
    Expired,
    #[error("the consent was taken back")]
    Revoked,
}

impl Consent {
    /// Whether this is a party's consent to an organisation, and holds.
    ///
    /// # Errors
    /// [`ConsentProblem`]: the first of several.
    pub fn check(&self, from: &PartyUrn, to: &PartyUrn, now: Timestamp) -> Result<(), ConsentProblem> {
        if *to != PartyUrn::Organization(self.to.clone()) {
            return Err(ConsentProblem::NotFound);
        }
        if *from != self.from {
            return Err(ConsentProblem::GivenByOther);
        }
        if self.valid_to < now {
            return Err(ConsentProblem::Expired);
        }
        if self.is_revoked {
            return Err(ConsentProblem::Revoked);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_holds_for_those_two_until_it_ends() {
        let consent = consent();
        let check = |seconds| consent.check(&plumber(), &bank(), at(seconds));
        assert_eq!(check(60), Ok(()));
        assert_eq!(check(61), Err(ConsentProblem::Expired));
    }

    #[test]
    fn the_receiver_is_judged_first_then_the_giver_then_the_time_then_the_change_of_mind() {
        let worst = Consent {
            is_revoked: true,
            ..consent()
        };
        let check = |from, to, seconds| worst.check(from, to, at(seconds));
        let (plumber, bank) = (plumber(), bank());
        assert_eq!(check(&bank, &plumber, 61), Err(ConsentProblem::NotFound));
        assert_eq!(check(&bank, &bank, 61), Err(ConsentProblem::GivenByOther));
        assert_eq!(check(&plumber, &bank, 61), Err(ConsentProblem::Expired));
        assert_eq!(check(&plumber, &bank, 0), Err(ConsentProblem::Revoked));
    }

    fn consent() -> Consent {
        Consent {
            id: "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9".parse().unwrap(),
            from: plumber(),
            to: OrgNumber::parse("314806956").unwrap(),
            consented: at(0),
            valid_to: at(60),
            rights: vec![],
            is_revoked: false,
        }
    }

    fn plumber() -> PartyUrn {
        "urn:altinn:organization:identifier-no:310702641".parse().unwrap()
    }

    fn bank() -> PartyUrn {
        "urn:altinn:organization:identifier-no:314806956".parse().unwrap()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds)
    }
}
