//! The Rust half: formatting, lints, builds and tests, always in one shape so that cargo reuses its work.

use std::io::Write as _;
use std::path::Path;

use crate::display::Display;
use crate::error::Error;
use crate::executable::{self, Executable};
use crate::program::Program;
use crate::refusals::Seen;
use crate::tally::Tally;

/// The shape every build of the tests has. Other features or packages would compile the same crates again.
const EVERYTHING: [&str; 3] = ["--workspace", "--all-targets", "--locked"];

pub(crate) async fn formatting() -> Result<(), Error> {
    Program::cargo().args(["fmt", "--all", "--check"]).run().await
}

pub(crate) async fn lints() -> Result<(), Error> {
    Program::cargo()
        .args(["clippy"])
        .args(EVERYTHING)
        .args(["--", "-D", "warnings"])
        .run()
        .await
}

/// Builds every library, program and test, and says where they are.
pub(crate) async fn build_everything() -> Result<Vec<Executable>, Error> {
    executable::built_by(Program::cargo().args(["build"]).args(EVERYTHING)).await
}

/// Builds one program together with its own dependencies.
pub(crate) async fn build_program(
    package: &str,
    name: &str,
    release: bool,
) -> Result<Vec<Executable>, Error> {
    let cargo = Program::cargo().args(["build", "--locked", "--package", package, "--bin", name]);
    executable::built_by(optimised(cargo, release)).await
}

/// Builds every program, without tests, and the bare window that the bench compares ours with.
pub(crate) async fn build_programs(release: bool) -> Result<Vec<Executable>, Error> {
    let bare = ["--features", "klarsignal/bare-window"];
    let cargo = Program::cargo()
        .args(["build", "--locked", "--workspace", "--bins"])
        .args(bare);
    executable::built_by(optimised(cargo, release)).await
}

/// Runs every test on `display`, to the last one even when some fail.
pub(crate) async fn tests(display: &Display, seen: &Seen) -> Result<Tally, Error> {
    let cargo = Program::cargo()
        .args(["test"])
        .args(EVERYTHING)
        .args(["--no-fail-fast"]);
    counted(display.show(seen.by(cargo))).await
}

/// Runs the tests that lie beside the code, which need neither a window nor a platform.
pub(crate) async fn unit_tests(seen: &Seen) -> Result<Tally, Error> {
    let cargo = Program::cargo().args(["test", "--workspace", "--lib", "--bins", "--locked"]);
    counted(seen.by(cargo)).await
}

/// Runs a program whose tests announce themselves as cargo's do, and counts them.
pub(crate) async fn counted(program: Program) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    let mut output = std::io::stdout();
    program
        .each_line(|line| {
            tally.read(line);
            let _ = writeln!(output, "{line}");
        })
        .await?;
    if tally.passed == 0 {
        return Err(Error::NothingTested(
            "the test programs ran but none of their tests did".into(),
        ));
    }
    Ok(tally)
}

/// The file's bytes, or nothing where there is no such file yet.
pub(crate) fn snapshot(path: &Path) -> Option<Vec<u8>> {
    std::fs::read(path).ok()
}

fn optimised(cargo: Program, release: bool) -> Program {
    cargo.args(release.then_some("--release"))
}
