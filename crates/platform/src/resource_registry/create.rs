//! A service owner adds a resource. Until it has a policy, nobody may do anything with it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::path;
use contract::resource::{RESOURCE, ServiceResource};

use super::owner::{Writer, settle_code};
use super::{faults, read};
use crate::caller::Caller;
use crate::error::Error;
use crate::store;
use crate::world::World;

pub(super) async fn create(
    State(world): State<Arc<World>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let writer = Writer::of(&caller)?;
    let resource: ServiceResource = read::body(&headers, &body)?;
    faults::require_none(&resource)?;
    writer.require_owns(&resource)?;
    let location = path::fill(RESOURCE, &[resource.identifier.as_str()]);
    let add = move |tx: &rusqlite::Connection| {
        writer.require_scopes(tx, &resource)?;
        settle_code(tx, &resource)?;
        if store::resource::add(tx, &resource)? {
            return Ok(());
        }
        Err(Error::Text(
            StatusCode::CONFLICT,
            format!("The Resource already exist: {}", resource.identifier),
        ))
    };
    world.store.write(add).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)]).into_response())
}

#[cfg(test)]
mod tests {
    use contract::resource::{ADMIN_SCOPE, RESOURCES, WRITE_SCOPE};
    use serde_json::{Value, json};

    use super::super::testing::{owner, owner_token, resource};
    use super::*;
    use crate::testing::{TestWorld, vendor, world};

    #[tokio::test]
    async fn a_service_owner_registers_a_resource_and_everybody_reads_it() {
        let world = world().await;
        let answer = world.post(RESOURCES, &owner_token(&world), resource()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        let location = answer.header(header::LOCATION);
        assert_eq!(location, "/resourceregistry/api/v1/resource/lok-fangstmelding");
        let read = world.get(location, "").await.json();
        let mut expected = resource();
        expected["versionId"] = read["versionId"].clone();
        for (member, value) in expected.as_object().unwrap() {
            assert_eq!(&read[member], value, "{member}");
        }
    }

    #[tokio::test]
    async fn an_id_is_taken_once() {
        let world = world().await;
        let token = owner_token(&world);
        world.post(RESOURCES, &token, resource()).await;
        let again = world.post(RESOURCES, &token, resource()).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert_eq!(again.text(), "The Resource already exist: lok-fangstmelding");
    }

    #[tokio::test]
    async fn every_member_that_is_wrong_is_told() {
        let world = world().await;
        for (path, value, key) in [
            ("/identifier", json!("Abc-def"), "Identifier"),
            ("/identifier", json!("abc"), "Identifier"),
            ("/identifier", json!("a/b/c"), "Identifier"),
            ("/identifier", json!("a".repeat(256)), "Identifier"),
            ("/identifier", json!("se_1234_1"), "Identifier"),
            ("/identifier", json!("app_lok_sak"), "Identifier"),
            ("/title/nn", json!(" "), "Title"),
            ("/description", json!({ "nb": "a", "en": "b" }), "Description"),
            ("/rightDescription", json!({}), "RightDescription"),
            ("/resourceType", json!("Default"), "ResourceType"),
            ("/resourceType", json!("Something"), "ResourceType"),
            ("/resourceType", json!("MaskinportenSchema"), "ResourceReferences"),
            (
                "/availableForType",
                json!(["Company", "Robot"]),
                "AvailableForType",
            ),
            (
                "/hasCompetentAuthority/organization",
                Value::Null,
                "HasCompetentAuthority.Organization",
            ),
            (
                "/hasCompetentAuthority/orgcode",
                json!("L O K"),
                "HasCompetentAuthority.Orgcode",
            ),
            (
                "/resourceReferences",
                json!([reference("Elsewhere", "Uri")]),
                "ResourceReferences",
            ),
            (
                "/resourceReferences",
                json!([reference("Altinn3", "Else")]),
                "ResourceReferences",
            ),
        ] {
            let answer = send(&world, WRITE_SCOPE, with(path, value.clone())).await;
            assert_eq!(answer.0, StatusCode::BAD_REQUEST, "{path} {value}");
            let errors = answer.1["errors"].as_object().unwrap();
            assert_eq!(errors.keys().collect::<Vec<_>>(), [key], "{path} {value}");
        }
    }

    #[tokio::test]
    async fn an_app_is_named_by_its_owner_and_itself() {
        let world = world().await;
        let mut app = with("/identifier", json!("app_lok_sak"));
        app["resourceType"] = "AltinnApp".into();
        let (status, body) = send(&world, WRITE_SCOPE, app.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(body["errors"]["ResourceReferences"].is_array());
        app["resourceReferences"] = json!([{ "referenceSource": "Altinn3", "reference": "lok/sak", "referenceType": "ApplicationId" }]);
        assert_eq!(send(&world, WRITE_SCOPE, app).await.0, StatusCode::CREATED);
    }

    #[tokio::test]
    async fn a_member_that_cannot_be_read_is_told_by_its_place() {
        let world = world().await;
        let (status, body) = send(&world, WRITE_SCOPE, with("/delegable", json!("perhaps"))).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(body["errors"]["$.delegable"].is_array(), "{body}");
        let (status, _) = send(&world, WRITE_SCOPE, json!({ "identifier": "lok-sak" })).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
    }

    #[tokio::test]
    async fn nobody_registers_what_is_not_theirs() {
        let world = world().await;
        let foreign = with("/hasCompetentAuthority/organization", json!("974761076"));
        assert_eq!(send(&world, WRITE_SCOPE, foreign).await.0, StatusCode::FORBIDDEN);
        let status = async |token: &str| world.post(RESOURCES, token, resource()).await.status;
        assert_eq!(status("").await, StatusCode::UNAUTHORIZED);
        let not_exchanged = world.maskinporten_token(&owner(), WRITE_SCOPE, vec![]);
        assert_eq!(status(&not_exchanged).await, StatusCode::UNAUTHORIZED);
        let wrong_scope = world.altinn_token(&owner(), "altinn:resourceregistry/resource.read", vec![]);
        assert_eq!(status(&wrong_scope).await, StatusCode::FORBIDDEN);
        let other = world.altinn_token(&vendor(), WRITE_SCOPE, vec![]);
        assert_eq!(status(&other).await, StatusCode::FORBIDDEN);
        assert_eq!(send(&world, ADMIN_SCOPE, resource()).await.0, StatusCode::CREATED);
    }

    #[tokio::test]
    async fn nobody_takes_another_owners_code_or_scopes() {
        let world = world().await;
        let (status, body) = send(
            &world,
            WRITE_SCOPE,
            with("/hasCompetentAuthority/orgcode", json!("skd")),
        )
        .await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(
            body["errors"]["HasCompetentAuthority.Orgcode"].is_array(),
            "{body}"
        );
        let scope = json!([{ "referenceSource": "ExternalPlatform", "reference": "skatteetaten:fangst",
            "referenceType": "MaskinportenScope" }]);
        let (status, body) = send(&world, WRITE_SCOPE, with("/resourceReferences", scope)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(body.as_str().unwrap().ends_with("skatteetaten:fangst"), "{body}");
    }

    fn reference(source: &str, kind: &str) -> Value {
        json!({ "referenceSource": source, "reference": "x", "referenceType": kind })
    }

    fn with(path: &str, value: Value) -> Value {
        let mut body = resource();
        match body.pointer_mut(path) {
            Some(member) => *member = value,
            None => body[path.trim_start_matches('/')] = value,
        }
        body
    }

    async fn send(world: &TestWorld, scope: &str, body: Value) -> (StatusCode, Value) {
        let token = world.altinn_token(&owner(), scope, vec![]);
        let answer = world.post(RESOURCES, &token, body).await;
        let json = serde_json::from_slice(&answer.body).unwrap_or_else(|_| json!(answer.text()));
        (answer.status, json)
    }
}
