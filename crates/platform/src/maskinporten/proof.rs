//! How a client proves that a grant is its own: a key that it has registered, or an enterprise certificate.

use std::sync::Arc;

use contract::token::Header;
use domain::MaskinportenRefusal as No;
use domain::Timestamp;
use serde_json::Value;

use crate::certificate::Unbelieved;
use crate::keys::{Keys, VerifyingKey};
use crate::store::client::Client;
use crate::store::client_key::ClientKey;

/// What a grant's header offers.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// `kid`
    Key(String),
    /// `x5c`, the client's own certificate first.
    Certificate(Vec<String>),
}

/// What a client has registered, as far as a proof needs it.
#[derive(Debug)]
pub(super) enum Registered {
    /// The key that the proof names.
    Key(Option<ClientKey>),
    /// Whether there is any key.
    AnyKey(bool),
}

impl Proof {
    /// Reads a header: one of the two, and `x5c` is an array of texts.
    ///
    /// # Errors
    /// [`No::CertificateHeaderMalformed`], also when both are there.
    pub(super) fn of(header: &Header) -> Result<Option<Self>, No> {
        match (&header.x5c, &header.kid) {
            (Some(_), Some(_)) => Err(No::CertificateHeaderMalformed),
            (Some(chain), None) => certificates(chain)
                .map(|chain| Some(Self::Certificate(chain)))
                .ok_or(No::CertificateHeaderMalformed),
            (None, kid) => Ok(kid.clone().map(Self::Key)),
        }
    }

    /// The `client_amr` of a token.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Key(_) => "private_key_jwt",
            Self::Certificate(_) => "virksomhetssertifikat",
        }
    }

    /// The key that must have signed the grant.
    ///
    /// # Errors
    /// In this order: [`No::KeyUnknown`], [`No::KeyIdMissing`] for a certificate of a client with keys,
    /// [`No::CertificateHeaderMalformed`], [`No::CertificateNotAccepted`], [`No::CertificateOfOtherOrganisation`],
    /// [`No::KeyExpired`].
    pub(super) fn key(
        &self,
        registered: Registered,
        client: &Client,
        keys: &Keys,
        now: Timestamp,
    ) -> Result<Arc<VerifyingKey>, No> {
        let (modulus, exponent) = match (self, registered) {
            (_, Registered::Key(None)) => return Err(No::KeyUnknown),
            (_, Registered::Key(Some(key))) if key.expires <= now => return Err(No::KeyExpired),
            (_, Registered::Key(Some(key))) => (key.modulus, key.exponent),
            (Self::Key(_), Registered::AnyKey(_)) | (_, Registered::AnyKey(true)) => {
                return Err(No::KeyIdMissing);
            }
            (Self::Certificate(chain), Registered::AnyKey(false)) => {
                let holder = keys.authority.believe(chain, now).map_err(|why| match why {
                    Unbelieved::Malformed => No::CertificateHeaderMalformed,
                    Unbelieved::Rejected => No::CertificateNotAccepted,
                })?;
                if holder.org != client.owner {
                    return Err(No::CertificateOfOtherOrganisation);
                }
                (holder.modulus, holder.exponent)
            }
        };
        let key = keys.of_clients.get(modulus, exponent);
        key.map_err(|_| No::SignatureInvalid)
    }
}

fn certificates(chain: &Value) -> Option<Vec<String>> {
    let chain = chain.as_array().filter(|chain| !chain.is_empty())?;
    chain
        .iter()
        .map(|text| text.as_str().map(str::to_owned))
        .collect()
}
