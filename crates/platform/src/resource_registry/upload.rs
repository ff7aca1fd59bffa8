//! A service owner gives a resource its policy: XACML XML, as a file in a form. From then on every decision, delegation
//! check and search goes by it.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::resource::WRITE_SCOPES;
use contract::xacml;
use domain::ResourceId;
use domain::policy::Policy;
use futures_util::stream;
use multer::Multipart;
use schemars::json_schema;

use super::owner::Writer;
use crate::caller::Caller;
use crate::error::Error;
use crate::openapi::About;
use crate::store;
use crate::world::World;

/// Bytes of a policy, at the most.
const LONGEST: usize = 1_000_000;

pub(super) fn about<'a>(it: About<'a>, says: &str) -> About<'a> {
    let file = json_schema!({ "type": "object", "required": ["policyFile"],
        "properties": { "policyFile": { "type": "string", "format": "binary" } } });
    it.says(says)
        .any_scope(&WRITE_SCOPES)
        .takes("multipart/form-data", file)
        .empty(201, "The policy is in force.")
}

pub(super) async fn upload(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let writer = Writer::of(&caller)?;
    let location = format!("{id}/policy");
    let id = ResourceId::from(id.as_str());
    let file = file(&headers, body).await?;
    let save = move |tx: &rusqlite::Connection| {
        let resource = store::resource::find(tx, &id)?.ok_or_else(|| refused("Unknown resource"))?;
        writer.require_owns(&resource)?;
        let policy = read(&id, &file)?;
        let text = String::from_utf8_lossy(&file);
        store::resource::save_policy(tx, &id, &policy, &text)
    };
    world.store.write(save).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)]).into_response())
}

/// The policy in a file, which must be the resource's own.
fn read(id: &ResourceId, file: &[u8]) -> Result<Policy, Error> {
    let refused = |why: String| refused(&format!("Policy not accepted: {why}"));
    let policy = xacml::policy(file).map_err(|fault| refused(fault.to_string()))?;
    let faults: Vec<String> = policy.faults(id).iter().map(ToString::to_string).collect();
    if faults.is_empty() {
        Ok(policy)
    } else {
        Err(refused(faults.join("; ")))
    }
}

/// The file `policyFile` of a form. A body that is no form has none.
async fn file(headers: &HeaderMap, body: Bytes) -> Result<Bytes, Error> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let none = || refused("The policy file can not be null");
    let boundary = multer::parse_boundary(kind).map_err(|_| none())?;
    let whole = stream::iter([Ok::<_, Infallible>(body)]);
    let mut form = Multipart::new(whole, boundary);
    let broken =
        |error: multer::Error| Error::field("policyFile", format!("The form cannot be read: {error}."));
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field
            .name()
            .is_some_and(|name| name.eq_ignore_ascii_case("policyFile"))
        {
            let file = field.bytes().await.map_err(broken)?;
            if file.len() > LONGEST {
                return Err(refused(&format!("The policy file has at most {LONGEST} bytes")));
            }
            return Ok(file);
        }
    }
    Err(none())
}

fn refused(why: &str) -> Error {
    Error::Text(StatusCode::BAD_REQUEST, why.to_owned())
}

#[cfg(test)]
mod tests {
    use axum::http::Method;
    use contract::resource::{RESOURCES, WRITE_SCOPE};

    use super::super::testing::{POLICY, owner, owner_token, resource, upload};
    use super::*;
    use crate::testing::{TestWorld, vendor, world};

    const PATH: &str = "/resourceregistry/api/v1/resource/lok-fangstmelding/policy";

    #[tokio::test]
    async fn a_policy_is_told_as_it_was_uploaded() {
        let world = registered().await;
        let before = world.get(PATH, "").await;
        assert_eq!(before.status, StatusCode::NOT_FOUND);
        assert_eq!(before.text(), "Unable to find requested policy");
        let answer = upload(&world, Method::POST, PATH, &owner_token(&world), POLICY).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        assert_eq!(answer.header(header::LOCATION), "lok-fangstmelding/policy");
        assert_eq!(world.get(PATH, "").await.text(), POLICY);
    }

    #[tokio::test]
    async fn a_new_policy_takes_the_place_of_the_old_one() {
        let world = registered().await;
        let token = owner_token(&world);
        upload(&world, Method::POST, PATH, &token, POLICY).await;
        let changed = POLICY.replace("sjofart", "infrastruktur");
        let answer = upload(&world, Method::PUT, PATH, &token, &changed).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        let subjects = world
            .get(&format!("{PATH}/subjects"), "")
            .await
            .json()
            .to_string();
        assert!(subjects.contains("infrastruktur") && !subjects.contains("sjofart"));
    }

    #[tokio::test]
    async fn what_is_wrong_with_a_policy_is_told() {
        let world = registered().await;
        for (was, is, told) in [
            (
                "string-equal\"",
                "string-regexp-match\"",
                "Match, line 14: the function",
            ),
            (
                "</xacml:Target>\n  </xacml:Rule>",
                "</xacml:Target><xacml:Condition/>\n  </xacml:Rule>",
                "Condition, line",
            ),
            (">lok-fangstmelding<", ">lok-annet<", "is about another resource"),
            (
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
                "<!DOCTYPE a>",
                "document, line 1",
            ),
            ("</xacml:Policy>", "", "document, line"),
        ] {
            let policy = POLICY.replacen(was, is, 1);
            assert_ne!(policy, POLICY, "{was}");
            for method in [Method::POST, Method::PUT] {
                let answer = upload(&world, method, PATH, &owner_token(&world), &policy).await;
                assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{is}");
                assert!(
                    answer.text().starts_with("Policy not accepted: "),
                    "{}",
                    answer.text()
                );
                assert!(answer.text().contains(told), "{}", answer.text());
            }
        }
        let large = POLICY.replace(
            "</xacml:Policy>",
            &format!("<!--{}--></xacml:Policy>", " ".repeat(LONGEST)),
        );
        let answer = upload(&world, Method::POST, PATH, &owner_token(&world), &large).await;
        assert_eq!(answer.text(), "The policy file has at most 1000000 bytes");
    }

    #[tokio::test]
    async fn a_policy_comes_in_a_form() {
        let world = registered().await;
        let token = owner_token(&world);
        let answer = world.post(PATH, &token, resource()).await;
        assert_eq!(
            (answer.status, answer.text()),
            (StatusCode::BAD_REQUEST, "The policy file can not be null")
        );
        let unknown = PATH.replace("fangstmelding", "annet");
        let answer = upload(&world, Method::POST, &unknown, &token, POLICY).await;
        assert_eq!(
            (answer.status, answer.text()),
            (StatusCode::BAD_REQUEST, "Unknown resource")
        );
    }

    #[tokio::test]
    async fn nobody_gives_a_policy_to_what_is_not_theirs() {
        let world = registered().await;
        let status = async |token: &str| upload(&world, Method::PUT, PATH, token, POLICY).await.status;
        assert_eq!(status("").await, StatusCode::UNAUTHORIZED);
        let wrong_scope = world.altinn_token(&owner(), "altinn:other", vec![]);
        assert_eq!(status(&wrong_scope).await, StatusCode::FORBIDDEN);
        let other = world.altinn_token(&vendor(), WRITE_SCOPE, vec![]);
        assert_eq!(status(&other).await, StatusCode::FORBIDDEN);
    }

    async fn registered() -> TestWorld {
        let world = world().await;
        let answer = world.post(RESOURCES, &owner_token(&world), resource()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        world
    }
}
