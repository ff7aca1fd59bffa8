//! Keeping the key under a passphrase, for a machine whose keyring cannot be used.

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::error::Unspecified;
use serde::Deserialize;
use specta::Type;
use zeroize::{Zeroize, Zeroizing};

use super::VaultFault;
use super::seal::{KeyEncryptionKey, Sealed};
use crate::chance;

/// What the wrapped key is bound to.
const ROW: &str = "custody";

/// RFC 9106's second recommendation, for machines where two GiB is too much: 64 MiB, three passes, four lanes.
const COST: Cost = Cost {
    memory_kib: 64 * 1024,
    passes: 3,
    lanes: 4,
};

/// A passphrase as the person typed it: wiped when dropped, neither printed nor serialized.
#[derive(Deserialize, Type)]
pub struct Passphrase(String);

impl Passphrase {
    /// The fewest characters that a new passphrase may have.
    pub const SHORTEST: usize = 8;

    /// Whether it is long enough to keep keys under.
    pub(crate) fn is_long_enough(&self) -> bool {
        self.0.chars().count() >= Self::SHORTEST
    }
}

impl From<&str> for Passphrase {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Drop for Passphrase {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// What it takes to try one passphrase (Argon2id, RFC 9106). Kept beside the salt, so that it can grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
}

/// A key wrapped by a passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrapped {
    pub(crate) salt: [u8; 16],
    pub(crate) cost: Cost,
    pub(crate) key: Sealed,
}

/// Wraps a key. Takes a good part of a second and 64 MiB: for a thread that may be busy.
pub(crate) fn wrap(key: &KeyEncryptionKey, passphrase: &Passphrase) -> Result<Wrapped, Unspecified> {
    let salt = chance::bytes()?;
    let key = derive(passphrase, &salt, COST)?.seal(ROW, key.as_bytes())?;
    Ok(Wrapped {
        salt,
        cost: COST,
        key,
    })
}

/// Unwraps a key, as long as [`wrap`].
///
/// # Errors
/// [`VaultFault::PassphraseWrong`] when the passphrase does not fit, [`VaultFault::KeyLost`] when what was kept cannot
/// have been made by [`wrap`].
pub(crate) fn unwrap(wrapped: &Wrapped, passphrase: &Passphrase) -> Result<KeyEncryptionKey, VaultFault> {
    let derived = derive(passphrase, &wrapped.salt, wrapped.cost).map_err(|_| VaultFault::KeyLost)?;
    let key = derived
        .open(ROW, &wrapped.key)
        .map_err(|_| VaultFault::PassphraseWrong)?;
    KeyEncryptionKey::from_bytes(&key).ok_or(VaultFault::KeyLost)
}

fn derive(passphrase: &Passphrase, salt: &[u8], cost: Cost) -> Result<KeyEncryptionKey, Unspecified> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(|_| Unspecified)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.0.as_bytes(), salt, key.as_mut_slice())
        .map_err(|_| Unspecified)?;
    KeyEncryptionKey::from_bytes(key.as_slice()).ok_or(Unspecified)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_passphrase_gives_back_the_key_and_a_wrong_one_says_so() {
        let key = KeyEncryptionKey::generate().unwrap();
        let wrapped = wrap(&key, &"korrekt hest batteri".into()).unwrap();

        assert_eq!(
            unwrap(&wrapped, &"korrekt hest batteri".into())
                .unwrap()
                .as_bytes(),
            key.as_bytes()
        );
        assert_eq!(
            unwrap(&wrapped, &"korrekt hest batterI".into()).err(),
            Some(VaultFault::PassphraseWrong)
        );
    }

    #[test]
    fn parameters_that_nothing_is_wrapped_with_are_told_apart_from_a_wrong_passphrase() {
        let key = KeyEncryptionKey::generate().unwrap();
        let mut wrapped = wrap(&key, &"korrekt hest batteri".into()).unwrap();
        wrapped.cost.passes = 0;

        assert_eq!(
            unwrap(&wrapped, &"korrekt hest batteri".into()).err(),
            Some(VaultFault::KeyLost)
        );
    }

    #[test]
    fn a_passphrase_is_measured_in_characters() {
        assert!(Passphrase::from("blåbærød").is_long_enough());
        assert!(!Passphrase::from("blåbær").is_long_enough());
    }
}
