//! The document itself, and where it is served.

use std::sync::Arc;

use aide::openapi::{Components, Info, OpenApi, ReferenceOr, SecurityScheme};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::{Extension, Json};
use schemars::json_schema;
use serde_json::Value;

use super::{Routes, page};

/// The name of what a route asks for when it asks for a token.
pub(super) const TOKEN: &str = "token";
pub(super) const STYLE: &str = "/openapi.css";

/// A listener's document.
#[derive(Debug)]
pub(crate) struct Document {
    api: Value,
}

pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    let because = "it tells nothing of anybody";
    Routes::new()
        .get("/openapi.json", read, |it| {
            it.says("Tells what this listener serves.").open(because)
        })
        .get("/openapi", show, |it| {
            it.says("Shows the same as a page to read.").open(because).page()
        })
        .get(STYLE, style, |it| {
            it.says("Gives that page's style.").open(because).answer_as(
                200,
                "text/css",
                json_schema!({ "type": "string" }),
            )
        })
}

async fn read(Extension(document): Extension<Arc<Document>>) -> Json<Value> {
    Json(document.api.clone())
}

async fn show(Extension(document): Extension<Arc<Document>>) -> Response {
    let safe = [(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )];
    (safe, Html(page::page(&document.api).into_string())).into_response()
}

async fn style() -> Response {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("page.css")).into_response()
}

impl Document {
    pub(super) fn new(title: &str, mut api: OpenApi) -> Self {
        api.info = Info {
            title: title.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Info::default()
        };
        let components: &mut Components = api.components.get_or_insert_default();
        components.security_schemes.insert(
            TOKEN.to_owned(),
            ReferenceOr::Item(SecurityScheme::Http {
                scheme: "bearer".to_owned(),
                bearer_format: Some("JWT".to_owned()),
                description: None,
                extensions: [].into(),
            }),
        );
        let mut api = serde_json::to_value(&api).unwrap_or_default();
        let items = api["paths"].as_object_mut().into_iter().flatten();
        for operation in items.filter_map(|(_, item)| item.as_object_mut()).flatten() {
            let (_, operation) = operation;
            operation["description"] = who_may(operation).into();
        }
        let_all_be_read_alone(&mut api);
        Self { api }
    }
}

/// Takes out of every description what only the code's own readers have at hand.
fn let_all_be_read_alone(api: &mut Value) {
    match api {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if name == "description" => *text = read_alone(text),
                    _ => let_all_be_read_alone(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(let_all_be_read_alone),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text without where the contract says so, and with names instead of links to code.
fn read_alone(text: &str) -> String {
    let (mut read, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(['(', '[']) {
        let (before, from) = rest.split_at(at);
        read.push_str(before);
        rest = if let Some((name, after)) = link(from) {
            read.extend(["`", name, "`"]);
            after
        } else if let Some(after) = reference(from) {
            read.truncate(read.trim_end().len());
            after
        } else {
            read.push_str(&from[..1]);
            &from[1..]
        };
    }
    read + rest
}

/// The name in a link that a text begins with, and what comes after it.
fn link(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.strip_prefix("[`")?.split_once("`]")?;
    Some((name.trim_start_matches("Self::"), after))
}

/// What comes after the reference to the contract that a text begins with.
fn reference(text: &str) -> Option<&str> {
    let (place, after) = text.strip_prefix('(')?.split_once(')')?;
    (place.contains(".md ") || place.starts_with("shape ")).then_some(after)
}

/// The guard in words, and where the route stands in Altinn's own table.
fn who_may(operation: &Value) -> String {
    let guard = &operation["x-guard"];
    let scopes: Vec<String> = guard["scopes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|scope| Some(format!("`{}`", scope.as_str()?)))
        .collect();
    let token = if scopes.is_empty() {
        "a valid token".to_owned()
    } else {
        format!("a token with the scope {}", scopes.join(" or "))
    };
    let who = match guard["open"].as_str() {
        Some(because) => format!("Open: {because}."),
        None if guard["person"] == true => {
            format!("Asks for {token} of a person who may do this for the party.")
        }
        None => format!("Asks for {token}."),
    };
    match &operation["x-row"] {
        Value::Null => who,
        row => format!("{who} Row #{row} of Altinn's endpoint table."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_without_the_code_beside_it() {
        for (written, read) in [
            (
                "The body (shape 1). What Altinn adds.",
                "The body. What Altinn adds.",
            ),
            ("Compared as text\n(altinn-platform.md 3.5).", "Compared as text."),
            (
                "Kept in [`Self::other`] (RFC 7518), [`Jwk`].",
                "Kept in `other` (RFC 7518), `Jwk`.",
            ),
            ("A list [of two, or (one", "A list [of two, or (one"),
        ] {
            assert_eq!(read_alone(written), read);
        }
    }
}
