//! Runs the walk through the platform that `README.md` promises, as a stranger with a shell would.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a walk that cannot begin has failed")]

use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Stands in for `cargo xtask platform`, which would wait for the cargo that runs this test.
const CARGO: &str = "#!/bin/sh\nshift 2\nexec \"$KLARSIGNAL_PLATFORM\" \"$@\"\n";

#[test]
fn a_shell_can_play_the_vendor_and_the_leader() {
    let path = tempfile::tempdir().unwrap();
    let cargo = path.path().join("cargo");
    fs::write(&cargo, CARGO).unwrap();
    fs::set_permissions(&cargo, Permissions::from_mode(0o755)).unwrap();

    let walk = Command::new("timeout")
        .args(["120", "bash", "-euo", "pipefail", "-c", &shell_blocks()])
        .current_dir(root())
        .env(
            "PATH",
            format!("{}:{}", path.path().display(), env::var("PATH").unwrap()),
        )
        .env("KLARSIGNAL_PLATFORM", platform())
        .output()
        .unwrap();

    let said = String::from_utf8_lossy(&walk.stdout);
    assert!(
        walk.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&walk.stderr)
    );
    let milestones = [
        "/systemuser/request?id=",
        "true",
        "saldo",
        "invalid_altinn_customer_configuration",
        "\n403\n",
    ];
    let mut rest = said.as_ref();
    for milestone in milestones {
        let (_, after) = rest
            .split_once(milestone)
            .unwrap_or_else(|| panic!("no {milestone:?} in\n{said}"));
        rest = after;
    }
}

/// Every `bash` block of the README, in order.
fn shell_blocks() -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let blocks = readme.split("\n```bash\n").skip(1);
    blocks
        .map(|block| block.split_once("\n```\n").unwrap().0)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The program lies where cargo puts it, one folder above the tests.
fn platform() -> PathBuf {
    let tests = env::current_exe().unwrap();
    let program = tests
        .parent()
        .and_then(Path::parent)
        .unwrap()
        .join("klarsignal-platform");
    assert!(
        program.exists(),
        "no {}: build it with cargo build --package platform",
        program.display()
    );
    program
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
