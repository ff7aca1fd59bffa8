//! Which tokens the service owner trusts: those that Maskinporten's published keys have signed (identity.md 1.4).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use contract::claim::{CONSENT_RESOURCE, SCOPE};
use contract::decision::attribute::ORGANIZATION;
use contract::delegation::Attribute;
use contract::token::Compact;
use contract::token::jwk::JwkSet;
use contract::token::{OneOrMany, Organisation, Scopes};
use domain::{OrgNumber, SystemUserId, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use super::answer::Fault;
use crate::caller::alive;
use crate::keys::{RsaAlgorithm, VerifyingKey};
use crate::world::World;

/// The `aud` of older tokens that are for every service owner.
const UNRESTRICTED: &str = "unspecified";
/// Seconds between two look-ups of the keys when unknown ones keep coming.
const PATIENCE: i64 = 10;

/// What the service owner reads of a token.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Claims {
    iss: String,
    exp: i64,
    aud: Option<Value>,
    scope: Scopes,
    pub(super) consumer: Option<Organisation>,
    #[serde(default)]
    authorization_details: Vec<Detail>,
}

/// On whose behalf a token is: a system user, or an organisation that has consented (identity.md 1.3, 1.8).
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "type")]
pub(super) enum Detail {
    #[serde(rename = "urn:altinn:systemuser")]
    SystemUser { systemuser_id: Vec<SystemUserId> },
    #[serde(rename = "urn:altinn:consent")]
    Consent(Consent),
    #[serde(other)]
    Other,
}

/// A consent as Maskinporten tells it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Consent {
    /// Who has consented, as a URN.
    from: String,
    /// To whom.
    to: Option<Organisation>,
    valid_to: Timestamp,
    #[serde(rename = "consentRights", default)]
    rights: Vec<ConsentRight>,
}

#[derive(Clone, Debug, Deserialize)]
struct ConsentRight {
    resource: OneOrMany<Attribute>,
}

impl Claims {
    pub(super) fn system_user(&self) -> Option<SystemUserId> {
        self.authorization_details.iter().find_map(|detail| match detail {
            Detail::SystemUser { systemuser_id } => systemuser_id.first().copied(),
            Detail::Consent(_) | Detail::Other => None,
        })
    }

    pub(super) fn consent(&self) -> Option<&Consent> {
        self.authorization_details.iter().find_map(|detail| match detail {
            Detail::Consent(consent) => Some(consent),
            Detail::SystemUser { .. } | Detail::Other => None,
        })
    }
}

impl Consent {
    /// Whether an organisation has let its claims be read by the one that the token is for, and still does.
    pub(super) fn reaches(
        &self,
        organization: &OrgNumber,
        consumer: Option<&Organisation>,
        now: Timestamp,
    ) -> bool {
        let names = |right: &ConsentRight| {
            let resource = right.resource.as_slice().iter();
            resource
                .into_iter()
                .any(|attribute| attribute.value == CONSENT_RESOURCE)
        };
        self.from == format!("{ORGANIZATION}:{organization}")
            && self.to.is_some()
            && self.to.as_ref() == consumer
            && now < self.valid_to
            && self.rights.iter().any(names)
    }
}

/// Maskinporten's keys as they were last published. An unknown one makes the service owner look again.
#[derive(Debug, Default)]
pub(super) struct Trusted(Mutex<Published>);

#[derive(Debug, Default)]
struct Published {
    keys: HashMap<String, Arc<VerifyingKey>>,
    read: Option<Timestamp>,
}

impl Trusted {
    /// Reads a token: signed by Maskinporten, issued by it, alive, for this API and for nobody else.
    pub(super) async fn read(&self, world: &World, token: &str) -> Result<Claims, Fault> {
        let compact = Compact::parse(token).map_err(|_| Fault::Unauthenticated("tokenet kan ikke leses"))?;
        let algorithm = RsaAlgorithm::parse(&compact.header.alg)
            .ok_or(Fault::Unauthenticated("tokenet er ikke signert med RSA"))?;
        let kid = compact
            .header
            .kid
            .as_deref()
            .ok_or(Fault::Unauthenticated("tokenet navngir ingen nøkkel"))?;
        let key = self
            .key(world, kid)
            .await?
            .ok_or(Fault::Unauthenticated("nøkkelen er ukjent"))?;
        if !key.verifies(algorithm, compact.message.as_bytes(), &compact.signature) {
            return Err(Fault::Unauthenticated("signaturen stemmer ikke"));
        }
        let claims: Claims = compact
            .claims()
            .map_err(|_| Fault::Unauthenticated("innholdet i tokenet kan ikke leses"))?;
        check(&claims, &world.issuers.maskinporten, world.clock.now())?;
        Ok(claims)
    }

    async fn key(&self, world: &World, kid: &str) -> Result<Option<Arc<VerifyingKey>>, Fault> {
        let now = world.clock.now();
        match self.known(kid, now) {
            Known::Key(key) => return Ok(Some(key)),
            Known::Nobodys => return Ok(None),
            Known::LookAgain => {}
        }
        let keys = fetch(world).await?;
        let mut published = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *published = Published {
            keys,
            read: Some(now),
        };
        Ok(published.keys.get(kid).cloned())
    }

    fn known(&self, kid: &str, now: Timestamp) -> Known {
        let published = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match (published.keys.get(kid), published.read) {
            (Some(key), _) => Known::Key(key.clone()),
            (None, Some(read)) if now < read.plus_seconds(PATIENCE) => Known::Nobodys,
            (None, _) => Known::LookAgain,
        }
    }
}

/// What is known of a key's name without asking.
enum Known {
    Key(Arc<VerifyingKey>),
    Nobodys,
    LookAgain,
}

fn check(claims: &Claims, issuer: &str, now: Timestamp) -> Result<(), Fault> {
    if claims.iss != issuer {
        return Err(Fault::Unauthenticated("tokenet er ikke utstedt av Maskinporten"));
    }
    if !alive(claims.exp, None, now) {
        return Err(Fault::Unauthenticated("tokenet er utløpt"));
    }
    if claims.aud.as_ref().is_some_and(|aud| aud != UNRESTRICTED) {
        return Err(Fault::Unauthenticated(
            "tokenet er avgrenset til en annen mottaker",
        ));
    }
    if !claims.scope.has(SCOPE) {
        return Err(Fault::Unauthenticated(
            "tokenet mangler scopet skatteetaten:kravogbetalinger",
        ));
    }
    Ok(())
}

async fn fetch(world: &World) -> Result<HashMap<String, Arc<VerifyingKey>>, Fault> {
    let backend = |cause: String| Fault::Backend(format!("reading Maskinporten's keys: {cause}"));
    let call = Request::get(format!("http://{}/jwk", world.addresses.maskinporten))
        .body(Body::empty())
        .map_err(|error| backend(error.to_string()))?;
    let (status, body) = world
        .calls
        .send(call)
        .await
        .map_err(|error| backend(error.to_string()))?;
    if status != StatusCode::OK {
        return Err(backend(status.to_string()));
    }
    let set: JwkSet = serde_json::from_slice(&body).map_err(|error| backend(error.to_string()))?;
    let keys = set.keys.iter().filter_map(|jwk| {
        let (modulus, exponent) = jwk.components().ok()?;
        Some((
            jwk.kid.clone(),
            Arc::new(VerifyingKey::new(modulus, exponent).ok()?),
        ))
    });
    Ok(keys.collect())
}
