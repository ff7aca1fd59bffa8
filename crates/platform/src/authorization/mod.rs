//! Altinn's policy decision point: may this one do that with this, for that party?

mod asked;
mod decide;
mod question;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::decision::{
    AUTHORIZE, AUTHORIZE_ADMIN_SCOPE, AUTHORIZE_SCOPE, Answer, DECISION, Decision, DecisionResult, Question,
};
use contract::xacml;

use schemars::json_schema;

pub(crate) use asked::Who;
pub(crate) use decide::permits;

use crate::caller::Caller;
use crate::error::Error;
use crate::openapi::Routes;
use crate::world::World;

/// Questions in one call, at the most.
const QUESTIONS: usize = 1_000;

pub(crate) fn router() -> Routes {
    Routes::new()
        .post(AUTHORIZE, authorize, |it| {
            it.says("Decides whether somebody may do something with something, for a service owner.")
                .any_scope(&[AUTHORIZE_SCOPE, AUTHORIZE_ADMIN_SCOPE])
                .body::<Question>()
        })
        .post(DECISION, decision, |it| {
            it.says("Decides the same for the platform's own parts, in JSON or in XACML XML.")
                .open("only the platform's own parts know of it")
                .body::<Question>()
                .answer::<Answer>(200)
                .answer_as(200, "application/xml", json_schema!({ "type": "string" }))
        })
}

/// Answers a service owner: an exchanged token with the scope for it (identity.md 6.1).
async fn authorize(
    State(world): State<Arc<World>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Answer>, Error> {
    caller.require_altinn()?;
    caller.require_scope(&[AUTHORIZE_SCOPE, AUTHORIZE_ADMIN_SCOPE])?;
    if !is_json(&headers) {
        return Err(Error::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let question = contract::body::read(&body).map_err(|fault| Error::field(&fault.key, fault.message))?;
    answer(&world, &question).map(Json)
}

/// Answers the platform's own parts, which need no token (altinn-platform.md 14.5). A body that is no question is a
/// question that cannot be answered.
async fn decision(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    if is_json(&headers) {
        let read = contract::body::read(&body).map_err(|fault| fault.to_string());
        let answered = read.map(|question| answer(&world, &question));
        return Ok(Json(answered.unwrap_or_else(|fault| Ok(unread(fault)))?).into_response());
    }
    let read = xacml::question(&body).map_err(|fault| fault.to_string());
    let answered = read.map(|question| answer(&world, &question));
    let answered = answered.unwrap_or_else(|fault| Ok(unread(fault)))?;
    let kind = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];
    Ok((kind, xacml::answer(&answered)).into_response())
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.contains("application/json"))
}

fn answer(world: &World, question: &Question) -> Result<Answer, Error> {
    let questions = question::split(&question.request);
    if questions.len() > QUESTIONS {
        let message = format!("At most {QUESTIONS} questions can be asked at once.");
        return Err(Error::field("MultiRequests", message));
    }
    let response = world
        .store
        .read(|conn| questions.iter().map(|one| decide::decide(conn, one)).collect())?;
    Ok(Answer { response })
}

/// The answer to what could not be read, with where and why.
fn unread(fault: String) -> Answer {
    Answer {
        response: vec![DecisionResult::with(
            Decision::Indeterminate,
            "syntax-error",
            Some(fault),
        )],
    }
}
