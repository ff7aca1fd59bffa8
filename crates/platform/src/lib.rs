//! A faithful local Altinn, Maskinporten, ID-porten and service owner, for everything that concerns system users.
//!
//! One process, one listener for each host of the real world, one SQLite file. The same library runs inside the desktop
//! app and as the program `klarsignal-platform`.

mod accept;
mod access_management;
mod administration;
mod altinn;
mod authorization;
#[cfg(test)]
mod bad_input;
mod caller;
mod calls;
mod certificate;
mod chance;
mod clock;
mod control;
mod digest;
mod error;
mod idporten;
mod keys;
mod listening;
mod maskinporten;
mod openapi;
mod options;
mod page;
mod portal;
#[cfg(test)]
mod refusals;
mod register;
mod resource_registry;
mod routing;
mod running;
#[cfg(test)]
mod scene;
mod seed;
#[cfg(test)]
mod seen;
mod service_owner;
mod session;
mod stage;
mod store;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod unread_tests;
#[cfg(test)]
mod wire;
mod world;

pub use certificate::CertificateError;
pub use chance::Chance;
pub use clock::Clock;
pub use domain::registration::{AuthMethod, RefreshTokenUsage};
pub use keys::{Jwk, KeysError};
pub use options::{ChosenIssuers, Data, Options};
pub use running::{Running, StartError, start};
pub use seed::{Seed, SeedError};
pub use store::StoreError;
pub use world::{Issuers, Listeners};
