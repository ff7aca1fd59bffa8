//! Random values from the operating system, for keys and identities.

use aws_lc_rs::error::Unspecified;
use uuid::{Builder, Uuid};

/// Bytes that nobody can guess.
///
/// # Errors
/// [`Unspecified`] when the operating system gives none.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Unspecified> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes)?;
    Ok(bytes)
}

/// A new identity (RFC 9562, version 4).
///
/// # Errors
/// As [`bytes`].
pub(crate) fn uuid() -> Result<Uuid, Unspecified> {
    Ok(Builder::from_random_bytes(bytes()?).into_uuid())
}
