//! Access packages that are handed on.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use contract::connection::{AssignmentPackageDto, PackagePermissionDto};
use contract::paging::Page;
use domain::PackageUrn;
use domain::connection::ConnectionProblem;
use rusqlite::Connection;

use super::add::assignment;
use super::entity::Ends;
use super::{admit, admit_giver, ends, receiver};
use crate::access_management::check::reference;
use crate::access_management::holding::{delegate_package, revoke_package};
use crate::access_management::package::urn;
use crate::access_management::pages::Pages;
use crate::access_management::query::Query;
use crate::access_management::rule::{Action, check_packages};
use crate::caller::Caller;
use crate::error::Error;
use crate::seed::{Holder, Package};
use crate::store;
use crate::store::delegation as given;
use crate::world::World;

/// Packages that were given, to everybody together, at the most.
const GIVEN: u32 = 10_000;

/// `GET enduser/connections/accesspackages?party&from&to`
pub(in crate::access_management) async fn list(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    pages: Pages,
) -> Result<Json<Page<PackagePermissionDto>>, Error> {
    world.store.read(|conn| {
        let call = admit(conn, &caller, &query, Action::Read)?;
        let between = given::Ends {
            from: call.from,
            to: call.to,
        };
        let mut packages: Vec<(String, Vec<given::Given>)> = vec![];
        for held in given::packages_between(conn, between, GIVEN)? {
            match packages.last_mut() {
                Some((last, permissions)) if *last == held.what => permissions.push(held),
                _ => packages.push((held.what.clone(), vec![held])),
            }
        }
        let page = pages.cut_from_start(packages.into_iter().map(|one| (one.0.clone(), one)))?;
        let (mut ends, mut data) = (Ends::default(), vec![]);
        for (package, held) in page.data {
            let mut permissions = vec![];
            for one in held {
                permissions.extend(ends.permission(conn, one.from, one.to)?);
            }
            data.push(PackagePermissionDto {
                package: reference(conn, &PackageUrn(package))?,
                permissions,
            });
        }
        Ok(Json(Page {
            links: page.links,
            data,
        }))
    })
}

/// `POST enduser/connections/accesspackages?party&to&package`
pub(in crate::access_management) async fn delegate(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Json<AssignmentPackageDto>, Error> {
    let now = world.clock.now();
    let delegate = move |tx: &Connection| {
        let (who, party) = admit_giver(tx, &caller, &query)?;
        let to = receiver(tx, &party, &query)?;
        let package = asked(tx, &query)?;
        if !package.is_assignable {
            return Err(ConnectionProblem::PackageNotAssignable.into());
        }
        if party.org_number.is_some() && store::package::holder(tx, &package)? == Some(Holder::Person) {
            return Err(ConnectionProblem::PackageNotForEntity.into());
        }
        let urn = PackageUrn::from_code(&package.code);
        let checks = check_packages(tx, who, party.uuid, std::slice::from_ref(&urn))?;
        if !checks.iter().all(|check| check.result) {
            return Err(ConnectionProblem::NotAuthorized.into());
        }
        delegate_package(tx, party.uuid, to.id, &urn, now)?;
        let assignment = assignment(tx, party.uuid, to.id)?;
        Ok(Json(AssignmentPackageDto::of(&assignment, package.id)))
    };
    world.store.write(delegate).await
}

/// `DELETE enduser/connections/accesspackages?party&from&to&package`. What is not there is as good as taken back.
pub(in crate::access_management) async fn revoke(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<StatusCode, Error> {
    let revoke = move |tx: &Connection| {
        let call = admit(tx, &caller, &query, Action::Write)?;
        let (from, to) = ends(&call)?;
        let package = asked(tx, &query)?;
        revoke_package(tx, from, to, &PackageUrn::from_code(&package.code))?;
        Ok(StatusCode::NO_CONTENT)
    };
    world.store.write(revoke).await
}

/// The package asked for: by id, by URN, or by the URN's last part.
fn asked(conn: &Connection, query: &Query) -> Result<Package, Error> {
    let found = match query.uuid_if_any("packageId")? {
        Some(id) => store::package::find_by_id(conn, id)?,
        None => store::package::find_by_urn(conn, &urn(query.one("package")?))?,
    };
    found.ok_or_else(|| ConnectionProblem::PackageUnknown.into())
}
