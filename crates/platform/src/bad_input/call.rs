//! One call: good or spoiled, in its address, in its headers or in its body.

use std::fmt;

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, Uri, header};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::Value;
use url::form_urlencoded::{Serializer, byte_serialize};

use super::known::{Known, good_body};
use super::value;
use crate::openapi::walk::Route;
use crate::scene::Scene;
use crate::seen::MadeUp;
use crate::testing::Answer;

const FORM: &str = "application/x-www-form-urlencoded";

#[derive(Clone)]
pub(super) struct Call {
    method: Method,
    address: String,
    content_type: Option<String>,
    accept: Option<&'static str>,
    token: Option<String>,
    body: Vec<u8>,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = String::from_utf8_lossy(&self.body);
        let (kind, accept) = (&self.content_type, &self.accept);
        let has_token = self.token.is_some();
        write!(
            f,
            "{} {:.300} {kind:?} {accept:?} {has_token} {body:.400}",
            self.method, self.address
        )
    }
}

impl Call {
    /// Some call of a route: what it takes, or nearly.
    pub(super) fn some(route: &Route, scene: &Scene, known: &Known, chance: &mut StdRng) -> Self {
        let spoiled_address = chance.random_bool(0.3);
        let address = address(route, scene, known, spoiled_address, chance);
        let content = route.operation["requestBody"]["content"].as_object();
        let kind = content.and_then(|content| content.iter().next());
        let (content_type, body) = kind.map_or((None, vec![]), |(kind, media)| {
            let (kind, body) = body(kind, &media["schema"], route, known, chance);
            (Some(kind), body)
        });
        let accept = [
            "*/*",
            "application/json",
            "text/plain",
            "application/xml",
            "text/html;q=x",
            "🦀",
        ];
        Self {
            method: route.method.clone(),
            address,
            content_type: content_type.filter(|_| chance.random_bool(0.97)),
            accept: accept.choose(chance).copied().filter(|_| chance.random_bool(0.4)),
            token: token(route, known, chance),
            body,
        }
    }

    /// Calls the route; `None` when there is no such call in HTTP.
    pub(super) async fn send(&self, route: &Route) -> Option<Result<Answer, String>> {
        let address: Uri = self.address.parse().ok()?;
        let mut call = Request::builder().method(self.method.clone()).uri(address);
        for (name, text) in [
            (header::CONTENT_TYPE, self.content_type.as_deref()),
            (header::ACCEPT, self.accept),
        ] {
            if let Some(text) = text {
                call = call.header(name, HeaderValue::from_bytes(text.as_bytes()).ok()?);
            }
        }
        if let Some(token) = &self.token {
            call = call.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let call = call
            .extension(MadeUp(&[]))
            .body(Body::from(self.body.clone()))
            .ok()?;
        let router = route.router.clone();
        // In a task of its own, a panic is an answer too.
        let answer = tokio::spawn(crate::testing::answer(router, call)).await;
        Some(answer.map_err(|panic| panic.to_string()))
    }
}

/// Mostly the token of somebody who may.
fn token(route: &Route, known: &Known, chance: &mut StdRng) -> Option<String> {
    let is_persons = route.guard().is_some_and(|guard| guard.person) && chance.random_bool(0.8);
    let token = if is_persons {
        known.tokens.last()
    } else {
        known.tokens.choose(chance)
    };
    token.cloned().filter(|_| chance.random_bool(0.98))
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
        return sample.to_owned();
    }
    match value::fitting(&parameter["schema"], &route.document, &known.words, chance) {
        Value::String(text) => text,
        Value::Number(_) if chance.random_bool(0.8) => crate::altinn::testing::PARTY.to_owned(),
        other => other.to_string(),
    }
}

fn body(kind: &str, schema: &Value, route: &Route, known: &Known, chance: &mut StdRng) -> (String, Vec<u8>) {
    let good = good_body(route, chance.random()).filter(|_| chance.random_bool(0.5));
    let mut value = good.unwrap_or_else(|| value::fitting(schema, &route.document, &known.words, chance));
    let harm = chance.random_range(0..10);
    if (3..8).contains(&harm) {
        for _ in 0..chance.random_range(1..4) {
            value::spoil(&mut value, chance);
        }
    }
    let mut bytes = match (kind, &value) {
        (FORM, Value::Object(members)) => form(members).into_bytes(),
        (_, Value::String(text)) if !kind.contains("json") => text.clone().into_bytes(),
        _ => value.to_string().into_bytes(),
    };
    let mut kind = kind.to_owned();
    match harm {
        8 => break_bytes(&mut bytes, chance),
        9 => {
            kind = [
                "",
                "text/plain",
                "application/xml",
                "application/json; charset=utf-16",
                "x",
                "application/json",
            ]
            .choose(chance)
            .copied()
            .unwrap_or_default()
            .to_owned();
        }
        _ => {}
    }
    (kind, bytes)
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
