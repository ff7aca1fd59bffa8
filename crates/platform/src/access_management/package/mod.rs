//! What Altinn tells everybody about its access packages (identity.md 7.4). No token is needed.
//!
//! A list with nothing in it is answered 204, an id that is not there 404.

mod area;
mod group;
mod read;
mod search;
mod shelf;
#[cfg(test)]
mod tests;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contract::resource::{
    AREA, AREA_PACKAGES, AreaDto, AreaGroupDto, GROUP, GROUP_AREAS, GROUPS, PACKAGE, PACKAGE_BY_URN,
    PACKAGE_EXPORT, PACKAGE_RESOURCES, PACKAGE_SEARCH, PackageDto, PackageResource,
};
use domain::PackageUrn;
use uuid::Uuid;

use crate::error::Error;
use crate::openapi::{About, Routes};

pub(super) fn router() -> Routes {
    Routes::new()
        .get(PACKAGE_BY_URN, read::by_urn, |it| {
            open(it).says("Reads an access package by its URN or its code.")
        })
        .get(PACKAGE, read::by_id, |it| {
            open(it).says("Reads an access package by its id.")
        })
        .get(PACKAGE_RESOURCES, read::resources, |it| {
            open(it)
                .says("Lists the resources that an access package opens.")
                .answer::<Vec<PackageResource>>(200)
                .empty(204, "It opens none.")
        })
        .get(PACKAGE_SEARCH, search::search, |it| {
            open(it)
                .says("Finds access packages by words.")
                .may_ask("term", "What to look for.")
                .may_ask(
                    "resourceProviderCode",
                    "Only packages that open something of this body's.",
                )
                .may_ask(
                    "searchInResources",
                    "Whether to look in what the packages open as well.",
                )
                .may_ask("typeName", "Only packages for Organisasjon or for Person.")
                .may_ask("simpleSearch", "Whether to look at names only.")
                .may_ask("strict", "Whether every word must be found.")
                .answer::<Vec<PackageDto>>(200)
                .empty(204, "There is none.")
        })
        .get(PACKAGE_EXPORT, group::export, |it| {
            open(it).says("Tells all access packages, by group and area.")
        })
        .merge(shelves())
}

fn shelves() -> Routes {
    Routes::new()
        .get(GROUPS, group::list, |it| {
            open(it)
                .says("Lists the groups that sort areas of access packages.")
                .answer::<Vec<AreaGroupDto>>(200)
                .empty(204, "There is none.")
        })
        .get(GROUP, group::find, |it| open(it).says("Reads a group of areas."))
        .get(GROUP_AREAS, group::areas, |it| {
            open(it)
                .says("Lists the areas of a group.")
                .answer::<Vec<AreaDto>>(200)
                .empty(204, "It has none.")
        })
        .get(AREA, area::find, |it| {
            open(it).says("Reads an area of access packages.")
        })
        .get(AREA_PACKAGES, area::packages, |it| {
            open(it)
                .says("Lists the access packages of an area.")
                .answer::<Vec<PackageDto>>(200)
                .empty(204, "It has none.")
        })
}

fn open(it: About<'_>) -> About<'_> {
    it.open("the packages are for everybody")
}

/// A package's URN, from the URN or from its last part.
pub(crate) fn urn(text: &str) -> PackageUrn {
    if text.starts_with(PackageUrn::PREFIX) {
        PackageUrn(text.to_owned())
    } else {
        PackageUrn::from_code(text)
    }
}

fn id(text: &str) -> Result<Uuid, Error> {
    text.parse()
        .map_err(|_| Error::field("id", format!("The value '{text}' is not valid.")))
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
