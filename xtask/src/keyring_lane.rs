//! The tests that need a real keyring: a home, a session bus and an unlocked keyring made for them alone.

use std::path::Path;

use crate::error::Error;
use crate::program::Program;
use crate::rust;
use crate::tally::Tally;

/// Unlocks a new keyring, then becomes the program named by the remaining arguments.
const UNLOCK: &str = r#"set -e
printf %s "$KEYRING_PASSWORD" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec "$@""#;

/// Runs the tests in `executable` that have `keyring` in their name.
pub(crate) async fn tests(executable: &Path) -> Result<Tally, Error> {
    let home = tempfile::tempdir().map_err(|source| Error::File {
        path: std::env::temp_dir(),
        source,
    })?;
    let runtime = home.path().join("run");
    make_private(&runtime).map_err(|source| Error::File {
        path: runtime.clone(),
        source,
    })?;
    let lane = Program::new("dbus-run-session")
        .args(["--", "bash", "-c", UNLOCK, "keyring"])
        .args([executable])
        .args(["keyring", "--include-ignored", "--test-threads", "1"])
        .env("KLARSIGNAL_KEYRING_TESTS", "1")
        .env("KEYRING_PASSWORD", "opened by cargo xtask test")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", &runtime)
        .env("XDG_DATA_HOME", home.path().join("data"))
        .without_env("DISPLAY")
        .without_env("WAYLAND_DISPLAY");
    rust::counted(lane).await
}

/// A session's run-time folder must be its owner's alone.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
