//! What every route of the local world shares.

use std::net::SocketAddr;

use crate::caller::ProvenTokens;
use crate::calls::Calls;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::error::Error;
use crate::keys::Keys;
use crate::maskinporten::UsedGrants;
use crate::store::Store;

/// The local world: its memory, its time and chance, its keys, and where it answers.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) chance: Chance,
    pub(crate) keys: Keys,
    /// Base addresses as the outside sees them, without a trailing slash.
    pub(crate) urls: Listeners<String>,
    /// Where the listeners really are: what one part of the world calls another at.
    pub(crate) addresses: Listeners<SocketAddr>,
    pub(crate) issuers: Issuers,
    /// Items on a page of a list.
    pub(crate) page_size: u32,
    /// Accept Maskinporten grants whose audience is the token endpoint (identity.md 1.2).
    pub(crate) accept_token_endpoint_audience: bool,
    pub(crate) calls: Calls,
    pub(crate) used_grants: UsedGrants,
    pub(crate) proven_tokens: ProvenTokens,
}

impl World {
    /// The same place with nothing remembered but what the store holds.
    pub(crate) fn afresh(&self) -> Result<Self, Error> {
        Ok(Self {
            used_grants: UsedGrants::load(&self.store, self.clock.now())?,
            store: self.store.clone(),
            clock: self.clock.clone(),
            chance: self.chance.clone(),
            keys: self.keys.clone(),
            urls: self.urls.clone(),
            addresses: self.addresses.clone(),
            issuers: self.issuers.clone(),
            page_size: self.page_size,
            accept_token_endpoint_audience: self.accept_token_endpoint_audience,
            calls: self.calls.clone(),
            proven_tokens: ProvenTokens::default(),
        })
    }
}

/// One value for each listener of the platform.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Listeners<T> {
    /// Altinn: authentication, access management, authorization, resource registry, register.
    pub platform: T,
    pub maskinporten: T,
    pub idporten: T,
    /// Skatteetaten's Krav og betalinger.
    pub service_owner: T,
    /// The pages that a `confirmUrl` opens.
    pub portal: T,
    /// Client administration: clients, keys, scopes.
    pub administration: T,
}

impl<T> Listeners<T> {
    /// The same change to each listener's value.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Listeners<U> {
        Listeners {
            platform: change(self.platform),
            maskinporten: change(self.maskinporten),
            idporten: change(self.idporten),
            service_owner: change(self.service_owner),
            portal: change(self.portal),
            administration: change(self.administration),
        }
    }

    /// Pairs each listener's value with its counterpart.
    pub fn zip<U>(self, other: Listeners<U>) -> Listeners<(T, U)> {
        Listeners {
            platform: (self.platform, other.platform),
            maskinporten: (self.maskinporten, other.maskinporten),
            idporten: (self.idporten, other.idporten),
            service_owner: (self.service_owner, other.service_owner),
            portal: (self.portal, other.portal),
            administration: (self.administration, other.administration),
        }
    }
}

/// What the tokens' `iss` say, exactly: Maskinporten's and Altinn's end with a slash, ID-porten's does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuers {
    pub maskinporten: String,
    pub idporten: String,
    pub altinn: String,
}
