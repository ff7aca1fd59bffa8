//! Giving a system user what it may do, new or not, on behalf of a person who can hand all of it on
//! (altinn-platform.md 3.8 steps 3–8, 4.4, 7).

use domain::access::packages_outside;
use domain::delegation::{PackageCheck, RightCheck};
use domain::{
    PackageUrn, Party, Problem, RegisteredSystem, ResourceId, Right, SystemUser, SystemUserId, Timestamp,
};
use rusqlite::Connection;
use serde::Serialize;

use crate::access_management::{check_packages, check_right, delegate_package, delegate_right};
use crate::error::{Error, Refusal};
use crate::store::person::Person;
use crate::store::{package, system_user};

/// Demands that no living system user has the same system, organisation and reference.
pub(in crate::altinn) fn require_free(connection: &Connection, user: &SystemUser) -> Result<(), Error> {
    let standing =
        system_user::find_by_reference(connection, &user.system_id, &user.party_org, &user.external_ref)?;
    standing.map_or(Ok(()), |_| Err(Problem::SystemUserExists.into()))
}

/// Makes the system user and gives it the rights and its packages. Whatever the person cannot hand on refuses all of it.
pub(in crate::altinn) fn make(
    connection: &Connection,
    person: &Person,
    party: &Party,
    user: &SystemUser,
    rights: &[Right],
) -> Result<(), Error> {
    let rights = require_rights(connection, person, party, rights)?;
    require_packages(connection, person, party, &user.access_packages)?;
    system_user::add(connection, user, party.id, person.user_id)?;
    give(
        connection,
        party,
        user.id,
        &rights,
        &user.access_packages,
        user.created,
    )
}

/// Gives a system user what was checked.
pub(in crate::altinn) fn give(
    connection: &Connection,
    party: &Party,
    user: SystemUserId,
    rights: &[RightCheck],
    packages: &[PackageUrn],
    now: Timestamp,
) -> Result<(), Error> {
    for right in rights {
        delegate_right(connection, party.uuid, user, right, now)?;
    }
    for package in packages {
        delegate_package(connection, party.uuid, user, package, now)?;
    }
    Ok(())
}

/// Demands that the person can hand on every one of these rights; what of each is in the answer.
pub(in crate::altinn) fn require_rights(
    connection: &Connection,
    person: &Person,
    party: &Party,
    rights: &[Right],
) -> Result<Vec<RightCheck>, Error> {
    let mut checks = vec![];
    for pair in rights.iter().flat_map(|right| &right.resource) {
        let resource = ResourceId::from(pair.value.as_str());
        let check = check_right(connection, person.party.uuid, party, &resource)?;
        checks.push(check.ok_or(Problem::DelegationCheckFailed)?);
    }
    let failing: Vec<&RightCheck> = checks.iter().filter(|check| !check.passes()).collect();
    let Some(Err(problem)) = failing.first().map(|check| check.verdict()) else {
        return Ok(checks);
    };
    let reasons: Vec<Reason> = failing.into_iter().map(Reason::of_right).collect();
    Err(refusal(problem, &reasons))
}

/// Demands that the system asks for every one of these packages, and that the person can hand them on.
pub(in crate::altinn) fn require_packages_of(
    connection: &Connection,
    person: &Person,
    party: &Party,
    system: &RegisteredSystem,
    packages: &[PackageUrn],
) -> Result<(), Error> {
    if !packages_outside(&system.access_packages, packages).is_empty() {
        return Err(Problem::PackageInvalid.into());
    }
    require_packages(connection, person, party, packages)
}

fn require_packages(
    connection: &Connection,
    person: &Person,
    party: &Party,
    packages: &[PackageUrn],
) -> Result<(), Error> {
    for urn in packages {
        let known = package::find(connection, urn)?;
        known
            .filter(|package| package.is_assignable)
            .ok_or(Problem::PackageCheckFailed)?;
    }
    let checks = check_packages(connection, person.party.uuid, party.uuid, packages)?;
    let failing: Vec<Reason> = checks
        .iter()
        .filter(|check| !check.result)
        .map(Reason::of_package)
        .collect();
    if failing.is_empty() {
        Ok(())
    } else {
        Err(refusal(Problem::PackageNotHeld, &failing))
    }
}

/// One thing that the person cannot hand on, and why, as Altinn's portal reads it (altinn-platform.md 7.4).
#[derive(Debug, Serialize)]
struct Reason<'a> {
    r#type: &'static str,
    id: &'a str,
    codes: Vec<String>,
}

impl<'a> Reason<'a> {
    fn of_right(check: &'a RightCheck) -> Self {
        let mut codes = vec![];
        for reason in check
            .actions
            .iter()
            .filter(|action| !action.result)
            .flat_map(|action| &action.reasons)
        {
            let code = format!("{reason:?}");
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        Self {
            r#type: "resource",
            id: check.resource.as_str(),
            codes,
        }
    }

    fn of_package(check: &'a PackageCheck) -> Self {
        Self {
            r#type: "package",
            id: check.package.as_str(),
            codes: vec!["MissingPackageAccess".to_owned()],
        }
    }
}

fn refusal(problem: Problem, reasons: &[Reason<'_>]) -> Error {
    let told = serde_json::to_string(reasons).unwrap_or_default();
    Refusal::from(problem).with("delegationReasons", told).into()
}
