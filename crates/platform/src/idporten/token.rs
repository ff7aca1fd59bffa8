//! `POST /token`: an authorization code becomes tokens (identity.md 3.3, 3.4).

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::token::idporten::{AccessClaims, IdClaims};
use contract::token::oauth::{AUTHORIZATION_CODE, OauthError, TokenAnswer};
use domain::{ClientId, Timestamp};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::digest::sha256;
use crate::error::Error;
use crate::store;
use crate::store::client::{Client, Integration};
use crate::store::code::Code;
use crate::world::World;

/// The form as it came.
#[derive(Deserialize, JsonSchema)]
pub(super) struct TokenForm {
    grant_type: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
    client_id: Option<String>,
}

/// Why there are no tokens.
#[derive(Debug)]
enum Refused {
    Call(&'static str, &'static str),
    Ours(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

pub(super) async fn token(
    State(world): State<Arc<World>>,
    form: Result<Form<TokenForm>, FormRejection>,
) -> Response {
    let outcome = match form {
        Ok(Form(form)) => redeem(&world, form).await,
        Err(_) => Err(Refused::Call("invalid_request", "the form cannot be read")),
    };
    let answer = match outcome {
        Ok(answer) => Json(answer).into_response(),
        Err(refused) => refused.into_response(),
    };
    ([(header::CACHE_CONTROL, "no-store")], answer).into_response()
}

/// A code is used up by the first try of the client it belongs to, good or bad; another client cannot touch it.
async fn redeem(world: &World, form: TokenForm) -> Result<TokenAnswer, Refused> {
    if form.grant_type.as_deref() != Some(AUTHORIZATION_CODE) {
        return Err(Refused::Call(
            "unsupported_grant_type",
            "grant_type must be authorization_code",
        ));
    }
    let client = client(world, form.client_id)?;
    let Some((code, verifier)) = form.code.zip(form.code_verifier) else {
        return Err(Refused::Call(
            "invalid_request",
            "code and code_verifier are required",
        ));
    };
    let (id, owner, now) = (sha256(&code), client.id.clone(), world.clock.now());
    let code = world
        .store
        .write(move |tx| store::code::take(tx, &id, &owner))
        .await?;
    let code = code.ok_or(Refused::Call("invalid_grant", "the code is unknown or used"))?;
    if code.expires <= now {
        return Err(Refused::Call("invalid_grant", "the code is expired"));
    }
    if form.redirect_uri.as_ref() != Some(&code.redirect_uri) {
        return Err(Refused::Call(
            "invalid_grant",
            "redirect_uri is not the one of the authorization call",
        ));
    }
    if !is_verifier(&verifier) || sha256(&verifier) != code.challenge {
        return Err(Refused::Call(
            "invalid_grant",
            "code_verifier does not fit code_challenge",
        ));
    }
    Ok(issue(world, &client, code, now)?)
}

fn client(world: &World, id: Option<String>) -> Result<Client, Refused> {
    let id = ClientId(id.unwrap_or_default());
    let client = world.store.read(|conn| store::client::find(conn, &id))?;
    client
        .filter(|client| client.integration == Integration::Idporten)
        .ok_or(Refused::Call("invalid_client", "the client is not known"))
}

/// 43 to 128 unreserved characters (RFC 7636 4.1).
fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

fn issue(world: &World, client: &Client, code: Code, now: Timestamp) -> Result<TokenAnswer, Error> {
    let sub = pairwise(world, client, &code.pid);
    let terms = world
        .store
        .read(|conn| store::client_terms::find(conn, &client.id))?;
    let lifetime = terms.lifetimes.access_token();
    let (iat, exp) = (now.as_second(), now.as_second() + lifetime);
    let id_claims = IdClaims {
        sub: sub.clone(),
        iss: world.issuers.idporten.clone(),
        aud: client.id.clone(),
        pid: code.pid.clone(),
        acr: code.acr.clone(),
        amr: vec!["TestID".to_owned()],
        auth_time: code.authenticated.as_second(),
        iat,
        exp,
        jti: world.chance.token(8),
        locale: code.locale,
        nonce: Some(code.nonce),
        sid: None,
    };
    let access_claims = AccessClaims {
        sub,
        acr: code.acr,
        scope: code.scope.clone(),
        iss: world.issuers.idporten.clone(),
        client_amr: "none".to_owned(),
        pid: code.pid,
        exp,
        iat,
        jti: world.chance.token(8),
        client_id: client.id.clone(),
        consumer: (&client.owner).into(),
    };
    Ok(TokenAnswer {
        access_token: world.keys.idporten.sign(&access_claims)?,
        id_token: Some(world.keys.idporten.sign(&id_claims)?),
        token_type: "Bearer".to_owned(),
        expires_in: lifetime,
        scope: code.scope,
    })
}

/// The person's name for one client: the same each time, and another for every client.
fn pairwise(world: &World, client: &Client, pid: &str) -> String {
    sha256(&format!("{} {} {pid}", world.keys.idporten.jwk().kid, client.id))
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (error, description) = match self {
            Self::Call(error, description) => (error, description),
            Self::Ours(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a token call failed");
                ("server_error", "internal error")
            }
        };
        let status = match error {
            "server_error" => StatusCode::INTERNAL_SERVER_ERROR,
            "invalid_client" => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        };
        let body = OauthError {
            error: error.to_owned(),
            error_description: Some(description.to_owned()),
            error_uri: None,
        };
        (status, Json(body)).into_response()
    }
}
