//! A client's keys: always the whole set (identity.md 2.3).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::administration::{ClientKeys, MODIFY, READ, WRITE};
use domain::registration::{KEY_LIFETIME, KeyOffered, RegistrationFault, check_keys};
use domain::{ClientId, OrgNumber, Timestamp};
use rusqlite::Connection;

use super::super::administrator::Administrator;
use super::super::refusal::{Refused, settle};
use super::own;
use crate::keys::Jwk;
use crate::store::client_key::{self, ClientKey};
use crate::store::registration::{self, Registration};
use crate::world::World;

/// Keys that are shown, at the most: a seed may hold more than can be uploaded.
const MOST_SHOWN: u32 = 100;

/// `GET /clients/{client_id}/jwks`
pub(crate) async fn list(
    State(world): State<Arc<World>>,
    caller: Administrator,
    Path(id): Path<String>,
) -> Result<Json<ClientKeys>, Refused> {
    caller.require(&[READ, MODIFY, WRITE])?;
    let keys = world.store.read(|conn| {
        settle(own(conn, &caller.org, &ClientId(id)).and_then(|client| kept(conn, &client)))
    })??;
    Ok(Json(keys))
}

/// `POST` or `PUT /clients/{client_id}/jwks`
pub(crate) async fn replace(
    State(world): State<Arc<World>>,
    caller: Administrator,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<ClientKeys>, Refused> {
    caller.require(&[MODIFY, WRITE])?;
    let body: ClientKeys = contract::body::read(&body)?;
    let now = world.clock.now();
    let keys = world
        .store
        .write(move |tx| settle(upload(tx, &caller.org, &ClientId(id), &body.keys, now)))
        .await??;
    Ok(Json(keys))
}

/// `DELETE /clients/{client_id}/jwks`
pub(crate) async fn remove(
    State(world): State<Arc<World>>,
    caller: Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Refused> {
    caller.require(&[MODIFY, WRITE])?;
    let now = world.clock.now();
    world
        .store
        .write(move |tx| settle(upload(tx, &caller.org, &ClientId(id), &[], now)))
        .await??;
    Ok(StatusCode::NO_CONTENT)
}

fn upload(
    tx: &Connection,
    org: &OrgNumber,
    id: &ClientId,
    keys: &[Jwk],
    now: Timestamp,
) -> Result<ClientKeys, Refused> {
    let current = own(tx, org, id)?;
    let numbers = keys
        .iter()
        .map(|key| {
            key.components()
                .map_err(|_| RegistrationFault::KeyKind(key.kid.clone()))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let offered: Vec<_> = keys.iter().zip(&numbers).map(offered).collect();
    check_keys(&offered)?;
    for key in keys {
        if client_key::is_name_of_another(tx, id, &key.kid)? {
            let fault = format!("{} is the name of a key already; choose another.", key.kid);
            return Err(Refused::field("kid", &fault));
        }
    }
    client_key::clear(tx, id)?;
    for (key, (modulus, exponent)) in keys.iter().zip(numbers) {
        let key_row = ClientKey {
            modulus,
            exponent,
            expires: now.plus_seconds(KEY_LIFETIME),
        };
        client_key::save(tx, id, &key.kid, &key_row)?;
    }
    let first = current.keys.map_or(now, |(created, _)| created);
    let updated = Registration {
        keys: (!keys.is_empty()).then_some((first, now)),
        ..current
    };
    registration::save(tx, &updated)?;
    kept(tx, &updated)
}

fn offered<'a>((key, (modulus, exponent)): (&'a Jwk, &'a (Vec<u8>, Vec<u8>))) -> KeyOffered<'a> {
    KeyOffered {
        name: &key.kid,
        kind: &key.kty,
        algorithm: key.alg.as_deref(),
        purpose: key.key_use.as_deref(),
        modulus,
        exponent,
    }
}

fn kept(conn: &Connection, registration: &Registration) -> Result<ClientKeys, Refused> {
    let keys = client_key::list(conn, &registration.client.id, MOST_SHOWN)?;
    Ok(ClientKeys {
        keys: keys.into_iter().map(jwk).collect(),
        created: registration.keys.map(|(created, _)| created),
        last_updated: registration.keys.map(|(_, updated)| updated),
    })
}

fn jwk((kid, key): (String, ClientKey)) -> Jwk {
    Jwk {
        kty: "RSA".to_owned(),
        e: URL_SAFE_NO_PAD.encode(key.exponent),
        key_use: Some("sig".to_owned()),
        kid,
        alg: Some("RS256".to_owned()),
        n: URL_SAFE_NO_PAD.encode(key.modulus),
        x5c: vec![],
        exp: Some(key.expires.as_second()),
    }
}
