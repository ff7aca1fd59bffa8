//! `POST /token`: a signed grant becomes an access token (identity.md 1.2–1.5).

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use contract::token::authorization_details::Detail;
use contract::token::maskinporten::AccessClaims;
use contract::token::oauth::{JWT_BEARER, TokenAnswer};
use contract::token::{OneOrMany, Organisation};
use domain::MaskinportenRefusal as No;
use domain::maskinporten::DetailAsked;
use schemars::JsonSchema;
use serde::Deserialize;

use super::grant::{self, Accepted, Consumer};
use super::own_token::OwnToken;
use super::refusal::Refused;
use super::{consent, delegation, system_user};
use crate::error::Error;
use crate::world::World;

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
    let accepted = grant::accept(world, &assertion)?;
    let used = grant::use_up(world, &accepted.grant)?;
    let kept = used.map(|used| grant::keep(world, used)).transpose()?;
    // Before the long work of signing, calls that wait get to hand in their grants too: one disk sync serves them all.
    tokio::task::yield_now().await;
    // The disk takes the grant while the processor signs the token. A token whose grant is not on disk is thrown away.
    let kept = async {
        match kept {
            Some(kept) => Ok(kept.written().await?),
            None => Ok(()),
        }
    };
    let (kept, answer) = tokio::join!(kept, answer(world, own, accepted));
    kept.and(answer)
}

async fn answer(world: &World, own: &OwnToken, accepted: Accepted) -> Result<TokenAnswer, Refused> {
    let consumer = accepted.check_scopes()?;
    let (grant, client) = (&accepted.grant, &accepted.client);
    if let Some(consumer) = &consumer {
        delegation::require(world, own, &consumer.org, &client.owner, &grant.scopes).await?;
    }
    let receiver = consumer.as_ref().map_or(&client.owner, |consumer| &consumer.org);
    let details = match grant.detail(receiver)? {
        Some(DetailAsked::SystemUser(asked)) => {
            vec![system_user::resolve(world, own, client, asked).await?.into()]
        }
        Some(DetailAsked::Consent(asked)) => vec![consent::resolve(world, own, asked).await?.into()],
        None => vec![],
    };
    let lifetime = accepted.lifetime();
    let claims = claims(world, accepted, consumer, details);
    Ok(TokenAnswer {
        access_token: world.keys.maskinporten.sign(&claims).map_err(Error::from)?,
        id_token: None,
        token_type: "Bearer".to_owned(),
        expires_in: lifetime - 1,
        scope: claims.scope,
        refresh_token: None,
        refresh_token_expires_in: None,
    })
}

fn claims(
    world: &World,
    accepted: Accepted,
    consumer: Option<Consumer>,
    authorization_details: Vec<Detail>,
) -> AccessClaims {
    let now = world.clock.now().as_second();
    let exp = now + accepted.lifetime();
    let Accepted {
        grant, client, amr, ..
    } = accepted;
    let owner = Organisation::from(&client.owner);
    let (consumer, supplier, delegation_source) = match consumer {
        None => (owner, None, None),
        Some(consumer) => (
            Organisation::from(&consumer.org),
            Some(owner),
            Some(consumer.delegation_source),
        ),
    };
    AccessClaims {
        authorization_details,
        scope: grant.scopes.iter().map(domain::Scope::as_str).collect(),
        iss: world.issuers.maskinporten.clone(),
        client_amr: amr.to_owned(),
        token_type: "Bearer".to_owned(),
        aud: audience(grant.resource),
        exp,
        iat: now,
        client_id: client.id,
        jti: world.chance.token(32),
        consumer,
        supplier,
        delegation_source,
        pid: grant.pid,
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
