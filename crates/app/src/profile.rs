//! A person's or a vendor's environment and keys.

use domain::{ClientId, OrgNumber};
use remote::GrantKey;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::App;
use crate::failure::Failure;
use crate::session::Session;
use crate::store::Connection;
use crate::store::profile;
use crate::topic::Topic;
use crate::vault::{KeyId, VaultFault, VaultState};

/// Which Altinn the app talks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum EnvironmentName {
    Local,
    Tt02,
    Production,
}

/// What the frame shows: where, who, and whether keys can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    pub environment: EnvironmentName,
    pub session: Session,
    pub vault: VaultState,
    pub vendor: Option<Vendor>,
    pub app_version: String,
    /// A broken database was set aside at start under this name; nothing in it was deleted.
    pub set_aside: Option<String>,
}

/// The vendor that this profile acts as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Vendor {
    pub org_number: OrgNumber,
    pub name: Option<String>,
    pub client_id: ClientId,
    /// The public half of the client's key as a JWK, to be registered with Maskinporten; absent before it is made.
    pub public_key: Option<String>,
}

/// A vendor and client that the environment offers to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VendorSuggestion {
    pub org_number: OrgNumber,
    pub name: String,
    pub client_id: ClientId,
}

/// What is kept of a profile: no addresses, which are the environment's, and no secrets, which are the vault's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedProfile {
    pub(crate) vendor: Option<SavedVendor>,
}

/// The vendor as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedVendor {
    pub(crate) org_number: OrgNumber,
    pub(crate) name: Option<String>,
    pub(crate) client_id: ClientId,
    pub(crate) key: KeyId,
}

impl EnvironmentName {
    /// The name under which the app keeps what belongs to this environment.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Tt02 => "tt02",
            Self::Production => "production",
        }
    }
}

impl App {
    /// Where, who, and whether keys can be used.
    ///
    /// # Errors
    /// [`Failure::Disk`].
    pub async fn status(&self) -> Result<Status, Failure> {
        let vendor = match self.saved_vendor().await? {
            Some(saved) => Some(self.vendor(saved).await?),
            None => None,
        };
        Ok(Status {
            environment: self.0.environment,
            session: self.session(),
            vault: self.0.vault.state().await,
            vendor,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            set_aside: self.0.set_aside.clone(),
        })
    }

    /// Vendors and clients that this environment offers to begin with.
    ///
    /// # Errors
    /// None today: the suggestions came with [`crate::Options`].
    #[expect(clippy::unused_async, reason = "every method of the app can be awaited")]
    pub async fn vendor_suggestions(&self) -> Result<Vec<VendorSuggestion>, Failure> {
        Ok(self.0.suggestions.clone())
    }

    /// Chooses the vendor and Maskinporten client that this profile acts as, and makes the client's key if it has none.
    ///
    /// # Errors
    /// [`Failure::Locked`] when the vault is closed, [`Failure::Disk`].
    pub async fn set_up_vendor(&self, org_number: OrgNumber, client_id: ClientId) -> Result<Vendor, Failure> {
        let before = self.saved_vendor().await?;
        let same = before.filter(|saved| saved.org_number == org_number && saved.client_id == client_id);
        let key = match same {
            Some(saved) => self.usable(saved.key).await?,
            None => None,
        };
        let key = match key {
            Some(key) => key,
            None => self.0.vault.make_key().await?.0,
        };
        let suggestion = self
            .0
            .suggestions
            .iter()
            .find(|known| known.org_number == org_number);
        let name = suggestion.map(|known| known.name.clone());
        let saved = SavedVendor {
            org_number,
            name,
            client_id,
            key,
        };
        let (environment, row) = (self.0.environment.as_str(), saved.clone());
        let write =
            move |desk: &Connection| profile::save(desk, environment, &SavedProfile { vendor: Some(row) });
        self.0.store.run(write).await?;
        self.changed(&[Topic::Session, Topic::Systems, Topic::Requests, Topic::Tokens]);
        self.vendor(saved).await
    }

    /// The vendor that this profile acts as, with the key that its client signs grants with.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when no vendor is set up or its key is gone, [`Failure::Locked`] when the vault is closed.
    pub(crate) async fn vendor_with_key(&self) -> Result<(SavedVendor, GrantKey), Failure> {
        let vendor = self.saved_vendor().await?.ok_or(Failure::NotFound)?;
        let key = self.0.vault.grant_key(vendor.key).await?;
        Ok((vendor, key))
    }

    /// The vendor that this profile acts as, if one is set up.
    pub(crate) async fn saved_vendor(&self) -> Result<Option<SavedVendor>, Failure> {
        let environment = self.0.environment.as_str();
        Ok(self
            .0
            .store
            .run(move |desk| profile::find(desk, environment))
            .await?
            .vendor)
    }

    async fn vendor(&self, saved: SavedVendor) -> Result<Vendor, Failure> {
        Ok(Vendor {
            public_key: self
                .0
                .vault
                .public_jwk(saved.key)
                .await?
                .map(|jwk| jwk.to_string()),
            org_number: saved.org_number,
            name: saved.name,
            client_id: saved.client_id,
        })
    }

    /// The key again if it can sign; nothing when it is lost for good, so that a new one may take its place.
    async fn usable(&self, key: KeyId) -> Result<Option<KeyId>, Failure> {
        match self.0.vault.grant_key(key).await {
            Ok(_) => Ok(Some(key)),
            Err(
                Failure::NotFound
                | Failure::Locked {
                    fault: VaultFault::KeyLost,
                },
            ) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Keyring;
    use crate::tests::app;

    #[tokio::test]
    async fn a_vendor_keeps_its_key_when_it_is_set_up_again_and_when_the_app_starts_again() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::in_process();
        let first = app(&folder, keyring.clone()).await;
        let made = first.set_up_vendor(smartcloud(), "client".into()).await.unwrap();

        let again = first.set_up_vendor(smartcloud(), "client".into()).await.unwrap();
        let restarted = app(&folder, keyring).await.status().await.unwrap();

        assert!(
            made.public_key
                .as_deref()
                .is_some_and(|key| key.contains(r#""kty":"RSA""#))
        );
        assert_eq!(again, made);
        assert_eq!(restarted.vendor, Some(made));
    }

    #[tokio::test]
    async fn another_client_gets_a_key_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;
        let first = app.set_up_vendor(smartcloud(), "client".into()).await.unwrap();

        let second = app.set_up_vendor(smartcloud(), "another".into()).await.unwrap();

        assert_ne!(second.public_key, first.public_key);
    }

    #[tokio::test]
    async fn without_a_keyring_no_vendor_is_set_up_until_the_person_has_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::Absent).await;
        let fault = VaultFault::KeyringMissing;
        assert_eq!(
            app.set_up_vendor(smartcloud(), "client".into()).await,
            Err(Failure::Locked { fault })
        );

        app.keep_in_memory().await.unwrap();

        assert!(app.set_up_vendor(smartcloud(), "client".into()).await.is_ok());
        assert!(app.vendor_with_key().await.is_ok());
    }

    #[tokio::test]
    async fn setting_up_a_vendor_is_heard() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;
        let mut changes = app.changes();

        app.set_up_vendor(smartcloud(), "client".into()).await.unwrap();

        assert_eq!(changes.recv().await, Ok(Topic::Session));
    }

    fn smartcloud() -> OrgNumber {
        OrgNumber::parse("991825827").unwrap()
    }
}
