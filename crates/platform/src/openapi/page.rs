//! The document as a page to read: no script, nothing from elsewhere, light or dark as the reader's computer is.

use maud::{DOCTYPE, Markup, html};
use serde_json::Value;

use super::document::STYLE;

/// The whole page.
pub(super) fn page(document: &Value) -> Markup {
    let title = document["info"]["title"].as_str().unwrap_or_default();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) ": what it serves" }
                link rel="stylesheet" href=(STYLE);
            }
            body {
                a class="skip" href="#routes" { "Skip the list of routes" }
                header {
                    h1 { (title) }
                    p { "What this listener serves. For programs: " a href="/openapi.json" { "openapi.json" } "." }
                }
                nav aria-label="Routes" {
                    ul {
                        @for (method, path, operation) in operations(document) {
                            li {
                                a href={ "#" (anchor(method, path)) } { (text(&operation["summary"])) }
                                code { (method.to_uppercase()) " " (path) }
                            }
                        }
                    }
                }
                main id="routes" {
                    h2 { "Routes" }
                    @for (method, path, operation) in operations(document) {
                        (route(method, path, operation))
                    }
                    h2 { "Shapes" }
                    @for (name, schema) in members(&document["components"]["schemas"]) {
                        section id={ "shape-" (name) } {
                            h3 { code { (name) } }
                            @if let Some(words) = schema["description"].as_str() { p { (words) } }
                            (described(schema))
                        }
                    }
                }
            }
        }
    }
}

fn route(method: &str, path: &str, operation: &Value) -> Markup {
    html! {
        section id=(anchor(method, path)) {
            h3 { code { (method.to_uppercase()) " " (path) } }
            p { (text(&operation["summary"])) }
            p { (text(&operation["description"])) }
            @if let Some(parameters) = operation["parameters"].as_array() {
                table {
                    thead { tr { th { "Parameter" } th { "Where" } th { "What" } } }
                    tbody {
                        @for parameter in parameters {
                            tr {
                                td { code { (text(&parameter["name"])) } }
                                td {
                                    (text(&parameter["in"]))
                                    @if parameter["required"] != true { ", may be left out" }
                                }
                                td { (shape(&parameter["schema"])) " " (text(&parameter["description"])) }
                            }
                        }
                    }
                }
            }
            @for (kind, media) in members(&operation["requestBody"]["content"]) {
                p { "Body, " code { (kind) } ": " (shape(&media["schema"])) }
            }
            table {
                thead { tr { th { "Answer" } th { "When" } th { "Shape" } } }
                tbody {
                    @for (status, answer) in members(&operation["responses"]) {
                        tr {
                            td { (status) }
                            td { (text(&answer["description"])) }
                            td {
                                @for (kind, media) in members(&answer["content"]) {
                                    div { code { (kind) } ": " (shape(&media["schema"])) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A shape's members, or what else it is.
fn described(schema: &Value) -> Markup {
    let required = |name: &String| {
        let names = schema["required"].as_array();
        names.is_some_and(|names| names.iter().any(|one| one == name))
    };
    let Some(properties) = schema["properties"].as_object() else {
        return html! { p { (shape(schema)) } };
    };
    html! {
        table {
            thead { tr { th { "Member" } th { "Shape" } th { "What" } } }
            tbody {
                @for (name, member) in properties {
                    tr {
                        td { code { (name) } @if !required(name) { ", may be left out" } }
                        td { (shape(member)) }
                        td { (text(&member["description"])) }
                    }
                }
            }
        }
    }
}

/// A shape in a few words, with a link where it has a name.
fn shape(schema: &Value) -> Markup {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|reference| reference.rsplit('/').next())
    {
        return html! { a href={ "#shape-" (name) } { code { (name) } } };
    }
    for choices in ["anyOf", "oneOf", "allOf"] {
        if let Some(all) = schema[choices].as_array() {
            return html! {
                @for (index, one) in all.iter().enumerate() {
                    @if index > 0 { " or " }
                    (shape(one))
                }
            };
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> = values.iter().map(Value::to_string).collect();
        return html! { code { (values.join(", ")) } };
    }
    if schema["items"].is_object() {
        return html! { "list of " (shape(&schema["items"])) };
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().map(text).collect::<Vec<_>>().join(" or "),
        kind => text(kind).to_owned(),
    };
    html! {
        (if kinds.is_empty() { "anything" } else { &kinds })
        @if let Some(format) = schema["format"].as_str() { " (" (format) ")" }
    }
}

fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    members(&document["paths"])
        .flat_map(|(path, item)| members(item).map(move |(method, operation)| (method, path, operation)))
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(name, member)| (name.as_str(), member))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn anchor(method: &str, path: &str) -> String {
    let path: Vec<&str> = path
        .split(|one: char| !one.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    format!("{method}-{}", path.join("-"))
}
