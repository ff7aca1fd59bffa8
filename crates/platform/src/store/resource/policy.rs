//! Policies that have been read, so that a decision does not read one again.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use domain::ResourceId;
use domain::policy::Policy;
use rusqlite::Connection;

use super::{inconsistent, policy_text};
use crate::error::Error;

/// Policies kept twice over: those asked for lately, and those before them.
const KEPT: usize = 1_000;

/// A policy by the key of its text. A key belongs to one text for ever, in whatever world, so nothing has to be
/// forgotten when a policy changes.
static KNOWN: LazyLock<Mutex<Generations>> = LazyLock::new(Mutex::default);

/// When the young are many they become the old ones, and the old go: what is asked for often is always kept.
#[derive(Debug, Default)]
struct Generations {
    young: HashMap<String, Arc<Policy>>,
    old: HashMap<String, Arc<Policy>>,
}

/// The policy of a resource, whose text has a key.
pub(super) fn known(conn: &Connection, id: &ResourceId, key: &str) -> Result<Arc<Policy>, Error> {
    if let Some(policy) = with(|known| known.find(key)) {
        return Ok(policy);
    }
    let text = policy_text(conn, id)?.ok_or_else(|| inconsistent(id))?;
    let policy = contract::xacml::policy(text.as_bytes()).map_err(|fault| {
        tracing::error!(resource = %id, %fault, "a stored policy cannot be read");
        inconsistent(id)
    })?;
    let policy = Arc::new(policy);
    with(|known| known.keep(key, policy.clone()));
    Ok(policy)
}

fn with<T>(work: impl FnOnce(&mut Generations) -> T) -> T {
    work(&mut KNOWN.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Generations {
    fn find(&mut self, key: &str) -> Option<Arc<Policy>> {
        if let Some(policy) = self.young.get(key) {
            return Some(policy.clone());
        }
        let (key, policy) = self.old.remove_entry(key)?;
        self.keep(&key, policy.clone());
        Some(policy)
    }

    fn keep(&mut self, key: &str, policy: Arc<Policy>) {
        if self.young.len() >= KEPT {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key.to_owned(), policy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_kept_and_the_rest_is_bounded() {
        let policy = Arc::new(Policy::of_rules(&"r".into(), &[], 3));
        let mut known = Generations::default();
        known.keep("wanted", policy.clone());
        for number in 0..5 * KEPT {
            known.keep(&number.to_string(), policy.clone());
            assert!(known.find("wanted").is_some());
        }
        assert_eq!(known.find("0"), None);
        assert!(known.young.len() + known.old.len() <= 2 * KEPT);
    }
}
