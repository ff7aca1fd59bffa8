//! What a resource's policy says: as it was uploaded, and told rule by rule, right by right and subject by subject.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::decision::attribute;
use contract::delegation::{Attribute, RightDto, right_key};
use contract::paging::{Links, Page, WholeList};
use contract::resource::{FlatRule, PolicyRight, PolicySubject, Subject, SubjectResources};
use domain::policy::{self, AllOf, Match, Policy};
use domain::{Localized, ResourceId};

use super::read;
use crate::access_management::query::{Query, translated};
use crate::error::Error;
use crate::store;
use crate::world::World;

/// Subjects in one question, at the most.
const SUBJECTS: usize = 100;

pub(super) async fn text(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Response, Error> {
    let id = ResourceId::from(id.as_str());
    let missing = |what: &str| Error::Text(StatusCode::NOT_FOUND, format!("Unable to find {what}"));
    let text = world.store.read(|conn| {
        store::resource::find(conn, &id)?.ok_or_else(|| missing("resource"))?;
        store::resource::policy_text(conn, &id)?.ok_or_else(|| missing("requested policy"))
    })?;
    let headers = [
        (header::CONTENT_TYPE, "text/xml"),
        (header::CONTENT_DISPOSITION, "attachment; filename=policy.xml"),
    ];
    Ok((headers, text).into_response())
}

pub(super) async fn rules(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<Vec<FlatRule>>, Error> {
    let policy = known(&world, &id)?;
    let flat = |right: &policy::PolicyRight<'_>| {
        let one = |subject: &&AllOf| FlatRule {
            subject: attributes(subject),
            action: attribute_of(right.action),
            resource: attributes(right.resource),
        };
        right.subjects.iter().map(one).collect::<Vec<_>>()
    };
    Ok(Json(policy.rights().iter().flat_map(flat).collect()))
}

pub(super) async fn rights(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<Vec<PolicyRight>>, Error> {
    let policy = known(&world, &id)?;
    let right = |right: &policy::PolicyRight<'_>| {
        let tests = right.subjects.iter().flat_map(|all| &all.0);
        let mut subject_types: Vec<String> = vec![];
        for test in tests {
            let kind = test.attribute().to_lowercase();
            if !subject_types.contains(&kind) {
                subject_types.push(kind);
            }
        }
        let subject = |all: &&AllOf| PolicySubject {
            subject_attributes: attributes(all),
        };
        PolicyRight {
            action: attribute_of(right.action),
            resource: attributes(right.resource),
            subjects: right.subjects.iter().map(subject).collect(),
            right_key: right_key(right.action.value(), &attributes(right.resource)),
            subject_types,
        }
    };
    Ok(Json(policy.rights().iter().map(right).collect()))
}

/// The newer list: by name, and without what is only the service owner's, unless it is asked for.
pub(super) async fn named_rights(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Json<Vec<RightDto>>, Error> {
    let policy = known(&world, &id)?;
    let all = query
        .all("includeServiceOwnerRights")
        .any(|value| value.eq_ignore_ascii_case("true"));
    let is_owners = |right: &policy::PolicyRight<'_>| {
        let mut tests = right.subjects.iter().flat_map(|all| &all.0);
        tests.all(|test| test.urn().is_owner())
    };
    let right = |right: policy::PolicyRight<'_>| {
        let resource = attributes(right.resource);
        RightDto {
            key: right_key(right.action.value(), &resource),
            name: name(right.action.value(), &headers),
            resource,
            action: attribute_of(right.action),
        }
    };
    let rights = policy.rights().into_iter();
    Ok(Json(
        rights
            .filter(|right| all || !is_owners(right))
            .map(right)
            .collect(),
    ))
}

pub(super) async fn subjects(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<WholeList<Subject>>, Error> {
    let policy = known(&world, &id)?;
    let subjects: Vec<Subject> = policy.subjects().into_iter().map(Subject::from).collect();
    Ok(Json(subjects.into()))
}

/// Which resources each of some subjects opens.
pub(super) async fn by_subjects(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Page<SubjectResources>>, Error> {
    let urns: Vec<String> = read::body(&headers, &body)?;
    if urns.len() > SUBJECTS {
        return Err(Error::field(
            "$",
            format!("At most {SUBJECTS} subjects can be asked for at once."),
        ));
    }
    world.store.read(|conn| {
        let one = |urn: &String| {
            let subject = policy::Subject::new(urn);
            let resources = store::resource::list_by_subject(conn, &subject, read::RESOURCES)?;
            Ok(SubjectResources {
                subject: Subject::from(&subject),
                resources: resources.iter().map(reference).collect(),
            })
        };
        let data = urns.iter().map(one).collect::<Result<_, Error>>()?;
        Ok(Json(Page {
            links: Links::default(),
            data,
        }))
    })
}

/// A resource as a subject's list refers to it.
fn reference(id: &ResourceId) -> Subject {
    Subject {
        kind: attribute::RESOURCE.to_owned(),
        value: id.to_string(),
        urn: format!("{}:{id}", attribute::RESOURCE),
    }
}

/// The policy of a resource that has one.
fn known(world: &World, id: &str) -> Result<Arc<Policy>, Error> {
    let guard = world
        .store
        .read(|conn| store::resource::guard(conn, &ResourceId::from(id)))?;
    guard
        .filter(|guard| guard.has_policy)
        .map(|guard| guard.policy)
        .ok_or(Error::plain(StatusCode::NOT_FOUND))
}

fn attributes(all: &AllOf) -> Vec<Attribute> {
    all.0.iter().map(attribute_of).collect()
}

fn attribute_of(test: &Match) -> Attribute {
    Attribute {
        kind: test.attribute().to_owned(),
        value: test.value().to_owned(),
    }
}

/// What people call an action; one that is not common is called by itself.
fn name(action: &str, headers: &HeaderMap) -> String {
    action_name(action).map_or_else(|| action.to_owned(), |known| translated(&known, headers))
}

/// What people call a common action.
pub(crate) fn action_name(action: &str) -> Option<Localized> {
    Some(match action {
        "read" => Localized::new("Lese", "Lese", "Read"),
        "write" => Localized::new("Skrive", "Skrive", "Write"),
        "delete" => Localized::new("Slette", "Slette", "Delete"),
        "sign" => Localized::new("Signere", "Signere", "Sign"),
        "instantiate" => Localized::new("Starte", "Starte", "Start"),
        "complete" => Localized::new("Fullføre", "Fullføre", "Complete"),
        "confirm" => Localized::new("Bekrefte", "Stadfeste", "Confirm"),
        "subscribe" => Localized::new("Abonnere", "Abonnere", "Subscribe"),
        "publish" => Localized::new("Publisere", "Publisere", "Publish"),
        "access" => Localized::new("Få tilgang", "Få tilgang", "Access"),
        "consent" => Localized::new("Samtykke", "Samtykkje", "Consent"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::{Answer, world};

    const BASE: &str = "/resourceregistry/api";
    const KEY: &str = "read;ske-krav-og-betalinger;a3c3a199b8862cd77748b870d270e85b";

    #[tokio::test]
    async fn what_is_not_registered_is_404() {
        for path in [
            "v1/resource/nowhere/policy/rules",
            "v1/resource/nowhere/policy/rights",
            "v2/resource/nowhere/policy/rights",
            "v1/resource/nowhere/policy/subjects",
        ] {
            assert_eq!(get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let policy = get("v1/resource/nowhere/policy").await;
        assert_eq!(policy.status, StatusCode::NOT_FOUND);
        assert_eq!(policy.text(), "Unable to find resource");
    }

    #[tokio::test]
    async fn a_policy_is_told_action_by_action() {
        let rights = get("v1/resource/ske-krav-og-betalinger/policy/rights")
            .await
            .json();
        let right =
            |kind: &str, value: &str| json!({ "subjectAttributes": [{ "type": kind, "value": value }] });
        assert_eq!(
            rights,
            json!([{
                "action": { "type": "urn:oasis:names:tc:xacml:1.0:action:action-id", "value": "read" },
                "resource": [{ "type": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }],
                "subjects": [right("urn:altinn:rolecode", "siskd"),
                    right("urn:altinn:accesspackage", "krav-og-utlegg")],
                "rightKey": KEY,
                "subjectTypes": ["urn:altinn:rolecode", "urn:altinn:accesspackage"] }])
        );
        let subjects = get("v1/resource/ske-krav-og-betalinger/policy/subjects")
            .await
            .json();
        assert_eq!(
            subjects["data"][1]["urn"],
            "urn:altinn:accesspackage:krav-og-utlegg"
        );
        let rules = get("v1/resource/ske-krav-og-betalinger/policy/rules")
            .await
            .json();
        assert_eq!(rules.as_array().unwrap().len(), 2);
        assert_eq!(rules[0]["subject"][0]["value"], "siskd");
    }

    #[tokio::test]
    async fn the_newer_rights_have_names_in_the_callers_language() {
        let rights = get("v2/resource/ske-krav-og-betalinger/policy/rights")
            .await
            .json();
        assert_eq!(rights[0]["name"], "Lese");
        assert_eq!(rights[0]["key"], KEY);
    }

    #[tokio::test]
    async fn a_policy_in_short_is_told_as_xacml() {
        let answer = get("v1/resource/ske-krav-og-betalinger/policy").await;
        assert_eq!(answer.header(header::CONTENT_TYPE), "text/xml");
        let policy = contract::xacml::policy(&answer.body).unwrap();
        assert_eq!((policy.actions(), policy.minimum_level()), (vec!["read"], 3));
    }

    #[tokio::test]
    async fn subjects_lead_to_their_resources() {
        let world = world().await;
        let ask = async |question: Value| {
            let path = format!("{BASE}/v1/resource/bysubjects/");
            world.post(&path, "", question).await
        };
        let body = ask(json!([
            "urn:altinn:accesspackage:a-ordning",
            "urn:altinn:rolecode:nobody"
        ]))
        .await;
        assert_eq!(body.json()["data"][0]["resources"][0]["value"], "ske-a-melding");
        assert_eq!(body.json()["data"][1]["resources"], json!([]));
        let many: Vec<_> = (0..101).map(|number| format!("urn:x:{number}")).collect();
        assert_eq!(ask(json!(many)).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(ask(json!({})).await.status, StatusCode::BAD_REQUEST);
    }

    async fn get(path: &str) -> Answer {
        world().await.get(&format!("{BASE}/{path}"), "").await
    }
}
