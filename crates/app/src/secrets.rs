//! The system's keyring, and the one secret it holds for us: the key that seals the others.
//!
//! On Linux the keyring is the Secret Service over D-Bus. Its calls block, and a locked one may wait for the person, so
//! they run on threads that may wait.

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};

use keyring::{Entry, Error};
use tokio::task::spawn_blocking;
use tracing::warn;
use zeroize::Zeroizing;

use crate::vault::VaultFault;
use crate::vault::seal::KeyEncryptionKey;

const SERVICE: &str = "klarsignal";
const KEY_ENTRY: &str = "key-encryption-key";
const PROBE_ENTRY: &str = "probe";

/// Where the key that seals the others can be kept without asking the person.
#[derive(Clone)]
pub enum Keyring {
    /// The operating system's.
    System,
    /// In this process: for tests, and for worlds that are thrown away.
    InProcess(InProcess),
    /// None at all, as on a machine without a keyring service.
    Absent,
}

/// A keyring that lasts as long as its clones.
#[derive(Clone, Default)]
pub struct InProcess(Arc<Mutex<Option<KeyEncryptionKey>>>);

impl Keyring {
    /// A keyring of this process, empty.
    pub fn in_process() -> Self {
        Self::InProcess(InProcess::default())
    }

    /// Writes, reads and removes a worthless entry. A keyring service without an unlocked collection answers everything
    /// but this.
    pub(crate) async fn probe(&self) -> Result<(), VaultFault> {
        match self {
            Self::System => blocking(probe).await,
            Self::InProcess(_) => Ok(()),
            Self::Absent => Err(VaultFault::KeyringMissing),
        }
    }

    /// The key, if it has been put there.
    pub(crate) async fn find(&self) -> Result<Option<KeyEncryptionKey>, VaultFault> {
        match self {
            Self::System => blocking(find).await,
            Self::InProcess(kept) => Ok(kept.lock().clone()),
            Self::Absent => Err(VaultFault::KeyringMissing),
        }
    }

    /// Puts the key there.
    pub(crate) async fn save(&self, key: KeyEncryptionKey) -> Result<(), VaultFault> {
        match self {
            Self::System => blocking(move || entry(KEY_ENTRY)?.set_secret(key.as_bytes())).await,
            Self::InProcess(kept) => {
                *kept.lock() = Some(key);
                Ok(())
            }
            Self::Absent => Err(VaultFault::KeyringMissing),
        }
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::System => "System",
            Self::InProcess(_) => "InProcess",
            Self::Absent => "Absent",
        })
    }
}

impl std::fmt::Debug for InProcess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InProcess")
    }
}

impl InProcess {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<KeyEncryptionKey>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn probe() -> Result<(), Error> {
    let entry = entry(PROBE_ENTRY)?;
    entry.set_secret(b"klarsignal was here")?;
    let read = entry.get_secret()?;
    entry.delete_credential()?;
    if read == b"klarsignal was here" {
        Ok(())
    } else {
        Err(Error::BadStoreFormat(
            "another secret was read than was written".into(),
        ))
    }
}

fn find() -> Result<Option<KeyEncryptionKey>, Error> {
    let secret = match entry(KEY_ENTRY)?.get_secret() {
        Ok(secret) => Zeroizing::new(secret),
        Err(Error::NoEntry) => return Ok(None),
        Err(error) => return Err(error),
    };
    KeyEncryptionKey::from_bytes(&secret)
        .map(Some)
        .ok_or_else(|| Error::BadStoreFormat("the key does not have 32 bytes".into()))
}

fn entry(name: &str) -> Result<Entry, Error> {
    Entry::new(SERVICE, name)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, VaultFault> {
    match spawn_blocking(work).await {
        Ok(outcome) => outcome.map_err(|error| fault(&error)),
        Err(error) => {
            warn!(error = &error as &dyn StdError, "asking the keyring ended early");
            Err(VaultFault::KeyringMissing)
        }
    }
}

/// A keyring that answers "no access" is there and closed; any other failure means that there is none to use.
fn fault(error: &Error) -> VaultFault {
    let start = Entry::store_status().as_ref().err();
    let cause = if matches!(error, Error::NoDefaultStore) {
        start
    } else {
        None
    };
    warn!(
        error = cause.unwrap_or(error) as &dyn StdError,
        "the keyring cannot be used"
    );
    match error {
        Error::NoStorageAccess(_) => VaultFault::KeyringLocked,
        Error::BadDataFormat(..) | Error::BadStoreFormat(_) | Error::Ambiguous(_) => VaultFault::KeyLost,
        // The library's list is open-ended.
        _ => VaultFault::KeyringMissing,
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    const LANE: &str = "needs an unlocked keyring of its own: cargo xtask test makes one";

    #[tokio::test]
    #[ignore = "needs an unlocked keyring of its own: cargo xtask test makes one"]
    async fn keyring_gives_back_the_key_it_was_given() {
        assert!(std::env::var_os("KLARSIGNAL_KEYRING_TESTS").is_some(), "{LANE}");
        let keyring = Keyring::System;
        assert_eq!(keyring.probe().await, Ok(()));
        assert!(keyring.find().await.unwrap().is_none());

        let key = KeyEncryptionKey::from_bytes(&[7; 32]).unwrap();
        keyring.save(key).await.unwrap();

        assert_eq!(keyring.find().await.unwrap().unwrap().as_bytes(), [7; 32]);
        assert_eq!(keyring.probe().await, Ok(()));
        entry_is_removed().await;
        assert!(keyring.find().await.unwrap().is_none());
    }

    #[test]
    fn without_a_session_bus_the_keyring_is_missing() {
        let mut child = child("child_finds_no_bus");
        let outcome = child
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .output()
            .unwrap();

        assert!(
            outcome.status.success(),
            "{}",
            String::from_utf8_lossy(&outcome.stdout)
        );
    }

    #[test]
    #[ignore = "needs D-Bus and a keyring service: cargo xtask test has them"]
    fn keyring_that_nobody_has_unlocked_is_locked() {
        let home = tempfile::tempdir().unwrap();
        let child = child("child_finds_a_locked_one");
        let outcome = Command::new("dbus-run-session")
            .arg("--")
            .arg(child.get_program())
            .args(child.get_args())
            .env("HOME", home.path())
            .env("XDG_RUNTIME_DIR", home.path())
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .unwrap();

        assert!(
            outcome.status.success(),
            "{}",
            String::from_utf8_lossy(&outcome.stdout)
        );
    }

    #[tokio::test]
    #[ignore = "the library looks for the bus once a process: a test above starts a process of its own for it"]
    async fn child_finds_no_bus() {
        assert_eq!(Keyring::System.probe().await, Err(VaultFault::KeyringMissing));
        assert_eq!(
            Keyring::System.find().await.err(),
            Some(VaultFault::KeyringMissing)
        );
    }

    #[tokio::test]
    #[ignore = "a test above starts it on a bus of its own"]
    async fn child_finds_a_locked_one() {
        assert_eq!(Keyring::System.probe().await, Err(VaultFault::KeyringLocked));
    }

    /// One ignored test of this file, as a process of its own.
    fn child(test: &str) -> Command {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", &format!("secrets::tests::{test}"), "--ignored"]);
        child
    }

    async fn entry_is_removed() {
        blocking(|| entry(KEY_ENTRY)?.delete_credential()).await.unwrap();
    }
}
