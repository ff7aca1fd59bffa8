//! Asking Altinn whether a system user may: the service owner's own token, exchanged, and the decision point.

use std::sync::Mutex;
use std::sync::PoisonError;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contract::claim::RESOURCE;
use contract::decision::{AUTHORIZE, AUTHORIZE_SCOPE, Answer, Decision, Question};
use contract::resource::ORGANIZATION;
use contract::token::maskinporten::GrantClaims;
use contract::token::{Compact, Scopes};
use domain::maskinporten::GRANT_LIFETIME;
use domain::{ClientId, OrgNumber, SystemUserId, Timestamp};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::CLIENT;
use super::answer::Fault;
use crate::world::World;

/// Seconds before its end that the token is made anew.
const MARGIN: i64 = 30;
/// The level that every system-user token has.
const SYSTEM_USER_LEVEL: u8 = 3;
const JWT_GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// The Altinn token that the service owner asks with, kept until it is near its end.
#[derive(Debug, Default)]
pub(super) struct OwnToken(Mutex<Option<Kept>>);

#[derive(Clone, Debug)]
struct Kept {
    token: String,
    made: Timestamp,
    ends: Timestamp,
}

/// Whether Altinn permits a system user to read claims and payments for an organisation.
pub(super) async fn permitted(
    world: &World,
    own: &OwnToken,
    system_user: SystemUserId,
    organization: &OrgNumber,
) -> Result<bool, Fault> {
    let token = own.get(world).await?;
    let question = Question::of_system_user(system_user, "read", &RESOURCE.into(), organization);
    let body = serde_json::to_vec(&question).map_err(|error| backend(&error))?;
    let call = Request::post(format!("http://{}{AUTHORIZE}", world.addresses.platform))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .map_err(|error| backend(&error))?;
    let answer: Answer = read(&send(world, call).await?)?;
    let result = answer
        .response
        .first()
        .ok_or_else(|| Fault::Backend("Altinn decided nothing".to_owned()))?;
    match result.decision {
        Decision::Permit => Ok(result.minimum_level() <= SYSTEM_USER_LEVEL),
        Decision::Deny | Decision::NotApplicable => Ok(false),
        Decision::Indeterminate => Err(Fault::Backend(format!(
            "Altinn could not decide: {:?}",
            result.status
        ))),
    }
}

/// Demands that the organisation is in Altinn's register.
pub(super) async fn require_known(
    world: &World,
    own: &OwnToken,
    organization: &OrgNumber,
) -> Result<(), Fault> {
    let path = contract::path::fill(ORGANIZATION, &[organization.as_str()]);
    let call = Request::get(format!("http://{}{path}", world.addresses.platform))
        .header(header::AUTHORIZATION, format!("Bearer {}", own.get(world).await?))
        .body(Body::empty())
        .map_err(|error| backend(&error))?;
    let (status, _) = world.calls.send(call).await.map_err(|error| backend(&error))?;
    match status {
        StatusCode::OK => Ok(()),
        StatusCode::NOT_FOUND => Err(Fault::UnknownOrganization),
        other => Err(Fault::Backend(format!("{path} answered {other}"))),
    }
}

impl OwnToken {
    async fn get(&self, world: &World) -> Result<String, Fault> {
        let now = world.clock.now();
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = kept
            && kept.made <= now
            && now < kept.ends.plus_seconds(-MARGIN)
        {
            return Ok(kept.token);
        }
        let token = exchange(world, &fetch(world, now).await?).await?;
        let ends = Compact::parse(&token)
            .ok()
            .and_then(|compact| compact.claims::<Expiry>().ok());
        let ends = ends.ok_or_else(|| Fault::Backend("Altinn's token says no end".to_owned()))?;
        let kept = Kept {
            token: token.clone(),
            made: now,
            ends: Timestamp::from_second(ends.exp),
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        Ok(token)
    }
}

#[derive(Deserialize)]
struct Expiry {
    exp: i64,
}

#[derive(Deserialize)]
struct Issued {
    access_token: String,
}

/// Asks Maskinporten for a token, with a grant of our own.
async fn fetch(world: &World, now: Timestamp) -> Result<String, Fault> {
    let grant = GrantClaims {
        aud: world.issuers.maskinporten.clone(),
        iss: ClientId::from(CLIENT),
        scope: Scopes(AUTHORIZE_SCOPE.to_owned()),
        iat: now.as_second(),
        exp: now.as_second() + GRANT_LIFETIME,
        jti: world.chance.uuid().to_string(),
        resource: None,
        consumer_org: None,
        authorization_details: vec![],
    };
    let assertion = world
        .keys
        .service_owner
        .sign(&grant)
        .map_err(|error| backend(&error))?;
    let form = Serializer::new(String::new())
        .append_pair("grant_type", JWT_GRANT)
        .append_pair("assertion", &assertion)
        .finish();
    let call = Request::post(format!("http://{}/token", world.addresses.maskinporten))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .map_err(|error| backend(&error))?;
    let issued: Issued = read(&send(world, call).await?)?;
    Ok(issued.access_token)
}

/// Exchanges it for a token that Altinn trusts.
async fn exchange(world: &World, token: &str) -> Result<String, Fault> {
    let address = format!(
        "http://{}/authentication/api/v1/exchange/maskinporten",
        world.addresses.platform
    );
    let call = Request::get(address)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::empty())
        .map_err(|error| backend(&error))?;
    let body = send(world, call).await?;
    let text = str::from_utf8(&body).map_err(|error| backend(&error))?;
    Ok(contract::text::sentence(text))
}

async fn send(world: &World, call: Request<Body>) -> Result<axum::body::Bytes, Fault> {
    let address = call.uri().to_string();
    let (status, body) = world.calls.send(call).await.map_err(|error| backend(&error))?;
    if status == StatusCode::OK {
        Ok(body)
    } else {
        Err(Fault::Backend(format!("{address} answered {status}")))
    }
}

fn read<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(body).map_err(|error| backend(&error))
}

fn backend(error: &(dyn std::error::Error + 'static)) -> Fault {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    Fault::Backend(text)
}
