//! Making an organisation's enterprise certificate.

use std::fmt;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{OrgNumber, Timestamp};
use rcgen::{
    CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose,
    PKCS_RSA_SHA256, RsaKeySize, date_time_ymd,
};
use rustls_pki_types::CertificateDer;

use super::Authority;

/// `serialNumber`: nine digits in certificates of the older profile.
const SERIAL_NUMBER: &[u64] = &[2, 5, 4, 5];
/// `organizationIdentifier`: `NTRNO-` and nine digits in those of the newer.
const ORGANIZATION_IDENTIFIER: &[u64] = &[2, 5, 4, 97];
/// Years that a certificate is good for.
const YEARS: i32 = 3;

/// An organisation's certificate with the authority's behind it, and the private key that goes with it.
pub(crate) struct EnterpriseCertificate {
    chain: [CertificateDer<'static>; 2],
    key: KeyPair,
}

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    #[error("making a certificate")]
    Make(#[from] rcgen::Error),
    #[error("trusting the authority's own certificate")]
    Anchor(#[source] webpki::Error),
    #[error("writing {}", file.display())]
    Write { file: PathBuf, source: std::io::Error },
}

impl Authority {
    /// Issues a certificate as Norwegian enterprises have them: the organisation number in `organizationIdentifier` and in
    /// `serialNumber`, an RSA key, good for three years.
    ///
    /// # Errors
    /// [`CertificateError`] when the machine cannot make a key.
    pub(crate) fn issue(
        &self,
        org: &OrgNumber,
        name: &str,
        now: Timestamp,
    ) -> Result<EnterpriseCertificate, CertificateError> {
        let mut subject = DistinguishedName::new();
        subject.push(DnType::CountryName, "NO");
        subject.push(DnType::OrganizationName, name);
        let identifier = format!("NTRNO-{org}");
        subject.push(DnType::CustomDnType(ORGANIZATION_IDENTIFIER.to_vec()), identifier);
        subject.push(DnType::CustomDnType(SERIAL_NUMBER.to_vec()), org.as_str());
        subject.push(DnType::CommonName, name);
        let mut params = CertificateParams::default();
        params.distinguished_name = subject;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        (params.not_before, params.not_after) = {
            let (from, until) = (day(now.plus_seconds(-24 * 60 * 60)), day(now));
            (
                date_time_ymd(from.0, from.1, from.2),
                // The first day of the month after, so that no year lacks the day.
                date_time_ymd(until.0 + YEARS + i32::from(until.1) / 12, until.1 % 12 + 1, 1),
            )
        };
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?;
        let leaf = params.signed_by(&key, &self.issuer)?;
        Ok(EnterpriseCertificate {
            chain: [leaf.into(), self.certificate.clone()],
            key,
        })
    }
}

/// The calendar day of a moment.
fn day(moment: Timestamp) -> (i32, u8, u8) {
    let date = moment.inner().to_zoned(jiff::tz::TimeZone::UTC).date();
    (
        date.year().into(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
}

impl EnterpriseCertificate {
    /// The certificate and the authority's, as a grant's `x5c` header has them.
    pub(crate) fn x5c(&self) -> Vec<String> {
        self.chain.iter().map(|der| STANDARD.encode(der)).collect()
    }

    /// The same in PEM.
    pub(crate) fn chain_pem(&self) -> String {
        self.x5c()
            .iter()
            .map(|base64| pem("CERTIFICATE", base64))
            .collect()
    }

    /// The private key in PKCS #8, as PEM.
    pub(crate) fn key_pem(&self) -> String {
        self.key.serialize_pem()
    }
}

/// The base64 of each certificate in a PEM text.
pub(super) fn unwrapped(pem: &str) -> Vec<String> {
    let blocks = pem.split("-----BEGIN CERTIFICATE-----").skip(1);
    blocks
        .filter_map(|block| block.split("-----END").next())
        .map(|base64| base64.split_whitespace().collect())
        .collect()
}

fn pem(label: &str, base64: &str) -> String {
    let mut text = format!("-----BEGIN {label}-----\n");
    let mut rest = base64;
    while !rest.is_empty() {
        let (line, next) = rest.split_at(rest.len().min(64));
        text.push_str(line);
        text.push('\n');
        rest = next;
    }
    text + &format!("-----END {label}-----\n")
}

/// Shows neither the certificate nor the key.
impl fmt::Debug for EnterpriseCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnterpriseCertificate").finish_non_exhaustive()
    }
}
