//! What parties have consented to before anything happens: nobody can give a consent here.

use domain::consent::ConsentRight;
use domain::{ConsentId, OrgNumber, PartyUrn, Timestamp};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::plant::days_before;
use crate::error::Error;
use crate::store::{self, StoreError};

/// A party lets an organisation see something of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consent {
    pub id: ConsentId,
    /// The giver: an organisation number or a national identity number.
    pub from: String,
    pub to: OrgNumber,
    pub rights: Vec<ConsentRight>,
    /// Days between the consent and the moment the world begins.
    #[serde(default)]
    pub consented_days_ago: u32,
    /// Days between the consent and its end.
    pub valid_days: u32,
    /// Whether it was taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoked: bool,
}

impl Consent {
    pub(super) fn plant(&self, tx: &Connection, now: Timestamp) -> Result<(), Error> {
        // A seed that was read has been checked.
        let from = self.giver().ok_or_else(|| StoreError::Inconsistent {
            table: "consent",
            row: self.id.to_string(),
        })?;
        let consented = days_before(now, self.consented_days_ago);
        let consent = domain::Consent {
            id: self.id,
            from,
            to: self.to.clone(),
            consented,
            valid_to: consented.plus_seconds(i64::from(self.valid_days) * 24 * 60 * 60),
            rights: self.rights.clone(),
            is_revoked: self.revoked,
        };
        store::consent::save(tx, &consent)
    }

    fn giver(&self) -> Option<PartyUrn> {
        match OrgNumber::parse(&self.from) {
            Ok(number) => Some(PartyUrn::Organization(number)),
            Err(_) => PartyUrn::person(&self.from).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::seed::{Seed, SeedError};

    #[tokio::test]
    async fn a_person_s_consent_is_planted_with_its_days() {
        let seed = seed_with("from", json!("12847820045")).unwrap();
        let world = crate::testing::world_of(seed).await;

        let id = crate::testing::CONSENT.parse().unwrap();
        let consent = world.store.read(|conn| store::consent::find(conn, id));

        let (consent, now) = (consent.unwrap().unwrap(), world.clock.now());
        assert_eq!(consent.from, PartyUrn::person("12847820045").unwrap());
        assert_eq!(now.days_since(consent.consented), 10);
        assert_eq!(consent.valid_to.days_since(consent.consented), 365);
    }

    #[test]
    fn a_consent_that_points_at_nobody_or_nothing_says_so() {
        let rights = json!([{ "action": ["consent"], "resource": "none" }]);
        for (member, value, place) in [
            ("from", json!("889640782"), "consents[0].from"),
            ("from", json!("nobody"), "consents[0].from"),
            ("to", json!("889640782"), "consents[0].to"),
            ("rights", rights, "consents[0].rights[0].resource"),
        ] {
            let fault = seed_with(member, value).unwrap_err();
            assert!(
                matches!(&fault, SeedError::Unknown { place: told, .. } if told == place),
                "{fault}"
            );
        }
    }

    /// The built-in world with another value in its consent.
    fn seed_with(member: &str, value: Value) -> Result<Seed, SeedError> {
        let mut seed: Value = serde_json::from_str(include_str!("builtin.json")).unwrap();
        seed["consents"][0][member] = value;
        Seed::read(&seed.to_string())
    }
}
