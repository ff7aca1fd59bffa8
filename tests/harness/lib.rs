//! The world that journeys and windows are played in.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a world that cannot be made has failed its test"
)]
#![expect(clippy::missing_panics_doc, reason = "panicking is how a test says no")]

mod browser;
mod leader;
mod local;
mod machine;
mod service_owner;
mod vendor;
mod visitor;
mod world;

use std::path::{Path, PathBuf};

pub use browser::Browser;
pub use leader::Leader;
pub use local::{Addresses, LocalPlatform};
pub use machine::{Machine, MachineKey};
pub use service_owner::ServiceOwner;
pub use vendor::Vendor;
pub use visitor::{Page, Visitor};
pub use world::{CLIENT, CUSTOMER, EMPLOYEE, PIA, SYSTEM, VENDOR, World};

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// A program of the project. Cargo puts programs one folder above the tests.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().and_then(Path::parent).unwrap().join(name);
    assert!(
        program.exists(),
        "no {}: build the workspace first",
        program.display()
    );
    program
}
