//! `GET|POST /userinfo`: who the bearer of an access token is (identity.md 3.4).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::token::Compact;
use contract::token::idporten::{AccessClaims, UserInfo};

use crate::caller::{alive, bearer};
use crate::world::World;

pub(super) async fn userinfo(State(world): State<Arc<World>>, headers: HeaderMap) -> Response {
    let Some(claims) = bearer(&headers).and_then(|token| read(&world, token)) else {
        let challenge = [(header::WWW_AUTHENTICATE, r#"Bearer error="invalid_token""#)];
        return (StatusCode::UNAUTHORIZED, challenge).into_response();
    };
    Json(UserInfo {
        sub: claims.sub,
        pid: claims.pid,
        locale: None,
    })
    .into_response()
}

/// Reads an access token that ID-porten signed and that lives.
fn read(world: &World, token: &str) -> Option<AccessClaims> {
    let compact = Compact::parse(token).ok()?;
    let claims: AccessClaims = compact.claims().ok()?;
    let valid = claims.iss == world.issuers.idporten
        && world.keys.idporten.signed(&compact)
        && alive(claims.exp, None, world.clock.now());
    valid.then_some(claims)
}
