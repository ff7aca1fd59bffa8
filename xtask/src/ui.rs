//! The TypeScript half: its packages, types, lints, tests and build.

use std::path::PathBuf;

use crate::error::Error;
use crate::place;
use crate::program::Program;
use crate::step::say;

/// The oldest Node our tools run on.
const NODE: u32 = 20;

/// Installs exactly what the lock file says, unless that was done before.
pub(crate) async fn install() -> Result<(), Error> {
    check_node().await?;
    let lock = place::ui().join("package-lock.json");
    let wanted = std::fs::read(&lock).map_err(|source| Error::File { path: lock, source })?;
    if !place::in_ci() && std::fs::read(stamp()).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say("Installing the packages of ui/package-lock.json with npm: the screens are written in TypeScript.");
    npm(&["ci", "--no-progress", "--no-audit", "--no-fund"]).await?;
    std::fs::write(stamp(), wanted).map_err(|source| Error::File {
        path: stamp(),
        source,
    })
}

pub(crate) async fn types() -> Result<(), Error> {
    npm(&["run", "typecheck"]).await
}

pub(crate) async fn lints() -> Result<(), Error> {
    npm(&["run", "lint"]).await
}

pub(crate) async fn tests() -> Result<(), Error> {
    npm(&["run", "test"]).await
}

/// Builds the pages the window shows. The window's own crate does not compile without them.
pub(crate) async fn build() -> Result<(), Error> {
    npm(&["run", "build"]).await
}

pub(crate) fn is_built() -> bool {
    place::ui().join("dist/index.html").exists()
}

async fn check_node() -> Result<(), Error> {
    let version = Program::new("node").args(["--version"]).answer().await;
    let major = version
        .as_deref()
        .and_then(|it| it.strip_prefix('v')?.split('.').next()?.parse().ok());
    match major {
        Some(NODE..) => Ok(()),
        _ => Err(Error::Missing {
            what: format!("Node.js {NODE} or newer"),
            todo: match version {
                Some(version) => format!("this is {version}; install a newer one from https://nodejs.org"),
                None => "install it from https://nodejs.org or your system's packages".into(),
            },
        }),
    }
}

async fn npm(arguments: &[&str]) -> Result<(), Error> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Program::new(npm).args(arguments).dir(place::ui()).run().await
}

/// A copy of the lock file that the installed packages came from.
fn stamp() -> PathBuf {
    place::ui().join("node_modules/.installed-from.json")
}
