//! What Altinn tells everybody about its access packages (identity.md 7.4). No token is needed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::resource::{
    AreaDto, AreaGroupDto, PACKAGE, PACKAGE_BY_URN, PACKAGE_EXPORT, PACKAGE_RESOURCES, PACKAGE_SEARCH,
    PackageDto, PackageResource,
};
use domain::PackageUrn;
use domain::policy::Subject;
use rusqlite::Connection;
use uuid::Uuid;

use super::query::{Query, translated};
use crate::error::Error;
use crate::openapi::Routes;
use crate::seed::{Area, Holder, Package};
use crate::store;
use crate::world::World;

/// Resources of one package, at the most.
const RESOURCES: u32 = 1_000;

pub(super) fn router() -> Routes {
    Routes::new()
        .get(PACKAGE_BY_URN, by_urn, |it| {
            it.says("Reads an access package by its URN.")
                .open("the packages are for everybody")
        })
        .get(PACKAGE, by_id, |it| {
            it.says("Reads an access package by its id.")
                .open("the packages are for everybody")
        })
        .get(PACKAGE_RESOURCES, resources, |it| {
            it.says("Lists the resources that an access package opens.")
                .open("the packages are for everybody")
                .answer::<Vec<PackageResource>>(200)
                .empty(204, "It opens none.")
        })
        .get(PACKAGE_SEARCH, search, |it| {
            it.says("Finds access packages by a word.")
                .open("the packages are for everybody")
                .may_ask("term", "What to look for.")
                .answer::<Vec<PackageDto>>(200)
                .empty(204, "There is none.")
        })
        .get(PACKAGE_EXPORT, export, |it| {
            it.says("Tells all access packages, by group and area.")
                .open("the packages are for everybody")
        })
}

/// A package's URN, from the URN or from its last part.
pub(super) fn urn(text: &str) -> PackageUrn {
    if text.starts_with(PackageUrn::PREFIX) {
        PackageUrn(text.to_owned())
    } else {
        PackageUrn::from_code(text)
    }
}

async fn by_urn(
    State(world): State<Arc<World>>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Json<PackageDto>, Error> {
    world.store.read(|conn| {
        let package = store::package::find_by_urn(conn, &urn(&text))?.ok_or_else(not_found)?;
        whole(conn, &package, &headers).map(Json)
    })
}

async fn by_id(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<PackageDto>, Error> {
    world
        .store
        .read(|conn| whole(conn, &found(conn, &id)?, &headers).map(Json))
}

/// 204 when the package opens nothing.
async fn resources(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    world
        .store
        .read(|conn| Ok(listed(opens(conn, &found(conn, &id)?, &headers)?)))
}

/// Packages whose name, description or code holds the words; all when there are none. 204 when there is none.
async fn search(
    State(world): State<Arc<World>>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let term = query.all("term").next().unwrap_or_default().to_lowercase();
    world.store.read(|conn| {
        let areas = areas(conn)?;
        let holds = |package: &&Package| {
            let texts = [
                translated(&package.name, &headers),
                translated(&package.description, &headers),
            ];
            texts
                .iter()
                .chain([&package.code])
                .any(|text| text.to_lowercase().contains(&term))
        };
        let all = store::package::list(conn)?;
        let hits: Vec<_> = all
            .iter()
            .filter(holds)
            .map(|package| brief(package, &areas, &headers))
            .collect();
        Ok(listed(hits))
    })
}

/// Everything, sorted into groups and areas.
async fn export(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
) -> Result<Json<Vec<AreaGroupDto>>, Error> {
    world.store.read(|conn| {
        let (areas, packages) = (store::package::list_areas(conn)?, store::package::list(conn)?);
        let in_area = |area: &Area| {
            let mine = packages.iter().filter(|package| package.area == area.urn);
            mine.map(|package| brief(package, &HashMap::new(), &headers))
                .collect()
        };
        let groups = store::package::list_groups(conn)?;
        let group = |group: &crate::seed::AreaGroup| AreaGroupDto {
            id: group.id,
            name: translated(&group.name, &headers),
            urn: group.urn.clone(),
            kind: match group.party_kind {
                Holder::Organization => "Organisasjon".to_owned(),
                Holder::Person => "Person".to_owned(),
            },
            areas: areas
                .iter()
                .filter(|area| area.group == group.urn)
                .map(|area| AreaDto {
                    packages: in_area(area),
                    ..area_body(area, &headers)
                })
                .collect(),
        };
        Ok(Json(groups.iter().map(group).collect()))
    })
}

fn found(conn: &Connection, id: &str) -> Result<Package, Error> {
    let id: Uuid = id
        .parse()
        .map_err(|_| Error::field("id", format!("The value '{id}' is not valid.")))?;
    store::package::find_by_id(conn, id)?.ok_or_else(not_found)
}

fn not_found() -> Error {
    Error::plain(StatusCode::NOT_FOUND)
}

fn listed<T: serde::Serialize>(items: Vec<T>) -> Response {
    if items.is_empty() {
        StatusCode::NO_CONTENT.into_response()
    } else {
        Json(items).into_response()
    }
}

fn areas(conn: &Connection) -> Result<HashMap<String, Area>, Error> {
    Ok(store::package::list_areas(conn)?
        .into_iter()
        .map(|area| (area.urn.clone(), area))
        .collect())
}

/// A package with its area and what it opens.
fn whole(conn: &Connection, package: &Package, headers: &HeaderMap) -> Result<PackageDto, Error> {
    let resources = opens(conn, package, headers)?;
    Ok(PackageDto {
        resources,
        ..brief(package, &areas(conn)?, headers)
    })
}

fn brief(package: &Package, areas: &HashMap<String, Area>, headers: &HeaderMap) -> PackageDto {
    PackageDto {
        id: package.id,
        name: translated(&package.name, headers),
        urn: PackageUrn::from_code(&package.code).to_string(),
        description: translated(&package.description, headers),
        is_delegable: package.is_delegable,
        is_assignable: package.is_assignable,
        is_resource_policy_available: package.is_resource_policy_available,
        area: areas.get(&package.area).map(|area| area_body(area, headers)),
        resources: vec![],
    }
}

fn area_body(area: &Area, headers: &HeaderMap) -> AreaDto {
    let code = area.urn.rsplit(':').next().unwrap_or_default();
    AreaDto {
        id: area.id,
        name: translated(&area.name, headers),
        urn: area.urn.clone(),
        icon_url: format!("https://altinncdn.no/authorization/accesspackageicons/{code}.svg"),
        packages: vec![],
    }
}

fn opens(conn: &Connection, package: &Package, headers: &HeaderMap) -> Result<Vec<PackageResource>, Error> {
    let subject = Subject::new(PackageUrn::from_code(&package.code).as_str());
    let resources = store::resource::list_whole_by_subject(conn, &subject, RESOURCES)?;
    let body = |resource: crate::seed::Resource| PackageResource {
        name: translated(&resource.title, headers),
        description: translated(&resource.description, headers),
        ref_id: resource.identifier,
        provider: BTreeMap::from([
            ("name".to_owned(), translated(&resource.owner_name, headers)),
            ("code".to_owned(), resource.owner_code),
            ("refId".to_owned(), resource.owner.to_string()),
        ]),
    };
    Ok(resources
        .into_iter()
        .filter(|resource| resource.visible)
        .map(body)
        .collect())
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;

    use super::*;
    use crate::running::platform_router;
    use crate::testing::{Answer, answer, world};

    const META: &str = "/accessmanagement/api/v1/meta/info/accesspackages";

    #[tokio::test]
    async fn a_package_is_told_in_the_callers_language_with_what_it_opens() {
        let body = get("package/urn/urn:altinn:accesspackage:krav-og-utlegg", "nn")
            .await
            .json();
        assert_eq!(body["name"], "Krav, betalingar og utlegg");
        assert_eq!(body["id"], "a02fc602-872a-4671-b338-8b86a64b534a");
        assert_eq!(
            body["area"]["urn"],
            "accesspackage:area:skatt_avgift_regnskap_og_toll"
        );
        let opens: Vec<_> = body["resources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["refId"])
            .collect();
        assert_eq!(
            opens,
            ["ske-krav-og-betalinger", "ske-samtykke-krav-og-betalinger"]
        );
    }

    #[tokio::test]
    async fn a_package_is_found_by_its_code_and_by_its_id() {
        let by_code = get("package/urn/lonn", "en").await.json();
        let by_id = get("package/fb0aa257-e7dc-4b7b-9528-77dfb749461c", "en")
            .await
            .json();
        assert_eq!((&by_code["name"], &by_code), (&"Salary".into(), &by_id));
    }

    #[tokio::test]
    async fn what_is_not_there_is_404_and_what_is_no_id_is_400() {
        assert_eq!(
            get("package/urn/kravogutlegg", "nb").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            get("package/00000000-0000-0000-0000-000000000000", "nb")
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(get("package/7", "nb").await.status, StatusCode::BAD_REQUEST);
    }

    #[tokio::test]
    async fn a_search_finds_by_name_and_answers_204_when_it_finds_nothing() {
        let hits = get("search?term=reindrift", "nb").await.json();
        assert_eq!(hits.as_array().unwrap().len(), 1);
        assert_eq!(
            get("search?term=romskip", "nb").await.status,
            StatusCode::NO_CONTENT
        );
    }

    #[tokio::test]
    async fn the_export_holds_every_package_once() {
        let groups: Vec<AreaGroupDto> = serde_json::from_value(get("export", "nb").await.json()).unwrap();
        let packages = groups
            .iter()
            .flat_map(|group| &group.areas)
            .flat_map(|area| &area.packages);
        assert_eq!((groups.len(), packages.count()), (5, 223));
    }

    async fn get(path: &str, language: &str) -> Answer {
        let world = world().await;
        let call = Request::get(format!("{META}/{path}")).header("Accept-Language", language);
        answer(platform_router(&world), call.body(Body::empty()).unwrap()).await
    }
}
