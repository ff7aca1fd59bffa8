//! Client administration: clients, their keys and secrets, scopes and who may use them (identity.md 2).
//!
//! What the server sets is optional in a body, so that what was read can be sent back changed.

use domain::registration::{AccessState, AuthMethod, Integration, RefreshTokenUsage, Step, Visibility};
use domain::{ClientId, OrgNumber, Scope, Timestamp};
use serde::{Deserialize, Serialize};

use crate::token::jwk::Jwk;

/// What the same paths begin with: each is in use by clients.
pub const PREFIXES: [&str; 3] = ["", "/api/v1", "/external/api/v1"];

pub const CLIENTS: &str = "/clients";
pub const CLIENT: &str = "/clients/{client_id}";
pub const CLIENT_KEYS: &str = "/clients/{client_id}/jwks";
pub const CLIENT_SECRET: &str = "/clients/{client_id}/secret";
/// `?scope=` names one.
pub const SCOPES: &str = "/scopes";
pub const EVERY_SCOPE: &str = "/scopes/all";
/// `?scope=` names whose accesses.
pub const ACCESS: &str = "/scopes/access";
pub const OWN_ACCESS: &str = "/scopes/access/all";
pub const ACCESS_OF: &str = "/scopes/access/{orgno}";
pub const ONBOARDING: &str = "/onboarding";
pub const AGREEMENT: &str = "/onboarding/agreement";
pub const PRODUCTION: &str = "/onboarding/production";

/// Reads one's clients.
pub const READ: &str = "idporten:dcr.read";
/// Changes them.
pub const MODIFY: &str = "idporten:dcr.modify";
/// Makes and removes them.
pub const WRITE: &str = "idporten:dcr.write";
/// Keeps one's scopes and says who may use them.
pub const WRITE_SCOPES: &str = "idporten:scopes.write";

/// A client, as its owner sends it and as it is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClientBody {
    pub client_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_uri: Option<String>,
    #[serde(default)]
    pub scopes: Vec<Scope>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redirect_uris: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub post_logout_redirect_uris: Vec<String>,
    /// Seconds; 0 for the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_lifetime: Option<u32>,
    /// Seconds; 0 for the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_token_lifetime: Option<u32>,
    /// Seconds; 0 for the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token_lifetime: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token_usage: Option<RefreshTokenUsage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frontchannel_logout_uri: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frontchannel_logout_session_required: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_method: Option<AuthMethod>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_types: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integration_type: Option<Integration>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_type: Option<ApplicationType>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_challenge_method: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sso_disabled: Option<bool>,
    /// Where the client's keys are. Not served here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jwks_uri: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_updated: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_orgno: Option<OrgNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Shown once: when it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// Seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret_expires_at: Option<i64>,
}

/// Where a client runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ApplicationType {
    #[default]
    Web,
    Browser,
    Native,
}

/// A client's keys. Each answered one tells when it expires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClientKeys {
    pub keys: Vec<Jwk>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_updated: Option<Timestamp>,
}

/// A scope, as its owner sends it and as it is answered.
#[expect(clippy::struct_excessive_bools, reason = "the wire has them")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScopeBody {
    pub prefix: String,
    pub subscope: String,
    /// `prefix:subscope`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Scope>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "description#en", default, skip_serializing_if = "Option::is_none")]
    pub description_en: Option<String>,
    #[serde(rename = "description#nn", default, skip_serializing_if = "Option::is_none")]
    pub description_nn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_description: Option<String>,
    #[serde(
        rename = "long_description#en",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub long_description_en: Option<String>,
    #[serde(
        rename = "long_description#nn",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub long_description_nn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_updated: Option<Timestamp>,
    /// Kinds of clients that may have it; any when there is none.
    #[serde(default)]
    pub allowed_integration_types: Vec<Integration>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_orgno: Option<OrgNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_type: Option<TokenType>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    #[serde(default)]
    pub requires_user_consent: bool,
    #[serde(default)]
    pub requires_user_authentication: bool,
    #[serde(default)]
    pub requires_pseudonymous_tokens: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation_source: Option<String>,
    /// Seconds; 0 for as long as the client likes.
    #[serde(default)]
    pub at_max_age: u32,
    #[serde(default)]
    pub authorization_max_lifetime: u32,
    #[serde(default)]
    pub accessible_for_all: bool,
    #[serde(default)]
    pub protected: bool,
    #[serde(default)]
    pub supports_european_businesses: bool,
}

/// Whether a token says what it is good for, or only its issuer knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TokenType {
    #[default]
    SelfContained,
    Opaque,
}

/// Where one organisation's access to one scope stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccessBody {
    pub scope: Scope,
    pub state: AccessState,
    pub prefix: String,
    pub created: Timestamp,
    pub last_updated: Timestamp,
    pub consumer_orgno: OrgNumber,
    pub owner_orgno: OrgNumber,
}

/// How far a vendor has come towards production.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OnboardingBody {
    pub orgno: OrgNumber,
    pub steps: Vec<StepBody>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement_signed: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<String>,
    /// When the production gate was passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub production: Option<Timestamp>,
}

/// One step on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepBody {
    pub step: Step,
    pub done: bool,
}

/// Who signs the agreement for the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreementBody {
    pub signed_by: String,
}

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AdministrationError {
    pub status: u16,
    pub error: String,
    pub error_description: String,
}
