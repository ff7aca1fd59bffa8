//! One issuer's key: parsed once, then only used.

use std::fmt::{self, Write};

use aws_lc_rs::digest;
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use contract::token::Compact;
use serde::Serialize;

use super::{Jwk, RsaAlgorithm, VerifyingKey};

/// An RSA key of 2048 bits that signs with RS256, and its public half.
///
/// `jsonwebtoken` parses a private key for every signature; here that is done once (docs/decisions/0008).
pub(crate) struct SigningKey {
    pair: KeyPair,
    public: VerifyingKey,
    jwk: Jwk,
    /// The header of every token, encoded, with its dot.
    header: String,
}

/// A token that could not be signed: ours to mend.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SigningError {
    #[error("writing the claims of a token")]
    Claims(#[from] serde_json::Error),
    #[error("signing a token")]
    Signature,
}

impl From<Unspecified> for SigningError {
    fn from(_: Unspecified) -> Self {
        Self::Signature
    }
}

impl SigningKey {
    pub(super) fn generate() -> Result<Self, Unspecified> {
        Self::new(KeyPair::generate(KeySize::Rsa2048)?)
    }

    pub(crate) fn from_pkcs8(pkcs8: &[u8]) -> Result<Self, Unspecified> {
        Self::new(KeyPair::from_pkcs8(pkcs8).map_err(|_| Unspecified)?)
    }

    pub(super) fn to_pkcs8(&self) -> Result<Vec<u8>, Unspecified> {
        Ok(self.pair.as_der()?.as_ref().to_vec())
    }

    /// Names the key by its RFC 7638 thumbprint, as Maskinporten's key ids look.
    fn new(pair: KeyPair) -> Result<Self, Unspecified> {
        let public = pair.public_key();
        let (n, e) = (
            public.modulus().big_endian_without_leading_zero().to_vec(),
            public.exponent().big_endian_without_leading_zero().to_vec(),
        );
        let (encoded_n, encoded_e) = (URL_SAFE_NO_PAD.encode(&n), URL_SAFE_NO_PAD.encode(&e));
        let canonical = format!(r#"{{"e":"{encoded_e}","kty":"RSA","n":"{encoded_n}"}}"#);
        let kid = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, canonical.as_bytes()));
        let header = encoded_header(&format!(r#"{{"kid":"{kid}","alg":"RS256"}}"#));
        let jwk = Jwk {
            kty: "RSA".to_owned(),
            e: encoded_e,
            key_use: Some("sig".to_owned()),
            kid,
            alg: Some("RS256".to_owned()),
            n: encoded_n,
            x5c: vec![],
            exp: None,
        };
        Ok(Self {
            public: VerifyingKey::new(n, e).map_err(|_| Unspecified)?,
            pair,
            jwk,
            header,
        })
    }

    /// Names the key as Altinn does: a SHA-1 thumbprint in upper-case hexadecimal, again in `x5t`, and the modulus in
    /// plain base64 with padding (identity.md 4.2).
    pub(super) fn with_altinn_header(mut self) -> Self {
        let print = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, self.public.modulus());
        self.jwk.kid = upper_hex(print.as_ref());
        self.jwk.alg = None;
        self.jwk.n = STANDARD.encode(self.public.modulus());
        let (kid, x5t) = (&self.jwk.kid, URL_SAFE_NO_PAD.encode(print));
        self.header = encoded_header(&format!(
            r#"{{"alg":"RS256","kid":"{kid}","x5t":"{x5t}","typ":"JWT"}}"#
        ));
        self
    }

    /// Signs claims into a token.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> Result<String, SigningError> {
        self.signed_with(&self.header, claims)
    }

    /// Signs claims under any header, as a client with odd habits does.
    #[cfg(test)]
    pub(crate) fn sign_under(&self, header: &str, claims: &impl Serialize) -> String {
        self.signed_with(&encoded_header(header), claims).unwrap()
    }

    fn signed_with(&self, header: &str, claims: &impl Serialize) -> Result<String, SigningError> {
        let mut token = String::with_capacity(1024);
        token.push_str(header);
        URL_SAFE_NO_PAD.encode_string(serde_json::to_vec(claims)?, &mut token);
        let mut signature = [0; 256];
        self.pair.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            token.as_bytes(),
            &mut signature,
        )?;
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        Ok(token)
    }

    /// Whether this key signed the token: RS256 only, and the key must be named.
    pub(crate) fn signed(&self, token: &Compact<'_>) -> bool {
        token.header.alg == "RS256"
            && token.header.kid.as_ref() == Some(&self.jwk.kid)
            && self
                .public
                .verifies(RsaAlgorithm::Rs256, token.message.as_bytes(), &token.signature)
    }

    /// The public half, as the issuer publishes it.
    pub(crate) fn jwk(&self) -> &Jwk {
        &self.jwk
    }
}

/// Names the key, never shows it.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("kid", &self.jwk.kid)
            .finish_non_exhaustive()
    }
}

fn upper_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}

fn encoded_header(json: &str) -> String {
    let mut header = URL_SAFE_NO_PAD.encode(json);
    header.push('.');
    header
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing;

    #[test]
    fn a_signed_token_is_known_by_its_signer_and_by_nobody_else() {
        let keys = testing::keys();
        let token = keys.maskinporten.sign(&json!({"scope": "a:b"})).unwrap();
        let compact = Compact::parse(&token).unwrap();
        assert!(keys.maskinporten.signed(&compact));
        assert!(!keys.idporten.signed(&compact));
        assert_eq!(compact.claims::<Value>().unwrap(), json!({"scope": "a:b"}));
    }

    #[test]
    fn another_library_accepts_the_signature() {
        let keys = testing::keys();
        let token = keys.altinn.sign(&json!({"scope": "a:b"})).unwrap();
        let (n, e) = keys.altinn.jwk().components().unwrap();
        let key = jsonwebtoken::DecodingKey::from_rsa_raw_components(&n, &e);
        let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        let read = jsonwebtoken::decode::<Value>(&token, &key, &rules).unwrap();
        assert_eq!(read.claims, json!({"scope": "a:b"}));
        assert_eq!(read.header.typ.as_deref(), Some("JWT"));
    }

    #[test]
    fn a_changed_token_is_not_signed() {
        let keys = testing::keys();
        let token = keys.altinn.sign(&json!({"scope": "a:b"})).unwrap();
        let (message, signature) = token.rsplit_once('.').unwrap();
        let (header, _) = message.split_once('.').unwrap();
        let forged = format!(
            "{header}.{}.{signature}",
            URL_SAFE_NO_PAD.encode(r#"{"scope":"c:d"}"#)
        );
        assert!(!keys.altinn.signed(&Compact::parse(&forged).unwrap()));
    }
}
