//! Somebody's public key, and whether a signature is theirs.

use std::sync::Arc;

use aws_lc_rs::error::KeyRejected;
use aws_lc_rs::signature::{
    ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RsaPublicKeyComponents,
};
use quick_cache::sync::Cache;

/// Keys kept prepared at once, at the most; that takes some 2 MB.
const PREPARED: usize = 1_000;

/// The algorithms that a grant may be signed with (identity.md 1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RsaAlgorithm {
    Rs256,
    Rs384,
    Rs512,
}

impl RsaAlgorithm {
    /// Reads a token header's `alg`. `none` and everything symmetric are not among them.
    pub(crate) fn parse(alg: &str) -> Option<Self> {
        match alg {
            "RS256" => Some(Self::Rs256),
            "RS384" => Some(Self::Rs384),
            "RS512" => Some(Self::Rs512),
            _ => None,
        }
    }
}

/// A public RSA key of 2048 bits or more. RS256 is prepared; the others are rare and parsed when they come.
#[derive(Debug)]
pub(crate) struct VerifyingKey {
    components: RsaPublicKeyComponents<Vec<u8>>,
    rs256: ParsedPublicKey,
}

impl VerifyingKey {
    /// Takes a big-endian modulus and exponent.
    pub(crate) fn new(n: Vec<u8>, e: Vec<u8>) -> Result<Self, KeyRejected> {
        let components = RsaPublicKeyComponents { n, e };
        let rs256 = components.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256)?;
        Ok(Self { components, rs256 })
    }

    pub(crate) fn verifies(&self, algorithm: RsaAlgorithm, message: &[u8], signature: &[u8]) -> bool {
        let outcome = match algorithm {
            RsaAlgorithm::Rs256 => self.rs256.verify_sig(message, signature),
            RsaAlgorithm::Rs384 => self
                .components
                .verify(&RSA_PKCS1_2048_8192_SHA384, message, signature),
            RsaAlgorithm::Rs512 => self
                .components
                .verify(&RSA_PKCS1_2048_8192_SHA512, message, signature),
        };
        outcome.is_ok()
    }

    /// The modulus, big-endian.
    pub(crate) fn modulus(&self) -> &[u8] {
        &self.components.n
    }
}

/// Clients' public keys, prepared when they are first used.
#[derive(Debug)]
pub(crate) struct PreparedKeys(Cache<(Vec<u8>, Vec<u8>), Arc<VerifyingKey>>);

impl PreparedKeys {
    /// Takes a big-endian modulus and exponent.
    pub(crate) fn get(&self, n: Vec<u8>, e: Vec<u8>) -> Result<Arc<VerifyingKey>, KeyRejected> {
        let components = (n, e);
        self.0.get_or_insert_with(&components, || {
            let (n, e) = components.clone();
            VerifyingKey::new(n, e).map(Arc::new)
        })
    }
}

impl Default for PreparedKeys {
    fn default() -> Self {
        Self(Cache::new(PREPARED))
    }
}
