//! Altinn's policy decision point: may this one do that with this, for that party?

mod decide;
mod question;

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use contract::decision::{AUTHORIZE, AUTHORIZE_ADMIN_SCOPE, AUTHORIZE_SCOPE, Answer, DECISION, Question};

use crate::caller::Caller;
use crate::error::Error;
use crate::openapi::Routes;
use crate::world::World;

pub(crate) fn router() -> Routes {
    Routes::new()
        .post(AUTHORIZE, authorize, |it| {
            it.says("Decides whether somebody may do something with something, for a service owner.")
                .any_scope(&[AUTHORIZE_SCOPE, AUTHORIZE_ADMIN_SCOPE])
                .body::<Question>()
        })
        .post(DECISION, decision, |it| {
            it.says("Decides the same for the platform's own parts.")
                .open("only the platform's own parts know of it")
                .body::<Question>()
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
    answer(&world, &headers, &body)
}

/// Answers the platform's own parts, which need no token (altinn-platform.md 14.5).
async fn decision(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Answer>, Error> {
    answer(&world, &headers, &body)
}

fn answer(world: &World, headers: &HeaderMap, body: &[u8]) -> Result<Json<Answer>, Error> {
    let content = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !content.contains("application/json") {
        return Err(Error::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let question: Question =
        contract::body::read(body).map_err(|fault| Error::field(&fault.key, fault.message.clone()))?;
    let questions = question::split(&question.request);
    let response = world
        .store
        .read(|conn| questions.iter().map(|one| decide::decide(conn, one)).collect())?;
    Ok(Json(Answer { response }))
}
