//! A client's private key: made here, sealed here, shown never.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use remote::GrantKey;
use serde_json::json;
use zeroize::Zeroizing;

/// An RSA key that signs grants (RS256). It has no `Debug` and no `Serialize`.
pub(crate) struct SigningKey {
    pair: KeyPair,
    kid: String,
}

impl SigningKey {
    /// Makes a new RSA-2048 key: tens of milliseconds, at times more, for a thread that may be busy.
    pub(crate) fn generate() -> Result<Self, Unspecified> {
        KeyPair::generate(KeySize::Rsa2048).map(Self::new)
    }

    /// Reads a key from PKCS#8 (RFC 5958).
    pub(crate) fn from_pkcs8(der: &[u8]) -> Result<Self, Unspecified> {
        KeyPair::from_pkcs8(der).map(Self::new).map_err(|_| Unspecified)
    }

    /// The key as PKCS#8, to be sealed.
    pub(crate) fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, Unspecified> {
        let der: Pkcs8V1Der<'_> = self.pair.as_der()?;
        Ok(Zeroizing::new(der.as_ref().to_vec()))
    }

    /// The key as Maskinporten's caller takes it, named by its thumbprint.
    pub(crate) fn grant_key(&self) -> Result<GrantKey, Unspecified> {
        let body = Zeroizing::new(STANDARD.encode(self.to_pkcs8()?));
        let pem = Zeroizing::new(format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            body.as_str()
        ));
        GrantKey::from_pem(self.kid.clone(), pem.as_bytes()).map_err(|_| Unspecified)
    }

    /// The public half as a JWK (RFC 7517). Its `kid` is the RFC 7638 thumbprint.
    pub(crate) fn public_jwk(&self) -> serde_json::Value {
        let (n, e) = components(&self.pair);
        json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid, "n": n, "e": e })
    }

    fn new(pair: KeyPair) -> Self {
        let (n, e) = components(&pair);
        Self {
            kid: thumbprint(&n, &e),
            pair,
        }
    }
}

/// Modulus and exponent as a JWK writes them.
fn components(pair: &KeyPair) -> (String, String) {
    let public = pair.public_key();
    (
        URL_SAFE_NO_PAD.encode(public.modulus().big_endian_without_leading_zero()),
        URL_SAFE_NO_PAD.encode(public.exponent().big_endian_without_leading_zero()),
    )
}

/// SHA-256 over the required members in alphabetical order without blanks (RFC 7638, 3).
fn thumbprint(n: &str, e: &str) -> String {
    let members = format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#);
    URL_SAFE_NO_PAD.encode(aws_lc_rs::digest::digest(
        &aws_lc_rs::digest::SHA256,
        members.as_bytes(),
    ))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaPublicKeyComponents};

    use super::*;

    #[test]
    fn the_thumbprint_is_that_of_the_example_in_rfc_7638() {
        let n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKR\
                 XjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAt\
                 aSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPk\
                 sINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

        assert_eq!(
            thumbprint(n, "AQAB"),
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
        );
    }

    #[test]
    fn a_key_read_from_pkcs8_signs_for_the_public_half_of_the_key_that_was_made() {
        let made = SigningKey::generate().unwrap();
        let read = SigningKey::from_pkcs8(&made.to_pkcs8().unwrap()).unwrap();

        let mut signature = vec![0; read.pair.public_modulus_len()];
        read.pair
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), b"grant", &mut signature)
            .unwrap();

        let jwk = made.public_jwk();
        let member = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
        let public = RsaPublicKeyComponents {
            n: member("n"),
            e: member("e"),
        };
        public
            .verify(&RSA_PKCS1_2048_8192_SHA256, b"grant", &signature)
            .unwrap();
    }

    #[test]
    fn a_key_can_be_handed_to_maskinportens_caller() {
        assert!(SigningKey::generate().unwrap().grant_key().is_ok());
    }
}
