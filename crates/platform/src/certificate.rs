//! Enterprise certificates (virksomhetssertifikater) of organisations that do not exist, and the authority that they are
//! believed for (docs/decisions/0010).

mod issued;
mod kept;
mod verified;

use std::fmt;
use std::path::Path;

use aws_lc_rs::error::Unspecified;
use rcgen::{BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair};
use rcgen::{KeyUsagePurpose, date_time_ymd};
use rustls_pki_types::{CertificateDer, TrustAnchor};

use crate::keys::{KeysError, kept_file};

pub use issued::CertificateError;
#[cfg(test)]
pub(crate) use issued::EnterpriseCertificate;
pub(crate) use verified::Unbelieved;

/// The local authority: signs enterprise certificates, and is the only one whose signature counts.
///
/// Its key is all that is kept. The certificate says the same whenever it is made from it.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    anchor: TrustAnchor<'static>,
}

impl Authority {
    /// Reads the authority's key from `folder`, and makes it if it is absent; without a folder it is made and forgotten.
    ///
    /// The key is on an elliptic curve, because one of those is made in no time.
    ///
    /// # Errors
    /// [`KeysError`]. A key file that cannot be read is never replaced.
    pub(crate) fn open(folder: Option<&Path>) -> Result<Self, KeysError> {
        let make = || Ok(KeyPair::generate().map_err(|_| Unspecified)?.serialize_der());
        let read = |pkcs8: &[u8]| KeyPair::try_from(pkcs8).map_err(|_| Unspecified);
        let pair = match folder {
            Some(folder) => kept_file(folder, "certificate-authority", make, read)?,
            None => KeyPair::generate().map_err(|_| KeysError::Generate)?,
        };
        Self::new(pair).map_err(|_| KeysError::Generate)
    }

    fn new(pair: KeyPair) -> Result<Self, CertificateError> {
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CountryName, "NO");
        params
            .distinguished_name
            .push(DnType::CommonName, "Klarsignal local enterprise certificates");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        // A world may begin in any year.
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(2200, 1, 1);
        let certificate: CertificateDer<'static> = params.self_signed(&pair)?.into();
        let anchor = webpki::anchor_from_trusted_cert(&certificate)
            .map_err(CertificateError::Anchor)?
            .to_owned();
        Ok(Self {
            issuer: Issuer::new(params, pair),
            certificate,
            anchor,
        })
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authority")
    }
}

#[cfg(test)]
mod tests {
    use domain::{OrgNumber, Timestamp};

    use super::*;

    #[test]
    fn a_certificate_is_believed_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let first = Authority::open(Some(folder.path())).unwrap();
        let issued = first.issue(&org(), "SmartCloud AS", at(0)).unwrap();

        let second = Authority::open(Some(folder.path())).unwrap();

        let holder = second.believe(&issued.x5c(), at(0)).unwrap();
        assert_eq!(holder.org, org());
        assert_eq!(holder.modulus.len(), 256);
    }

    #[test]
    fn the_leaf_alone_is_enough() {
        let authority = Authority::open(None).unwrap();
        let issued = authority.issue(&org(), "SmartCloud AS", at(0)).unwrap();
        assert!(authority.believe(&issued.x5c()[..1], at(0)).is_ok());
    }

    #[test]
    fn a_certificate_of_another_authority_is_not_believed() {
        let stranger = Authority::open(None).unwrap();
        let issued = stranger.issue(&org(), "SmartCloud AS", at(0)).unwrap();
        let judged = Authority::open(None).unwrap().believe(&issued.x5c(), at(0));
        assert_eq!(judged, Err(Unbelieved::Rejected));
    }

    #[test]
    fn a_certificate_is_believed_for_three_years_and_not_before_its_time() {
        let authority = Authority::open(None).unwrap();
        let issued = authority.issue(&org(), "SmartCloud AS", at(0)).unwrap();
        let day = 24 * 60 * 60;
        let judge = |seconds| {
            authority
                .believe(&issued.x5c(), at(seconds))
                .map(|holder| holder.org)
        };
        assert_eq!(judge(3 * 365 * day), Ok(org()));
        assert_eq!(judge((3 * 366 + 32) * day), Err(Unbelieved::Rejected));
        assert_eq!(judge(-2 * day), Err(Unbelieved::Rejected));
    }

    #[test]
    fn what_is_no_certificate_is_malformed_or_rejected_and_never_a_panic() {
        let authority = Authority::open(None).unwrap();
        let judge = |text: &str| authority.believe(&[text.to_owned()], at(0)).unwrap_err();
        assert_eq!(judge("not base64!"), Unbelieved::Malformed);
        assert_eq!(judge("MII"), Unbelieved::Malformed);
        assert_eq!(judge("MIIB"), Unbelieved::Rejected);
        assert_eq!(judge(""), Unbelieved::Rejected);
    }

    #[test]
    fn the_authority_is_not_an_enterprise() {
        let authority = Authority::open(None).unwrap();
        let issued = authority.issue(&org(), "SmartCloud AS", at(0)).unwrap();
        assert_eq!(
            authority.believe(&issued.x5c()[1..], at(0)),
            Err(Unbelieved::Rejected)
        );
    }

    fn org() -> OrgNumber {
        OrgNumber::parse("991825827").unwrap()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds)
    }
}
