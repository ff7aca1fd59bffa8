//! People sign in, clients prove themselves, and everything that must not lead there.

mod calls;
mod clients;
mod codes;
mod pages;
mod sessions;
mod tokens;
mod whole;

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contract::token::{Compact, Scopes};
use domain::ClientId;
use serde_json::{Map, Value, json};
use url::Url;
use url::form_urlencoded::{self, Serializer};

use crate::digest::sha256;
use crate::running::finish;
use crate::store::client_terms::Terms;
use crate::testing::{self, Answer, Person, TestWorld};
use domain::registration::AuthMethod;

const REDIRECT: &str = "http://127.0.0.1:50123/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const SECRET: &str = "a secret: 100% ours";
const CONFIDENTIAL: &str = "confidential";

type Form = Vec<(&'static str, String)>;

/// The world with one more client, which proves itself in some way and agreed on `change`.
async fn world_with(auth_method: AuthMethod, change: impl FnOnce(&mut Terms)) -> TestWorld {
    let world = testing::world().await;
    add_client(&world, CONFIDENTIAL, auth_method, change).await;
    world
}

async fn add_client(
    world: &TestWorld,
    id: &'static str,
    auth_method: AuthMethod,
    change: impl FnOnce(&mut Terms),
) {
    let mut terms = Terms {
        auth_method,
        secret: Some(sha256(SECRET)),
        ..Terms::default()
    };
    change(&mut terms);
    let now = world.clock.now();
    world
        .store
        .write(move |tx| {
            let mut client = crate::store::client::find(tx, &"klarsignal-desktop".into())?.unwrap();
            client.id = id.into();
            client.scopes = Scopes("openid profile altinn:portal/enduser".to_owned());
            crate::store::client::save(tx, &client, now)?;
            crate::store::client_terms::save(tx, &client.id, &terms)?;
            crate::maskinporten::enrol(tx, &client.id, testing::vendor_key().jwk(), now)
        })
        .await
        .unwrap();
}

/// A browser that keeps its cookies.
struct Browser<'a> {
    world: &'a TestWorld,
    cookies: BTreeMap<String, String>,
}

impl<'a> Browser<'a> {
    fn new(world: &'a TestWorld) -> Self {
        Self {
            world,
            cookies: BTreeMap::new(),
        }
    }

    /// Begins a sign-in, and goes on to the page when there is one.
    async fn authorize(&mut self, call: &Form) -> Answer {
        let answer = self.get(&format!("/authorize?{}", encoded(call))).await;
        let onwards = answer.header(header::LOCATION).to_owned();
        if onwards.starts_with("/sign-in?") {
            self.get(&onwards).await
        } else {
            answer
        }
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), String::new()).await
    }

    /// Sends the form that is first on the page with a name, with everything it carries unseen.
    async fn submit(&mut self, page: &Answer, choice: &[(&'static str, &str)]) -> Answer {
        let (_, form) = page.text().split_once(r#"method="post""#).unwrap();
        let form = form.split("</form>").next().unwrap();
        let mut fields: Form = vec![];
        for name in ["form_key", "ticket", "lang", "level", "pid"] {
            if let Some((_, value)) = form.split_once(&format!(r#"type="hidden" name="{name}" value=""#)) {
                fields.push((name, value.split('"').next().unwrap().to_owned()));
            }
        }
        fields.retain(|(name, _)| choice.iter().all(|(chosen, _)| chosen != name));
        fields.extend(choice.iter().map(|&(name, value)| (name, value.to_owned())));
        self.send(Request::post("/sign-in"), encoded(&fields)).await
    }

    async fn send(&mut self, call: Builder, form: String) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let call = call.header(header::COOKIE, cookies.join("; "));
        let answer = send(self.world, call, form).await;
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.remove(name);
            if !value.is_empty() {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

fn call() -> Form {
    vec![
        ("client_id", "klarsignal-desktop".to_owned()),
        ("redirect_uri", REDIRECT.to_owned()),
        ("scope", "openid altinn:portal/enduser".to_owned()),
        ("response_type", "code".to_owned()),
        ("state", "the-state".to_owned()),
        ("nonce", "the-nonce".to_owned()),
        ("code_challenge", sha256(VERIFIER)),
        ("code_challenge_method", "S256".to_owned()),
    ]
}

/// The same call with other values; an empty one takes the parameter away.
fn with(changes: &[(&'static str, &str)]) -> Form {
    let mut call = call();
    call.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    let kept = changes.iter().filter(|(_, value)| !value.is_empty());
    call.extend(kept.map(|&(name, value)| (name, value.to_owned())));
    call
}

/// A code of the leader's for a client.
async fn code(world: &TestWorld, client: &str) -> String {
    let call = with(&[("client_id", client), ("login_hint", Person::leader().pid)]);
    let answer = Browser::new(world).authorize(&call).await;
    sent_back_to(&answer)["code"].as_str().unwrap().to_owned()
}

fn code_form(code: &str) -> Form {
    vec![
        ("grant_type", "authorization_code".to_owned()),
        ("code", code.to_owned()),
        ("redirect_uri", REDIRECT.to_owned()),
        ("code_verifier", VERIFIER.to_owned()),
    ]
}

/// Calls the token endpoint as the public client of the seed.
async fn redeem(world: &TestWorld, code: &str, changes: &[(&'static str, &str)]) -> Answer {
    let mut form = code_form(code);
    form.push(("client_id", "klarsignal-desktop".to_owned()));
    form.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    form.extend(changes.iter().map(|&(name, value)| (name, value.to_owned())));
    post(world, "/token", &form).await
}

/// Calls a back-door endpoint as [`CONFIDENTIAL`] with its secret in the header.
async fn as_confidential(world: &TestWorld, path: &str, form: &[(&'static str, String)]) -> Answer {
    let call = Request::post(path).header(header::AUTHORIZATION, basic(CONFIDENTIAL, SECRET));
    send(world, call, encoded(form)).await
}

fn basic(id: &str, secret: &str) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!(
        "Basic {}",
        STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret)))
    )
}

/// An assertion of a client, signed with the vendor's key.
fn assertion(world: &TestWorld, client: &str, changes: Value) -> String {
    let now = world.clock.now().as_second();
    let mut claims = json!({
        "iss": client, "sub": client, "aud": world.issuers.idporten, "iat": now, "exp": now + 60,
        "jti": world.chance.token(8),
    });
    if let Value::Object(changes) = changes {
        for (name, value) in changes {
            claims[name] = value;
        }
    }
    testing::vendor_key().sign(&claims).unwrap()
}

async fn userinfo(world: &TestWorld, token: &str) -> Answer {
    let call = Request::get("/userinfo").header(header::AUTHORIZATION, format!("Bearer {token}"));
    send(world, call, String::new()).await
}

async fn post(world: &TestWorld, path: &str, form: &[(&'static str, String)]) -> Answer {
    send(world, Request::post(path), encoded(form)).await
}

async fn send(world: &TestWorld, call: Builder, form: String) -> Answer {
    let call = call
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form));
    testing::answer(finish(super::router(), world), call.unwrap()).await
}

fn encoded(form: &[(&'static str, String)]) -> String {
    Serializer::new(String::new()).extend_pairs(form).finish()
}

/// The parameters of the address that a person is sent back to, which must be the client's.
fn sent_back_to(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let address = Url::parse(answer.header(header::LOCATION)).unwrap();
    assert!(address.as_str().starts_with(REDIRECT), "{address}");
    let parameters = address.query_pairs();
    parameters
        .map(|(name, value)| (name.into_owned(), json!(value)))
        .collect::<Map<_, _>>()
        .into()
}

fn claims(world: &TestWorld, token: &Value) -> Value {
    let compact = Compact::parse(token.as_str().unwrap()).unwrap();
    assert!(world.keys.idporten.signed(&compact));
    compact.claims().unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// What a back-door endpoint refuses with.
fn refusal(answer: &Answer) -> (StatusCode, String) {
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    (answer.status, text(&answer.json()["error"]))
}

fn bad(error: &str) -> (StatusCode, String) {
    (StatusCode::BAD_REQUEST, error.to_owned())
}

fn confidential() -> ClientId {
    ClientId::from(CONFIDENTIAL)
}
