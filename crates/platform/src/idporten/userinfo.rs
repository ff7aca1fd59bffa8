//! `GET|POST /userinfo`: who the bearer of an access token is (identity.md 3.4; RFC 6750).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::token::idporten::{AccessClaims, UserInfo};

use super::introspect::standing;
use super::refusal::{Refused, no_store};
use crate::caller::bearer;
use crate::error::Error;
use crate::store::access_token;
use crate::world::World;

pub(super) async fn userinfo(State(world): State<Arc<World>>, headers: HeaderMap) -> Response {
    let Some(token) = bearer(&headers) else {
        return challenge(StatusCode::UNAUTHORIZED, r#"Bearer realm="ID-porten""#);
    };
    match standing(&world, token) {
        Ok(Some(claims)) if claims.scope.has("openid") => match told(&world, claims) {
            Ok(person) => no_store(Json(person)),
            Err(error) => Refused::Ours(error).into_response(),
        },
        Ok(Some(_)) => challenge(
            StatusCode::FORBIDDEN,
            r#"Bearer realm="ID-porten", error="insufficient_scope", scope="openid""#,
        ),
        Ok(None) => challenge(
            StatusCode::UNAUTHORIZED,
            r#"Bearer realm="ID-porten", error="invalid_token", error_description="the token is not from here, has expired or is taken back""#,
        ),
        Err(error) => Refused::Ours(error).into_response(),
    }
}

fn told(world: &World, claims: AccessClaims) -> Result<UserInfo, Error> {
    let locale = world.store.read(|conn| access_token::locale(conn, &claims.jti))?;
    Ok(UserInfo {
        sub: claims.sub,
        pid: claims.pid,
        locale,
    })
}

fn challenge(status: StatusCode, challenge: &'static str) -> Response {
    no_store((status, [(header::WWW_AUTHENTICATE, challenge)]))
}
