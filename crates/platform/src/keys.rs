//! The keys that the three issuers sign with: made at first start, kept with the data.

mod signing;
mod verifying;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::ScopedJoinHandle;

use aws_lc_rs::error::Unspecified;

use crate::certificate::Authority;

pub use contract::token::jwk::Jwk;
pub(crate) use signing::{SigningError, SigningKey};
pub(crate) use verifying::{PreparedKeys, RsaAlgorithm, VerifyingKey};

/// One signing key for each issuer and for the service owner, ready for use. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    pub(crate) maskinporten: Arc<SigningKey>,
    pub(crate) idporten: Arc<SigningKey>,
    pub(crate) altinn: Arc<SigningKey>,
    /// What the service owner signs its own grants with.
    pub(crate) service_owner: Arc<SigningKey>,
    /// Whose enterprise certificates Maskinporten believes.
    pub(crate) authority: Arc<Authority>,
    /// What clients sign with.
    pub(crate) of_clients: Arc<PreparedKeys>,
}

/// Why the signing keys are not ready.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    #[error("reading the key file {}", file.display())]
    Read { file: PathBuf, source: std::io::Error },
    #[error("writing the key file {}", file.display())]
    Write { file: PathBuf, source: std::io::Error },
    #[error("{} holds no key in PKCS #8", file.display())]
    NotAKey { file: PathBuf },
    #[error("making an RSA key")]
    Generate,
}

impl Keys {
    /// Reads the keys from `folder`, and makes those that are absent. Without a folder they are made and kept in memory.
    ///
    /// # Errors
    /// [`KeysError`]. A key file that cannot be read is never replaced.
    pub(crate) fn open(folder: Option<&Path>) -> Result<Self, KeysError> {
        let key = |name: &str| match folder {
            Some(folder) => kept(folder, name),
            None => SigningKey::generate().map_err(|_| KeysError::Generate),
        };
        // Making a key takes a tenth of a second and more, so they are made side by side.
        std::thread::scope(|threads| {
            let [maskinporten, idporten, altinn, service_owner] =
                ["maskinporten", "idporten", "altinn", "service-owner"]
                    .map(|name| threads.spawn(move || key(name)));
            Ok(Self {
                maskinporten: Arc::new(made(maskinporten)?),
                idporten: Arc::new(made(idporten)?),
                altinn: Arc::new(made(altinn)?.with_altinn_header()),
                service_owner: Arc::new(made(service_owner)?),
                authority: Arc::new(Authority::open(folder)?),
                of_clients: Arc::default(),
            })
        })
    }
}

fn made(key: ScopedJoinHandle<'_, Result<SigningKey, KeysError>>) -> Result<SigningKey, KeysError> {
    key.join().unwrap_or(Err(KeysError::Generate))
}

fn kept(folder: &Path, name: &str) -> Result<SigningKey, KeysError> {
    let make = || SigningKey::generate()?.to_pkcs8();
    kept_file(folder, name, make, SigningKey::from_pkcs8)
}

/// Reads a key from its file, which is made if it is absent.
pub(crate) fn kept_file<K>(
    folder: &Path,
    name: &str,
    make: impl FnOnce() -> Result<Vec<u8>, Unspecified>,
    read: impl FnOnce(&[u8]) -> Result<K, Unspecified>,
) -> Result<K, KeysError> {
    let file = folder.join(format!("{name}.key"));
    let pkcs8 = match std::fs::read(&file) {
        Ok(pkcs8) => pkcs8,
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
            let pkcs8 = make().map_err(|_| KeysError::Generate)?;
            match write_whole(folder, &file, &pkcs8) {
                Ok(()) => pkcs8,
                Err(source) => return Err(KeysError::Write { file, source }),
            }
        }
        Err(source) => return Err(KeysError::Read { file, source }),
    };
    read(&pkcs8).map_err(|_| KeysError::NotAKey { file })
}

/// Writes beside the file and renames, so that a half-written key is never read. The temporary file is the owner's alone.
pub(crate) fn write_whole(folder: &Path, file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_same_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let first = Keys::open(Some(folder.path())).unwrap();
        let second = Keys::open(Some(folder.path())).unwrap();
        assert_eq!(first.maskinporten.jwk(), second.maskinporten.jwk());
        assert_eq!(first.altinn.jwk(), second.altinn.jwk());
        assert_ne!(first.idporten.jwk(), first.maskinporten.jwk());
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_is_the_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Keys::open(Some(folder.path())).unwrap();
        let mode = std::fs::metadata(folder.path().join("maskinporten.key"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_broken_key_file_is_reported_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("maskinporten.key");
        std::fs::write(&file, b"not a key").unwrap();
        assert!(matches!(
            Keys::open(Some(folder.path())),
            Err(KeysError::NotAKey { .. })
        ));
        assert_eq!(std::fs::read(&file).unwrap(), b"not a key");
    }
}
