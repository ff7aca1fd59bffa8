//! From a signed text to a grant that its client is entitled to, in the order that Maskinporten checks (identity.md 1.5).

use contract::token::Compact;
use contract::token::maskinporten::parse_grant;
use domain::maskinporten::Grant;
use domain::{MaskinportenRefusal as No, OrgNumber, Scope};
use rusqlite::Connection;

use super::proof::{Proof, Registered};
use super::refusal::Refused;
use crate::error::Error;
use crate::keys::RsaAlgorithm;
use crate::store::client::{Client, Integration};
use crate::store::scope::{self, Standing};
use crate::store::used_grant::{self, UsedGrant};
use crate::store::{HandedIn, client, client_key, client_terms};
use crate::world::World;

/// A grant whose signer is known and whose times are good, and what the store says of those that it names.
#[derive(Debug)]
pub(super) struct Accepted {
    pub(super) grant: Grant,
    pub(super) client: Client,
    /// How the client proved itself.
    pub(super) amr: &'static str,
    /// Seconds that the client's tokens live, if its scopes let them.
    lifetime: i64,
    /// One for each scope, as far as the client has them.
    standings: Vec<Option<Standing>>,
}

/// A customer whose scopes are used, and where it has delegated them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Consumer {
    pub(super) org: OrgNumber,
    pub(super) delegation_source: String,
}

/// What the store says of a grant, read at one moment.
struct Known {
    client: Client,
    registered: Registered,
    lifetime: i64,
    standings: Vec<Option<Standing>>,
}

/// Checks who signed the grant and what it says. Whether it was used before is [`use_up`]'s to tell.
pub(super) fn accept(world: &World, assertion: &str) -> Result<Accepted, Refused> {
    let signed = Compact::parse(assertion).map_err(|_| No::GrantMalformed)?;
    let algorithm = RsaAlgorithm::parse(&signed.header.alg).ok_or(No::GrantMalformed)?;
    let proof = Proof::of(&signed.header)?;
    let grant = parse_grant(&signed.claims).map_err(|_| No::GrantMalformed)?;
    let known = world.store.read(|conn| known(conn, &grant, proof.as_ref()))?;
    let known = known.ok_or(No::ClientUnknown)?;
    let now = world.clock.now();
    let proof = proof.ok_or(No::KeyIdMissing)?;
    let key = proof.key(known.registered, &known.client, &world.keys, now)?;
    if !key.verifies(algorithm, signed.message.as_bytes(), &signed.signature) {
        return Err(No::SignatureInvalid.into());
    }
    grant.check(&audiences(world), now)?;
    Ok(Accepted {
        grant,
        client: known.client,
        amr: proof.name(),
        lifetime: known.lifetime,
        standings: known.standings,
    })
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

/// Hands a used grant in for the disk. Until it is written no token may leave: a restart would take the grant again.
///
/// A grant that could not be kept stays used: nobody knows whether its row reached the disk, and its client can sign
/// another one.
pub(super) fn keep(world: &World, used: UsedGrant) -> Result<HandedIn<()>, Error> {
    let now = world.clock.now();
    world.store.hand_in(move |tx| used_grant::save(tx, &used, now))
}

impl Accepted {
    /// Checks the scopes: on the client (MP-200), Maskinporten's (MP-201), granted (MP-250), and fit for a person or a
    /// customer where one is named. Whether the customer has delegated them is for Altinn to say.
    pub(super) fn check_scopes(&self) -> Result<Option<Consumer>, No> {
        let scopes = || self.grant.scopes.iter().zip(&self.standings);
        if let Some(scope) = self
            .grant
            .scopes
            .iter()
            .find(|scope| !self.client.scopes.has(scope.as_str()))
        {
            return Err(No::ScopeNotOnClient { scope: scope.clone() });
        }
        let for_others = |standing: &Option<Standing>| {
            standing
                .as_ref()
                .is_some_and(|standing| !standing.is_for_maskinporten)
        };
        if self.client.integration != Integration::Maskinporten || self.standings.iter().any(for_others) {
            return Err(No::ScopeNotForMaskinporten);
        }
        let granted = |standing: &Option<Standing>| standing.as_ref().is_some_and(|it| it.is_granted);
        if let Some((scope, _)) = scopes().find(|(_, standing)| !granted(standing)) {
            return Err(No::ScopeNotGranted { scope: scope.clone() });
        }
        let demands_person = self.standings.iter().flatten().any(|it| it.demands_person);
        if demands_person != self.grant.pid.is_some() {
            return Err(No::GrantMalformed);
        }
        self.consumer()
    }

    /// Seconds that the token lives: as long as the client likes, and no longer than any of its scopes allows.
    pub(super) fn lifetime(&self) -> i64 {
        let longest = |standing: &Standing| match standing.at_max_age {
            0 => i64::MAX,
            seconds => i64::from(seconds),
        };
        self.standings
            .iter()
            .flatten()
            .map(longest)
            .fold(self.lifetime, i64::min)
    }

    /// The customer that the grant names: another organisation than the client's own, and every scope can be delegated, at
    /// one place.
    fn consumer(&self) -> Result<Option<Consumer>, No> {
        let Some(org) = &self.grant.consumer_org else {
            return Ok(None);
        };
        let mut sources = self
            .standings
            .iter()
            .map(|standing| standing.as_ref()?.delegation_source.as_ref());
        let first = sources.next().flatten().ok_or(No::ConsumerOrgInvalid)?;
        if *org == self.client.owner || sources.any(|source| source != Some(first)) {
            return Err(No::ConsumerOrgInvalid);
        }
        Ok(Some(Consumer {
            org: org.clone(),
            delegation_source: first.clone(),
        }))
    }
}

fn known(conn: &Connection, grant: &Grant, proof: Option<&Proof>) -> Result<Option<Known>, Error> {
    let Some(client) = client::find(conn, &grant.client)? else {
        return Ok(None);
    };
    let registered = match proof {
        Some(Proof::Key(kid)) => Registered::Key(client_key::find(conn, &client.id, kid)?),
        Some(Proof::Certificate(_)) | None => Registered::AnyKey(client_key::any(conn, &client.id)?),
    };
    // A delegated scope is granted to the customer, not to its supplier.
    let user = grant.consumer_org.as_ref().unwrap_or(&client.owner);
    let on_client = |scope: &&Scope| client.scopes.has(scope.as_str());
    let standings = grant
        .scopes
        .iter()
        .take_while(on_client)
        .map(|scope| scope::standing(conn, user, scope))
        .collect::<Result<_, _>>()?;
    Ok(Some(Known {
        lifetime: client_terms::access_token_lifetime(conn, &client.id)?,
        registered,
        standings,
        client,
    }))
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
