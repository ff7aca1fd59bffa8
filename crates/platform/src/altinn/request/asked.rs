//! Whether what a request asks for is within what its system has registered (altinn-platform.md 3.4, 3.5).

use domain::access::{packages_outside, rights_within};
use domain::{PackageUrn, Problem, RegisteredSystem, Right, SystemUserType};
use rusqlite::Connection;

use crate::error::{Error, Refusal};
use crate::store::package;

/// Demands that a system user of this system and type may have these rights and packages.
pub(in crate::altinn) fn require_within(
    connection: &Connection,
    system: &RegisteredSystem,
    kind: SystemUserType,
    rights: &[Right],
    packages: &[PackageUrn],
) -> Result<(), Error> {
    rights_within(&system.rights, rights)?;
    if packages.len() > system.access_packages.len() {
        return Err(Problem::PackageOutsideSystem.into());
    }
    require_none(
        Problem::PackageOutsideSystem,
        "NotFoundPackages",
        &packages_outside(&system.access_packages, packages),
    )?;
    let mut unsuitable = vec![];
    for urn in packages {
        if package::find(connection, urn)?.is_none_or(|package| !package.suits(kind)) {
            unsuitable.push(urn.clone());
        }
    }
    require_none(
        kind.refusals().package_unsuitable,
        "NotDelegablePackages",
        &unsuitable,
    )
}

fn require_none(problem: Problem, key: &str, packages: &[PackageUrn]) -> Result<(), Error> {
    if packages.is_empty() {
        return Ok(());
    }
    let named: Vec<&str> = packages.iter().map(PackageUrn::as_str).collect();
    Err(Refusal::from(problem).with(key, named.join(", ")).into())
}
