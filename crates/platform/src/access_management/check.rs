//! May I hand this on? The delegation checks of resources and packages.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use contract::delegation::{PackageCheckDto, PackageReason, PackageRef, ResourceCheckDto};
use contract::paging::Page;
use domain::connection::ConnectionProblem;
use domain::delegation::PackageCheck;
use domain::policy::Subject;
use domain::{PackageUrn, Party, PartyUuid, ResourceId};
use rusqlite::Connection;

use super::connection::invalid_resource;
use super::package;
use super::pages::Pages;
use super::query::{Query, translated};
use super::rule::{Action, check_packages, check_right, person, require_own_or_at};
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::store::role::Source;
use crate::world::World;

/// `GET enduser/connections/resources/delegationcheck?party&resource`
pub(super) async fn right(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
) -> Result<Json<ResourceCheckDto>, Error> {
    caller.require_scope(&super::CHECK)?;
    world.store.read(|conn| {
        let party = query.party(conn, "party")?;
        require_own_or_at(conn, &caller, &party, Action::Read)?;
        let id = ResourceId::from(query.one("resource")?);
        let who = person(conn, &caller)?.party.uuid;
        let resource = store::resource::find(conn, &id)?.ok_or_else(|| invalid_resource(&id))?;
        let check = check_right(conn, who, &party, &id)?.ok_or_else(|| invalid_resource(&id))?;
        Ok(Json(ResourceCheckDto::of(
            &check,
            &translated(&resource.title, &headers),
        )))
    })
}

/// `GET enduser/connections/accesspackages/delegationcheck?party&packages…`; without packages, every one that can be
/// given.
pub(super) async fn packages(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    pages: Pages,
) -> Result<Json<Page<PackageCheckDto>>, Error> {
    caller.require_scope(&super::CHECK)?;
    world.store.read(|conn| {
        let party = query.party(conn, "party")?;
        require_own_or_at(conn, &caller, &party, Action::Read)?;
        let who = person(conn, &caller)?.party.uuid;
        let asked = asked(conn, &query)?;
        let start: usize = pages.start()?.unwrap_or_default();
        let numbered = asked
            .into_iter()
            .enumerate()
            .skip(start)
            .take(pages.fetch() as usize);
        let page = pages.cut(numbered.collect());
        let checks = check_packages(conn, who, party.uuid, &page.data)?;
        let data = checks
            .iter()
            .map(|check| body(conn, check, who, &party))
            .collect::<Result<_, Error>>()?;
        Ok(Json(Page {
            links: page.links,
            data,
        }))
    })
}

/// The packages asked for, by URN, code or id, in order. Each must exist and be one that can be given.
fn asked(conn: &Connection, query: &Query) -> Result<Vec<PackageUrn>, Error> {
    let mut packages: Vec<PackageUrn> = query.all("packages").map(package::urn).collect();
    for text in query.all("packageIds") {
        let id = text
            .parse()
            .map_err(|_| Error::field("packageIds", format!("The value '{text}' is not valid.")))?;
        let found = store::package::find_by_id(conn, id)?.ok_or_else(|| invalid_package(text))?;
        packages.push(PackageUrn::from_code(&found.code));
    }
    for urn in &packages {
        let known = store::package::find(conn, urn)?;
        if !known.is_some_and(|package| package.is_assignable) {
            return Err(invalid_package(urn.as_str()));
        }
    }
    if packages.is_empty() {
        let all = store::package::list(conn)?;
        let given = all.iter().filter(|package| package.is_assignable);
        packages = given
            .map(|package| PackageUrn::from_code(&package.code))
            .collect();
    }
    Ok(packages)
}

fn body(
    conn: &Connection,
    check: &PackageCheck,
    who: PartyUuid,
    party: &Party,
) -> Result<PackageCheckDto, Error> {
    let subject = Subject::new(check.package.as_str());
    let sources = store::role::sources(conn, who, party.uuid, &subject)?;
    let mut reasons: Vec<_> = sources.into_iter().map(|source| reason(source, party)).collect();
    if reasons.is_empty() {
        reasons.push(PackageReason {
            description: "No role or package gives it, or it may be used and not handed on.".to_owned(),
            ..PackageReason::default()
        });
    }
    Ok(PackageCheckDto {
        package: reference(conn, &check.package)?,
        result: check.result,
        reasons,
    })
}

fn reason(source: Source, party: &Party) -> PackageReason {
    let description = match (&source.role, &source.via) {
        (Some(_), None) => "A role at the party gives it.",
        (None, None) => "The party has given it.",
        (Some(_), Some(_)) => "An organization that the person leads has a role that gives it.",
        (None, Some(_)) => "The party has given it to an organization that the person leads.",
    };
    let (role_id, role_urn) = source.role.unzip();
    let (via_id, via_name) = source.via.unzip();
    PackageReason {
        description: description.to_owned(),
        role_id,
        role_urn,
        from_id: Some(party.uuid),
        from_name: Some(party.name.clone()),
        via_id,
        via_name,
    }
}

/// A package that cannot be checked, by its name.
fn invalid_package(text: &str) -> Error {
    Error::Connection(
        ConnectionProblem::PackageCheckInvalid,
        vec![("package".to_owned(), text.to_owned())],
    )
}

/// A package as lists refer to it.
pub(super) fn reference(conn: &Connection, urn: &PackageUrn) -> Result<PackageRef, Error> {
    let found = store::package::reference(conn, urn)?;
    let (id, area_id) = found.ok_or_else(|| store::StoreError::Inconsistent {
        table: "access_package",
        row: urn.to_string(),
    })?;
    Ok(PackageRef {
        id,
        urn: urn.clone(),
        area_id,
    })
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::delegation::{PACKAGE_CHECK, RIGHT_CHECK};
    use contract::scope::PORTAL;
    use serde_json::json;

    use super::*;
    use crate::testing::{Answer, Person, TestWorld, customer, world};

    #[tokio::test]
    async fn a_leader_learns_that_she_can_hand_on_a_resource() {
        let world = world().await;
        let answer = right_check(&world, &Person::leader(), PORTAL, "ske-krav-og-betalinger")
            .await
            .json();
        assert_eq!(
            answer["resource"],
            json!({ "name": "Krav og betalinger", "refId": "ske-krav-og-betalinger" })
        );
        assert_eq!(answer["rights"][0]["result"], true);
        assert_eq!(
            answer["rights"][0]["reasonCodes"],
            json!(["RoleAccess", "PackageAccess"])
        );
    }

    #[tokio::test]
    async fn a_resource_that_nobody_can_hand_on_says_why() {
        let world = world().await;
        let answer = right_check(&world, &Person::leader(), PORTAL, "ske-kontrollvarsel")
            .await
            .json();
        assert_eq!(
            answer["rights"][0]["reasonCodes"],
            json!(["ResourceNotDelegable"])
        );
    }

    #[tokio::test]
    async fn the_check_is_refused_without_scope_and_for_another_organisation() {
        let world = world().await;
        let resource = "ske-krav-og-betalinger";
        let status = async |person, scope| right_check(&world, &person, scope, resource).await.status;
        assert_eq!(
            status(Person::leader(), "altinn:clientdelegations.read").await,
            StatusCode::FORBIDDEN
        );
        assert_eq!(status(Person::outsider(), PORTAL).await, StatusCode::FORBIDDEN);
        assert_eq!(status(Person::employee(), PORTAL).await, StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn an_unknown_resource_and_a_package_that_cannot_be_given_are_400() {
        let world = world().await;
        let answer = right_check(&world, &Person::leader(), PORTAL, "nowhere").await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (StatusCode::BAD_REQUEST, &json!("AM-00027"))
        );
        assert_eq!(answer.json()["resource"], "nowhere");
        for package in ["regnskapsforer-lonn", "kravogutlegg"] {
            let answer = package_check(&world, &[package]).await;
            assert_eq!(
                (answer.status, &answer.json()["code"]),
                (StatusCode::BAD_REQUEST, &json!("AM-00041"))
            );
        }
    }

    #[tokio::test]
    async fn packages_are_checked_in_the_order_asked() {
        let world = world().await;
        let answer = package_check(&world, &["lonn", "konkursbo-tilgangsstyrer"])
            .await
            .json();
        let results: Vec<_> = answer["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|check| &check["result"])
            .collect();
        assert_eq!(results, [true, false]);
        assert_eq!(
            answer["data"][0]["package"]["id"],
            "fb0aa257-e7dc-4b7b-9528-77dfb749461c"
        );
    }

    #[tokio::test]
    async fn a_party_that_is_no_uuid_is_named() {
        let world = world().await;
        let token = world.person_token(&Person::leader(), PORTAL);
        let answer = world
            .get(&format!("{RIGHT_CHECK}?party=1&resource=x"), &token)
            .await;
        assert_eq!(
            answer.json()["errors"]["party"],
            json!(["The value '1' is not valid."])
        );
    }

    async fn right_check(world: &TestWorld, person: &Person, scope: &str, resource: &str) -> Answer {
        let token = world.person_token(person, scope);
        world
            .get(
                &format!("{RIGHT_CHECK}?party={}&resource={resource}", party(world)),
                &token,
            )
            .await
    }

    async fn package_check(world: &TestWorld, codes: &[&str]) -> Answer {
        let token = world.person_token(&Person::leader(), PORTAL);
        let packages = format!("&packages={}", codes.join("&packages="));
        world
            .get(
                &format!("{PACKAGE_CHECK}?party={}{packages}", party(world)),
                &token,
            )
            .await
    }

    fn party(world: &TestWorld) -> domain::PartyUuid {
        world
            .store
            .read(|conn| store::party::find_by_org(conn, &customer()))
            .unwrap()
            .unwrap()
            .uuid
    }
}
