//! Where private keys are kept, and whether they can be reached.
//!
//! Private keys lie sealed in the app's database. One key seals them all, and that one is kept in the system's keyring;
//! when the keyring cannot be used the person chooses: a passphrase, or memory only. Nothing is chosen for them.

mod door;
mod from_keyring;
pub(crate) mod passphrase;
pub(crate) mod seal;
pub(crate) mod signing_key;

use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

pub use passphrase::Passphrase;

use crate::App;
use crate::failure::Failure;
use crate::topic::Topic;
pub(crate) use door::Vault;

/// Whether private keys can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum VaultState {
    Open {
        kept: Kept,
    },
    /// Kept under a passphrase, which has not been given yet.
    PassphraseNeeded,
    /// The system's keyring cannot be used: the person must choose.
    ChoiceNeeded {
        fault: VaultFault,
    },
}

/// Where the key that seals the others is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Kept {
    Keyring,
    Passphrase,
    /// Gone when the app closes.
    Memory,
}

/// Why keys cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum VaultFault {
    /// The system has no keyring service.
    KeyringMissing,
    /// The keyring is there and locked, or its unlocking was dismissed.
    KeyringLocked,
    /// The passphrase is needed and has not been given.
    PassphraseNeeded,
    /// A new passphrase has fewer than [`Passphrase::SHORTEST`] characters.
    PassphraseTooShort,
    /// The passphrase does not fit.
    PassphraseWrong,
    /// What sealed these keys is no longer where it was kept.
    KeyLost,
}

/// A private key in the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct KeyId(pub(crate) Uuid);

impl App {
    /// Opens the vault with its passphrase, or, when it is not kept under one, keeps it under this one from here on.
    ///
    /// Keys sealed under a keyring that cannot be reached stay closed; keys that are open come along.
    ///
    /// # Errors
    /// [`Failure::Locked`] with [`VaultFault::PassphraseWrong`] or [`VaultFault::PassphraseTooShort`].
    pub async fn open_with_passphrase(&self, passphrase: Passphrase) -> Result<(), Failure> {
        self.0.vault.open_with_passphrase(passphrase).await?;
        self.changed(&[Topic::Session]);
        Ok(())
    }

    /// Keeps new keys in memory until the app closes. What is sealed stays sealed.
    pub async fn keep_in_memory(&self) -> Result<(), Failure> {
        self.0.vault.keep_in_memory().await?;
        self.changed(&[Topic::Session]);
        Ok(())
    }

    /// Asks the system's keyring again, and keeps the vault there when it answers. Keys that are open come along.
    ///
    /// # Errors
    /// [`Failure::Locked`] with what is wrong; the vault is as it was.
    pub async fn try_keyring_again(&self) -> Result<(), Failure> {
        let outcome = self.0.vault.try_keyring_again().await;
        self.changed(&[Topic::Session]);
        outcome
    }
}

impl From<VaultFault> for Failure {
    fn from(fault: VaultFault) -> Self {
        Self::Locked { fault }
    }
}
