//! What a grant's `authorization_details` ask for: a system user, or a consent (identity.md 1.3, 1.8).

use super::MaskinportenRefusal;
use crate::ids::{ConsentId, ExternalRef, OrgNumber};
use crate::party::PartyUrn;

/// The type of an authorization detail that names a system user's owner.
pub const SYSTEM_USER_DETAIL: &str = "urn:altinn:systemuser";
/// The type of one that names a consent.
pub const CONSENT_DETAIL: &str = "urn:altinn:consent";
/// The naming authority of organisation numbers in tokens.
pub const ORG_AUTHORITY: &str = "iso6523-actorid-upis";

/// One element of a grant's `authorization_details`, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorizationDetail {
    SystemUser(SystemUserWritten),
    Consent(ConsentWritten),
    /// Of a type that Maskinporten does not know, or of none.
    Other,
}

/// An element that names a system user's owner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SystemUserWritten {
    /// `systemuser_org.authority`.
    pub authority: Option<String>,
    /// `systemuser_org.ID`.
    pub org: Option<String>,
    pub external_ref: Option<ExternalRef>,
    pub unknown_members: Vec<String>,
}

/// An element that names a consent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsentWritten {
    pub id: Option<String>,
    pub from: Option<String>,
    /// May be left out: it can only be the organisation that the token is for.
    pub to: Option<String>,
    pub unknown_members: Vec<String>,
}

/// What a grant asks for, when it can be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetailAsked {
    SystemUser(SystemUserAsked),
    Consent(ConsentAsked),
}

/// The system user that a grant asks for: its owner and the vendor's reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemUserAsked {
    pub party_org: OrgNumber,
    pub external_ref: Option<ExternalRef>,
}

/// The consent that a grant asks for: its id, who has given it, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentAsked {
    pub id: ConsentId,
    pub from: PartyUrn,
    pub to: OrgNumber,
}

impl AuthorizationDetail {
    pub(super) fn unknown_members(&self) -> &[String] {
        match self {
            Self::SystemUser(written) => &written.unknown_members,
            Self::Consent(written) => &written.unknown_members,
            Self::Other => &[],
        }
    }

    /// What the element asks for, in a token for `consumer`.
    pub(super) fn asked(&self, consumer: &OrgNumber) -> Result<DetailAsked, MaskinportenRefusal> {
        match self {
            Self::SystemUser(written) => written.asked().map(DetailAsked::SystemUser),
            Self::Consent(written) => written.asked(consumer).map(DetailAsked::Consent),
            Self::Other => Err(MaskinportenRefusal::DetailTypeUnknown),
        }
    }
}

impl SystemUserWritten {
    fn asked(&self) -> Result<SystemUserAsked, MaskinportenRefusal> {
        let party_org = match (self.authority.as_deref(), self.org.as_deref()) {
            (Some(ORG_AUTHORITY), Some(org)) => OrgNumber::from_iso6523(org).ok(),
            _ => None,
        };
        Ok(SystemUserAsked {
            party_org: party_org.ok_or(MaskinportenRefusal::SystemUserUnresolved)?,
            external_ref: self
                .external_ref
                .clone()
                .filter(|reference| !reference.0.is_empty()),
        })
    }
}

impl ConsentWritten {
    fn asked(&self, consumer: &OrgNumber) -> Result<ConsentAsked, MaskinportenRefusal> {
        let read = || {
            let id = self.id.as_deref()?.parse().ok()?;
            let from = self.from.as_deref()?.parse().ok()?;
            Some((id, from))
        };
        let (id, from) = read().ok_or(MaskinportenRefusal::SystemUserUnresolved)?;
        let receiver = PartyUrn::Organization(consumer.clone());
        if self.to.as_ref().is_some_and(|to| to.parse() != Ok(receiver)) {
            return Err(MaskinportenRefusal::SystemUserUnresolved);
        }
        Ok(ConsentAsked {
            id,
            from,
            to: consumer.clone(),
        })
    }
}
