//! The person's own history: what they decided in this app, and the receipts.

use aws_lc_rs::digest::{SHA256, digest};
use domain::{Localized, OrgNumber, Party, PartyId, RequestId, SystemId, SystemUserId, Timestamp};
use serde::{Deserialize, Serialize};
use specta::Type;
use tracing::warn;
use uuid::Uuid;

use crate::authority::{Authority, AuthorityKind, SystemCard};
use crate::failure::Failure;
use crate::listing::Listing;
use crate::profile::EnvironmentName;
use crate::store::Connection;
use crate::store::decision::{self, Place};
use crate::topic::Topic;
use crate::{App, chance};

/// Decisions on a page.
const PAGE: u32 = 50;
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// A decision made in this app. A copy for the person, not proof by Altinn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DecisionRecord {
    pub id: DecisionId,
    pub action: Action,
    pub at: Timestamp,
    pub environment: EnvironmentName,
    /// The name of the person who decided.
    pub person: String,
    pub party: Party,
    pub system_id: SystemId,
    pub system_name: Localized,
    pub vendor: OrgNumber,
    pub vendor_name: Option<String>,
    pub request_id: Option<RequestId>,
    pub system_user_id: Option<SystemUserId>,
    pub authorities: Vec<DecidedAuthority>,
    /// The person's own words. Kept here only; Altinn has no field for them.
    pub reason: Option<String>,
    pub app_version: String,
    /// SHA-256 of the other members as canonical JSON, in hex.
    pub checksum: String,
}

/// A decision in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
pub struct DecisionId(pub Uuid);

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    Approved,
    Rejected,
    PassedOn,
    Created,
    Removed,
}

/// What the decision was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DecidedAuthority {
    pub kind: AuthorityKind,
    pub id: String,
    pub name: Localized,
}

/// A decision before it has a checksum.
pub(crate) struct Decided {
    pub(crate) action: Action,
    pub(crate) person: String,
    pub(crate) party: Party,
    pub(crate) system: SystemCard,
    pub(crate) request: Option<RequestId>,
    pub(crate) system_user: Option<SystemUserId>,
    pub(crate) authorities: Vec<DecidedAuthority>,
    pub(crate) reason: Option<String>,
}

impl App {
    /// What was decided in this app for an organisation, newest first.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a page that there never was, [`Failure::Disk`].
    pub async fn decisions(
        &self,
        party: PartyId,
        page: Option<String>,
    ) -> Result<Listing<DecisionRecord>, Failure> {
        let before = page.map(|page| page.parse().map(Place)).transpose();
        let before = before.map_err(|_| Failure::NotFound)?;
        let profile = self.0.environment.as_str();
        let read = move |desk: &Connection| decision::list(desk, profile, party, before, PAGE);
        let (items, next) = self.0.store.run(read).await?;
        Ok(Listing {
            items,
            as_of: self.0.clock.now(),
            stale: None,
            next: next.map(|place| place.0.to_string()),
        })
    }

    /// One decision, as a receipt.
    ///
    /// # Errors
    /// [`Failure::NotFound`], [`Failure::Disk`].
    pub async fn decision(&self, id: DecisionId) -> Result<DecisionRecord, Failure> {
        let profile = self.0.environment.as_str();
        let found = self
            .0
            .store
            .run(move |desk| decision::find(desk, profile, id))
            .await?;
        found.ok_or(Failure::NotFound)
    }

    /// The newest decisions about one request or system user, newest first.
    pub(crate) async fn decisions_on(&self, subject: Uuid) -> Result<Vec<DecisionRecord>, Failure> {
        let profile = self.0.environment.as_str();
        let read = move |desk: &Connection| decision::list_on(desk, profile, subject, PAGE);
        Ok(self.0.store.run(read).await?)
    }

    /// Writes a decision that Altinn has taken into the history. A disk that fails now must not hide that it was taken.
    pub(crate) async fn record(&self, decided: Decided) -> Result<DecisionRecord, Failure> {
        let subject = decided
            .request
            .map(|id| id.0)
            .or(decided.system_user.map(|id| id.0));
        let record = DecisionRecord {
            id: DecisionId(chance::uuid()?),
            action: decided.action,
            at: self.0.clock.now(),
            environment: self.0.environment,
            person: decided.person,
            party: decided.party,
            system_id: decided.system.id,
            system_name: decided.system.name,
            vendor: decided.system.vendor,
            vendor_name: decided.system.vendor_name,
            request_id: decided.request,
            system_user_id: decided.system_user,
            authorities: decided.authorities,
            reason: decided.reason.filter(|reason| !reason.trim().is_empty()),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            checksum: String::new(),
        }
        .sealed();
        let (profile, row) = (self.0.environment.as_str(), record.clone());
        let write = move |desk: &Connection| decision::add(desk, profile, subject.unwrap_or(row.id.0), &row);
        if let Err(error) = self.0.store.run(write).await {
            warn!(
                error = &error as &dyn std::error::Error,
                "a decision is missing in the history"
            );
        }
        self.changed(&[Topic::History]);
        Ok(record)
    }
}

impl DecisionRecord {
    /// The record with the checksum of all its other members.
    fn sealed(self) -> Self {
        let checksum = self.computed_checksum();
        Self { checksum, ..self }
    }

    /// SHA-256, in hex, over the canonical JSON (RFC 8785) of every member but the checksum.
    fn computed_checksum(&self) -> String {
        let mut members = serde_json::to_value(self).unwrap_or_default();
        if let Some(members) = members.as_object_mut() {
            members.remove("checksum");
        }
        let canonical = serde_json_canonicalizer::to_vec(&members).unwrap_or_default();
        hex(digest(&SHA256, &canonical).as_ref())
    }
}

impl From<&Authority> for DecidedAuthority {
    fn from(authority: &Authority) -> Self {
        Self {
            kind: authority.kind,
            id: authority.id.clone(),
            name: authority.name.clone(),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
        text
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::{PartyKind, PartyUuid};

    use super::*;

    #[test]
    fn the_checksum_covers_every_other_member() {
        let sealed = record(1).sealed();

        assert_eq!(sealed.checksum, sealed.computed_checksum());
        let mut changed = sealed.clone();
        changed.reason = Some("another reason".into());
        assert_ne!(changed.computed_checksum(), sealed.checksum);
        let mut renamed = sealed.clone();
        renamed.authorities[0].id = "another".into();
        assert_ne!(renamed.computed_checksum(), sealed.checksum);
    }

    #[test]
    fn the_checksum_is_that_of_the_canonical_json() {
        // Computed with another program: keys sorted, no blanks, UTF-8 as it is.
        assert_eq!(
            record(1).computed_checksum(),
            "8fe43a020ebd99068f1783dc07107f0d58f98f52a1e667ca14bb6a4cfc35d36a"
        );
    }

    /// A decision for party 50001, with a number for an id.
    pub(crate) fn record(number: u128) -> DecisionRecord {
        DecisionRecord {
            id: DecisionId(Uuid::from_u128(number)),
            action: Action::Approved,
            at: Timestamp::from_second(1_763_700_000),
            environment: EnvironmentName::Local,
            person: "Pia Rør".into(),
            party: Party {
                id: PartyId(50_001),
                uuid: PartyUuid(Uuid::from_u128(50_001)),
                kind: PartyKind::Organization,
                org_number: OrgNumber::parse("310702641").ok(),
                name: "Rør og Vann AS".into(),
            },
            system_id: "991825827_smartregnskap".into(),
            system_name: Localized::new("SmartRegnskap", "SmartRegnskap", "SmartRegnskap"),
            vendor: OrgNumber::parse("991825827").unwrap(),
            vendor_name: Some("SmartCloud AS".into()),
            request_id: Some(RequestId(Uuid::from_u128(7))),
            system_user_id: None,
            authorities: vec![DecidedAuthority {
                kind: AuthorityKind::Service,
                id: "ske-krav-og-betalinger".into(),
                name: Localized::new("Krav og betalinger", "Krav og betalingar", "Claims and payments"),
            }],
            reason: None,
            app_version: "0.1.0".into(),
            checksum: String::new(),
        }
    }
}
