//! What a person can do: profiles, sessions, keys, the person's own desk. No window.

pub mod authority;
pub mod catalogue;
mod chance;
pub mod claim;
pub mod clock;
mod describe;
mod draft;
pub mod failure;
pub mod finding;
pub mod history;
mod json_text;
mod known;
mod link;
pub mod listing;
mod memo;
mod party;
mod preflight;
pub mod profile;
pub mod request;
mod secrets;
pub mod session;
mod store;
pub mod system;
pub mod system_user;
pub mod token;
pub mod topic;
pub mod vault;
pub mod vendor_request;

use std::path::PathBuf;
use std::sync::Arc;

use domain::{Party, UserId};
use remote::Remote;
use tokio::sync::broadcast;

pub use clock::Clock;
pub use failure::Failure;
pub use listing::Listing;
pub use remote::Environment;
pub use remote::environment::LocalAddresses;
pub use secrets::Keyring;
pub use topic::Topic;

use catalogue::Catalogue;
use describe::Words;
use link::Links;
use memo::Memo;
use preflight::Checks;
use profile::{EnvironmentName, VendorSuggestion};
use session::Desk;
use store::Store;
use token::Tokens;
use vault::Vault;
use vendor_request::watch::Watch;

/// Topics that a slow listener may fall behind by before it must read everything again.
const TOPICS_WAITING: usize = 256;

/// How to open an app.
#[derive(Clone, Debug)]
pub struct Options {
    /// The app's own folder; made if it is absent.
    pub folder: PathBuf,
    pub environment: EnvironmentName,
    /// Where that environment's hosts are.
    pub addresses: Environment,
    pub keyring: Keyring,
    pub clock: Clock,
    /// Vendors and clients to begin with.
    pub suggestions: Vec<VendorSuggestion>,
}

/// What a person can do. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Core>);

struct Core {
    environment: EnvironmentName,
    suggestions: Vec<VendorSuggestion>,
    clock: Clock,
    store: Store,
    /// The name that a broken database was given at start.
    set_aside: Option<String>,
    vault: Vault,
    remote: Remote,
    session: Desk,
    words: Words,
    parties: Memo<UserId, Vec<Party>>,
    checks: Checks,
    links: Links,
    tokens: Tokens,
    watch: Watch,
    catalogue: Memo<(), Arc<Catalogue>>,
    changes: broadcast::Sender<Topic>,
}

impl App {
    /// Opens the app's folder and looks into the vault. Nothing is asked of the outside world yet.
    ///
    /// # Errors
    /// [`Failure::Disk`] when the folder cannot be used or belongs to a newer version.
    pub async fn open(options: Options) -> Result<Self, Failure> {
        let opened = Store::open(&options.folder, options.clock.now()).await?;
        let vault = Vault::open(opened.store.clone(), options.keyring).await?;
        Ok(Self(Arc::new(Core {
            environment: options.environment,
            suggestions: options.suggestions,
            clock: options.clock,
            store: opened.store,
            set_aside: opened.set_aside,
            vault,
            remote: Remote::new(&options.addresses)?,
            session: Desk::default(),
            words: Words::default(),
            parties: Memo::default(),
            checks: Checks::default(),
            links: Links::default(),
            tokens: Tokens::default(),
            watch: Watch::default(),
            catalogue: Memo::default(),
            changes: broadcast::Sender::new(TOPICS_WAITING),
        })))
    }

    /// Hears of every change from here on. A listener that lags has missed changes and reads everything again.
    pub fn changes(&self) -> broadcast::Receiver<Topic> {
        self.0.changes.subscribe()
    }

    /// Tells all listeners what changed.
    pub(crate) fn changed(&self, topics: &[Topic]) {
        for topic in topics {
            // Without a listener there is nobody to tell.
            let _ = self.0.changes.send(*topic);
        }
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("environment", &self.0.environment)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    #[tokio::test]
    async fn a_new_app_has_nobody_signed_in_and_an_open_vault() {
        let folder = tempfile::tempdir().unwrap();
        let status = app(&folder, Keyring::in_process()).await.status().await.unwrap();

        assert_eq!(status.session, session::Session::SignedOut);
        assert_eq!(
            status.vault,
            vault::VaultState::Open {
                kept: vault::Kept::Keyring
            }
        );
        assert_eq!((status.vendor, status.set_aside), (None, None));
    }

    #[tokio::test]
    async fn an_app_whose_database_is_broken_says_which_file_it_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("klarsignal.sqlite3"),
            "no database".repeat(100),
        )
        .unwrap();

        let status = app(&folder, Keyring::in_process()).await.status().await.unwrap();

        assert!(folder.path().join(status.set_aside.unwrap()).exists());
    }

    /// An app in a world where nobody answers.
    pub(crate) async fn app(folder: &tempfile::TempDir, keyring: Keyring) -> App {
        // The discard port: nothing listens there.
        let nowhere = "http://127.0.0.1:9";
        let addresses = Environment::local(LocalAddresses {
            platform: nowhere,
            maskinporten: nowhere,
            idporten: nowhere,
            service_owner: nowhere,
        });
        let options = Options {
            folder: folder.path().to_owned(),
            environment: EnvironmentName::Local,
            addresses: addresses.unwrap(),
            keyring,
            clock: Clock::from(|| domain::Timestamp::from_second(1_763_700_000)),
            suggestions: vec![],
        };
        App::open(options).await.unwrap()
    }
}
