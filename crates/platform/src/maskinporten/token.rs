//! `POST /token`: a signed grant becomes an access token (identity.md 1.2–1.5).

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use contract::token::authorization_details::SystemUserDetail;
use contract::token::maskinporten::AccessClaims;
use contract::token::oauth::{JWT_BEARER, TokenAnswer};
use contract::token::{OneOrMany, Scopes};
use domain::MaskinportenRefusal as No;
use domain::maskinporten::Grant;
use schemars::JsonSchema;
use serde::Deserialize;

use super::grant;
use super::refusal::Refused;
use super::system_user::{self, OwnToken};
use crate::error::Error;
use crate::store::client::Client;
use crate::world::World;

/// Seconds that a token lives, Maskinporten's default.
const LIFETIME: i64 = 120;

/// The form as it came: what is absent has an answer of its own.
#[derive(Deserialize, JsonSchema)]
pub(super) struct TokenForm {
    grant_type: Option<String>,
    assertion: Option<String>,
}

/// `POST /token`
pub(super) async fn token(
    State(world): State<Arc<World>>,
    Extension(own): Extension<Arc<OwnToken>>,
    form: Result<Form<TokenForm>, FormRejection>,
) -> Response {
    match issue(&world, &own, form).await {
        Ok(answer) => ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response(),
        Err(refused) => refused.answer(&world),
    }
}

async fn issue(
    world: &World,
    own: &OwnToken,
    form: Result<Form<TokenForm>, FormRejection>,
) -> Result<TokenAnswer, Refused> {
    let Form(form) = form.map_err(|_| No::GrantMalformed)?;
    if form.grant_type.as_deref() != Some(JWT_BEARER) {
        return Err(No::GrantTypeUnsupported.into());
    }
    let assertion = form.assertion.ok_or(No::GrantMalformed)?;
    let (grant, client) = grant::accept(world, &assertion)?;
    let used = grant::use_up(world, &grant)?;
    // The disk takes the grant while the processor signs the token. A token whose grant is not on disk is thrown away.
    // Before the long work of signing, calls that wait get to hand in their grants too: one disk sync serves them all.
    let answer = async {
        tokio::task::yield_now().await;
        answer(world, own, grant, client).await
    };
    let (kept, answer) = tokio::join!(grant::keep(world, used), answer);
    kept.and(answer)
}

async fn answer(world: &World, own: &OwnToken, grant: Grant, client: Client) -> Result<TokenAnswer, Refused> {
    let scope = grant::check_scopes(world, &grant, &client)?;
    let details = match grant.system_user()? {
        Some(asked) => vec![system_user::resolve(world, own, &client, asked).await?],
        None => vec![],
    };
    let claims = claims(world, grant, client, scope.clone(), details);
    Ok(TokenAnswer {
        access_token: world.keys.maskinporten.sign(&claims).map_err(Error::from)?,
        id_token: None,
        token_type: "Bearer".to_owned(),
        expires_in: LIFETIME - 1,
        scope,
        refresh_token: None,
        refresh_token_expires_in: None,
    })
}

fn claims(
    world: &World,
    grant: Grant,
    client: Client,
    scope: Scopes,
    authorization_details: Vec<SystemUserDetail>,
) -> AccessClaims {
    let now = world.clock.now().as_second();
    AccessClaims {
        authorization_details,
        scope,
        iss: world.issuers.maskinporten.clone(),
        client_amr: "private_key_jwt".to_owned(),
        token_type: "Bearer".to_owned(),
        aud: audience(grant.resource),
        exp: now + LIFETIME,
        iat: now,
        client_id: client.id,
        jti: world.chance.token(32),
        consumer: (&client.owner).into(),
        supplier: None,
        delegation_source: None,
    }
}

/// One audience is written as a text, several as a list.
fn audience(mut resource: Vec<String>) -> Option<OneOrMany<String>> {
    match resource.len() {
        0 => None,
        1 => resource.pop().map(OneOrMany::One),
        _ => Some(OneOrMany::Many(resource)),
    }
}
