//! The token endpoints' forms, answers and errors (RFC 6749, RFC 7523, RFC 7636; identity.md 1.2, 1.5, 3.3).

use std::fmt;

use domain::{ClientId, MaskinportenRefusal, OrgNumber, Scope};
use serde::{Deserialize, Serialize};

use super::{OneOrMany, Scopes};

/// The grant type of a signed grant.
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// The grant type of an authorization code.
pub const AUTHORIZATION_CODE: &str = "authorization_code";
/// The grant type of a refresh token.
pub const REFRESH_TOKEN: &str = "refresh_token";
/// The `client_assertion_type` of a client that signs (RFC 7523 2.2).
pub const CLIENT_ASSERTION_JWT: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The claims with which a client proves itself (identity.md 3.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientAssertionClaims {
    pub iss: ClientId,
    pub sub: ClientId,
    /// The issuer that is asked, alone or among others.
    pub aud: OneOrMany<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    pub exp: i64,
    pub jti: String,
}

/// Maskinporten's token form.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GrantForm {
    pub grant_type: String,
    /// The signed grant.
    pub assertion: String,
}

/// ID-porten's token form for a public client.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeForm {
    pub grant_type: String,
    pub code: String,
    /// The very address of the authorization call, port and all.
    pub redirect_uri: String,
    pub code_verifier: String,
    pub client_id: ClientId,
}

/// What a token endpoint answers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TokenAnswer {
    pub access_token: String,
    /// Only from ID-porten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    pub token_type: String,
    /// Seconds.
    pub expires_in: i64,
    pub scope: Scopes,
    /// Only from ID-porten, for a client that can keep a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// Seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token_expires_in: Option<i64>,
}

/// Tokens, codes and grants are secrets: a log shows that they were there, not what they were.
macro_rules! secret_debug {
    ($($name:ident),*) => {
        $(impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        })*
    };
}
secret_debug!(GrantForm, CodeForm, TokenAnswer);

/// A refusal by a token endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OauthError {
    pub error: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
    /// `{issuer}errors/MP-nnn`, only for what Maskinporten's catalogue holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_uri: Option<String>,
}

impl OauthError {
    /// Writes a refusal as Maskinporten does. `issuer` ends with a slash; `trace_id` is 32 hexadecimal digits.
    pub fn maskinporten(refusal: &MaskinportenRefusal, issuer: &str, trace_id: &str) -> Self {
        let (error, description) = wording(refusal);
        Self {
            error: error.to_owned(),
            error_description: Some(format!("{description} (trace_id: {trace_id})")),
            error_uri: refusal.code().map(|code| format!("{issuer}errors/{code}")),
        }
    }

    /// As [`Self::maskinporten`] for a scope that is not delegated, with the two it is not delegated between.
    pub fn not_delegated(
        scope: &Scope,
        consumer: &OrgNumber,
        supplier: &OrgNumber,
        issuer: &str,
        trace_id: &str,
    ) -> Self {
        let refusal = MaskinportenRefusal::ScopeNotDelegated { scope: scope.clone() };
        Self {
            error_description: Some(format!(
                "Consumer {consumer} has not delegated access to the scope {scope} to supplier {supplier} (trace_id: {trace_id})"
            )),
            ..Self::maskinporten(&refusal, issuer, trace_id)
        }
    }

    /// Reads a refusal that Maskinporten wrote: by its code, and by its text where there is none.
    pub fn refusal(&self) -> Option<MaskinportenRefusal> {
        let description = self.error_description.as_deref().unwrap_or_default();
        let sentence = description
            .rsplit_once(" (")
            .map_or(description, |(sentence, _)| sentence);
        let catalogued = self.error_uri.as_deref().and_then(|uri| uri.rsplit('/').next());
        let candidates = every(scope_named_in(sentence));
        match catalogued {
            Some(code) => candidates
                .into_iter()
                .find(|refusal| refusal.code() == Some(code)),
            None => candidates
                .into_iter()
                .find(|refusal| refusal.code().is_none() && wording(refusal).1 == sentence),
        }
    }
}

/// What Maskinporten's catalogue says of a code such as `MP-200`: the description that it comes with, and the cause.
pub fn catalogue_entry(code: &str) -> Option<(String, String)> {
    let refusal = every(Scope::from("<scope>"))
        .into_iter()
        .find(|refusal| refusal.code() == Some(code))?;
    Some((wording(&refusal).1, refusal.to_string()))
}

/// A refusal's `error` and the text of its description. Every refusal is HTTP 400 (identity.md 1.5, 11 rows 3–6).
fn wording(refusal: &MaskinportenRefusal) -> (&'static str, String) {
    use MaskinportenRefusal as R;
    let (error, text) = match refusal {
        R::GrantMalformed => ("invalid_request", "Invalid assertion. Invalid parameter value."),
        R::GrantTypeUnsupported => ("unsupported_grant_type", "Unsupported grant type."),
        R::GrantUsed => ("invalid_grant", "Invalid assertion. Grant is used before."),
        R::ClientUnknown => (
            "invalid_grant",
            "Invalid assertion. Client authentication failed. Client not found.",
        ),
        R::AudienceWrong => (
            "invalid_grant",
            "Invalid assertion. Client authentication failed. Invalid JWT claim aud.",
        ),
        R::CertificateNotAccepted => (
            "invalid_grant",
            "Invalid assertion. Client authentication failed. The JWT is signed with an invalid certificate.",
        ),
        R::KeyExpired => (
            "invalid_grant",
            "Invalid assertion. Client authentication failed. Expired key.",
        ),
        R::CertificateOfOtherOrganisation => (
            "invalid_grant",
            "Invalid JWT. Invalid organization number for client. Does not match certificate orgno.",
        ),
        R::CertificateHeaderMalformed => ("invalid_grant", "Invalid JWT header x5c."),
        R::SignatureInvalid => ("invalid_grant", "Invalid JWT signature."),
        R::KeyUnknown => (
            "invalid_grant",
            "Invalid assertion. Unknown key identifier (kid) for client.",
        ),
        R::KeyIdMissing => (
            "invalid_grant",
            "Invalid JWT. The client requires pre-registered jwk and no key identifier (kid) provided.",
        ),
        R::IssuedInFuture => ("invalid_grant", "Invalid assertion. Issue time is after now."),
        R::LifetimeTooLong => (
            "invalid_grant",
            "Invalid assertion. Expiration time is too far from issue time.",
        ),
        R::GrantExpired => ("invalid_grant", "Invalid assertion. JWT is expired."),
        R::ScopeNotForMaskinporten => (
            "invalid_scope",
            "Token request contains scopes not allowed for maskinporten.",
        ),
        R::ConsumerOrgInvalid => (
            "invalid_request",
            "Validation of JWT claim failed: The combination consumer_org in claim and delegation scope on client is invalid.",
        ),
        R::DetailTypeUnknown => (
            "invalid_authorization_details",
            "Unknown authorization details type.",
        ),
        R::DetailMemberUnknown => (
            "invalid_authorization_details",
            "Unknown fields in the authorization details.",
        ),
        R::SystemUserUnresolved => (
            "invalid_altinn_customer_configuration",
            "Invalid authorization details values.",
        ),
        R::ScopeNotOnClient { scope } => {
            return (
                "invalid_scope",
                format!("Token request contains invalid scopes for client, {scope}"),
            );
        }
        R::ScopeNotGranted { scope } => {
            return (
                "invalid_scope",
                format!("Consumer has not been granted access to the scope {scope}"),
            );
        }
        R::ScopeNotDelegated { scope } => {
            return (
                "invalid_scope",
                format!("Consumer has not delegated access to the scope {scope} to supplier"),
            );
        }
    };
    (error, text.to_owned())
}

/// The scope that a description ends with, or names before "to supplier".
fn scope_named_in(description: &str) -> Scope {
    let words = description
        .split_once(" to supplier")
        .map_or(description, |(before, _)| before);
    Scope(words.rsplit([' ', ',']).next().unwrap_or_default().to_owned())
}

fn every(scope: Scope) -> [MaskinportenRefusal; 23] {
    use MaskinportenRefusal as R;
    [
        R::GrantMalformed,
        R::GrantTypeUnsupported,
        R::GrantUsed,
        R::ClientUnknown,
        R::AudienceWrong,
        R::CertificateNotAccepted,
        R::KeyExpired,
        R::CertificateOfOtherOrganisation,
        R::CertificateHeaderMalformed,
        R::SignatureInvalid,
        R::KeyUnknown,
        R::KeyIdMissing,
        R::IssuedInFuture,
        R::LifetimeTooLong,
        R::GrantExpired,
        R::ScopeNotOnClient { scope: scope.clone() },
        R::ScopeNotForMaskinporten,
        R::ScopeNotGranted { scope: scope.clone() },
        R::ScopeNotDelegated { scope },
        R::ConsumerOrgInvalid,
        R::DetailTypeUnknown,
        R::DetailMemberUnknown,
        R::SystemUserUnresolved,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_that_is_written_is_read_back() {
        for refusal in every(Scope::from("skatteetaten:kravogbetalinger")) {
            let error = OauthError::maskinporten(&refusal, "https://test.maskinporten.no/", &"a".repeat(32));
            assert_eq!(error.refusal(), Some(refusal), "{error:?}");
        }
    }

    #[test]
    fn captured_refusals_are_read() {
        let captured = OauthError {
            error: "invalid_scope".to_owned(),
            error_description: Some(
                "Token request contains invalid scopes for client, altinn:serviceowners/read (trace_id: bd1d)".to_owned(),
            ),
            error_uri: Some("https://test.maskinporten.no/errors/MP-200".to_owned()),
        };
        let scope = Scope::from("altinn:serviceowners/read");
        assert_eq!(
            captured.refusal(),
            Some(MaskinportenRefusal::ScopeNotOnClient { scope })
        );
    }

    #[test]
    fn an_unknown_refusal_is_not_guessed() {
        let other = OauthError {
            error: "server_error".to_owned(),
            error_description: None,
            error_uri: None,
        };
        assert_eq!(other.refusal(), None);
    }
}
