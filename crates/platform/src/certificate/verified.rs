//! Judging a certificate that a grant came with (identity.md 1.2, 1.5).

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{OrgNumber, Timestamp};
use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{EndEntityCert, KeyUsage};
use x509_parser::certificate::X509Certificate;
use x509_parser::oid_registry::Oid;
use x509_parser::prelude::FromDer;
use x509_parser::public_key::PublicKey;

use super::Authority;

/// Certificates in a chain, at the most: the longest real one has three.
const LONGEST_CHAIN: usize = 5;

/// Whose a believed certificate is, and the RSA key in it, big-endian.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) org: OrgNumber,
    pub(crate) modulus: Vec<u8>,
    pub(crate) exponent: Vec<u8>,
}

/// Why a chain is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unbelieved {
    /// It is not certificates in base64.
    Malformed,
    /// Not signed by the authority, not an enterprise's, not RSA, or not good at this time.
    Rejected,
}

impl Authority {
    /// Believes a chain, leaf first, that leads to this authority and is good now.
    pub(crate) fn believe(&self, x5c: &[String], now: Timestamp) -> Result<Holder, Unbelieved> {
        if x5c.len() > LONGEST_CHAIN {
            return Err(Unbelieved::Rejected);
        }
        let chain = x5c
            .iter()
            .map(|text| STANDARD.decode(text).map(CertificateDer::from))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| Unbelieved::Malformed)?;
        let (leaf, behind) = chain.split_first().ok_or(Unbelieved::Malformed)?;
        self.verify(leaf, behind, now).ok_or(Unbelieved::Rejected)?;
        holder(leaf).ok_or(Unbelieved::Rejected)
    }

    fn verify(&self, leaf: &CertificateDer<'_>, behind: &[CertificateDer<'_>], now: Timestamp) -> Option<()> {
        let seconds = u64::try_from(now.as_second()).ok()?;
        EndEntityCert::try_from(leaf)
            .ok()?
            .verify_for_usage(
                webpki::ALL_VERIFICATION_ALGS,
                std::slice::from_ref(&self.anchor),
                behind,
                UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
                KeyUsage::client_auth(),
                None,
                None,
            )
            .ok()
            .map(|_| ())
    }
}

fn holder(leaf: &CertificateDer<'_>) -> Option<Holder> {
    let (_, certificate) = X509Certificate::from_der(leaf).ok()?;
    let PublicKey::RSA(key) = certificate.public_key().parsed().ok()? else {
        return None;
    };
    let without_zeros = |bytes: &[u8]| bytes.iter().copied().skip_while(|byte| *byte == 0).collect();
    Some(Holder {
        org: organisation(&certificate)?,
        modulus: without_zeros(key.modulus),
        exponent: without_zeros(key.exponent),
    })
}

/// The number in `organizationIdentifier`, as newer certificates have it, else in `serialNumber`.
fn organisation(certificate: &X509Certificate<'_>) -> Option<OrgNumber> {
    let text = |arcs: &[u64]| {
        let oid = Oid::from(arcs).ok()?;
        certificate.subject().iter_by_oid(&oid).next()?.as_str().ok()
    };
    match text(&[2, 5, 4, 97]) {
        Some(identifier) => OrgNumber::parse(identifier.strip_prefix("NTRNO-")?).ok(),
        None => OrgNumber::parse(text(&[2, 5, 4, 5])?).ok(),
    }
}
