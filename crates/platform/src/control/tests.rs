//! What the control listener does to the world, over real sockets.

mod seed;
mod token;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use domain::Timestamp;
use futures_util::StreamExt;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

use crate::calls::{CallError, Calls};
use crate::testing::{NOW, vendor_client, vendor_key};
use crate::{Clock, Options, Running, Seed, start};

const SCOPE: &str = "skatteetaten:kravogbetalinger";

#[tokio::test]
async fn there_is_no_control_unless_it_is_asked_for() {
    let running = start(Options::ephemeral(), &Seed::builtin().unwrap())
        .await
        .unwrap();
    assert_eq!(running.control_url(), None);
}

#[tokio::test]
async fn a_reset_brings_the_beginning_back() {
    let world = Controlled::start().await;
    let grant = world.grant("one");
    assert_eq!(world.token(&grant).await.0, StatusCode::OK);
    assert_eq!(
        world.token(&grant).await.0,
        StatusCode::BAD_REQUEST,
        "a grant works once"
    );

    let (status, _) = world.control(Method::POST, "/reset", Value::Null).await;

    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, answer) = world.token(&grant).await;
    assert_eq!(
        status,
        StatusCode::OK,
        "in a new world the grant is new: {answer}"
    );
}

#[tokio::test]
async fn the_clock_is_set_moved_and_let_go() {
    let world = Controlled::start().await;
    let at = |second| Timestamp::from_second(second).to_string();
    let now = async |change| world.control(Method::PUT, "/clock", change).await.1;

    let moved = now(json!({ "advanceSeconds": 15_552_000 })).await;
    assert_eq!(moved, json!({ "now": at(NOW + 15_552_000), "standing": true }));
    assert_eq!(now(json!({ "now": at(NOW) })).await["now"], at(NOW));
    assert_eq!(now(json!({ "standing": false })).await["standing"], false);
    let (status, told) = world
        .control(Method::PUT, "/clock", json!({ "now": "soon" }))
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.as_str().unwrap().contains("now"), "{told}");
}

#[tokio::test]
async fn a_fault_spoils_the_calls_it_is_meant_for_as_often_as_it_says() {
    let world = Controlled::start().await;
    world
        .faults(json!([
            { "listener": "maskinporten", "method": "POST", "path": "/TOKEN", "times": 1, "effect": { "status": { "status": 503 } } },
            { "listener": "maskinporten", "path": "/token", "times": 1, "effect": { "cut": {} } },
            { "listener": "maskinporten", "path": "/token", "times": 1, "effect": { "latency": { "milliseconds": 1 } } },
            { "listener": "platform", "path": "/approve", "effect": { "problem": { "code": "AUTH-00016" } } },
        ]))
        .await;

    let grant = world.grant("one");
    let (status, answer) = world.token(&grant).await;
    assert_eq!(
        (status, &answer["status"]),
        (StatusCode::SERVICE_UNAVAILABLE, &json!(503))
    );
    assert!(world.try_token(&grant).await.is_err(), "the connection is cut");
    assert_eq!(world.token(&grant).await.0, StatusCode::OK, "late, but well");

    let approve = "/authentication/api/v1/systemuser/request/1/0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9/approve";
    let platform = &world.running.urls().platform;
    let (status, answer) = world
        .call(Method::POST, &format!("{platform}{approve}"), Value::Null)
        .await;
    assert_eq!(
        (status, &answer["code"]),
        (StatusCode::FORBIDDEN, &json!("AUTH-00016"))
    );

    let (_, left) = world.control(Method::GET, "/faults", Value::Null).await;
    assert_eq!(
        left.as_array().unwrap().len(),
        1,
        "those that are used up are gone: {left}"
    );
    world.control(Method::DELETE, "/faults", Value::Null).await;
    assert_eq!(
        world.control(Method::GET, "/faults", Value::Null).await.1,
        json!([])
    );
}

#[tokio::test]
async fn a_program_can_be_tried_on_every_code_also_on_those_that_this_world_never_answers() {
    let world = Controlled::start().await;
    let systems = format!("{}{}", world.running.urls().platform, contract::path::SYSTEMS);
    let every = (0..100).filter_map(|number| contract::problem::read(&format!("AUTH-{number:05}")));
    let mut tried = 0;
    for wire in every.map(contract::problem::wire) {
        world
            .faults(json!([{ "listener": "platform", "effect": { "problem": { "code": wire.code() } } }]))
            .await;
        let (status, answer) = world.call(Method::GET, &systems, Value::Null).await;
        assert_eq!(
            (status.as_u16(), &answer["code"], &answer["title"]),
            (wire.status, &json!(wire.code()), &json!(wire.title))
        );
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
}

#[tokio::test]
async fn a_fault_that_cannot_be_is_refused_with_the_reason() {
    let world = Controlled::start().await;
    for (effect, told) in [
        (json!({ "status": { "status": 200 } }), "400 to 599"),
        (json!({ "latency": { "milliseconds": 60_001 } }), "60000"),
        (json!({ "problem": { "code": "AUTH-99999" } }), "AUTH-00016"),
        (json!({ "explode": {} }), "explode"),
    ] {
        let faults = json!([{ "listener": "platform", "effect": effect }]);
        let (status, answer) = world.control(Method::PUT, "/faults", faults).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.as_str().unwrap().contains(told), "{answer}");
    }
}

#[tokio::test]
async fn what_was_said_is_told_with_tokens_decoded_and_no_secret() {
    let world = Controlled::start().await;
    let grant = world.grant("one");
    let (_, answer) = world.token(&grant).await;
    let token = answer["access_token"].as_str().unwrap();

    let (_, exchanges) = world.control(Method::GET, "/exchanges", Value::Null).await;

    let text = exchanges.to_string();
    for secret in [&grant, token] {
        let signature = secret.rsplit('.').next().unwrap();
        assert!(!text.contains(signature), "{text}");
    }
    let told = &exchanges[0];
    assert_eq!(
        (
            &told["listener"],
            &told["path"],
            &told["status"],
            &told["spoiled"]
        ),
        (
            &json!("maskinporten"),
            &json!("/token"),
            &json!(200),
            &json!(false)
        )
    );
    assert_eq!(told["call"]["body"]["assertion"], "***");
    assert_eq!(told["answer"]["body"]["access_token"], "***");
    let places: Vec<&Value> = told["tokens"]
        .as_array()
        .unwrap()
        .iter()
        .map(|token| &token["place"])
        .collect();
    assert_eq!(places, ["assertion", "access_token"]);
    assert_eq!(told["tokens"][1]["claims"]["consumer"]["ID"], "0192:991825827");

    let (_, rest) = world
        .control(Method::GET, "/exchanges?after=1", Value::Null)
        .await;
    assert_eq!(rest, json!([]));
    let (status, _) = world
        .control(Method::GET, "/exchanges?after=x", Value::Null)
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_said_is_told_as_it_happens_and_a_listener_that_fell_behind_catches_up() {
    let world = Controlled::start().await;
    world.token(&world.grant("one")).await;
    let mut events = world.events("0").await;
    assert!(events.next().await.contains("id: 1\n"));

    world.token(&world.grant("two")).await;

    let told = events.next().await;
    assert!(
        told.contains("event: exchange\n") && told.contains("id: 2\n"),
        "{told}"
    );
}

#[tokio::test]
async fn no_web_page_reaches_the_control() {
    let world = Controlled::start().await;
    for (name, value) in [
        (header::ORIGIN, "http://127.0.0.1:1420"),
        (header::HOST, "rebound.example:80"),
    ] {
        let call = Request::post(world.address("/reset")).header(name, value);
        let (status, _) = world.calls.send(call.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}

/// A platform that listens, with its strings.
struct Controlled {
    running: Running,
    calls: Calls,
}

impl Controlled {
    async fn start() -> Self {
        let options = Options {
            control: Some(([127, 0, 0, 1], 0).into()),
            clock: Clock::standing_at(Timestamp::from_second(NOW)),
            ..Options::ephemeral()
        };
        let running = start(options, &Seed::builtin().unwrap()).await.unwrap();
        running
            .enrol(vendor_client(), vendor_key().jwk().clone())
            .await
            .unwrap();
        Self {
            running,
            calls: Calls::new(),
        }
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.running.control_url().unwrap())
    }

    async fn control(&self, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        self.call(method, &self.address(path), body).await
    }

    async fn faults(&self, faults: Value) {
        let (status, answer) = self.control(Method::PUT, "/faults", faults).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
    }

    async fn call(&self, method: Method, address: &str, body: Value) -> (StatusCode, Value) {
        let call = Request::builder().method(method).uri(address);
        let call = if body.is_null() {
            call.body(Body::empty())
        } else {
            call.header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string()))
        };
        let (status, body) = self.calls.send(call.unwrap()).await.unwrap();
        (status, read(&body))
    }

    /// A grant of the vendor's, with an id of its own.
    fn grant(&self, id: &str) -> String {
        let claims = json!({
            "aud": self.running.issuers().maskinporten,
            "iss": vendor_client(),
            "scope": SCOPE,
            "iat": NOW,
            "exp": NOW + 120,
            "jti": id,
        });
        vendor_key().sign(&claims).unwrap()
    }

    async fn token(&self, grant: &str) -> (StatusCode, Value) {
        self.try_token(grant).await.unwrap()
    }

    async fn try_token(&self, grant: &str) -> Result<(StatusCode, Value), CallError> {
        let form = format!("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion={grant}");
        let call = Request::post(format!("{}/token", self.running.urls().maskinporten))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        let (status, body) = self.calls.send(call).await?;
        Ok((status, read(&body)))
    }

    async fn events(&self, last: &str) -> Events {
        let call = Request::get(self.address("/exchanges/events")).header("last-event-id", last);
        let client: Client<_, Body> = Client::builder(TokioExecutor::new()).build_http();
        let answer = client.request(call.body(Body::empty()).unwrap()).await.unwrap();
        Events(Body::new(answer.into_body()).into_data_stream())
    }
}

struct Events(axum::body::BodyDataStream);

impl Events {
    async fn next(&mut self) -> String {
        let mut text = String::new();
        while !text.ends_with("\n\n") {
            text += str::from_utf8(&self.0.next().await.unwrap().unwrap()).unwrap();
        }
        text
    }
}

fn read(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_else(|_| String::from_utf8_lossy(body).into())
}
