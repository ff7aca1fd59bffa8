//! `POST /token/revoke`: a client takes a token back (RFC 7009; identity.md 3.1).

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::parameters::{Parameters, Sent};
use super::refusal::{Refused, no_store};
use super::{client_auth, introspect};
use crate::digest::sha256;
use crate::store::{access_token, authorization, refresh_token};
use crate::world::World;

pub(super) async fn revoke(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    Sent(sent): Sent,
) -> Response {
    match answer(&world, &headers, sent).await {
        Ok(()) => no_store(StatusCode::OK),
        Err(refused) => refused.into_response(),
    }
}

/// A refresh token goes with everything that came of the sign-in; an access token goes alone. What is no token, or is
/// taken back already, is as gone as the client wants it.
async fn answer(world: &World, headers: &HeaderMap, sent: Option<Parameters>) -> Result<(), Refused> {
    let parameters = sent.ok_or(Refused::Call("invalid_request", "the form cannot be read"))?;
    let known = client_auth::client(world, headers, &parameters).await?;
    let token = parameters
        .get("token")
        .ok_or(Refused::Call("invalid_request", "token is required"))?;
    if let Some(claims) = introspect::signed(world, token) {
        if claims.client_id != known.client.id {
            return Err(Refused::Call(
                "unauthorized_client",
                "the token was given to another client",
            ));
        }
        return Ok(world
            .store
            .write(move |tx| access_token::remove(tx, &claims.jti))
            .await?);
    }
    let id = sha256(token);
    let taken_back = world
        .store
        .write(move |tx| match refresh_token::find(tx, &id, &known.client.id)? {
            Some(token) => authorization::remove(tx, &token.authorization),
            None => Ok(()),
        });
    Ok(taken_back.await?)
}
