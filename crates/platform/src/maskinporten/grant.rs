//! From a signed text to a grant that its client is entitled to, in the order that Maskinporten checks (identity.md 1.5).

use contract::token::maskinporten::parse_grant;
use contract::token::{Compact, Scopes};
use domain::maskinporten::Grant;
use domain::{ClientId, MaskinportenRefusal as No};
use serde_json::Value;

use super::refusal::Refused;
use crate::keys::{RsaAlgorithm, VerifyingKey};
use crate::store::client::{Client, Integration};
use crate::store::client_key::ClientKey;
use crate::store::used_grant::{self, UsedGrant};
use crate::store::{client, client_key, scope};
use crate::world::World;

/// Checks who signed the grant and what it says. Whether it was used before is [`use_up`]'s to tell.
pub(super) fn accept(world: &World, assertion: &str) -> Result<(Grant, Client), Refused> {
    let signed = Compact::parse(assertion).map_err(|_| No::GrantMalformed)?;
    let algorithm = RsaAlgorithm::parse(&signed.header.alg).ok_or(No::GrantMalformed)?;
    check_certificate_header(&signed)?;
    let grant = parse_grant(&signed.claims).map_err(|_| No::GrantMalformed)?;
    let (client, key) = signer(world, &grant.client, signed.header.kid.as_deref())?;
    let now = world.clock.now();
    if key.expires <= now {
        return Err(No::KeyExpired.into());
    }
    let key = VerifyingKey::new(key.modulus, key.exponent).map_err(|_| No::SignatureInvalid)?;
    if !key.verifies(algorithm, signed.message.as_bytes(), &signed.signature) {
        return Err(No::SignatureInvalid.into());
    }
    grant.check(&audiences(world), now)?;
    Ok((grant, client))
}

/// Uses the grant up, in memory. What it gives is for [`keep`].
///
/// # Errors
/// [`No::GrantUsed`] when it was used before, [`Refused::Full`] when it cannot be remembered.
pub(super) fn use_up(world: &World, grant: &Grant) -> Result<Option<UsedGrant>, Refused> {
    let used = UsedGrant::of(grant);
    if let Some(used) = used {
        world.used_grants.add(used, world.clock.now())?;
    }
    Ok(used)
}

/// Keeps a used grant on disk. Until that is done no token may leave: a restart would take the grant again.
///
/// A grant that could not be kept stays used: nobody knows whether its row reached the disk, and its client can sign
/// another one.
pub(super) async fn keep(world: &World, used: Option<UsedGrant>) -> Result<(), Refused> {
    let Some(used) = used else { return Ok(()) };
    let now = world.clock.now();
    Ok(world
        .store
        .write(move |tx| used_grant::save(tx, &used, now))
        .await?)
}

/// Checks that the client has the scopes, that they are Maskinporten's, and that the organisation is granted them.
pub(super) fn check_scopes(world: &World, grant: &Grant, client: &Client) -> Result<Scopes, Refused> {
    let scopes: Scopes = grant.scopes.iter().map(domain::Scope::as_str).collect();
    if let Some(scope) = grant
        .scopes
        .iter()
        .find(|scope| !client.scopes.has(scope.as_str()))
    {
        return Err(No::ScopeNotOnClient { scope: scope.clone() }.into());
    }
    match client.integration {
        Integration::Maskinporten => {}
        Integration::Idporten => return Err(No::ScopeNotForMaskinporten.into()),
    }
    let not_granted = world
        .store
        .read(|conn| scope::not_granted(conn, &client.owner, &scopes))?;
    if let Some(scope) = not_granted {
        return Err(No::ScopeNotGranted { scope }.into());
    }
    check_delegation(grant, client)?;
    Ok(scopes)
}

/// `x5c` is an array of texts, and stands instead of `kid`.
fn check_certificate_header(signed: &Compact<'_>) -> Result<(), No> {
    match &signed.header.x5c {
        None => Ok(()),
        Some(Value::Array(chain)) if !chain.is_empty() && chain.iter().all(Value::is_string) => {
            if signed.header.kid.is_some() {
                Err(No::GrantMalformed)
            } else {
                Ok(())
            }
        }
        Some(_) => Err(No::CertificateHeaderMalformed),
    }
}

/// The client and the key it names. A client with registered keys must name one; certificates are not accepted here.
fn signer(world: &World, id: &ClientId, kid: Option<&str>) -> Result<(Client, ClientKey), Refused> {
    world.store.read(|conn| {
        let Some(client) = client::find(conn, id)? else {
            return Ok(Err(No::ClientUnknown.into()));
        };
        let key = match kid {
            Some(kid) => client_key::find(conn, id, kid)?.ok_or(No::KeyUnknown),
            None if client_key::any(conn, id)? => Err(No::KeyIdMissing),
            None => Err(No::CertificateNotAccepted),
        };
        Ok(key.map(|key| (client, key)).map_err(Refused::Grant))
    })?
}

/// What a grant's `aud` may be: the issuer, and when the world is lenient also the spellings that old clients use.
fn audiences(world: &World) -> Vec<String> {
    let issuer = &world.issuers.maskinporten;
    let mut audiences = vec![issuer.clone()];
    if world.accept_token_endpoint_audience {
        audiences.push(format!("{}/token", world.urls.maskinporten));
        audiences.push(format!("{issuer}token"));
        audiences.push(issuer.trim_end_matches('/').to_owned());
    }
    audiences
}

/// No organisation of this world has delegated a scope to another, so a grant on behalf of one is refused.
fn check_delegation(grant: &Grant, client: &Client) -> Result<(), No> {
    match (&grant.consumer_org, grant.scopes.first()) {
        (None, _) => Ok(()),
        (Some(org), Some(scope)) if *org != client.owner => {
            Err(No::ScopeNotDelegated { scope: scope.clone() })
        }
        (Some(_), _) => Err(No::ConsumerOrgInvalid),
    }
}
