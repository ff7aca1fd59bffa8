//! The local platform inside the window's process.

use std::path::PathBuf;

use app::Failure;
use app::profile::{Vendor, VendorSuggestion};
use platform::{Listeners, Options, Running, Seed};

/// What makes a Maskinporten client a vendor's: it may register systems.
const VENDOR_SCOPE: &str = "altinn:authentication/systemregister.write";

/// The platform that this window talks to.
#[derive(Debug)]
pub(crate) struct Local {
    running: Running,
    suggestions: Vec<VendorSuggestion>,
}

impl Local {
    /// Starts it on free loopback ports, with its world in `folder`.
    pub(crate) async fn start(folder: PathBuf) -> Result<Self, Box<dyn std::error::Error>> {
        let seed = Seed::builtin()?;
        let running = platform::start(Options::in_folder(folder), &seed).await?;
        Ok(Self {
            running,
            suggestions: suggestions(&seed),
        })
    }

    pub(crate) fn urls(&self) -> &Listeners<String> {
        self.running.urls()
    }

    /// The vendors of the local world, to begin with.
    pub(crate) fn suggestions(&self) -> &[VendorSuggestion] {
        &self.suggestions
    }

    /// Registers a vendor's public key with the local Maskinporten, as a person does in the self-service portal for the
    /// real one.
    pub(crate) async fn enrol(&self, vendor: &Vendor) -> Result<(), Failure> {
        let Some(key) = vendor.public_key.as_deref() else {
            return Ok(());
        };
        let unexpected = |reference: String| Failure::Unexpected {
            host: "maskinporten".to_owned(),
            reference,
        };
        let key = serde_json::from_str(key).map_err(|error| unexpected(error.to_string()))?;
        self.running
            .enrol(vendor.client_id.clone(), key)
            .await
            .map_err(|error| unexpected(error.to_string()))
    }
}

fn suggestions(seed: &Seed) -> Vec<VendorSuggestion> {
    let vendors = seed
        .maskinporten_clients
        .iter()
        .filter(|client| client.scopes.iter().any(|it| it.as_str() == VENDOR_SCOPE));
    vendors
        .filter_map(|client| {
            let owner = seed
                .organizations
                .iter()
                .find(|it| it.org_number == client.owner)?;
            Some(VendorSuggestion {
                org_number: owner.org_number.clone(),
                name: owner.name.clone(),
                client_id: client.client_id.clone(),
            })
        })
        .collect()
}
