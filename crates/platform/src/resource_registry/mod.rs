//! Altinn's resource registry: what can be had a right to, whose it is, and who may (identity.md 7.1). No token is needed.

mod body;

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use contract::paging::{Links, Page};
use contract::resource::{
    BY_SUBJECTS, PolicyRight, RESOURCE, RESOURCE_LIST, RESOURCE_RIGHTS, RESOURCE_SEARCH, RESOURCE_SUBJECTS,
    ServiceResource, Subject, SubjectResources,
};
use domain::ResourceId;
use domain::policy;

use crate::access_management::query::Query;
use crate::error::Error;
use crate::openapi::Routes;
use crate::seed::Resource;
use crate::store;
use crate::world::World;

/// Resources in one answer, at the most: upstream these answers have no pages.
const RESOURCES: u32 = 10_000;
/// Subjects in one question, at the most.
const SUBJECTS: usize = 100;

pub(crate) fn router() -> Routes {
    Routes::new()
        .get(RESOURCE_LIST, list, |it| {
            it.says("Lists the resources that are visible.")
                .open("the registry is for everybody")
        })
        .get(RESOURCE_SEARCH, search, |it| {
            it.says("Finds resources by words in their members.")
                .open("the registry is for everybody")
        })
        .post(BY_SUBJECTS, by_subjects, |it| {
            it.says("Tells which resources each of some subjects opens.")
                .open("the registry is for everybody")
                .body::<Vec<String>>()
        })
        .get(RESOURCE, find, |it| {
            it.says("Reads a resource.").open("the registry is for everybody")
        })
        .get(RESOURCE_RIGHTS, rights, |it| {
            it.says("Tells a resource's rights, action by action, with who has them.")
                .open("the registry is for everybody")
        })
        .get(RESOURCE_SUBJECTS, subjects, |it| {
            it.says("Lists the subjects that a resource opens itself to.")
                .open("the registry is for everybody")
        })
}

async fn find(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<ServiceResource>, Error> {
    found(&world, &id).map(|resource| Json(body::resource(resource)))
}

async fn list(State(world): State<Arc<World>>) -> Result<Json<Vec<ServiceResource>>, Error> {
    let resources = world
        .store
        .read(|conn| store::resource::list(conn, None, RESOURCES))?;
    Ok(Json(
        resources
            .into_iter()
            .filter(|resource| resource.visible)
            .map(body::resource)
            .collect(),
    ))
}

/// Every word given must be contained in its member, in any case.
async fn search(State(world): State<Arc<World>>, query: Query) -> Result<Json<Vec<ServiceResource>>, Error> {
    let resources = world
        .store
        .read(|conn| store::resource::list(conn, None, RESOURCES))?;
    let hits = resources
        .into_iter()
        .filter(|resource| body::matches(resource, &query));
    Ok(Json(hits.map(body::resource).collect()))
}

async fn rights(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<Vec<PolicyRight>>, Error> {
    found(&world, &id).map(|resource| Json(body::rights(&resource)))
}

async fn subjects(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<Page<Subject>>, Error> {
    let policy = found(&world, &id)?.policy();
    let data = policy.subjects().into_iter().map(Subject::from).collect();
    Ok(Json(Page {
        links: Links::default(),
        data,
    }))
}

/// Which resources each of some subjects opens.
async fn by_subjects(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> Result<Json<Page<SubjectResources>>, Error> {
    let kind = headers
        .get("content-type")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !kind.contains("json") {
        return Err(Error::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let urns: Vec<String> =
        contract::body::read(&body).map_err(|fault| Error::field(&fault.key, fault.message.clone()))?;
    if urns.len() > SUBJECTS {
        return Err(Error::field(
            "$",
            format!("At most {SUBJECTS} subjects can be asked for at once."),
        ));
    }
    world.store.read(|conn| {
        let one = |urn: &String| {
            let subject = policy::Subject::new(urn);
            let resources = store::resource::list_by_subject(conn, &subject, RESOURCES)?;
            let resources = resources.iter().map(body::reference).collect();
            Ok(SubjectResources {
                subject: Subject::from(&subject),
                resources,
            })
        };
        let data = urns.iter().map(one).collect::<Result<_, Error>>()?;
        Ok(Json(Page {
            links: Links::default(),
            data,
        }))
    })
}

fn found(world: &World, id: &str) -> Result<Resource, Error> {
    let resource = world
        .store
        .read(|conn| store::resource::find(conn, &ResourceId::from(id)))?;
    resource.ok_or(Error::plain(StatusCode::NOT_FOUND))
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
    async fn what_is_not_registered_is_404() {
        for path in ["nowhere", "nowhere/policy/rights", "nowhere/policy/subjects"] {
            assert_eq!(get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[tokio::test]
    async fn a_policy_is_told_action_by_action() {
        let rights = get("ske-krav-og-betalinger/policy/rights").await.1;
        assert_eq!(rights[0]["action"]["value"], "read");
        assert_eq!(rights[0]["subjects"][0]["subjectAttributes"][0]["value"], "siskd");
        let subjects = get("ske-krav-og-betalinger/policy/subjects").await.1;
        assert_eq!(
            subjects["data"][1]["urn"],
            "urn:altinn:accesspackage:krav-og-utlegg"
        );
    }

    #[tokio::test]
    async fn a_search_matches_part_of_a_word_and_the_list_hides_what_is_not_visible() {
        let hits = get("search?Title=MVA-mel").await.1;
        assert_eq!(hits.as_array().unwrap().len(), 1);
        let list = get("resourcelist").await.1;
        assert!(
            list.as_array()
                .unwrap()
                .iter()
                .all(|one| one["identifier"] != "altinn_access_management")
        );
    }

    #[tokio::test]
    async fn subjects_lead_to_their_resources() {
        let world = world().await;
        let question = json!(["urn:altinn:accesspackage:a-ordning", "urn:altinn:rolecode:nobody"]);
        let body = world
            .post(&format!("{BASE}/bysubjects/"), "", question)
            .await
            .json();
        assert_eq!(body["data"][0]["resources"][0]["value"], "ske-a-melding");
        assert_eq!(body["data"][1]["resources"], json!([]));
    }

    async fn get(path: &str) -> (StatusCode, Value) {
        let world = world().await;
        let answer = world.get(&format!("{BASE}/{path}"), "").await;
        (answer.status, answer.json())
    }
}
