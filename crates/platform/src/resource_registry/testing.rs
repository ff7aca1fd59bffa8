//! What the registry's tests share: a service owner of the built-in seed and a resource of its own.

use axum::body::Body;
use axum::http::{Method, Request, header};
use contract::resource::WRITE_SCOPE;
use domain::OrgNumber;
use serde_json::Value;

use crate::running::platform_router;
use crate::testing::{Answer, TestWorld, answer};

/// Den lokale fangstetaten, which nobody has heard of yet.
pub(crate) fn owner() -> OrgNumber {
    OrgNumber::parse("310000019").unwrap()
}

pub(crate) fn owner_token(world: &TestWorld) -> String {
    world.altinn_token(&owner(), WRITE_SCOPE, vec![])
}

/// A resource of [`owner`]'s, whole.
pub(crate) fn resource() -> Value {
    let golden = include_str!("../../../../tests/golden/altinn/service_resource/whole.json");
    let mut resource: Value = serde_json::from_str(golden).unwrap();
    resource.as_object_mut().unwrap().shift_remove("versionId");
    resource
}

/// The golden policy of [`resource`].
pub(crate) const POLICY: &str = include_str!("../../../../tests/golden/xacml/lok-fangstmelding/policy.xml");

/// Sends a policy as a file in a form.
pub(crate) async fn upload(
    world: &TestWorld,
    method: Method,
    path: &str,
    token: &str,
    policy: &str,
) -> Answer {
    let (kind, form) = policy_form(policy);
    let call = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(form));
    answer(platform_router(world), call.unwrap()).await
}

/// A form with a policy as its file, and what the form calls itself.
pub(crate) fn policy_form(policy: &str) -> (&'static str, Vec<u8>) {
    let form = format!(
        "--limit\r\nContent-Disposition: form-data; name=\"policyFile\"; filename=\"policy.xml\"\r\n\
         Content-Type: text/xml\r\n\r\n{policy}\r\n--limit--\r\n"
    );
    ("multipart/form-data; boundary=limit", form.into_bytes())
}
