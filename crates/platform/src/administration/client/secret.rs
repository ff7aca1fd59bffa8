//! `POST /clients/{client_id}/secret`: a new secret, shown once. The one before stops working.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::administration::{ClientBody, MODIFY, WRITE};
use domain::registration::SECRET_LIFETIME;
use domain::{ClientId, OrgNumber};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::refusal::{Refused, settle};
use super::{Secret, own, written};
use crate::digest::sha256;
use crate::store::client_terms::{self, Terms};
use crate::store::registration::{self, Registration};
use crate::world::World;

/// `POST /clients/{client_id}/secret`
pub(crate) async fn renew(
    State(world): State<Arc<World>>,
    caller: Administrator,
    Path(id): Path<String>,
) -> Result<Json<ClientBody>, Refused> {
    caller.require(&[MODIFY, WRITE])?;
    let secret = Secret {
        text: world.chance.token(32),
        expires: world.clock.now().plus_seconds(SECRET_LIFETIME),
    };
    let renewed = world
        .store
        .write(move |tx| settle(replace(tx, &caller.org, &ClientId(id), secret)))
        .await??;
    Ok(Json(renewed))
}

fn replace(tx: &Connection, org: &OrgNumber, id: &ClientId, secret: Secret) -> Result<ClientBody, Refused> {
    let current = own(tx, org, id)?;
    let terms = client_terms::find(tx, id)?;
    if !terms.auth_method.has_secret() {
        let fault = format!("{} has no secret.", terms.auth_method.as_str());
        return Err(Refused::field("token_endpoint_auth_method", &fault));
    }
    let updated = Registration {
        last_updated: secret.expires.plus_seconds(-SECRET_LIFETIME),
        ..current
    };
    let terms = Terms {
        secret: Some(sha256(&secret.text)),
        secret_expires: Some(secret.expires),
        ..terms
    };
    registration::save(tx, &updated)?;
    client_terms::save(tx, id, &terms)?;
    Ok(written(updated, terms, Some(secret)))
}
