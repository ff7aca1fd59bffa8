//! Private keys, sealed.

use rusqlite::{Connection, OptionalExtension, params};

use super::{StoreError, body};
use crate::vault::KeyId;
use crate::vault::seal::Sealed;

/// A sealed private key and its public half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SealedKey {
    pub(crate) id: KeyId,
    /// The public half as a JWK.
    pub(crate) public_jwk: serde_json::Value,
    pub(crate) sealed: Sealed,
}

impl SealedKey {
    /// What a key is bound to when it is sealed.
    pub(crate) fn row(id: KeyId) -> String {
        format!("sealed_key/{}", id.0)
    }
}

/// The key of that id, if it is there.
pub(crate) fn find(desk: &Connection, id: KeyId) -> Result<Option<SealedKey>, StoreError> {
    let name = id.0.to_string();
    let found: Option<(String, [u8; 12], Vec<u8>)> = desk
        .prepare_cached("SELECT public_jwk, nonce, sealed FROM sealed_key WHERE id = ?1")?
        .query_row([&name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((jwk, nonce, text)) = found else {
        return Ok(None);
    };
    Ok(Some(SealedKey {
        id,
        public_jwk: body::read("sealed_key", &name, &jwk)?,
        sealed: Sealed { nonce, text },
    }))
}

/// Adds a key.
pub(crate) fn add(desk: &Connection, key: &SealedKey) -> Result<(), StoreError> {
    let name = key.id.0.to_string();
    let jwk = body::write("sealed_key", &name, &key.public_jwk)?;
    desk.prepare_cached("INSERT INTO sealed_key (id, public_jwk, nonce, sealed) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![name, jwk, key.sealed.nonce, key.sealed.text])?;
    Ok(())
}

/// Whether any key is kept.
pub(crate) fn any(desk: &Connection) -> Result<bool, StoreError> {
    Ok(desk.query_row("SELECT EXISTS (SELECT 1 FROM sealed_key)", [], |row| row.get(0))?)
}
