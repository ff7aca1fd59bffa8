//! ID-porten's tokens (identity.md 3.4).

use domain::ClientId;
use serde::{Deserialize, Serialize};

use super::{Organisation, Scopes};

/// The lowest authentication level.
pub const ACR_LOW: &str = "idporten-loa-low";
/// The authentication level that a synthetic person signs in with, unless another is asked for.
pub const ACR_SUBSTANTIAL: &str = "idporten-loa-substantial";
/// The highest authentication level.
pub const ACR_HIGH: &str = "idporten-loa-high";

/// The claims of an `id_token`: who signed in, how, and to which client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IdClaims {
    /// The person, under a name that only this client knows.
    pub sub: String,
    pub iss: String,
    pub aud: ClientId,
    /// Eleven digits.
    pub pid: String,
    pub acr: String,
    pub amr: Vec<String>,
    pub auth_time: i64,
    pub iat: i64,
    pub exp: i64,
    pub jti: String,
    pub locale: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
}

/// The claims of an access token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccessClaims {
    pub sub: String,
    pub acr: String,
    pub scope: Scopes,
    pub iss: String,
    /// Only when the authorization call named a `resource`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aud: Option<String>,
    /// How the client proved itself; `none` for a public client.
    pub client_amr: String,
    /// Eleven digits.
    pub pid: String,
    pub exp: i64,
    pub iat: i64,
    pub jti: String,
    pub client_id: ClientId,
    /// The organisation that owns the client.
    pub consumer: Organisation,
}

/// What `/userinfo` answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UserInfo {
    pub sub: String,
    pub pid: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

/// What `/par` answers (RFC 9126 2.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushedCallAnswer {
    pub request_uri: String,
    /// Seconds.
    pub expires_in: i64,
}

/// What `/token/introspect` answers (RFC 7662 2.2). Of a token that is no good, nothing else is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Introspection {
    pub active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scopes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iss: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aud: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jti: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consumer: Option<Organisation>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_captured_access_token_is_read_and_written_the_same() {
        let captured = concat!(
            r#"{"sub":"19914897281","acr":"idporten-loa-substantial","scope":"altinn:instances.read openid profile","#,
            r#""iss":"https://test.idporten.no","client_amr":"client_secret_basic","pid":"19914897281","exp":1737815746,"#,
            r#""iat":1737815146,"jti":"fTRXQ3BZDjM","client_id":"democlient_idporten_test","#,
            r#""consumer":{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}}"#,
        );
        let claims: AccessClaims = serde_json::from_str(captured).unwrap();
        assert_eq!(serde_json::to_string(&claims).unwrap(), captured);
    }
}
