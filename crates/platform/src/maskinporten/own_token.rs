//! The token that Maskinporten shows Altinn.

use std::sync::{Mutex, PoisonError};

use contract::token::maskinporten::AccessClaims;
use contract::token::{Organisation, Scopes};
use domain::{ClientId, Timestamp};

use crate::error::Error;
use crate::world::World;

/// Digitaliseringsdirektoratet, which runs Maskinporten.
const OPERATOR: &str = "0192:991825827";
/// To find system users, consents, and what customers have delegated.
const SCOPES: &str = "altinn:maskinporten/systemuser.read altinn:maskinporten/consent.read altinn:maskinporten/delegations.admin";
/// Seconds that it lives.
const LIFETIME: i64 = 120;
/// Seconds before its end that it is made anew.
const MARGIN: i64 = 30;

/// Maskinporten issues it to itself and keeps it while it lives.
#[derive(Debug, Default)]
pub(super) struct OwnToken(Mutex<Option<(String, Timestamp)>>);

impl OwnToken {
    pub(super) fn get(&self, world: &World) -> Result<String, Error> {
        let now = world.clock.now();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((token, made)) = &*kept
            && *made <= now
            && now < made.plus_seconds(LIFETIME - MARGIN)
        {
            return Ok(token.clone());
        }
        let token = mint(world, now)?;
        *kept = Some((token.clone(), now));
        Ok(token)
    }
}

fn mint(world: &World, now: Timestamp) -> Result<String, Error> {
    let claims = AccessClaims {
        authorization_details: vec![],
        scope: Scopes(SCOPES.to_owned()),
        iss: world.issuers.maskinporten.clone(),
        client_amr: "private_key_jwt".to_owned(),
        token_type: "Bearer".to_owned(),
        aud: None,
        exp: now.as_second() + LIFETIME,
        iat: now.as_second(),
        client_id: ClientId::from("maskinporten"),
        jti: world.chance.token(32),
        consumer: Organisation {
            authority: domain::maskinporten::ORG_AUTHORITY.to_owned(),
            id: OPERATOR.to_owned(),
        },
        supplier: None,
        delegation_source: None,
        pid: None,
    };
    Ok(world.keys.maskinporten.sign(&claims)?)
}
