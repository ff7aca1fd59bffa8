//! What the registry's tests share: a service owner of the built-in seed and a resource of its own.

use axum::body::Body;
use axum::http::{Method, Request, header};
use contract::resource::WRITE_SCOPE;
use domain::OrgNumber;
use serde_json::Value;

use crate::running::platform_router;
use crate::testing::{Answer, TestWorld, answer};

/// Den lokale fangstetaten, which nobody has heard of yet.
pub(super) fn owner() -> OrgNumber {
    OrgNumber::parse("310000019").unwrap()
}

pub(super) fn owner_token(world: &TestWorld) -> String {
    world.altinn_token(&owner(), WRITE_SCOPE, vec![])
}

/// A resource of [`owner`]'s, whole.
pub(super) fn resource() -> Value {
    let golden = include_str!("../../../../tests/golden/altinn/service_resource/whole.json");
    let mut resource: Value = serde_json::from_str(golden).unwrap();
    resource.as_object_mut().unwrap().shift_remove("versionId");
    resource
}

/// The golden policy of [`resource`].
pub(super) const POLICY: &str = include_str!("../../../../tests/golden/xacml/lok-fangstmelding/policy.xml");

/// Sends a policy as a file in a form.
pub(super) async fn upload(
    world: &TestWorld,
    method: Method,
    path: &str,
    token: &str,
    policy: &str,
) -> Answer {
    let form = format!(
        "--limit\r\nContent-Disposition: form-data; name=\"policyFile\"; filename=\"policy.xml\"\r\n\
         Content-Type: text/xml\r\n\r\n{policy}\r\n--limit--\r\n"
    );
    let call = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit")
        .body(Body::from(form));
    answer(platform_router(world), call.unwrap()).await
}
