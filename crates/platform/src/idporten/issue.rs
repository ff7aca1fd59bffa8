//! The tokens that come of a sign-in (identity.md 3.4).

use contract::token::Scopes;
use contract::token::idporten::{AccessClaims, IdClaims};
use contract::token::oauth::TokenAnswer;
use domain::{ClientId, Timestamp};
use rusqlite::Connection;

use super::client_auth::KnownClient;
use crate::digest::sha256;
use crate::error::Error;
use crate::store::access_token;
use crate::store::authorization::Authorization;
use crate::store::refresh_token::{self, RefreshToken};
use crate::world::World;

/// What is new about new tokens.
#[derive(Debug)]
pub(super) struct Fresh {
    jti: String,
    id_token_jti: String,
    /// Only for a client that can keep it.
    refresh_token: Option<String>,
    /// Whether the refresh token is known already.
    is_kept: bool,
}

impl Fresh {
    pub(super) fn new(world: &World, known: &KnownClient) -> Self {
        Self {
            jti: world.chance.token(16),
            id_token_jti: world.chance.token(16),
            refresh_token: (!known.is_public()).then(|| world.chance.token(32)),
            is_kept: false,
        }
    }

    /// Gives the client the refresh token back that it has.
    pub(super) fn keep_refresh_token(&mut self, token: &str) {
        self.refresh_token = Some(token.to_owned());
        self.is_kept = true;
    }
}

/// Tokens that are written down and not yet signed.
#[derive(Debug)]
pub(super) struct Issued {
    pub(super) known: KnownClient,
    pub(super) authorization: Authorization,
    pub(super) scope: Scopes,
    pub(super) nonce: Option<String>,
    pub(super) fresh: Fresh,
    pub(super) now: Timestamp,
}

impl Issued {
    pub(super) fn save(&self, tx: &Connection) -> Result<(), Error> {
        access_token::save(tx, &self.fresh.jti, &self.authorization.id)?;
        match &self.fresh.refresh_token {
            Some(token) if !self.fresh.is_kept => refresh_token::save(
                tx,
                &sha256(token),
                &RefreshToken {
                    authorization: self.authorization.id.clone(),
                    is_used: false,
                    expires: self.now.plus_seconds(self.refresh_lifetime()),
                },
            ),
            _ => Ok(()),
        }
    }

    /// Seconds that the refresh token lives: never longer than what the person let the client do.
    fn refresh_lifetime(&self) -> i64 {
        let left = self.authorization.expires.as_second() - self.now.as_second();
        self.known.terms.lifetimes.refresh_token().min(left)
    }
}

/// Signs the tokens.
pub(super) fn answer(world: &World, issued: Issued) -> Result<TokenAnswer, Error> {
    let refresh_token_expires_in = issued
        .fresh
        .refresh_token
        .is_some()
        .then(|| issued.refresh_lifetime());
    let Issued {
        known,
        authorization,
        scope,
        nonce,
        fresh,
        now,
    } = issued;
    let sub = pairwise(world, &known.client.id, &authorization.pid);
    let lifetime = known.terms.lifetimes.access_token();
    let (iat, exp) = (now.as_second(), now.as_second() + lifetime);
    let id_claims = IdClaims {
        sub: sub.clone(),
        iss: world.issuers.idporten.clone(),
        aud: known.client.id.clone(),
        pid: authorization.pid.clone(),
        acr: authorization.level.acr().to_owned(),
        amr: vec!["TestID".to_owned()],
        auth_time: authorization.authenticated.as_second(),
        iat,
        exp,
        jti: fresh.id_token_jti,
        locale: authorization.locale,
        nonce,
        sid: Some(authorization.sid).filter(|_| known.terms.frontchannel_logout_session_required),
    };
    let access_claims = AccessClaims {
        sub,
        acr: authorization.level.acr().to_owned(),
        scope: scope.clone(),
        iss: world.issuers.idporten.clone(),
        aud: authorization.resource,
        client_amr: known.terms.auth_method.as_str().to_owned(),
        pid: authorization.pid,
        exp,
        iat,
        jti: fresh.jti,
        client_id: known.client.id,
        consumer: (&known.client.owner).into(),
    };
    Ok(TokenAnswer {
        access_token: world.keys.idporten.sign(&access_claims)?,
        id_token: scope
            .has("openid")
            .then(|| world.keys.idporten.sign(&id_claims))
            .transpose()?,
        token_type: "Bearer".to_owned(),
        expires_in: lifetime,
        scope,
        refresh_token: fresh.refresh_token,
        refresh_token_expires_in,
    })
}

/// The person's name for one client: the same each time, and another for every client.
pub(super) fn pairwise(world: &World, client: &ClientId, pid: &str) -> String {
    sha256(&format!("{} {client} {pid}", world.keys.idporten.jwk().kid))
}
