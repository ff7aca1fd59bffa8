//! Whether a customer has let a supplier use its scopes: Maskinporten asks Altinn, over HTTP (identity.md 1.7).

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contract::scope_delegation::{SCOPE_DELEGATIONS, ScopeDelegations};
use domain::{OrgNumber, Scope};
use url::form_urlencoded::Serializer;

use super::own_token::OwnToken;
use super::refusal::{AltinnFault, Refused};
use crate::world::World;

/// Demands that the customer has delegated every one of the scopes.
///
/// # Errors
/// [`Refused::NotDelegated`] for the first that is not.
pub(super) async fn require(
    world: &World,
    own: &OwnToken,
    consumer: &OrgNumber,
    supplier: &OrgNumber,
    scopes: &[Scope],
) -> Result<(), Refused> {
    for scope in scopes {
        if !is_delegated(world, own, consumer, supplier, scope).await? {
            return Err(Refused::NotDelegated {
                scope: scope.clone(),
                consumer: consumer.clone(),
                supplier: supplier.clone(),
            });
        }
    }
    Ok(())
}

async fn is_delegated(
    world: &World,
    own: &OwnToken,
    consumer: &OrgNumber,
    supplier: &OrgNumber,
    scope: &Scope,
) -> Result<bool, Refused> {
    let query = Serializer::new(String::new())
        .append_pair("supplierOrg", supplier.as_str())
        .append_pair("consumerOrg", consumer.as_str())
        .append_pair("scope", scope.as_str())
        .finish();
    let address = format!("http://{}{SCOPE_DELEGATIONS}?{query}", world.addresses.platform);
    let call = Request::get(address)
        .header(header::AUTHORIZATION, format!("Bearer {}", own.get(world)?))
        .header(header::ACCEPT, "application/json")
        .body(Body::empty())
        .map_err(AltinnFault::from)?;
    let (status, body) = world.calls.send(call).await.map_err(AltinnFault::from)?;
    match status {
        StatusCode::OK => {
            let found: Vec<ScopeDelegations> = serde_json::from_slice(&body).map_err(AltinnFault::from)?;
            Ok(found.iter().any(|delegation| {
                delegation.consumer_org == *consumer
                    && delegation.supplier_org == *supplier
                    && delegation.scopes.contains(scope)
            }))
        }
        // Altinn answers so for a number whose check digit does not fit: nobody has that number.
        StatusCode::BAD_REQUEST => Ok(false),
        other => Err(AltinnFault::Status(other).into()),
    }
}
