//! Sealing: AES-256-GCM under one key, each text bound to the row it belongs to.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use aws_lc_rs::error::Unspecified;
use zeroize::Zeroizing;

use crate::chance;

/// The key that seals the others: 32 bytes, wiped when dropped. It has no `Debug` and no `Serialize`.
#[derive(Clone)]
pub(crate) struct KeyEncryptionKey(Zeroizing<[u8; 32]>);

/// A sealed text: the nonce, and the cipher text with its tag at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sealed {
    pub(crate) nonce: [u8; 12],
    pub(crate) text: Vec<u8>,
}

impl KeyEncryptionKey {
    /// A new key that nobody can guess.
    pub(crate) fn generate() -> Result<Self, Unspecified> {
        Ok(Self(Zeroizing::new(chance::bytes()?)))
    }

    /// The key in 32 bytes that were kept somewhere; absent when there are more or fewer.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        <[u8; 32]>::try_from(bytes)
            .ok()
            .map(|bytes| Self(Zeroizing::new(bytes)))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Seals a secret under a fresh nonce. `row` names the row it will lie in and must be given again to open it.
    pub(crate) fn seal(&self, row: &str, secret: &[u8]) -> Result<Sealed, Unspecified> {
        let mut text = Vec::with_capacity(secret.len() + AES_256_GCM.tag_len());
        text.extend_from_slice(secret);
        let nonce = self
            .cipher()?
            .seal_in_place_append_tag(Aad::from(row), &mut text)?;
        Ok(Sealed {
            nonce: *nonce.as_ref(),
            text,
        })
    }

    /// Opens what was sealed under this key for `row`; refuses everything else.
    pub(crate) fn open(&self, row: &str, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, Unspecified> {
        let mut text = Zeroizing::new(sealed.text.clone());
        let nonce = Nonce::assume_unique_for_key(sealed.nonce);
        let length = self
            .cipher()?
            .open_in_place(nonce, Aad::from(row), &mut text)?
            .len();
        text.truncate(length);
        Ok(text)
    }

    fn cipher(&self) -> Result<RandomizedNonceKey, Unspecified> {
        RandomizedNonceKey::new(&AES_256_GCM, self.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_for_its_own_row_only() {
        let key = KeyEncryptionKey::generate().unwrap();
        let sealed = key.seal("sealed_key/1", b"secret").unwrap();

        assert_eq!(key.open("sealed_key/1", &sealed).unwrap().as_slice(), b"secret");
        assert!(key.open("sealed_key/2", &sealed).is_err());
    }

    #[test]
    fn a_sealed_secret_does_not_open_under_another_key_or_with_a_bit_changed() {
        let key = KeyEncryptionKey::generate().unwrap();
        let sealed = key.seal("row", b"secret").unwrap();
        let mut changed = sealed.clone();
        changed.text[0] ^= 1;

        assert!(
            KeyEncryptionKey::generate()
                .unwrap()
                .open("row", &sealed)
                .is_err()
        );
        assert!(key.open("row", &changed).is_err());
    }

    #[test]
    fn the_same_secret_is_never_sealed_alike() {
        let key = KeyEncryptionKey::generate().unwrap();

        assert_ne!(
            key.seal("row", b"secret").unwrap(),
            key.seal("row", b"secret").unwrap()
        );
    }

    #[test]
    fn a_key_of_another_length_is_no_key() {
        assert!(KeyEncryptionKey::from_bytes(&[0; 31]).is_none());
        assert!(KeyEncryptionKey::from_bytes(&[0; 33]).is_none());
    }
}
