//! The vault's door: who keeps the key that seals the others, and what can be done while it is open.

use std::collections::HashMap;

use remote::GrantKey;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;
use tracing::info;

use super::from_keyring::from_keyring;
use super::passphrase::{self, Passphrase};
use super::seal::KeyEncryptionKey;
use super::signing_key::SigningKey;
use super::{Kept, KeyId, VaultFault, VaultState};
use crate::chance;
use crate::failure::Failure;
use crate::secrets::Keyring;
use crate::store::Connection;
use crate::store::custody::{self, Custody};
use crate::store::sealed_key::{self, SealedKey};
use crate::store::{Store, StoreError};

/// The vault. One thing is done to its door at a time.
pub(crate) struct Vault {
    store: Store,
    keyring: Keyring,
    door: Mutex<Door>,
}

enum Door {
    /// Keys lie sealed in the database, and this is what seals them.
    Open(Keeper, KeyEncryptionKey),
    /// Keys lie in this process only.
    Memory(HashMap<KeyId, SigningKey>),
    PassphraseNeeded,
    ChoiceNeeded(VaultFault),
}

/// Who keeps the key that seals the others.
#[derive(Clone, Copy)]
enum Keeper {
    Keyring,
    Passphrase,
}

impl Vault {
    /// Finds out who keeps the key, and asks the keyring for it unless a passphrase is needed.
    pub(crate) async fn open(store: Store, keyring: Keyring) -> Result<Self, StoreError> {
        let door = match store.run(custody::find).await? {
            Some(Custody::Passphrase(_)) => Door::PassphraseNeeded,
            Some(Custody::Keyring) | None => match from_keyring(&store, &keyring).await? {
                Ok(key) => Door::Open(Keeper::Keyring, key),
                Err(fault) => Door::ChoiceNeeded(fault),
            },
        };
        Ok(Self {
            store,
            keyring,
            door: Mutex::new(door),
        })
    }

    pub(crate) async fn state(&self) -> VaultState {
        match &*self.door.lock().await {
            Door::Open(Keeper::Keyring, _) => VaultState::Open { kept: Kept::Keyring },
            Door::Open(Keeper::Passphrase, _) => VaultState::Open {
                kept: Kept::Passphrase,
            },
            Door::Memory(_) => VaultState::Open { kept: Kept::Memory },
            Door::PassphraseNeeded => VaultState::PassphraseNeeded,
            Door::ChoiceNeeded(fault) => VaultState::ChoiceNeeded { fault: *fault },
        }
    }

    pub(crate) async fn open_with_passphrase(&self, passphrase: Passphrase) -> Result<(), Failure> {
        let mut door = self.door.lock().await;
        if matches!(*door, Door::PassphraseNeeded) {
            let key = self.unwrap(passphrase).await?;
            *door = Door::Open(Keeper::Passphrase, key);
            return Ok(());
        }
        if !passphrase.is_long_enough() {
            return Err(VaultFault::PassphraseTooShort.into());
        }
        let key = match &*door {
            Door::Open(_, key) => key.clone(),
            Door::Memory(_) | Door::PassphraseNeeded | Door::ChoiceNeeded(_) => KeyEncryptionKey::generate()?,
        };
        let wrapping = key.clone();
        let wrapped = spawn_blocking(move || passphrase::wrap(&wrapping, &passphrase)).await??;
        self.settle(&mut door, Custody::Passphrase(wrapped), key).await
    }

    pub(crate) async fn keep_in_memory(&self) -> Result<(), Failure> {
        let mut door = self.door.lock().await;
        match *door {
            Door::PassphraseNeeded | Door::ChoiceNeeded(_) => {
                *door = Door::Memory(HashMap::new());
                info!("keeping keys in memory");
                Ok(())
            }
            // Open keys are better kept than in memory.
            Door::Open(..) | Door::Memory(_) => Ok(()),
        }
    }

    pub(crate) async fn try_keyring_again(&self) -> Result<(), Failure> {
        let mut door = self.door.lock().await;
        match &*door {
            Door::Open(Keeper::Keyring, _) => Ok(()),
            Door::Open(Keeper::Passphrase, key) => {
                let key = key.clone();
                self.keyring.probe().await?;
                self.keyring.save(key.clone()).await?;
                self.settle(&mut door, Custody::Keyring, key).await
            }
            // What lies under the passphrase is not given up for an empty keyring.
            Door::PassphraseNeeded => Err(VaultFault::PassphraseNeeded.into()),
            Door::Memory(_) => match from_keyring(&self.store, &self.keyring).await? {
                Ok(key) => self.settle(&mut door, Custody::Keyring, key).await,
                Err(fault) => Err(fault.into()),
            },
            Door::ChoiceNeeded(_) => match from_keyring(&self.store, &self.keyring).await? {
                Ok(key) => self.settle(&mut door, Custody::Keyring, key).await,
                Err(fault) => {
                    *door = Door::ChoiceNeeded(fault);
                    Err(fault.into())
                }
            },
        }
    }

    /// Makes a key for a client. Gives its id and its public half as a JWK.
    pub(crate) async fn make_key(&self) -> Result<(KeyId, serde_json::Value), Failure> {
        let mut door = self.door.lock().await;
        let id = KeyId(chance::uuid()?);
        let made = || spawn_blocking(SigningKey::generate);
        match &mut *door {
            Door::Open(_, key) => {
                let made = made().await??;
                let row = sealed(key, id, &made)?;
                self.store.run(move |desk| sealed_key::add(desk, &row)).await?;
                Ok((id, made.public_jwk()))
            }
            Door::Memory(keys) => {
                let made = made().await??;
                let jwk = made.public_jwk();
                keys.insert(id, made);
                Ok((id, jwk))
            }
            Door::PassphraseNeeded => Err(VaultFault::PassphraseNeeded.into()),
            Door::ChoiceNeeded(fault) => Err((*fault).into()),
        }
    }

    /// The public half of a key, open or not; absent when there is no such key.
    pub(crate) async fn public_jwk(&self, id: KeyId) -> Result<Option<serde_json::Value>, Failure> {
        if let Door::Memory(keys) = &*self.door.lock().await
            && let Some(key) = keys.get(&id)
        {
            return Ok(Some(key.public_jwk()));
        }
        let found = self.store.run(move |desk| sealed_key::find(desk, id)).await?;
        Ok(found.map(|key| key.public_jwk))
    }

    /// A key to sign grants with.
    ///
    /// # Errors
    /// [`Failure::Locked`] when the vault is closed, or when the key was sealed by what is lost; [`Failure::NotFound`].
    pub(crate) async fn grant_key(&self, id: KeyId) -> Result<GrantKey, Failure> {
        match &*self.door.lock().await {
            Door::Open(_, key) => {
                let found = self.store.run(move |desk| sealed_key::find(desk, id)).await?;
                let found = found.ok_or(Failure::NotFound)?;
                let opened = key.open(&SealedKey::row(id), &found.sealed);
                let pkcs8 = opened.map_err(|_| VaultFault::KeyLost)?;
                Ok(SigningKey::from_pkcs8(&pkcs8)?.grant_key()?)
            }
            Door::Memory(keys) => Ok(keys.get(&id).ok_or(Failure::NotFound)?.grant_key()?),
            Door::PassphraseNeeded => Err(VaultFault::PassphraseNeeded.into()),
            Door::ChoiceNeeded(fault) => Err((*fault).into()),
        }
    }

    /// Lets `key` seal from here on, kept as `custody` says, and takes along the keys that lay in memory.
    async fn settle(&self, door: &mut Door, custody: Custody, key: KeyEncryptionKey) -> Result<(), Failure> {
        let keeper = match custody {
            Custody::Keyring => Keeper::Keyring,
            Custody::Passphrase(_) => Keeper::Passphrase,
        };
        let rows = match &*door {
            Door::Memory(keys) => keys
                .iter()
                .map(|(id, made)| sealed(&key, *id, made))
                .collect::<Result<Vec<_>, _>>()?,
            Door::Open(..) | Door::PassphraseNeeded | Door::ChoiceNeeded(_) => vec![],
        };
        let write = move |desk: &Connection| {
            custody::save(desk, &custody)?;
            rows.iter().try_for_each(|row| sealed_key::add(desk, row))
        };
        self.store.run(write).await?;
        *door = Door::Open(keeper, key);
        Ok(())
    }

    async fn unwrap(&self, passphrase: Passphrase) -> Result<KeyEncryptionKey, Failure> {
        let Some(Custody::Passphrase(wrapped)) = self.store.run(custody::find).await? else {
            return Err(VaultFault::KeyLost.into());
        };
        Ok(spawn_blocking(move || passphrase::unwrap(&wrapped, &passphrase)).await??)
    }
}

fn sealed(
    key: &KeyEncryptionKey,
    id: KeyId,
    made: &SigningKey,
) -> Result<SealedKey, aws_lc_rs::error::Unspecified> {
    Ok(SealedKey {
        id,
        public_jwk: made.public_jwk(),
        sealed: key.seal(&SealedKey::row(id), &made.to_pkcs8()?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::desk;

    const PASSPHRASE: &str = "korrekt hest batteri";

    #[tokio::test]
    async fn a_key_made_under_the_keyring_is_there_after_opening_again() {
        let (_folder, store) = desk().await;
        let keyring = Keyring::in_process();
        let (id, jwk) = vault(&store, &keyring).await.make_key().await.unwrap();

        let again = vault(&store, &keyring).await;

        assert_eq!(again.state().await, VaultState::Open { kept: Kept::Keyring });
        assert_eq!(again.public_jwk(id).await, Ok(Some(jwk)));
        assert!(again.grant_key(id).await.is_ok());
    }

    #[tokio::test]
    async fn without_a_keyring_nothing_is_made_until_the_person_chooses() {
        let (_folder, store) = desk().await;
        let vault = vault(&store, &Keyring::Absent).await;
        let fault = VaultFault::KeyringMissing;

        assert_eq!(vault.state().await, VaultState::ChoiceNeeded { fault });
        assert_eq!(vault.make_key().await.err(), Some(Failure::Locked { fault }));
        assert_eq!(vault.try_keyring_again().await, Err(Failure::Locked { fault }));
    }

    #[tokio::test]
    async fn keys_under_a_passphrase_open_with_it_and_with_no_other() {
        let (_folder, store) = desk().await;
        let first = vault(&store, &Keyring::Absent).await;
        first.open_with_passphrase(PASSPHRASE.into()).await.unwrap();
        let (id, _) = first.make_key().await.unwrap();
        let again = vault(&store, &Keyring::Absent).await;
        assert_eq!(again.state().await, VaultState::PassphraseNeeded);

        let wrong = again.open_with_passphrase("something else".into()).await;

        let fault = VaultFault::PassphraseWrong;
        assert_eq!(wrong, Err(Failure::Locked { fault }));
        assert_eq!(again.state().await, VaultState::PassphraseNeeded);
        again.open_with_passphrase(PASSPHRASE.into()).await.unwrap();
        assert_eq!(
            again.state().await,
            VaultState::Open {
                kept: Kept::Passphrase
            }
        );
        assert!(again.grant_key(id).await.is_ok());
    }

    #[tokio::test]
    async fn a_new_passphrase_must_be_long_enough() {
        let (_folder, store) = desk().await;
        let vault = vault(&store, &Keyring::Absent).await;

        let outcome = vault.open_with_passphrase("short".into()).await;

        let fault = VaultFault::PassphraseTooShort;
        assert_eq!(outcome, Err(Failure::Locked { fault }));
    }

    #[tokio::test]
    async fn keys_in_memory_are_gone_with_the_vault_and_leave_nothing_on_disk() {
        let (_folder, store) = desk().await;
        let first = vault(&store, &Keyring::Absent).await;
        first.keep_in_memory().await.unwrap();
        let (id, _) = first.make_key().await.unwrap();
        assert!(first.grant_key(id).await.is_ok());

        let again = vault(&store, &Keyring::Absent).await;

        assert!(matches!(again.state().await, VaultState::ChoiceNeeded { .. }));
        assert_eq!(again.public_jwk(id).await, Ok(None));
        assert!(!store.run(sealed_key::any).await.unwrap());
    }

    #[tokio::test]
    async fn keys_in_memory_come_along_when_a_passphrase_is_chosen() {
        let (_folder, store) = desk().await;
        let first = vault(&store, &Keyring::Absent).await;
        first.keep_in_memory().await.unwrap();
        let (id, _) = first.make_key().await.unwrap();

        first.open_with_passphrase(PASSPHRASE.into()).await.unwrap();

        let again = vault(&store, &Keyring::Absent).await;
        again.open_with_passphrase(PASSPHRASE.into()).await.unwrap();
        assert!(again.grant_key(id).await.is_ok());
    }

    #[tokio::test]
    async fn a_vault_moves_from_a_passphrase_to_the_keyring_with_its_keys() {
        let (_folder, store) = desk().await;
        let keyring = Keyring::in_process();
        let absent = vault(&store, &Keyring::Absent).await;
        absent.open_with_passphrase(PASSPHRASE.into()).await.unwrap();
        let (id, _) = absent.make_key().await.unwrap();
        let vault_with_keyring = vault(&store, &keyring).await;
        vault_with_keyring
            .open_with_passphrase(PASSPHRASE.into())
            .await
            .unwrap();

        vault_with_keyring.try_keyring_again().await.unwrap();

        let again = vault(&store, &keyring).await;
        assert_eq!(again.state().await, VaultState::Open { kept: Kept::Keyring });
        assert!(again.grant_key(id).await.is_ok());
    }

    #[tokio::test]
    async fn a_keyring_that_forgot_the_key_is_told_apart_from_a_new_one() {
        let (_folder, store) = desk().await;
        vault(&store, &Keyring::in_process())
            .await
            .make_key()
            .await
            .unwrap();

        let forgetful = vault(&store, &Keyring::in_process()).await;

        let fault = VaultFault::KeyLost;
        assert_eq!(forgetful.state().await, VaultState::ChoiceNeeded { fault });
    }

    #[tokio::test]
    async fn a_key_sealed_by_what_is_lost_says_so() {
        let (_folder, store) = desk().await;
        let (id, _) = vault(&store, &Keyring::in_process())
            .await
            .make_key()
            .await
            .unwrap();
        let vault = vault(&store, &Keyring::in_process()).await;
        vault.open_with_passphrase(PASSPHRASE.into()).await.unwrap();

        let fault = VaultFault::KeyLost;
        assert_eq!(vault.grant_key(id).await.err(), Some(Failure::Locked { fault }));
    }

    async fn vault(store: &Store, keyring: &Keyring) -> Vault {
        Vault::open(store.clone(), keyring.clone()).await.unwrap()
    }
}
