//! Tokens that open doors, and what can be told about them without giving them away.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::token::Scopes;
use contract::token::oauth::TokenAnswer;
use domain::{Scope, Timestamp};
use serde_json::Value;

/// A bearer token. It can be used in a call and opened up; it cannot be printed, compared or written.
#[derive(Clone)]
pub struct AccessToken {
    text: String,
    scopes: Scopes,
    expires: Timestamp,
}

/// A token opened up: header and claims as JSON. Nothing here is checked, and the signature is left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedToken {
    pub header: Value,
    pub claims: Value,
}

/// Why a text could not be opened up as a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    #[error("a token has three parts with a dot between, this has {0}")]
    Parts(usize),
    #[error("the {0} is not base64url")]
    Encoding(&'static str),
    #[error("the {0} is not a JSON object")]
    Json(&'static str),
}

impl AccessToken {
    pub(crate) fn new(text: String, scopes: Scopes, expires: Timestamp) -> Self {
        Self {
            text,
            scopes,
            expires,
        }
    }

    /// What a token endpoint answered at `now`.
    pub(crate) fn answered(answer: TokenAnswer, now: Timestamp) -> Self {
        Self::new(
            answer.access_token,
            answer.scope,
            now.plus_seconds(answer.expires_in),
        )
    }

    /// When it stops working.
    pub fn expires(&self) -> Timestamp {
        self.expires
    }

    /// Whether it still works `seconds` after `now`.
    pub fn lives(&self, now: Timestamp, seconds: i64) -> bool {
        now.plus_seconds(seconds) < self.expires
    }

    /// Whether its holder may do what the scope stands for.
    pub fn has_scope(&self, scope: &Scope) -> bool {
        self.scopes.has(scope.as_str())
    }

    /// Opens it up, to be explained.
    ///
    /// # Errors
    /// [`TokenFault`] when it is not a signed token that can be read.
    pub fn open(&self) -> Result<OpenedToken, TokenFault> {
        OpenedToken::read(&self.text)
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

impl OpenedToken {
    /// Opens up a token that somebody pasted: blanks around it and a `Bearer` before it are read over.
    ///
    /// # Errors
    /// [`TokenFault`], which names the part at fault.
    pub fn read(text: &str) -> Result<Self, TokenFault> {
        let text = text.trim();
        let bare = match text.split_once(char::is_whitespace) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer") => rest.trim(),
            Some(_) | None => text,
        };
        let parts: Vec<&str> = bare.split('.').collect();
        let [header, claims, _signature] = parts.as_slice() else {
            return Err(TokenFault::Parts(parts.len()));
        };
        Ok(Self {
            header: part(header, "header")?,
            claims: part(claims, "payload")?,
        })
    }
}

fn part(text: &str, name: &'static str) -> Result<Value, TokenFault> {
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| TokenFault::Encoding(name))?;
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(members)) => Ok(Value::Object(members)),
        Ok(_) | Err(_) => Err(TokenFault::Json(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_cannot_be_printed() {
        let token = AccessToken::new(
            "secret.secret.secret".into(),
            Scopes::default(),
            Timestamp::from_second(0),
        );
        assert!(!format!("{token:?}").contains("secret"));
    }

    #[test]
    fn a_token_that_ends_now_does_not_live() {
        let token = AccessToken::new(String::new(), Scopes::default(), Timestamp::from_second(100));
        assert!(token.lives(Timestamp::from_second(99), 0));
        assert!(!token.lives(Timestamp::from_second(100), 0));
        assert!(!token.lives(Timestamp::from_second(90), 10));
    }

    #[test]
    fn a_pasted_token_is_opened_with_or_without_its_scheme() {
        let token = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.c2ln";
        let opened = OpenedToken::read(token).unwrap();
        assert_eq!(opened.header, serde_json::json!({"alg": "none"}));
        assert_eq!(opened.claims, serde_json::json!({"iss": "x"}));
        assert_eq!(OpenedToken::read(&format!("  Bearer {token}\n")), Ok(opened));
    }

    #[test]
    fn a_text_that_is_no_token_says_what_is_wrong() {
        assert_eq!(OpenedToken::read("e30.e30"), Err(TokenFault::Parts(2)));
        assert_eq!(
            OpenedToken::read("???.e30.x"),
            Err(TokenFault::Encoding("header"))
        );
        assert_eq!(OpenedToken::read("e30.W10.x"), Err(TokenFault::Json("payload")));
    }
}
