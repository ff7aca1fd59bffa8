//! Certificates as files, for those who sign grants with them.

use std::path::{Path, PathBuf};

use domain::{OrgNumber, Timestamp};

use super::Authority;
use super::issued::{CertificateError, unwrapped};
use crate::keys::write_whole;

impl Authority {
    /// Puts an organisation's certificate and private key into a folder, as `<number>.pem` and `<number>.key`. A pair that
    /// is there and good stays.
    ///
    /// # Errors
    /// [`CertificateError`] when the machine cannot make a key, or a file cannot be written.
    pub(crate) fn keep(
        &self,
        folder: &Path,
        org: &OrgNumber,
        name: &str,
        now: Timestamp,
    ) -> Result<(), CertificateError> {
        let (chain, key) = (
            folder.join(format!("{org}.pem")),
            folder.join(format!("{org}.key")),
        );
        if key.exists() && self.is_good(&chain, org, now) {
            return Ok(());
        }
        let issued = self.issue(org, name, now)?;
        let write = |file: PathBuf, text: String| {
            write_whole(folder, &file, text.as_bytes())
                .map_err(|source| CertificateError::Write { file, source })
        };
        std::fs::create_dir_all(folder).map_err(|source| CertificateError::Write {
            file: folder.to_owned(),
            source,
        })?;
        write(key, issued.key_pem())?;
        write(chain, issued.chain_pem())
    }

    fn is_good(&self, chain: &Path, org: &OrgNumber, now: Timestamp) -> bool {
        let Ok(pem) = std::fs::read_to_string(chain) else {
            return false;
        };
        let holder = self.believe(&unwrapped(&pem), now);
        holder.is_ok_and(|holder| holder.org == *org)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_pair_stays_and_a_bad_one_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let org = OrgNumber::parse("991825827").unwrap();
        let file = folder.path().join("991825827.pem");
        let keep = |authority: &Authority, seconds: i64| {
            let now = Timestamp::from_second(1_780_000_000 + seconds);
            authority.keep(folder.path(), &org, "SmartCloud AS", now).unwrap();
            std::fs::read_to_string(&file).unwrap()
        };
        let authority = Authority::open(None).unwrap();

        let first = keep(&authority, 0);

        assert_eq!(keep(&authority, 60), first);
        assert_ne!(keep(&authority, 4 * 366 * 24 * 60 * 60), first);
        assert_ne!(keep(&Authority::open(None).unwrap(), 0), first);
    }
}
