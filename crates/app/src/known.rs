//! Lists as they were last known, for when nobody answers.

use domain::PartyId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tracing::warn;

use crate::App;
use crate::failure::Failure;
use crate::listing::Listing;
use crate::session::Leader;
use crate::store::Connection;
use crate::store::last_known;

impl App {
    /// A list as it was read just now, kept for later; or, when nobody gave a proper answer, as it was last known, with
    /// its time and the reason. A refusal is an answer: nothing old is shown in its place.
    pub(crate) async fn or_last_known<T>(
        &self,
        question: String,
        read: Result<Vec<T>, Failure>,
    ) -> Result<Listing<T>, Failure>
    where
        T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        match read {
            Ok(items) => self.keep(question, items).await,
            Err(failure) if failure.is_no_answer() => self.last_known(question, failure).await,
            Err(failure) => Err(failure),
        }
    }

    /// Forgets the lists that a person saw.
    pub(crate) async fn forget_known(&self, leader: &Leader) -> Result<(), Failure> {
        let (profile, beginning) = (self.0.environment.as_str(), format!("{}/", leader.person.user));
        let forget = move |desk: &Connection| last_known::remove_beginning(desk, profile, &beginning);
        Ok(self.0.store.run(forget).await?)
    }

    async fn keep<T>(&self, question: String, items: Vec<T>) -> Result<Listing<T>, Failure>
    where
        T: Clone + Serialize + Send + Sync + 'static,
    {
        let (profile, now) = (self.0.environment.as_str(), self.0.clock.now());
        let answer = items.clone();
        let save = move |desk: &Connection| last_known::save(desk, profile, &question, &answer, now);
        if let Err(error) = self.0.store.run(save).await {
            warn!(
                error = &error as &dyn std::error::Error,
                "a list could not be kept for later"
            );
        }
        Ok(Listing {
            items,
            as_of: now,
            stale: None,
            next: None,
        })
    }

    async fn last_known<T>(&self, question: String, failure: Failure) -> Result<Listing<T>, Failure>
    where
        T: DeserializeOwned + Send + 'static,
    {
        let profile = self.0.environment.as_str();
        match self
            .0
            .store
            .run(move |desk| last_known::find(desk, profile, &question))
            .await
        {
            Ok(Some((items, as_of))) => Ok(Listing {
                items,
                as_of,
                stale: Some(failure),
                next: None,
            }),
            Ok(None) => Err(failure),
            Err(error) => {
                // Kept by another version, perhaps. The person's question was another one.
                warn!(
                    error = &error as &dyn std::error::Error,
                    "a kept list could not be read"
                );
                Err(failure)
            }
        }
    }
}

/// The question that a list answers, as one person asked it.
pub(crate) fn question(leader: &Leader, list: &str, party: Option<PartyId>) -> String {
    let user = leader.person.user;
    party.map_or_else(
        || format!("{user}/{list}"),
        |party| format!("{user}/{list}/{party}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Keyring;
    use crate::tests::app;

    #[tokio::test]
    async fn when_nobody_answers_the_last_known_list_is_shown_with_its_time_and_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;
        let fresh = app.or_last_known("7/inbox".into(), Ok(vec![1, 2])).await.unwrap();
        assert_eq!((&fresh.items, fresh.stale), (&vec![1, 2], None));

        let stale = app
            .or_last_known::<i32>("7/inbox".into(), Err(offline()))
            .await
            .unwrap();

        assert_eq!((stale.items, stale.as_of), (vec![1, 2], fresh.as_of));
        assert_eq!(stale.stale, Some(offline()));
    }

    #[tokio::test]
    async fn when_nobody_answers_and_nothing_is_known_the_reason_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;

        let outcome = app.or_last_known::<i32>("7/inbox".into(), Err(offline())).await;

        assert_eq!(outcome, Err(offline()));
    }

    #[tokio::test]
    async fn a_refusal_is_told_whatever_was_known() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;
        app.or_last_known("7/inbox".into(), Ok(vec![1])).await.unwrap();

        let outcome = app
            .or_last_known::<i32>("7/inbox".into(), Err(Failure::NotAllowed))
            .await;

        assert_eq!(outcome, Err(Failure::NotAllowed));
    }

    fn offline() -> Failure {
        Failure::Offline {
            host: "platform.altinn.no".into(),
        }
    }
}
