//! Whether the consent that a grant asks for holds: Maskinporten asks Altinn, over HTTP (identity.md 1.8).

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contract::consent::{CONSENT_LOOKUP, ConsentLookup};
use contract::token::authorization_details::ConsentDetail;
use domain::maskinporten::ConsentAsked;
use domain::{MaskinportenRefusal, PartyUrn};

use super::own_token::OwnToken;
use super::refusal::{AltinnFault, Refused};
use crate::world::World;

/// Finds the consent, and writes it as the token shall say it.
pub(super) async fn resolve(
    world: &World,
    own: &OwnToken,
    asked: ConsentAsked,
) -> Result<ConsentDetail, Refused> {
    let lookup = ConsentLookup {
        id: asked.id,
        from: asked.from,
        to: PartyUrn::Organization(asked.to.clone()),
    };
    let body = serde_json::to_vec(&lookup).map_err(AltinnFault::from)?;
    let address = format!("http://{}{CONSENT_LOOKUP}", world.addresses.platform);
    let call = Request::post(address)
        .header(header::AUTHORIZATION, format!("Bearer {}", own.get(world)?))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json")
        .body(Body::from(body))
        .map_err(AltinnFault::from)?;
    let (status, body) = world.calls.send(call).await.map_err(AltinnFault::from)?;
    match status {
        StatusCode::OK => {
            let found = serde_json::from_slice(&body).map_err(AltinnFault::from)?;
            Ok(ConsentDetail::new(found, &asked.to))
        }
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND => {
            Err(MaskinportenRefusal::SystemUserUnresolved.into())
        }
        other => Err(AltinnFault::Status(other).into()),
    }
}
