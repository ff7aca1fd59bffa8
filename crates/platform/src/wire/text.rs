//! An exchange as text to read: what stands still as it is, and a mark for what cannot.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, Request, header};
use contract::token::Compact;
use serde_json::Value;
use url::form_urlencoded;

use crate::testing::Answer;

/// Headers that are part of the contract.
const HEADERS: [HeaderName; 11] = [
    header::AUTHORIZATION,
    HeaderName::from_static("platformaccesstoken"),
    HeaderName::from_static("korrelasjonsid"),
    header::ACCEPT,
    header::CONTENT_TYPE,
    header::CONTENT_DISPOSITION,
    header::LOCATION,
    header::ALLOW,
    header::WWW_AUTHENTICATE,
    header::CACHE_CONTROL,
    header::SET_COOKIE,
];
/// Members whose values come by chance, or from keys that are made for each run.
const CHANCE: [&str; 9] = [
    "sub",
    "jti",
    "sid",
    "n",
    "kid",
    "x5t",
    "client_secret",
    "refresh_token",
    "request_uri",
];

/// How the ids begin that the stories' callers come with.
const CALLERS: [&str; 3] = ["6d0bd5ad", "0b1c6f0e", "b7a2d5a4"];

/// A call as it is shown.
pub(super) struct Shown {
    head: String,
    body: String,
}

impl Shown {
    /// What a call looks like, and the call itself again.
    pub(super) async fn of_call(who: &str, call: Request<Body>) -> (Self, Request<Body>) {
        let (parts, body) = call.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let mut head = format!("{} {}\n", parts.method, parts.uri);
        if !who.is_empty() {
            writeln!(head, "authorization: Bearer <{who}>").unwrap();
        }
        head.push_str(&headers(&parts.headers));
        let kind = parts.headers.get(header::CONTENT_TYPE);
        let is_form = kind.is_some_and(|kind| kind == "application/x-www-form-urlencoded");
        let body = if is_form { form(&bytes) } else { readable(&bytes) };
        (Self { head, body }, Request::from_parts(parts, Body::from(bytes)))
    }
}

/// What has been told apart so far: ids that the platform made are numbered in the order in which they come.
pub(super) struct Marks {
    /// The world's at its beginning.
    known: BTreeSet<String>,
    made: BTreeMap<String, String>,
}

impl Default for Marks {
    fn default() -> Self {
        let world = [
            include_str!("../seed/builtin.json"),
            include_str!("../seed/catalogue.json"),
        ];
        Self {
            known: world.into_iter().flat_map(ids).collect(),
            made: BTreeMap::new(),
        }
    }
}

impl Marks {
    /// What comes by chance and is shown under a name.
    pub(super) fn name(&mut self, value: &str, name: &str) {
        self.made.insert(value.to_owned(), format!("<{name}>"));
    }

    /// Adds an exchange to a file.
    pub(super) fn write(&mut self, file: &mut String, what: &str, asked: &Shown, answer: &Answer) {
        let reason = answer.status.canonical_reason().unwrap_or_default();
        let told = format!("{}{}", headers(&answer.headers), readable(&answer.body));
        for id in ids(&format!("{}{}{told}", asked.head, asked.body)) {
            if !self.known.contains(&id) && !CALLERS.iter().any(|callers| id.starts_with(callers)) {
                let number = self.made.len() + 1;
                let mark = || format!("00000000-0000-4000-8000-{number:012}");
                self.made.entry(id).or_insert_with(mark);
            }
        }
        let was_shown = !asked.body.is_empty() && file.contains(&asked.body);
        let body = if was_shown { "\n<as above>\n" } else { &asked.body };
        let mut exchange = format!(
            "### {what}\n\n{}{body}\nHTTP/1.1 {} {reason}\n{told}\n",
            asked.head,
            answer.status.as_u16()
        );
        for (id, mark) in &self.made {
            exchange = exchange.replace(id, mark);
        }
        file.push_str(&exchange);
    }
}

fn headers(headers: &HeaderMap) -> String {
    let mut text = String::new();
    for name in HEADERS {
        for value in headers.get_all(&name) {
            writeln!(text, "{name}: {}", marked(value.to_str().unwrap())).unwrap();
        }
    }
    text
}

/// A form, a field a line.
fn form(body: &Bytes) -> String {
    let mut lines = String::new();
    for (name, value) in form_urlencoded::parse(body) {
        write!(lines, "\n{name}={}", marked(&value)).unwrap();
    }
    if lines.is_empty() { lines } else { lines + "\n" }
}

/// A body as it is; JSON with a line for each member, if it came without any space.
fn readable(body: &Bytes) -> String {
    if body.is_empty() {
        return String::new();
    }
    let text = String::from_utf8_lossy(body);
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let shown = match json {
        Some(mut json) if json.to_string() == text => {
            still(&mut json);
            serde_json::to_string_pretty(&json).unwrap()
        }
        Some(_) | None => marked(&text),
    };
    format!("\n{shown}\n")
}

/// Puts a mark in place of what comes by chance.
fn still(json: &mut Value) {
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if CHANCE.contains(&name.as_str()) => {
                        *text = "<by chance>".to_owned();
                    }
                    Value::String(text) => *text = marked(text),
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                        still(value);
                    }
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(still),
        Value::String(text) => *text = marked(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text with its token opened and its trace id at rest.
fn marked(text: &str) -> String {
    if let Some(claims) = Compact::parse(text)
        .ok()
        .and_then(|token| token.claims::<Value>().ok())
    {
        let mut claims = claims;
        still(&mut claims);
        return format!("<token {claims}>");
    }
    let mut marked = text.to_owned();
    for (start, _) in text.match_indices("00-") {
        let Some(trace) = text.get(start..start + 55) else {
            continue;
        };
        let lengths: Vec<usize> = trace.split('-').map(str::len).collect();
        if lengths == [2, 32, 16, 2] {
            marked = marked.replace(trace, "00-<trace>-<span>-00");
        }
    }
    if let Some((before, after)) = marked.split_once("(trace_id: ")
        && let Some((_, rest)) = after.split_once(')')
    {
        marked = format!("{before}(trace_id: <trace>){rest}");
    }
    marked
}

/// Every random uuid in a text.
fn ids(text: &str) -> Vec<String> {
    let is_id = |word: &&str| {
        let parts: Vec<&str> = word.split('-').collect();
        word.is_ascii()
            && parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
            && parts[2].starts_with('4')
            && word
                .chars()
                .all(|letter| letter == '-' || letter.is_ascii_hexdigit())
    };
    text.split(|letter: char| letter != '-' && !letter.is_ascii_hexdigit())
        .filter(is_id)
        .map(str::to_owned)
        .collect()
}
