//! Which refusals the tests have seen from which route, so that `cargo xtask test` can hold `docs/refusals.md` against it.
//!
//! Where the variable [`FILE`] names a file, each is appended to it once, as `listener<tab>method<tab>path<tab>refusal`,
//! before the answer is given: no test can come last, and none can be too late.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::sync::{LazyLock, Mutex};

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::Value;
use url::Url;

const FILE: &str = "KLARSIGNAL_REFUSALS";

static SEEN: LazyLock<Option<Mutex<Seen>>> = LazyLock::new(|| {
    let name = std::env::var_os(FILE)?;
    let file = OpenOptions::new().create(true).append(true).open(name).unwrap();
    let told = BTreeSet::new();
    Some(Mutex::new(Seen { file, told }))
});

#[derive(Debug)]
struct Seen {
    file: File,
    told: BTreeSet<String>,
}

/// Marks a call that is made up for any route: whoever calls looks for these statuses only.
#[derive(Clone, Debug)]
pub(crate) struct MadeUp(pub(crate) Vec<u16>);

/// How the platform tells of a fault of its own, such as a store that a test has spoilt: no route is to be known by it.
const FAULTS: [&str; 2] = ["500-plain", "500-page"];

/// Stands around a listener's routes and notes how they refuse.
pub(crate) async fn note(listener: &'static str, call: Request, next: Next) -> Response {
    let path = call.extensions().get::<MatchedPath>().cloned();
    let made_up = call.extensions().get::<MadeUp>().cloned();
    let method = call.method().clone();
    let answer = next.run(call).await;
    let is_looked_at = made_up.is_none_or(|made_up| made_up.0.contains(&answer.status().as_u16()));
    // A router that a test made for itself has no name, and what is not there is the listener's to refuse.
    let (Some(seen), Some(path), true) = (SEEN.as_ref(), path, is_looked_at && !listener.is_empty()) else {
        return answer;
    };
    let path = path.as_str();
    let (answer, refusals) = refusals(answer).await;
    for refusal in refusals {
        let line = format!("{listener}\t{method}\t{path}\t{refusal}\n");
        let mut seen = seen.lock().unwrap();
        if seen.told.insert(line.clone()) {
            seen.file.write_all(line.as_bytes()).unwrap();
        }
    }
    answer
}

/// How an answer refuses, in the words of `docs/refusals.md`: by its codes, or by its status and what its body is.
async fn refusals(answer: Response) -> (Response, Vec<String>) {
    let status = answer.status();
    if status.is_redirection() {
        let refusals = told_by_redirect(answer.headers()).into_iter().collect();
        return (answer, refusals);
    }
    // A verb that the path has not is the router's to refuse, not a route's.
    if status.as_u16() < 400 || status == StatusCode::METHOD_NOT_ALLOWED {
        return (answer, vec![]);
    }
    let (parts, body) = answer.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let mut refusals = told(status, &parts.headers, &body);
    refusals.retain(|refusal| !FAULTS.contains(&refusal.as_str()));
    (Response::from_parts(parts, Body::from(body)), refusals)
}

fn told(status: StatusCode, headers: &HeaderMap, body: &Bytes) -> Vec<String> {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let number = status.as_u16();
    if body.is_empty() {
        return vec![number.to_string()];
    }
    if kind.starts_with("text/html") {
        return vec![format!("{number}-page")];
    }
    if kind.starts_with("application/xml") {
        let text = str::from_utf8(body).unwrap();
        let code = text
            .split_once("<kode>")
            .and_then(|(_, rest)| rest.split_once('<'));
        return vec![code.map_or_else(|| format!("{number}-xml"), |(code, _)| code.to_owned())];
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(members)) => told_by_json(number, &Value::Object(members)),
        Ok(_) | Err(_) => vec![format!("{number}-text")],
    }
}

fn told_by_json(status: u16, body: &Value) -> Vec<String> {
    let text = |name: &str| body[name].as_str().map(str::to_owned);
    if let Some(errors) = body["validationErrors"].as_array() {
        let codes = errors.iter().filter_map(|error| error["code"].as_str());
        return codes.map(str::to_owned).collect();
    }
    if let Some(errors) = body["errors"].as_object() {
        let is_of_the_whole = errors.keys().eq(["return"]);
        let what = if is_of_the_whole { "return" } else { "fields" };
        return vec![format!("{status}-{what}")];
    }
    if let Some(error) = text("error") {
        let page = text("error_uri").and_then(|page| Some(page.rsplit_once('/')?.1.to_owned()));
        return [error].into_iter().chain(page).collect();
    }
    let code = text("code").or_else(|| text("kode"));
    vec![code.unwrap_or_else(|| format!("{status}-plain"))]
}

/// The error that a person is sent back to a client with.
fn told_by_redirect(headers: &HeaderMap) -> Option<String> {
    let to = headers.get(header::LOCATION)?.to_str().ok()?;
    let url = Url::parse("http://here.invalid").ok()?.join(to).ok()?;
    let mut query = url.query_pairs();
    let error = query.find(|(name, _)| name == "error")?;
    Some(error.1.into_owned())
}

#[cfg(test)]
mod tests {
    use axum::Json;
    use axum::response::{IntoResponse, Redirect};
    use serde_json::json;

    use super::*;

    async fn read(answer: impl IntoResponse) -> Vec<String> {
        refusals(answer.into_response()).await.1
    }

    #[tokio::test]
    async fn a_refusal_is_known_by_its_codes() {
        let refused = |body| (StatusCode::BAD_REQUEST, Json(body));
        let faults = json!([{"code": "AUTH.VLD-00003"}, {"code": "AUTH.VLD-00009"}]);
        assert_eq!(read(refused(json!({"code": "AUTH-00013"}))).await, ["AUTH-00013"]);
        assert_eq!(
            read(refused(json!({"code": "STD-00000", "validationErrors": faults}))).await,
            ["AUTH.VLD-00003", "AUTH.VLD-00009"]
        );
        let grant = json!({"error": "invalid_grant", "error_uri": "http://x.test/errors/MP-012"});
        assert_eq!(read(refused(grant)).await, ["invalid_grant", "MP-012"]);
        assert_eq!(read(refused(json!({"kode": "KB-006"}))).await, ["KB-006"]);
        let xml = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];
        let xml = (StatusCode::NOT_FOUND, xml, "<feil><kode>KB-007</kode></feil>");
        assert_eq!(read(xml).await, ["KB-007"]);
        let back = Redirect::to("https://client.test/?state=1&error=access_denied");
        assert_eq!(read(back).await, ["access_denied"]);
    }

    #[tokio::test]
    async fn a_refusal_without_a_code_is_known_by_its_status_and_what_its_body_is() {
        assert_eq!(read(StatusCode::FORBIDDEN).await, ["403"]);
        assert_eq!(read((StatusCode::CONFLICT, "There is one.")).await, ["409-text"]);
        assert_eq!(read((StatusCode::NOT_FOUND, Json(0))).await, ["404-text"]);
        let plain = json!({"status": 404, "title": "Not Found"});
        assert_eq!(read((StatusCode::NOT_FOUND, Json(plain))).await, ["404-plain"]);
        let fields = |key: &str| (StatusCode::BAD_REQUEST, Json(json!({"errors": {key: ["no"]}})));
        assert_eq!(read(fields("party")).await, ["400-fields"]);
        assert_eq!(read(fields("return")).await, ["400-return"]);
    }

    #[tokio::test]
    async fn what_is_no_refusal_is_left_alone() {
        assert!(read("good").await.is_empty());
        assert!(read(Redirect::to("/next")).await.is_empty());
        assert!(read(StatusCode::METHOD_NOT_ALLOWED).await.is_empty());
        let fault = (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"status": 500})));
        assert!(read(fault).await.is_empty());
        let (answer, _) = refusals((StatusCode::CONFLICT, "There is one.").into_response()).await;
        let kept = axum::body::to_bytes(answer.into_body(), 99).await.unwrap();
        assert_eq!(kept, "There is one.");
    }
}
