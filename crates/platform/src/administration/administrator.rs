//! Who administers: an organisation, by a Maskinporten token of its own.

use std::sync::Arc;

use aide::OperationInput;
use aide::generate::GenContext;
use aide::openapi::Operation;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use contract::token::maskinporten::AccessClaims;
use contract::token::{Compact, Scopes};
use domain::OrgNumber;

use super::refusal::Refused;
use crate::caller::{Caller, alive, bearer};
use crate::world::World;

/// The organisation that a token was issued to, and what the token is good for.
#[derive(Clone, Debug)]
pub(super) struct Administrator {
    pub(super) org: OrgNumber,
    scopes: Scopes,
}

impl Administrator {
    /// Demands any one of some scopes.
    ///
    /// # Errors
    /// [`Refused::Scope`]
    pub(super) fn require(&self, any_of: &[&'static str]) -> Result<(), Refused> {
        if any_of.iter().any(|scope| self.scopes.has(scope)) {
            Ok(())
        } else {
            Err(Refused::Scope(any_of.join(" ")))
        }
    }

    fn of(parts: &Parts, world: &World) -> Option<Self> {
        let compact = Compact::parse(bearer(&parts.headers)?).ok()?;
        let claims: AccessClaims = compact.claims().ok()?;
        let ours = |audiences: &[String]| audiences.contains(&world.urls.administration);
        let good = world.keys.maskinporten.signed(&compact)
            && claims.iss == world.issuers.maskinporten
            && alive(claims.exp, None, world.clock.now())
            && claims.aud.as_ref().is_none_or(|aud| ours(aud.as_slice()));
        Some(Self {
            org: good.then(|| claims.consumer.number())??,
            scopes: claims.scope,
        })
    }
}

impl FromRequestParts<Arc<World>> for Administrator {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Refused> {
        Self::of(parts, world).ok_or(Refused::Token)
    }
}

impl OperationInput for Administrator {
    fn operation_input(context: &mut GenContext, operation: &mut Operation) {
        Caller::operation_input(context, operation);
    }
}
