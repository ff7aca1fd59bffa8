//! Making a system user, with everything it may do, on behalf of a person who can hand all of it on
//! (altinn-platform.md 3.8 steps 3–8, 7).

use domain::delegation::{PackageCheck, RightCheck};
use domain::{PackageUrn, Party, Problem, ResourceId, Right, SystemUser};
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
    let checks = require_rights(connection, person, party, rights)?;
    require_packages(connection, person, party, &user.access_packages)?;
    system_user::add(connection, user, party.id, person.user_id)?;
    for check in &checks {
        delegate_right(connection, party.uuid, user.id, check, user.created)?;
    }
    for package in &user.access_packages {
        delegate_package(connection, party.uuid, user.id, package, user.created)?;
    }
    Ok(())
}

fn require_rights(
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
