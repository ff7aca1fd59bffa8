//! Clients of Maskinporten and ID-porten, and the scopes that they ask for.

use domain::registration::{AuthMethod, RefreshTokenUsage};
use domain::{ClientId, OrgNumber, ResourceId, Scope};
use serde::{Deserialize, Serialize};

use crate::keys::Jwk;

/// A Maskinporten scope: who owns it and who has been granted it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScopeGrant {
    pub scope: Scope,
    pub owner: OrgNumber,
    pub granted_to: Vec<OrgNumber>,
    /// Where customers delegate it to their suppliers, such as `https://tt02.altinn.no/`; absent when they cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation_source: Option<String>,
    /// Seconds that a token with it lives at the most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_max_age: Option<u32>,
    /// Whether a token with it names a person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub requires_user_authentication: bool,
}

/// The scopes of a resource that a customer lets a supplier use in its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScopeDelegation {
    /// The customer.
    pub consumer: OrgNumber,
    pub supplier: OrgNumber,
    /// Of type `MaskinportenSchema`.
    pub resource: ResourceId,
}

/// A client in Maskinporten.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MaskinportenClient {
    pub client_id: ClientId,
    pub name: String,
    pub owner: OrgNumber,
    pub scopes: Vec<Scope>,
    /// Public keys. Empty until one is enrolled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<Jwk>,
}

/// A client in ID-porten.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdportenClient {
    pub client_id: ClientId,
    pub name: String,
    pub owner: OrgNumber,
    /// Port 0 on a loopback address stands for any port (RFC 8252, 7.3).
    pub redirect_uris: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub post_logout_redirect_uris: Vec<String>,
    pub scopes: Vec<Scope>,
    #[serde(default, skip_serializing_if = "SignInTerms::are_default")]
    pub terms: SignInTerms,
    /// Public keys of a client that signs assertions. Empty until one is enrolled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<Jwk>,
}

/// How a client proves itself and what it then gets. Absent: a public client with upstream's lifetimes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SignInTerms {
    /// `none` when it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_method: Option<AuthMethod>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token_lifetime: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_lifetime: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_lifetime: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_usage: Option<RefreshTokenUsage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frontchannel_logout_uri: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub frontchannel_logout_session_required: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sso_disabled: bool,
}

impl SignInTerms {
    fn are_default(&self) -> bool {
        *self == Self::default()
    }
}
