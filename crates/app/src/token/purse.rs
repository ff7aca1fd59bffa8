//! Tokens in memory, one for each purpose, renewed before they run out. None is ever written.

use std::collections::HashMap;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::{ClientId, Scope, Timestamp};
use remote::{AccessToken, TokenAsked};
use uuid::Uuid;

use super::TokenWish;
use crate::App;
use crate::chance;
use crate::failure::Failure;

/// Seconds before its end from which a token is not used: a call takes time, and clocks differ.
const LEEWAY: i64 = 10;
/// What the vendor's own part of the register asks for (altinn-platform.md 1.3).
const REGISTER_SCOPES: [&str; 1] = ["altinn:authentication/systemregister.write"];
/// What requests ask for; writing does not imply reading.
const REQUEST_SCOPES: [&str; 2] = [
    "altinn:authentication/systemuser.request.read",
    "altinn:authentication/systemuser.request.write",
];

/// What a token is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Purpose {
    /// The vendor's entries in the system register, and the system users of its systems.
    Register,
    /// The vendor's requests.
    Requests,
    /// The vendor as itself, with scopes of its choice: only for finding out whether it may.
    Scopes(Vec<Scope>),
    /// Acting as a system user.
    SystemUser(TokenWish),
}

/// The tokens of this run of the app.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<(ClientId, Purpose), AccessToken>>);

impl App {
    /// Calls Altinn as the vendor. A token that Altinn turns away has changed nothing, so one new one is tried.
    pub(crate) async fn as_vendor<T, F>(
        &self,
        purpose: Purpose,
        call: impl Fn(AccessToken) -> F,
    ) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, remote::Error>>,
    {
        match call(self.vendor_token(&purpose).await?).await {
            Err(remote::Error::Expired) => {}
            outcome => return Ok(outcome?),
        }
        match call(self.new_token(&purpose).await?).await {
            // A fresh token that is turned away is not a sign-in that has run out.
            Err(remote::Error::Expired) => Err(Failure::NotAllowed),
            outcome => Ok(outcome?),
        }
    }

    /// A token for a purpose: the one in memory while it lives, otherwise a new one.
    pub(crate) async fn vendor_token(&self, purpose: &Purpose) -> Result<AccessToken, Failure> {
        let Some(vendor) = self.saved_vendor().await? else {
            return Err(Failure::NotFound);
        };
        let kept = self.0.tokens.kept(&vendor.client_id, purpose, self.0.clock.now());
        match kept {
            Some(token) => Ok(token),
            None => self.new_token(purpose).await,
        }
    }

    /// A new token for a purpose, kept in the place of the one before.
    pub(crate) async fn new_token(&self, purpose: &Purpose) -> Result<AccessToken, Failure> {
        let (vendor, key) = self.vendor_with_key().await?;
        let asked = TokenAsked {
            client: vendor.client_id.clone(),
            scopes: purpose.scopes(),
            system_user: match purpose {
                Purpose::Register | Purpose::Requests | Purpose::Scopes(_) => None,
                Purpose::SystemUser(wish) => Some(wish.system_user()),
            },
        };
        let now = self.0.clock.now();
        // Each attempt signs a grant with an id of its own, derived from one that nobody can guess.
        let first = chance::uuid()?;
        let count = AtomicU32::new(0);
        let fresh = || Uuid::from_u128(first.as_u128().wrapping_add(count.fetch_add(1, Relaxed).into()));
        let token = self.0.remote.maskinporten.token(&asked, &key, now, fresh).await?;
        self.0
            .tokens
            .keep(vendor.client_id, purpose.clone(), token.clone(), now);
        Ok(token)
    }
}

impl Purpose {
    fn scopes(&self) -> Vec<Scope> {
        match self {
            Self::Register => REGISTER_SCOPES.map(Scope::from).to_vec(),
            Self::Requests => REQUEST_SCOPES.map(Scope::from).to_vec(),
            Self::Scopes(scopes) => scopes.clone(),
            Self::SystemUser(wish) => wish.scopes.clone(),
        }
    }
}

impl Tokens {
    fn kept(&self, client: &ClientId, purpose: &Purpose, now: Timestamp) -> Option<AccessToken> {
        let key = (client.clone(), purpose.clone());
        self.lock()
            .get(&key)
            .filter(|token| token.lives(now, LEEWAY))
            .cloned()
    }

    /// Keeps a token and lets go of those that have run out.
    fn keep(&self, client: ClientId, purpose: Purpose, token: AccessToken, now: Timestamp) {
        let mut tokens = self.lock();
        tokens.retain(|_, token| token.lives(now, 0));
        tokens.insert((client, purpose), token);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(ClientId, Purpose), AccessToken>> {
        // A panic while the lock was held left a whole map: inserting is one step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
