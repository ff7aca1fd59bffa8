//! Answers that are asked for again and again, kept for a little while.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::Timestamp;

/// Seconds that an answer is good for.
const GOOD_FOR: i64 = 5 * 60;

/// Answers by what was asked.
pub(crate) struct Memo<K, V>(Mutex<HashMap<K, (V, Timestamp)>>);

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// An answer that is still good.
    pub(crate) fn find(&self, asked: &K, now: Timestamp) -> Option<V> {
        let kept = self.lock();
        let (answer, at) = kept.get(asked)?;
        (now < at.plus_seconds(GOOD_FOR)).then(|| answer.clone())
    }

    /// Keeps an answer, and forgets those that are no longer good.
    pub(crate) fn keep(&self, asked: K, answer: V, now: Timestamp) {
        let mut kept = self.lock();
        kept.retain(|_, (_, at)| now < at.plus_seconds(GOOD_FOR));
        kept.insert(asked, (answer, now));
    }

    /// The answer that is still good, or else what `ask` gives. A failure is not kept.
    pub(crate) async fn or_ask<E>(
        &self,
        asked: K,
        now: Timestamp,
        ask: impl Future<Output = Result<V, E>>,
    ) -> Result<V, E> {
        if let Some(answer) = self.find(&asked, now) {
            return Ok(answer);
        }
        let answer = ask.await?;
        self.keep(asked, answer.clone(), now);
        Ok(answer)
    }

    /// Forgets everything.
    pub(crate) fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, (V, Timestamp)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_is_asked_for_once_while_it_is_good() {
        let memo = Memo::default();
        let at = Timestamp::from_second;

        let first = memo.or_ask("name", at(0), async { Ok::<_, ()>(1) }).await;
        let again = memo
            .or_ask("name", at(GOOD_FOR - 1), async { Ok::<_, ()>(2) })
            .await;
        let later = memo.or_ask("name", at(GOOD_FOR), async { Ok::<_, ()>(3) }).await;

        assert_eq!([first, again, later], [Ok(1), Ok(1), Ok(3)]);
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let memo = Memo::default();
        let now = Timestamp::from_second(0);

        let failed = memo.or_ask("name", now, async { Err::<i32, _>("offline") }).await;

        assert_eq!(failed, Err("offline"));
        assert_eq!(memo.find(&"name", now), None);
    }
}
