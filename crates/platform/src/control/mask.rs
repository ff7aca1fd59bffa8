//! What may be shown of a call: everything but what would let somebody make the call again.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use url::form_urlencoded::{Serializer, parse};

use super::exchange::Token;

/// What stands where a secret stood.
const MASK: &str = "***";

/// Members and parameters that hold a secret or a token, in JSON and in forms.
const SECRET: &[&str] = &[
    "access_token",
    "assertion",
    "client_assertion",
    "client_secret",
    "code_verifier",
    "id_token",
    "id_token_hint",
    "refresh_token",
    "token",
];
/// The same, in forms and addresses alone: in JSON a `code` is the code of a problem.
const SECRET_IN_FORMS: &[&str] = &["code", "form_key", "request_uri", "ticket"];
/// The private half of a JWK (RFC 7518, 6.2.2 and 6.3.2).
const PRIVATE_KEY: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "k"];
/// Headers that hold a secret or a token.
const SECRET_HEADERS: &[&str] = &["platformaccesstoken", "x-xsrf-token"];

/// Headers by their names in lower case.
pub(super) fn headers(headers: &HeaderMap, tokens: &mut Vec<Token>) -> BTreeMap<String, String> {
    let mut shown = BTreeMap::new();
    for (name, value) in headers {
        let text = String::from_utf8_lossy(value.as_bytes());
        let text = if *name == header::AUTHORIZATION {
            let (scheme, secret) = text.split_once(' ').unwrap_or((MASK, &text));
            note(name.as_str(), secret, tokens);
            format!("{scheme} {MASK}")
        } else if *name == header::COOKIE {
            text.split("; ")
                .map(|pair| cookie(pair, tokens))
                .collect::<Vec<_>>()
                .join("; ")
        } else if *name == header::SET_COOKIE {
            let (pair, attributes) = text.split_once(';').unwrap_or((&text, ""));
            format!("{};{attributes}", cookie(pair, tokens))
        } else if *name == header::LOCATION {
            address(&text, tokens)
        } else if SECRET_HEADERS.contains(&name.as_str()) {
            note(name.as_str(), &text, tokens);
            MASK.to_owned()
        } else {
            text.into_owned()
        };
        let all: &mut String = shown.entry(name.to_string()).or_default();
        if !all.is_empty() {
            all.push_str(", ");
        }
        all.push_str(&text);
    }
    shown
}

/// A form or a query.
pub(super) fn form(text: &str, tokens: &mut Vec<Token>) -> String {
    let mut shown = Serializer::new(String::new());
    for (name, value) in parse(text.as_bytes()) {
        shown.append_pair(&name, &parameter(&name, &value, tokens));
    }
    shown.finish()
}

/// A body of JSON, a form, or plain text; `None` for everything else.
pub(super) fn body(kind: &str, bytes: &[u8], tokens: &mut Vec<Token>) -> Option<Value> {
    if bytes.is_empty() {
        return None;
    }
    let text = str::from_utf8(bytes).ok()?;
    if kind.starts_with("application/x-www-form-urlencoded") {
        let pairs = parse(bytes).map(|(name, value)| {
            let shown = parameter(&name, &value, tokens);
            (name.into_owned(), shown.into())
        });
        Some(Value::Object(pairs.collect()))
    } else if kind.contains("json") {
        let mut value = serde_json::from_str(text).unwrap_or_else(|_| text.into());
        json(&mut value, tokens);
        Some(value)
    } else if kind.starts_with("text/plain") {
        let mut value = Value::from(text);
        json(&mut value, tokens);
        Some(value)
    } else {
        None
    }
}

fn json(value: &mut Value, tokens: &mut Vec<Token>) {
    match value {
        Value::String(text) if note("body", text, tokens) => MASK.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| json(item, tokens)),
        Value::Object(members) => {
            let is_key = members.contains_key("kty");
            for (name, member) in members {
                if let Value::String(text) = member
                    && (SECRET.contains(&name.as_str()) || is_key && PRIVATE_KEY.contains(&name.as_str()))
                {
                    note(name, text, tokens);
                    MASK.clone_into(text);
                } else {
                    json(member, tokens);
                }
            }
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn parameter(name: &str, value: &str, tokens: &mut Vec<Token>) -> String {
    if note(name, value, tokens) || SECRET.contains(&name) || SECRET_IN_FORMS.contains(&name) {
        MASK.to_owned()
    } else {
        value.to_owned()
    }
}

fn cookie(pair: &str, tokens: &mut Vec<Token>) -> String {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    note(name, value, tokens);
    format!("{name}={MASK}")
}

fn address(text: &str, tokens: &mut Vec<Token>) -> String {
    match text.split_once('?') {
        Some((place, query)) => format!("{place}?{}", form(query, tokens)),
        None => text.to_owned(),
    }
}

/// Notes a token without its signature. Whether it was one.
fn note(place: &str, text: &str, tokens: &mut Vec<Token>) -> bool {
    let Some(token) = decode(place, text.trim()) else {
        return false;
    };
    if !tokens.contains(&token) {
        tokens.push(token);
    }
    true
}

fn decode(place: &str, text: &str) -> Option<Token> {
    let mut parts = text.split('.');
    let (header, claims, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let part = |text| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(text).ok()?).ok();
    let (header, claims) = (part(header)?, part(claims)?);
    (header.is_object() && claims.is_object()).then(|| Token {
        place: place.to_owned(),
        header,
        claims,
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use serde_json::json;

    use super::*;

    /// `{"alg":"RS256"}`, `{"iss":"me"}` and a signature.
    const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJtZSJ9.c2lnbmF0dXJl";

    #[test]
    fn a_header_that_lets_one_in_is_masked_and_its_token_is_told() {
        let mut tokens = vec![];
        let mut given = HeaderMap::new();
        for (name, value) in [
            (header::AUTHORIZATION, format!("Bearer {TOKEN}")),
            (header::COOKIE, "one=1; two=2".to_owned()),
            (header::SET_COOKIE, "three=3; HttpOnly".to_owned()),
            (
                header::LOCATION,
                "https://vendor.example/cb?code=abc&state=s".to_owned(),
            ),
            (header::ACCEPT, "text/html".to_owned()),
        ] {
            given.insert(name, HeaderValue::try_from(value).unwrap());
        }

        let shown = headers(&given, &mut tokens);

        assert_eq!(shown["authorization"], "Bearer ***");
        assert_eq!(shown["cookie"], "one=***; two=***");
        assert_eq!(shown["set-cookie"], "three=***; HttpOnly");
        assert_eq!(shown["location"], "https://vendor.example/cb?code=***&state=s");
        assert_eq!(shown["accept"], "text/html");
        assert_eq!(tokens.len(), 1);
        assert_eq!(
            (&tokens[0].place[..], &tokens[0].claims["iss"]),
            ("authorization", &json!("me"))
        );
    }

    #[test]
    fn a_form_keeps_everything_but_what_stands_for_its_browser() {
        let shown = form("ticket=t&form_key=k&level=high&pid=12847820045", &mut vec![]);
        assert_eq!(shown, "ticket=***&form_key=***&level=high&pid=12847820045");
    }

    #[test]
    fn a_body_keeps_everything_but_its_secrets() {
        let mut tokens = vec![];
        let told = json!({
            "code": "AUTH-00011",
            "keys": [{ "kty": "RSA", "n": "public", "d": "private" }],
            "client_secret": "s",
            "nested": { "refresh_token": "r", "d": "a member" },
        });

        let shown = body(
            "application/problem+json",
            told.to_string().as_bytes(),
            &mut tokens,
        )
        .unwrap();

        assert_eq!(
            shown,
            json!({
                "code": "AUTH-00011",
                "keys": [{ "kty": "RSA", "n": "public", "d": "***" }],
                "client_secret": "***",
                "nested": { "refresh_token": "***", "d": "a member" },
            })
        );
        assert_eq!(
            body("text/plain", TOKEN.as_bytes(), &mut tokens),
            Some("***".into())
        );
        assert_eq!(tokens.len(), 1);
        assert_eq!(body("text/html", b"<p>", &mut tokens), None);
        assert_eq!(
            body("application/json", b"{ not json", &mut tokens),
            Some("{ not json".into())
        );
    }
}
