//! Stands before a listener: spoils a call where a fault says so, and notes what was said.

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;

use super::Control;
use super::exchange::{Exchange, Message, Token};
use super::fault::Effect;
use super::listener::Listener;
use super::mask;
use crate::error::{Error, accepts_json};

/// The largest body that is kept.
const LARGEST: u64 = 64 * 1024;

pub(super) async fn observe(control: Control, listener: Listener, call: Request, next: Next) -> Response {
    let (world, began) = (control.stage.world(), Instant::now());
    let at = world.clock.now();
    let (parts, body) = call.into_parts();
    let (method, uri) = (parts.method.clone(), parts.uri.clone());
    let mut tokens = vec![];
    let (body, kept) = keep(body).await;
    let asked = message(&parts.headers, kept, &mut tokens);
    let query = uri.query().map(|query| mask::form(query, &mut tokens));

    let effect = control.faults.strike(listener, &method, uri.path());
    if let Some(delay) = effect.as_ref().and_then(Effect::delay) {
        tokio::time::sleep(delay).await;
    }
    let spoiled = effect
        .as_ref()
        .and_then(|effect| spoil(effect, &parts.headers, &world.chance.trace_id()));
    let answer = match spoiled {
        Some(answer) => answer,
        None => next.run(Request::from_parts(parts, body)).await,
    };

    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (head, body) = answer.into_parts();
    let is_cut = effect == Some(Effect::Cut {});
    let (body, kept) = if is_cut { (body, None) } else { keep(body).await };
    control.exchanges.add(Exchange {
        id: 0,
        at,
        listener,
        method: method.to_string(),
        path: uri.path().to_owned(),
        query,
        status: (!is_cut).then_some(head.status.as_u16()),
        milliseconds,
        spoiled: effect.is_some(),
        answer: message(&head.headers, kept, &mut tokens),
        call: asked,
        tokens,
    });
    Response::from_parts(head, body)
}

/// The answer of a fault that answers by itself.
fn spoil(effect: &Effect, headers: &HeaderMap, trace_id: &str) -> Option<Response> {
    let error = match effect {
        Effect::Latency { .. } => return None,
        Effect::Cut {} => return Some(Response::new(broken())),
        Effect::Status { status } => Error::plain(StatusCode::from_u16(*status).ok()?),
        Effect::Problem { code } => contract::problem::read(code)?.into(),
    };
    Some(error.answer(trace_id, accepts_json(headers)))
}

/// A body that fails before its first byte: the connection is closed with nothing said.
fn broken() -> Body {
    let cut = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    Body::from_stream(futures_util::stream::iter([Err::<Bytes, _>(cut)]))
}

/// The body as it was, and its bytes when it is small enough to be kept.
async fn keep(body: Body) -> (Body, Option<Bytes>) {
    if body.size_hint().upper().is_none_or(|size| size > LARGEST) {
        return (body, None);
    }
    match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => (Body::from(bytes.clone()), Some(bytes)),
        // Whoever sent it hung up in the middle: the route sees a body that ends there.
        Err(error) => (
            Body::from_stream(futures_util::stream::iter([Err::<Bytes, _>(error)])),
            None,
        ),
    }
}

fn message(headers: &HeaderMap, body: Option<Bytes>, tokens: &mut Vec<Token>) -> Message {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    Message {
        headers: mask::headers(headers, tokens),
        body: body.and_then(|body| mask::body(kind.unwrap_or_default(), &body, tokens)),
    }
}
