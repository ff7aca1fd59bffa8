//! The key that the keyring holds.

use super::VaultFault;
use super::seal::KeyEncryptionKey;
use crate::secrets::Keyring;
use crate::store::custody::{self, Custody};
use crate::store::{Store, StoreError, sealed_key};

/// The key that the keyring holds; a new one when there is nothing yet that it should open.
pub(super) async fn from_keyring(
    store: &Store,
    keyring: &Keyring,
) -> Result<Result<KeyEncryptionKey, VaultFault>, StoreError> {
    let asked = async {
        keyring.probe().await?;
        keyring.find().await
    };
    let key = match asked.await {
        Ok(Some(key)) => key,
        Ok(None) if store.run(sealed_key::any).await? => return Ok(Err(VaultFault::KeyLost)),
        Ok(None) => match new_in(keyring).await {
            Ok(key) => key,
            Err(fault) => return Ok(Err(fault)),
        },
        Err(fault) => return Ok(Err(fault)),
    };
    store.run(|desk| custody::save(desk, &Custody::Keyring)).await?;
    Ok(Ok(key))
}

async fn new_in(keyring: &Keyring) -> Result<KeyEncryptionKey, VaultFault> {
    let key = KeyEncryptionKey::generate().map_err(|_| VaultFault::KeyringMissing)?;
    keyring.save(key.clone()).await?;
    Ok(key)
}
