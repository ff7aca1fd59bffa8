//! One call: good or spoiled, in its address, in its headers or in its body.

use std::fmt;

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, Uri, header};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Value, json};
use url::form_urlencoded::{Serializer, byte_serialize};

use super::known::Known;
use super::value;
use crate::openapi::walk::Route;
use crate::scene::{Content, Cue, Scene};
use crate::seen::MadeUp;
use crate::testing::{Answer, vendor_key};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

#[derive(Clone)]
pub(super) struct Call {
    method: Method,
    address: String,
    content_type: Option<String>,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = String::from_utf8_lossy(&self.body);
        let (kind, headers) = (&self.content_type, &self.headers);
        write!(
            f,
            "{} {:.300} {kind:?} {headers:.60?} {body:.400}",
            self.method, self.address
        )
    }
}

impl Call {
    /// The call that lets the owner in, as it is.
    pub(super) fn good(good: &Cue) -> Self {
        let (kind, body) = good.content.written();
        Self {
            method: good.method.clone(),
            address: good.address.clone(),
            content_type: Some(kind.to_owned()),
            headers: good.headers.clone(),
            body,
        }
    }

    /// Some call of a route: what it takes, or nearly.
    pub(super) fn some(route: &Route, scene: &Scene, known: &Known, good: &Cue, chance: &mut StdRng) -> Self {
        let address = match chance.random_range(0..10) {
            0..3 => address(route, scene, known, true, chance),
            3..5 => address(route, scene, known, false, chance),
            _ => good.address.clone(),
        };
        let (content_type, body) = match content(route, scene, known, good, chance) {
            Some((kind, body)) => (Some(kind), body),
            None => (None, vec![]),
        };
        let mut call = Self {
            method: route.method.clone(),
            address,
            content_type: content_type.filter(|_| chance.random_bool(0.97)),
            headers: headers(route, known, good, chance),
            body,
        };
        if chance.random_bool(0.4) {
            let accept = [
                "*/*",
                "application/json",
                "text/plain",
                "application/xml",
                "text/html;q=x",
                "🦀",
            ];
            let accept = accept.choose(chance).copied().unwrap_or_default();
            call.headers.push(("accept", accept.to_owned()));
        }
        call
    }

    /// Calls the route; `None` when there is no such call in HTTP.
    pub(super) async fn send(&self, route: &Route) -> Option<Result<Answer, String>> {
        let address: Uri = self.address.parse().ok()?;
        let mut call = Request::builder().method(self.method.clone()).uri(address);
        if let Some(kind) = &self.content_type {
            call = call.header(
                header::CONTENT_TYPE,
                HeaderValue::from_bytes(kind.as_bytes()).ok()?,
            );
        }
        for (name, text) in &self.headers {
            call = call.header(*name, HeaderValue::from_bytes(text.as_bytes()).ok()?);
        }
        let call = call
            .extension(MadeUp(vec![]))
            .body(Body::from(self.body.clone()))
            .ok()?;
        let router = route.router.clone();
        // In a task of its own, a panic is an answer too.
        let answer = tokio::spawn(crate::testing::answer(router, call)).await;
        Some(answer.map_err(|panic| panic.to_string()))
    }
}

/// What the good call shows, mostly; of somebody who may, where it shows a token.
fn headers(route: &Route, known: &Known, good: &Cue, chance: &mut StdRng) -> Vec<(&'static str, String)> {
    let mut headers = good.headers.clone();
    if route.guard().is_some() && chance.random_bool(0.2) {
        let token = known.tokens.choose(chance).cloned().unwrap_or_default();
        headers = vec![("authorization", format!("Bearer {token}"))];
    }
    headers.retain(|_| chance.random_bool(0.97));
    for (_, value) in &mut headers {
        if chance.random_bool(0.05) {
            *value = value::odd(chance);
        }
    }
    headers
}

fn address(route: &Route, scene: &Scene, known: &Known, spoiled: bool, chance: &mut StdRng) -> String {
    let mut address = route.path.clone();
    for parameter in route.parameters("path") {
        let name = parameter["name"].as_str().unwrap_or_default();
        let text = argument(parameter, route, scene, known, spoiled, chance);
        let text: String = byte_serialize(text.as_bytes()).collect();
        let text = if text.is_empty() {
            "%20".to_owned()
        } else {
            text.replace('+', "%20")
        };
        address = address.replace(&format!("{{{name}}}"), &text);
    }
    let mut query = Serializer::new(String::new());
    for parameter in route.parameters("query") {
        let name = parameter["name"].as_str().unwrap_or_default();
        let times = match (parameter["required"] == true, spoiled) {
            (true, false) => 1,
            (false, false) => chance.random_range(0..2),
            (_, true) => chance.random_range(0..3),
        };
        for _ in 0..times {
            query.append_pair(name, &argument(parameter, route, scene, known, spoiled, chance));
        }
    }
    let mut query = query.finish();
    if spoiled && chance.random_bool(0.2) {
        query.push_str(
            ["&=&", "&%zz", "&%ff=%fe", "&a[]=1&a[b]=2", "&&&"]
                .choose(chance)
                .copied()
                .unwrap_or_default(),
        );
    }
    if query.is_empty() {
        address
    } else {
        format!("{address}?{query}")
    }
}

fn argument(
    parameter: &Value,
    route: &Route,
    scene: &Scene,
    known: &Known,
    spoiled: bool,
    chance: &mut StdRng,
) -> String {
    if spoiled && chance.random_bool(0.6) {
        let mut odd = value::odd(chance);
        // An address has an end: longer ones are the listener's business, not a route's.
        odd.truncate(odd.floor_char_boundary(4_000));
        return odd;
    }
    let name = parameter["name"].as_str().unwrap_or_default();
    if let Some(sample) = scene.sample(route, name)
        && chance.random_bool(0.85)
    {
        return sample;
    }
    match value::fitting(&parameter["schema"], &route.document, &known.words, chance) {
        Value::String(text) => text,
        Value::Number(_) if chance.random_bool(0.8) => crate::altinn::testing::PARTY.to_owned(),
        other => other.to_string(),
    }
}

/// What a call carries: what the good one does, or what the document says it takes; and that spoiled.
fn content(
    route: &Route,
    scene: &Scene,
    known: &Known,
    good: &Cue,
    chance: &mut StdRng,
) -> Option<(String, Vec<u8>)> {
    let documented = route.operation["requestBody"]["content"].as_object();
    let documented = documented.and_then(|content| content.iter().next());
    let (kind, mut value) = match (&good.content, documented) {
        (Content::Other(kind, bytes), _) => {
            let mut bytes = bytes.clone();
            if chance.random_bool(0.6) {
                break_bytes(&mut bytes, chance);
            }
            return Some(((*kind).to_owned(), bytes));
        }
        (Content::Json(body), _) if chance.random_bool(0.6) => (JSON.to_owned(), body.clone()),
        (Content::Form(fields), _) if chance.random_bool(0.8) => (FORM.to_owned(), members(fields)),
        (_, Some((kind, media))) => {
            let fitting = value::fitting(&media["schema"], &route.document, &known.words, chance);
            (kind.clone(), fitting)
        }
        (Content::Nothing | Content::Json(_) | Content::Form(_), None) => return None,
    };
    if value.get("assertion").is_some() && chance.random_bool(0.5) {
        value["assertion"] = assertion(scene, chance).into();
    }
    let harm = chance.random_range(0..10);
    if (3..8).contains(&harm) {
        for _ in 0..chance.random_range(1..4) {
            value::spoil(&mut value, chance);
        }
    }
    let mut bytes = match (kind.as_str(), &value) {
        (FORM, Value::Object(members)) => form(members).into_bytes(),
        (_, Value::String(text)) if !kind.contains("json") => text.clone().into_bytes(),
        _ => value.to_string().into_bytes(),
    };
    match harm {
        8 => break_bytes(&mut bytes, chance),
        9 => {
            let other = [
                "",
                "text/plain",
                "application/xml",
                "application/json; charset=utf-16",
                "x",
                JSON,
            ];
            let other = other.choose(chance).copied().unwrap_or_default();
            return Some((other.to_owned(), bytes));
        }
        _ => {}
    }
    Some((kind, bytes))
}

/// A grant whose claims or header went wrong before it was signed.
fn assertion(scene: &Scene, chance: &mut StdRng) -> String {
    let key = vendor_key();
    let mut header = json!({ "alg": "RS256", "kid": key.jwk().kid });
    let mut claims = scene.grant();
    let spoiled = if chance.random_bool(0.7) {
        &mut claims
    } else {
        &mut header
    };
    for _ in 0..chance.random_range(1..4) {
        value::spoil(spoiled, chance);
    }
    key.sign_under(&header.to_string(), &claims)
}

fn members(fields: &[(&'static str, String)]) -> Value {
    let members = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)));
    Value::Object(members.collect())
}

fn form(members: &serde_json::Map<String, Value>) -> String {
    let mut form = Serializer::new(String::new());
    for (name, value) in members {
        match value {
            Value::Null => {}
            Value::String(text) => drop(form.append_pair(name, text)),
            other => drop(form.append_pair(name, &other.to_string())),
        }
    }
    form.finish()
}

fn break_bytes(bytes: &mut Vec<u8>, chance: &mut StdRng) {
    let somewhere = chance.random_range(0..=bytes.len());
    match chance.random_range(0..7) {
        0 => bytes.truncate(somewhere),
        1 => bytes.clear(),
        2 => bytes.insert(somewhere, 0xff),
        3 => bytes.insert(somewhere, b'"'),
        4 => bytes.extend_from_slice(b"}trailing"),
        5 => *bytes = vec![b'['; 50_000],
        _ => *bytes = br#"{"a":"\ud800","a":1e999,"#.to_vec(),
    }
}
