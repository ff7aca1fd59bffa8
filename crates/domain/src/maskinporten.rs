//! What Maskinporten demands of a grant, and why it says no.

mod detail;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{ClientId, OrgNumber, Scope};
use crate::national_id;
use crate::time::Timestamp;

pub use detail::{
    AuthorizationDetail, CONSENT_DETAIL, ConsentAsked, ConsentWritten, DetailAsked, ORG_AUTHORITY,
    SYSTEM_USER_DETAIL, SystemUserAsked, SystemUserWritten,
};

/// Seconds a grant may live, from `iat` to `exp` (identity.md 1.2).
pub const GRANT_LIFETIME: i64 = 120;
/// Seconds that two clocks may differ.
pub const CLOCK_SKEW: i64 = 10;
/// A refusal by Maskinporten's token endpoint (identity.md 1.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum MaskinportenRefusal {
    #[error("the grant cannot be read, or holds a claim that is not allowed")]
    GrantMalformed,
    #[error("the grant type is not supported")]
    GrantTypeUnsupported,
    #[error("the grant was used before")]
    GrantUsed,
    #[error("the client is not known")]
    ClientUnknown,
    #[error("the grant is meant for somebody else")]
    AudienceWrong,
    #[error("the certificate is not accepted")]
    CertificateNotAccepted,
    #[error("the key is older than a year")]
    KeyExpired,
    #[error("the certificate belongs to another organisation than the client")]
    CertificateOfOtherOrganisation,
    #[error("the certificate header is malformed")]
    CertificateHeaderMalformed,
    #[error("the signature does not fit")]
    SignatureInvalid,
    #[error("the client has no key with that id")]
    KeyUnknown,
    #[error("the grant names no key, and the client has registered keys")]
    KeyIdMissing,
    #[error("the grant is issued in the future")]
    IssuedInFuture,
    #[error("the grant lives longer than two minutes")]
    LifetimeTooLong,
    #[error("the grant is expired")]
    GrantExpired,
    #[error("the client does not have the scope {scope}")]
    ScopeNotOnClient { scope: Scope },
    #[error("the client is not a Maskinporten client")]
    ScopeNotForMaskinporten,
    #[error("the organisation is not granted the scope {scope}")]
    ScopeNotGranted { scope: Scope },
    #[error("the scope {scope} is not delegated by the organisation acted for")]
    ScopeNotDelegated { scope: Scope },
    #[error("the organisation acted for is the client's own")]
    ConsumerOrgInvalid,
    #[error("the authorization detail is of an unknown type")]
    DetailTypeUnknown,
    #[error("the authorization detail holds an unknown member")]
    DetailMemberUnknown,
    #[error("no system user or consent fits the authorization detail")]
    SystemUserUnresolved,
}

impl MaskinportenRefusal {
    /// The catalogue code, `MP-nnn`. Some refusals are not in the catalogue.
    pub fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::GrantMalformed => "MP-011",
            Self::GrantUsed => "MP-012",
            Self::ClientUnknown => "MP-100",
            Self::AudienceWrong => "MP-110",
            Self::CertificateNotAccepted => "MP-120",
            Self::KeyExpired => "MP-121",
            Self::CertificateOfOtherOrganisation => "MP-122",
            Self::CertificateHeaderMalformed => "MP-123",
            Self::SignatureInvalid => "MP-124",
            Self::GrantExpired => "MP-130",
            Self::ScopeNotOnClient { .. } => "MP-200",
            Self::ScopeNotForMaskinporten => "MP-201",
            Self::ScopeNotGranted { .. } => "MP-250",
            Self::ScopeNotDelegated { .. } => "MP-251",
            Self::DetailTypeUnknown => "MP-301",
            Self::DetailMemberUnknown => "MP-302",
            Self::SystemUserUnresolved => "MP-303",
            Self::GrantTypeUnsupported
            | Self::KeyUnknown
            | Self::KeyIdMissing
            | Self::IssuedInFuture
            | Self::LifetimeTooLong
            | Self::ConsumerOrgInvalid => return None,
        })
    }
}

/// What a signed grant says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// `iss`: who asks.
    pub client: ClientId,
    /// `aud`, as one or more texts.
    pub audience: Vec<String>,
    pub scopes: Vec<Scope>,
    pub issued_at: Timestamp,
    pub expires_at: Timestamp,
    /// `jti`: a text that is used once.
    pub id: Option<String>,
    /// `resource`: the audiences that the token shall be limited to.
    pub resource: Vec<String>,
    /// `consumer_org`: the organisation that has delegated the scope to the client's owner.
    pub consumer_org: Option<OrgNumber>,
    /// `pid`: the person that the token shall be limited to, for scopes that demand one.
    pub pid: Option<String>,
    /// Names of claims that a grant does not have.
    pub unknown_claims: Vec<String>,
    pub details: Vec<AuthorizationDetail>,
}

impl Grant {
    /// Checks what the grant says of itself: audience, then times, then claims (identity.md 1.5). A person it names must
    /// be one who does not exist.
    ///
    /// `audiences` are the texts that Maskinporten answers to; `now` is its clock.
    ///
    /// # Errors
    /// [`MaskinportenRefusal::AudienceWrong`], `IssuedInFuture`, `LifetimeTooLong`, `GrantExpired`, `GrantMalformed`.
    pub fn check(&self, audiences: &[String], now: Timestamp) -> Result<(), MaskinportenRefusal> {
        match self.audience.as_slice() {
            [audience] if audiences.contains(audience) => {}
            _ => return Err(MaskinportenRefusal::AudienceWrong),
        }
        if self.issued_at > now.plus_seconds(CLOCK_SKEW) {
            return Err(MaskinportenRefusal::IssuedInFuture);
        }
        if self.expires_at > self.issued_at.plus_seconds(GRANT_LIFETIME) {
            return Err(MaskinportenRefusal::LifetimeTooLong);
        }
        if self.expires_at <= now.plus_seconds(-CLOCK_SKEW) {
            return Err(MaskinportenRefusal::GrantExpired);
        }
        let is_of_somebody = self
            .pid
            .as_deref()
            .is_some_and(|pid| !national_id::is_synthetic(pid));
        if !self.unknown_claims.is_empty() || self.scopes.is_empty() || is_of_somebody {
            return Err(MaskinportenRefusal::GrantMalformed);
        }
        Ok(())
    }

    /// Reads what the grant asks for beside scopes, if it does: one thing at a time (identity.md 1.3), for the organisation
    /// that the token will be for.
    ///
    /// # Errors
    /// [`MaskinportenRefusal::DetailTypeUnknown`], then `DetailMemberUnknown`, then `SystemUserUnresolved` for values that
    /// can name nothing, for a consent to somebody else, and for more than one element.
    pub fn detail(&self, consumer: &OrgNumber) -> Result<Option<DetailAsked>, MaskinportenRefusal> {
        if self.details.contains(&AuthorizationDetail::Other) {
            return Err(MaskinportenRefusal::DetailTypeUnknown);
        }
        if self
            .details
            .iter()
            .any(|detail| !detail.unknown_members().is_empty())
        {
            return Err(MaskinportenRefusal::DetailMemberUnknown);
        }
        match self.details.as_slice() {
            [] => Ok(None),
            [detail] => detail.asked(consumer).map(Some),
            _ => Err(MaskinportenRefusal::SystemUserUnresolved),
        }
    }
}
