//! Node.js and the packages of a folder.

use std::path::Path;

use crate::error::Error;
use crate::place;
use crate::program::Program;
use crate::step::say;

/// The oldest Node our tools run on.
const NODE: u32 = 20;

/// Installs exactly what a folder's lock file says, unless that was done before.
pub(crate) async fn install(folder: &Path, why: &str) -> Result<(), Error> {
    check_node().await?;
    let lock = folder.join("package-lock.json");
    // A copy of the lock file that the installed packages came from.
    let stamp = folder.join("node_modules/.installed-from.json");
    let wanted = std::fs::read(&lock).map_err(|source| Error::File {
        path: lock.clone(),
        source,
    })?;
    if !place::in_ci() && std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let shown = lock.strip_prefix(place::root()).unwrap_or(&lock).display();
    say(format_args!(
        "Installing the packages of {shown} with npm: {why}."
    ));
    npm(folder, &["ci", "--no-progress", "--no-audit", "--no-fund"]).await?;
    std::fs::write(&stamp, wanted).map_err(|source| Error::File { path: stamp, source })
}

pub(crate) async fn npm(folder: &Path, arguments: &[&str]) -> Result<(), Error> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Program::new(npm).args(arguments).dir(folder).run().await
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
