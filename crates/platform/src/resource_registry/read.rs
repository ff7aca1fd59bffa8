//! Reading resources. The list and the search have no pages upstream, so they are bounded here.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use contract::resource::{ServiceOwner, ServiceOwners, ServiceResource};
use domain::{Localized, ResourceId};
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::access_management::query::Query;
use crate::error::Error;
use crate::store;
use crate::world::World;

/// Resources in one answer, at the most.
pub(super) const RESOURCES: u32 = 10_000;

pub(super) async fn find(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Json<ServiceResource>, Error> {
    let id = ResourceId::from(id.as_str());
    let version = match query.all("versionId").next() {
        None | Some("") => None,
        Some(text) => Some(text.parse().map_err(|_| not_valid("versionId", text))?),
    };
    world.store.read(|conn| {
        let resource = match version {
            Some(version) => store::resource::find_version(conn, &id, version)?,
            None => store::resource::find(conn, &id)?,
        };
        resource.map(Json).ok_or(Error::plain(StatusCode::NOT_FOUND))
    })
}

pub(super) async fn list(
    State(world): State<Arc<World>>,
    query: Query,
) -> Result<Json<Vec<ServiceResource>>, Error> {
    let says = |name: &str, word: &str| query.all(name).any(|value| value.eq_ignore_ascii_case(word));
    let (apps, migrated) = (!says("includeApps", "false"), says("includeMigratedApps", "true"));
    let is_listed = |resource: &ServiceResource| match resource.resource_type.as_str() {
        "AltinnApp" => apps,
        "MigratedApp" => migrated,
        _ => true,
    };
    let is_seen = |resource: &ServiceResource| resource.visible && is_listed(resource);
    let resources = world
        .store
        .read(|conn| store::resource::list(conn, is_seen, RESOURCES))?;
    Ok(Json(resources))
}

/// Every word given must be contained in its member, in any case.
pub(super) async fn search(
    State(world): State<Arc<World>>,
    query: Query,
) -> Result<Json<Vec<ServiceResource>>, Error> {
    let hits = world
        .store
        .read(|conn| store::resource::list(conn, |resource| matches(resource, &query), RESOURCES))?;
    Ok(Json(hits))
}

fn matches(resource: &ServiceResource, query: &Query) -> bool {
    let in_text = |text: &str, word: &str| text.to_lowercase().contains(&word.to_lowercase());
    let in_any = |text: &Localized, word: &str| text.0.values().any(|text| in_text(text, word));
    let holds =
        |name: &str, holds: &dyn Fn(&str) -> bool| query.all(name).filter(|word| !word.is_empty()).all(holds);
    let owner = &resource.has_competent_authority;
    holds("id", &|word| in_text(resource.identifier.as_str(), word))
        && holds("title", &|word| in_any(&resource.title, word))
        && holds("description", &|word| in_any(&resource.description, word))
        && holds("resourceType", &|word| {
            resource.resource_type.eq_ignore_ascii_case(word)
        })
        && holds("keyword", &|word| {
            resource
                .keywords
                .iter()
                .flatten()
                .any(|keyword| in_text(&keyword.word, word))
        })
        && holds("reference", &|word| {
            resource
                .resource_references
                .iter()
                .any(|reference| in_text(&reference.reference, word))
        })
        && holds("orgCode", &|word| owner.orgcode.eq_ignore_ascii_case(word))
        && holds("organizationId", &|word| {
            owner
                .organization
                .as_ref()
                .is_some_and(|number| number.as_str() == word)
        })
}

pub(super) async fn owners(State(world): State<Arc<World>>) -> Result<Json<ServiceOwners>, Error> {
    let owners = world.store.read(store::service_owner::list)?;
    let body = |(code, (orgnr, name))| {
        let owner = ServiceOwner {
            name,
            logo: None,
            orgnr,
            homepage: None,
            environments: vec!["tt02".to_owned(), "production".to_owned()],
        };
        (code, owner)
    };
    Ok(Json(ServiceOwners {
        orgs: owners.into_iter().map(body).collect(),
    }))
}

/// A resource that must be there.
///
/// # Errors
/// 404.
pub(super) fn found(conn: &Connection, id: &ResourceId) -> Result<ServiceResource, Error> {
    store::resource::find(conn, id)?.ok_or(Error::plain(StatusCode::NOT_FOUND))
}

/// A body, which must be JSON and say so.
///
/// # Errors
/// 415, or 400 with the place that cannot be read.
pub(super) fn body<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Error> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if !kind.is_some_and(|kind| kind.contains("json")) {
        return Err(Error::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    contract::body::read(body).map_err(|fault| Error::field(&fault.key, fault.message))
}

fn not_valid(name: &str, text: &str) -> Error {
    Error::field(name, format!("The value '{text}' is not valid."))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::world;

    const BASE: &str = "/resourceregistry/api/v1/resource";

    #[tokio::test]
    async fn a_resource_is_told_with_its_scope_and_owner() {
        let body = get("ske-krav-og-betalinger").await.1;
        assert_eq!(
            body["resourceReferences"],
            json!([{ "referenceSource": "ExternalPlatform", "reference": "skatteetaten:kravogbetalinger",
                "referenceType": "MaskinportenScope" }])
        );
        assert_eq!(body["hasCompetentAuthority"]["orgcode"], "skd");
        assert_eq!(body["resourceType"], "GenericAccessResource");
    }

    #[tokio::test]
    async fn what_is_not_registered_is_404_and_what_is_no_version_is_400() {
        let id = "ske-krav-og-betalinger";
        for path in ["nowhere", "nowhere?versionId=1", &format!("{id}?versionId=9999")] {
            assert_eq!(get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
        let (status, body) = get(&format!("{id}?versionId=first")).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(body["errors"]["versionId"].is_array());
    }

    #[tokio::test]
    async fn a_search_matches_part_of_a_word_and_the_list_hides_what_is_not_visible() {
        for (query, hits) in [
            ("Title=MVA-mel", 1),
            ("title=mva-mel&orgcode=SKD", 1),
            ("title=mva-mel&orgcode=arb", 0),
            ("id=ske-krav-og&organizationId=974761076", 1),
            ("reference=kravogbetal", 1),
            ("resourceType=maskinportenschema&keyword=", 1),
            ("keyword=nothing", 0),
        ] {
            let found = get(&format!("search?{query}")).await.1;
            assert_eq!(found.as_array().unwrap().len(), hits, "{query}");
        }
        let list = get("resourcelist").await.1;
        let hidden = |one: &Value| one["identifier"] == "altinn_access_management";
        assert!(!list.as_array().unwrap().iter().any(hidden));
    }

    #[tokio::test]
    async fn owners_are_known_by_their_codes() {
        let owners = get("orgs").await.1;
        assert_eq!(owners["orgs"]["skd"]["orgnr"], "974761076");
        assert_eq!(owners["orgs"]["skd"]["name"]["nn"], "Skatteetaten");
    }

    async fn get(path: &str) -> (StatusCode, Value) {
        let world = world().await;
        let answer = world.get(&format!("{BASE}/{path}"), "").await;
        (answer.status, answer.json())
    }
}
