//! Runs the examples of `docs/examples`, as a stranger would: the walk with a shell, and a vendor's tests in Python and
//! TypeScript. The one in C# is not run: .NET is not among what our own commands install.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "an example that cannot begin has failed")]

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

    let said = said_by(
        example(".")
            .args(["bash", "-euo", "pipefail", "-c", &shell_blocks()])
            .current_dir(root())
            .env(
                "PATH",
                format!("{}:{}", path.path().display(), env::var("PATH").unwrap()),
            ),
    );

    let milestones = [
        "/systemuser/request?id=",
        "true",
        "saldo",
        "invalid_altinn_customer_configuration",
        "\n403\n",
    ];
    let mut rest = said.as_str();
    for milestone in milestones {
        let (_, after) = rest
            .split_once(milestone)
            .unwrap_or_else(|| panic!("no {milestone:?} in\n{said}"));
        rest = after;
    }
}

#[test]
fn a_vendor_can_test_in_python() {
    // Where the system's own Python is, its packages are.
    let python = ["/usr/bin/python3", "python3"]
        .into_iter()
        .find(|it| Path::new(it).exists())
        .unwrap_or("python3");

    let said = said_by(example("python").args([python, "-m", "unittest", "test_vendor.py"]));

    assert!(said.contains("Ran 2 tests"), "{said}");
}

#[test]
fn a_vendor_can_test_in_typescript() {
    let said = said_by(example("typescript").args(["npm", "test"]));

    assert!(said.contains("# pass 5") && said.contains("# fail 0"), "{said}");
}

/// A command in an example's folder that finds the platform, and ends after two minutes at the latest.
fn example(folder: &str) -> Command {
    let mut command = Command::new("timeout");
    command
        .arg("120")
        .current_dir(root().join("docs/examples").join(folder))
        .env("KLARSIGNAL_PLATFORM", platform());
    command
}

/// Everything that a command says. It must succeed.
fn said_by(command: &mut Command) -> String {
    let walk = command.output().unwrap();
    let said = [walk.stdout, walk.stderr]
        .map(|said| String::from_utf8_lossy(&said).into_owned())
        .concat();
    assert!(walk.status.success(), "{said}");
    said
}

/// Every `bash` block of the walk, in order.
fn shell_blocks() -> String {
    let walk = fs::read_to_string(root().join("docs/examples/curl.md")).unwrap();
    let blocks = walk.split("\n```bash\n").skip(1);
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
