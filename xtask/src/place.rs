//! Where things lie in the repository.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

pub(crate) fn typescript_example() -> PathBuf {
    root().join("docs/examples/typescript")
}

/// The page that says what each route refuses with.
pub(crate) fn refusals() -> PathBuf {
    root().join("docs/refusals.md")
}

/// The TypeScript that the bridge test writes from the Rust types.
pub(crate) fn generated_bridge() -> PathBuf {
    ui().join("src/bridge/generated.ts")
}

/// Whether a build machine runs us rather than a person.
pub(crate) fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}
