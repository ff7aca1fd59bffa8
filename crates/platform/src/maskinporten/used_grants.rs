//! Which grants were used: the memory that decides whether a grant is new (docs/decisions/0008).

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError};

use domain::{MaskinportenRefusal as No, Timestamp};

use super::refusal::Refused;
use crate::error::Error;
use crate::store::Store;
use crate::store::used_grant::{self, Fingerprint, UsedGrant};

/// Grants remembered at once, at the most; that takes some 60 MB. A grant is forgotten 140 seconds after it came at the
/// latest, so it is room for 7 000 each second, more than a core can sign.
const ROOM: usize = 1_000_000;

/// The grants that may not come again. Filled from the disk at start; a full memory refuses new grants and forgets none.
#[derive(Debug)]
pub(crate) struct UsedGrants {
    room: usize,
    memory: Mutex<Memory>,
}

#[derive(Debug, Default)]
struct Memory {
    used: HashSet<Fingerprint>,
    /// The same, by the second in which they expire.
    by_end: BTreeMap<i64, Vec<Fingerprint>>,
}

impl UsedGrants {
    /// Remembers what the disk remembers.
    pub(crate) fn load(store: &Store, now: Timestamp) -> Result<Self, Error> {
        let grants = store.read(|conn| used_grant::list(conn, now))?;
        Ok(Self::of(grants, ROOM))
    }

    fn of(grants: Vec<UsedGrant>, room: usize) -> Self {
        let mut memory = Memory::default();
        for grant in grants {
            memory.add(grant);
        }
        Self {
            room,
            memory: Mutex::new(memory),
        }
    }

    /// Uses the grant up, at once and for good: of many calls with one grant, one gets through.
    ///
    /// # Errors
    /// [`No::GrantUsed`] when it was used before, [`Refused::Full`] when there is no room to remember it.
    pub(super) fn add(&self, grant: UsedGrant, now: Timestamp) -> Result<(), Refused> {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.sweep(now);
        if memory.used.contains(&grant.fingerprint) {
            return Err(No::GrantUsed.into());
        }
        if memory.used.len() >= self.room {
            return Err(Refused::Full);
        }
        memory.add(grant);
        Ok(())
    }
}

impl Memory {
    fn add(&mut self, grant: UsedGrant) {
        self.used.insert(grant.fingerprint);
        let end = self.by_end.entry(grant.expires.as_second()).or_default();
        end.push(grant.fingerprint);
    }

    /// Forgets the grants that have expired.
    fn sweep(&mut self, now: Timestamp) {
        while let Some(end) = self.by_end.first_entry()
            && *end.key() < now.as_second()
        {
            for fingerprint in end.remove() {
                self.used.remove(&fingerprint);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::ClientId;
    use domain::maskinporten::Grant;

    use super::*;

    #[test]
    fn a_full_memory_refuses_what_is_new_and_forgets_nothing() {
        let grants = UsedGrants::of(vec![], 2);
        grants.add(grant("a", 60), at(0)).unwrap();
        grants.add(grant("b", 60), at(0)).unwrap();

        let refused = grants.add(grant("c", 60), at(0));

        assert!(matches!(refused, Err(Refused::Full)), "{refused:?}");
        assert_used(&grants, "a", at(0));
        assert_used(&grants, "b", at(0));
    }

    #[test]
    fn grants_that_expire_make_room_and_the_others_stay() {
        let grants = UsedGrants::of(vec![], 2);
        grants.add(grant("long", 120), at(0)).unwrap();
        grants.add(grant("short", 60), at(0)).unwrap();

        grants.add(grant("new", 120), at(71)).unwrap();

        assert_used(&grants, "long", at(71));
        assert!(matches!(
            grants.add(grant("newer", 120), at(71)),
            Err(Refused::Full)
        ));
    }

    #[test]
    fn a_grant_is_remembered_while_any_clock_accepts_it() {
        let grants = UsedGrants::of(vec![grant("a", 60)], 1);
        assert_used(&grants, "a", at(70));
        assert!(grants.add(grant("a", 60), at(71)).is_ok());
    }

    #[test]
    fn one_id_from_two_clients_is_two_grants() {
        let of = |client: &str, jti: &str| {
            UsedGrant::of(&Grant {
                client: ClientId::from(client),
                ..given(jti, 60)
            })
        };
        assert_ne!(of("one", "a"), of("other", "a"));
        assert_ne!(of("a", "bc"), of("ab", "c"));
    }

    fn assert_used(grants: &UsedGrants, jti: &str, now: Timestamp) {
        let again = grants.add(grant(jti, 120), now);
        assert!(matches!(again, Err(Refused::Grant(No::GrantUsed))), "{again:?}");
    }

    fn grant(jti: &str, expires: i64) -> UsedGrant {
        UsedGrant::of(&given(jti, expires)).unwrap()
    }

    fn given(jti: &str, expires: i64) -> Grant {
        Grant {
            client: ClientId::from("client"),
            audience: vec![],
            scopes: vec![],
            issued_at: at(0),
            expires_at: at(expires),
            id: Some(jti.to_owned()),
            resource: vec![],
            consumer_org: None,
            pid: None,
            unknown_claims: vec![],
            details: vec![],
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + second)
    }
}
