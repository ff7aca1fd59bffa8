//! Tokens and the calls that give them: Maskinporten, ID-porten and Altinn as issuers.
//!
//! Every body is both printed and parsed. Nothing here checks a signature: a claim that was only parsed is not yet true.

pub mod altinn;
pub mod authorization_details;
pub mod idporten;
pub mod jwk;
pub mod maskinporten;
pub mod metadata;
pub mod oauth;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::maskinporten::ORG_AUTHORITY;
use domain::{OrgNumber, Scope};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The header of a signed token. `x5t` and `typ` are Altinn's; `x5c` is a grant's (identity.md 1.2, 4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Header {
    pub alg: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x5t: Option<String>,
    /// Any JSON, because a malformed one has an answer of its own (MP-123).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x5c: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typ: Option<String>,
}

/// A signed token in three parts: what to verify, and what it says.
#[derive(Clone, Debug)]
pub struct Compact<'a> {
    /// Header and claims as they were signed.
    pub message: &'a str,
    pub header: Header,
    /// The claims as JSON text.
    pub claims: Vec<u8>,
    pub signature: Vec<u8>,
}

/// What is wrong with a text that should have been a signed token.
#[derive(Debug, thiserror::Error)]
pub enum TokenFault {
    #[error("a signed token has three parts with a dot between")]
    Parts,
    #[error("a part of the token is not base64url")]
    Encoding(#[from] base64::DecodeError),
    #[error("a part of the token is not the expected JSON")]
    Json(#[from] serde_json::Error),
}

impl<'a> Compact<'a> {
    /// Takes a token apart without checking it.
    ///
    /// # Errors
    /// [`TokenFault`] when it is not three base64url parts with a JSON header.
    pub fn parse(token: &'a str) -> Result<Self, TokenFault> {
        let (message, signature) = token.rsplit_once('.').ok_or(TokenFault::Parts)?;
        let (header, claims) = message.split_once('.').ok_or(TokenFault::Parts)?;
        if claims.contains('.') {
            return Err(TokenFault::Parts);
        }
        Ok(Self {
            message,
            header: serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header)?)?,
            claims: URL_SAFE_NO_PAD.decode(claims)?,
            signature: URL_SAFE_NO_PAD.decode(signature)?,
        })
    }

    /// Reads the claims as a known shape.
    ///
    /// # Errors
    /// [`TokenFault::Json`] when they have another shape.
    pub fn claims<T: DeserializeOwned>(&self) -> Result<T, TokenFault> {
        Ok(serde_json::from_slice(&self.claims)?)
    }
}

/// An organisation as tokens write it: `{"authority":"iso6523-actorid-upis","ID":"0192:<nine digits>"}`.
///
/// Altinn's documentation also shows `id`; captured tokens have `ID`. Both are read, `ID` is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organisation {
    pub authority: String,
    #[serde(rename = "ID", alias = "id")]
    pub id: String,
}

impl Organisation {
    /// The organisation's number; `None` when the authority is another, or the id has not its form.
    pub fn number(&self) -> Option<OrgNumber> {
        let number = || OrgNumber::from_iso6523(&self.id).ok();
        (self.authority == ORG_AUTHORITY).then(number)?
    }
}

impl From<&OrgNumber> for Organisation {
    fn from(number: &OrgNumber) -> Self {
        Self {
            authority: ORG_AUTHORITY.to_owned(),
            id: number.to_iso6523(),
        }
    }
}

/// Scopes as they were written, with blanks between.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scopes(pub String);

impl Scopes {
    /// The scopes in the order they were written.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|scope| !scope.is_empty())
    }

    /// Whether this very scope is among them; case matters.
    pub fn has(&self, scope: &str) -> bool {
        self.iter().any(|one| one == scope)
    }

    /// The scopes as domain values.
    pub fn to_vec(&self) -> Vec<Scope> {
        self.iter().map(Scope::from).collect()
    }
}

impl<'a> FromIterator<&'a str> for Scopes {
    fn from_iter<I: IntoIterator<Item = &'a str>>(scopes: I) -> Self {
        Self(scopes.into_iter().collect::<Vec<_>>().join(" "))
    }
}

/// A member that is one value or a list of them, and is written as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// The values in order.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_of_two_parts_is_not_a_token() {
        assert!(matches!(
            Compact::parse("e30.e30"),
            Err(TokenFault::Parts | TokenFault::Json(_))
        ));
        assert!(matches!(
            Compact::parse("e30.e30.e30.e30"),
            Err(TokenFault::Parts)
        ));
        assert!(matches!(Compact::parse("e30"), Err(TokenFault::Parts)));
    }

    #[test]
    fn a_token_with_padding_or_a_line_break_is_not_a_token() {
        assert!(matches!(
            Compact::parse("eyJhbGciOiJSUzI1NiJ9.e30=.AA"),
            Err(TokenFault::Encoding(_))
        ));
        assert!(matches!(
            Compact::parse("eyJhbGciOiJSUzI1NiJ9.e3\n0.AA"),
            Err(TokenFault::Encoding(_))
        ));
    }

    #[test]
    fn an_organisation_is_read_in_both_spellings_and_written_in_one() {
        let documented = r#"{"authority":"iso6523-actorid-upis","id":"0192:991825827"}"#;
        let organisation: Organisation = serde_json::from_str(documented).unwrap();
        assert_eq!(organisation.number().unwrap().as_str(), "991825827");
        assert_eq!(
            serde_json::to_string(&organisation).unwrap(),
            r#"{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}"#
        );
    }

    #[test]
    fn an_organisation_by_another_authority_or_in_another_form_has_no_number() {
        for (authority, id) in [
            ("other", "0192:991825827"),
            (ORG_AUTHORITY, "9908:991825827"),
            (ORG_AUTHORITY, "991825827"),
        ] {
            let organisation = Organisation {
                authority: authority.to_owned(),
                id: id.to_owned(),
            };
            assert_eq!(organisation.number(), None, "{authority} {id}");
        }
    }

    #[test]
    fn a_scope_is_found_only_whole() {
        let scopes = Scopes("altinn:portal/enduser openid".to_owned());
        assert!(scopes.has("openid"));
        assert!(!scopes.has("altinn:portal"));
        assert!(!scopes.has("OPENID"));
    }
}
