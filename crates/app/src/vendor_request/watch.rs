//! Watches requests that wait for an answer: Altinn does not call back, so it is asked, less and less often.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use domain::{RequestId, RequestStatus};
use remote::altinn::VendorRequest;
use tokio::sync::Notify;
use tokio::task::AbortHandle;
use tracing::debug;

use crate::failure::Failure;
use crate::token::Purpose;
use crate::topic::Topic;
use crate::{App, Core};

/// The pause after something happened.
const SHORTEST: Duration = Duration::from_secs(2);
/// The pause when nothing has happened for long.
const LONGEST: Duration = Duration::from_mins(2);
/// How many requests are watched; the newest ones count.
const AT_MOST: usize = 50;

/// The requests that wait, and the task that asks about them. The task ends with the app.
#[derive(Default)]
pub(crate) struct Watch {
    waiting: Arc<Waiting>,
    task: Mutex<Option<AbortHandle>>,
}

#[derive(Default)]
struct Waiting {
    /// In the order they came; the number of each is its turn.
    requests: Mutex<BTreeMap<u64, RequestId>>,
    /// Something new is waited for.
    woken: Notify,
}

impl App {
    /// Watches those of the requests that wait for an answer, and lets go of the others.
    pub(super) fn watch(&self, requests: &[VendorRequest]) {
        let watch = &self.0.watch;
        for sent in requests {
            match sent.request.status {
                RequestStatus::New if !sent.timed_out => watch.waiting.remember(sent.request.id),
                RequestStatus::New
                | RequestStatus::Accepted
                | RequestStatus::Rejected
                | RequestStatus::Denied => watch.waiting.forget(sent.request.id),
            }
        }
        let mut task = watch.task.lock().unwrap_or_else(PoisonError::into_inner);
        if task.is_none() && !watch.waiting.all().is_empty() {
            let watching = keep_watching(Arc::downgrade(&self.0), Arc::clone(&watch.waiting));
            *task = Some(tokio::spawn(watching).abort_handle());
        }
    }

    /// Asks about each request that waits; whether any of them is answered or gone.
    async fn look(&self, waiting: &Waiting) -> Result<bool, Failure> {
        let altinn = &self.0.remote.altinn;
        let mut answered = false;
        for id in waiting.all() {
            let read = |token| async move { altinn.vendor_request(&token, id).await };
            match self.as_vendor(Purpose::Requests, read).await {
                Ok(sent) if sent.request.status == RequestStatus::New => continue,
                Ok(sent) => {
                    self.seen(std::iter::once(&sent.request)).await?;
                }
                Err(Failure::NotFound | Failure::Refused { .. }) => {}
                Err(failure) => return Err(failure),
            }
            waiting.forget(id);
            answered = true;
        }
        Ok(answered)
    }
}

/// Looks, pauses, and looks again. The app is not held while nothing is done.
async fn keep_watching(core: Weak<Core>, waiting: Arc<Waiting>) {
    let mut pause = SHORTEST;
    loop {
        let woken = waiting.woken_within(pause).await;
        let Some(core) = core.upgrade() else { return };
        let app = App(core);
        let answered = match app.look(&waiting).await {
            Ok(answered) => answered,
            Err(failure) => {
                debug!(?failure, "could not look at requests that wait");
                false
            }
        };
        if answered {
            app.changed(&[Topic::Requests, Topic::SystemUsers]);
        }
        pause = next_pause(pause, woken || answered);
    }
}

/// Short again after something happened, otherwise half as long again as the one before.
fn next_pause(pause: Duration, happened: bool) -> Duration {
    if happened {
        SHORTEST
    } else {
        (pause * 3 / 2).min(LONGEST)
    }
}

impl Watch {
    /// Lets go of a request.
    pub(super) fn forget(&self, id: RequestId) {
        self.waiting.forget(id);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(task) = self.task.get_mut().unwrap_or_else(PoisonError::into_inner) {
            task.abort();
        }
    }
}

impl Waiting {
    /// Waits for something new, or for the pause to pass; without anything to wait for, only for something new.
    async fn woken_within(&self, pause: Duration) -> bool {
        if self.all().is_empty() {
            self.woken.notified().await;
            return true;
        }
        tokio::time::timeout(pause, self.woken.notified()).await.is_ok()
    }

    fn all(&self) -> Vec<RequestId> {
        self.lock().values().copied().collect()
    }

    fn remember(&self, id: RequestId) {
        let mut requests = self.lock();
        if requests.values().any(|known| *known == id) {
            return;
        }
        let turn = requests.last_key_value().map_or(0, |(turn, _)| turn + 1);
        requests.insert(turn, id);
        if requests.len() > AT_MOST {
            requests.pop_first();
        }
        drop(requests);
        self.woken.notify_one();
    }

    fn forget(&self, id: RequestId) {
        self.lock().retain(|_, known| *known != id);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, RequestId>> {
        // Each change is one step, so a panic between them left a whole map.
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_pause_grows_to_its_longest_and_is_short_again_when_something_happens() {
        let longest = (0..20).fold(SHORTEST, |pause, _| next_pause(pause, false));
        assert_eq!(longest, LONGEST);
        assert_eq!(next_pause(longest, true), SHORTEST);
    }

    #[test]
    fn the_newest_requests_are_watched_when_there_are_too_many() {
        let waiting = Waiting::default();
        for number in 0..60 {
            waiting.remember(RequestId(Uuid::from_u128(number)));
        }
        waiting.remember(RequestId(Uuid::from_u128(59)));
        let all = waiting.all();
        assert_eq!(all.len(), AT_MOST);
        assert_eq!(all[0], RequestId(Uuid::from_u128(10)));
        waiting.forget(RequestId(Uuid::from_u128(10)));
        assert_eq!(waiting.all().len(), AT_MOST - 1);
    }

    #[tokio::test(start_paused = true)]
    async fn something_new_wakes_the_watch_at_once() {
        let waiting = Arc::new(Waiting::default());
        let watching = Arc::clone(&waiting);
        let woken = tokio::spawn(async move { watching.woken_within(LONGEST).await });
        waiting.remember(RequestId(Uuid::nil()));
        assert!(woken.await.unwrap());
        assert!(!waiting.woken_within(SHORTEST).await);
    }
}
