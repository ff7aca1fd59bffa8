//! Who is signed in, and whom they can act for.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{Party, Scope, Timestamp};
use remote::altinn::Person;
use remote::idporten::Language;
use remote::{SignIn, SignInFault};
use serde::{Deserialize, Serialize};
use specta::Type;
use tokio::task::AbortHandle;
use tracing::info;
use url::Url;

use crate::App;
use crate::failure::Failure;
use crate::topic::Topic;

/// The scope of those who have signed in through Altinn's own portal.
const PORTAL_SCOPE: &str = "altinn:portal/enduser";
/// Seconds before its end from which a token is not used: a call takes time.
const LEEWAY: i64 = 5;

/// The leader's sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Session {
    SignedOut,
    /// The person is in the browser; `url` is what was opened there.
    Waiting {
        url: String,
    },
    SignedIn {
        person: String,
        until: Timestamp,
    },
    /// The last attempt failed.
    Failed {
        failure: Box<Failure>,
    },
}

/// An organisation that the person can act for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PartyChoice {
    pub party: Party,
    /// Requests that wait for an answer; absent when that could not be read.
    pub waiting: Option<u32>,
}

/// Who is signed in, or on their way. A restart forgets them: tokens are never written.
#[derive(Default)]
pub(crate) struct Desk(Mutex<Place>);

#[derive(Default)]
struct Place {
    state: State,
    /// Counts sign-ins, so that one that was given up cannot end another.
    attempt: u64,
}

#[derive(Default)]
enum State {
    #[default]
    SignedOut,
    /// The task waits for the browser; dropping the handle gives the sign-in up.
    Waiting {
        url: String,
        _task: Abandoned,
    },
    SignedIn(Arc<Leader>),
    Failed(Failure),
}

/// A person who is signed in. Their tokens live here and nowhere else.
pub(crate) struct Leader {
    pub(crate) person: Person,
    pub(crate) name: String,
    sign_out: Url,
}

/// Ends a task when it is dropped.
struct Abandoned(AbortHandle);

impl App {
    /// Starts a sign-in and returns the address to open in the person's browser. Ends by itself: [`crate::Topic::Session`].
    ///
    /// # Errors
    /// [`Failure::Offline`] when ID-porten does not answer, [`Failure::NotAllowed`] where it does not know this app.
    pub async fn begin_sign_in(&self, language: String) -> Result<String, Failure> {
        let sign_in = self.0.remote.idporten.begin(Language::of(&language)).await?;
        let url = sign_in.url().to_string();
        self.wait_for(sign_in, url.clone());
        self.changed(&[Topic::Session]);
        Ok(url)
    }

    /// Gives up a sign-in that waits.
    ///
    /// # Errors
    /// None: without one that waits there is nothing to give up.
    #[expect(clippy::unused_async, reason = "every method of the app can be awaited")]
    pub async fn cancel_sign_in(&self) -> Result<(), Failure> {
        if matches!(self.session(), Session::Waiting { .. }) {
            self.0.session.give_up();
        }
        self.changed(&[Topic::Session]);
        Ok(())
    }

    /// Forgets the tokens and what was cached for the person; returns ID-porten's address for signing out there too.
    ///
    /// # Errors
    /// [`Failure::Disk`]; the tokens are forgotten all the same.
    pub async fn sign_out(&self) -> Result<Option<String>, Failure> {
        let before = self.0.session.give_up();
        self.0.checks.forget();
        self.changed(&[Topic::Session]);
        let State::SignedIn(leader) = before else {
            return Ok(None);
        };
        self.forget_known(&leader).await?;
        Ok(Some(leader.sign_out.to_string()))
    }

    /// The sign-in, as the screen shows it.
    pub(crate) fn session(&self) -> Session {
        match &self.0.session.lock().state {
            State::SignedIn(leader) if self.lives(leader) => Session::SignedIn {
                person: leader.name.clone(),
                until: leader.person.token.expires(),
            },
            State::SignedOut | State::SignedIn(_) => Session::SignedOut,
            State::Waiting { url, .. } => Session::Waiting { url: url.clone() },
            State::Failed(failure) => Session::Failed {
                failure: Box::new(failure.clone()),
            },
        }
    }

    /// The person who is signed in.
    ///
    /// # Errors
    /// [`Failure::SignedOut`] when nobody is, or their token has run out: a public client cannot renew it without them
    /// (identity.md 3.3).
    pub(crate) fn leader(&self) -> Result<Arc<Leader>, Failure> {
        match &self.0.session.lock().state {
            State::SignedIn(leader) if self.lives(leader) => {
                return Ok(Arc::clone(leader));
            }
            State::SignedIn(_) => {}
            State::SignedOut | State::Waiting { .. } | State::Failed(_) => return Err(Failure::SignedOut),
        }
        self.expire();
        Err(Failure::SignedOut)
    }

    /// What a leader's call failed with. A token that is not accepted ends the session.
    pub(crate) fn leader_failure(&self, error: remote::Error) -> Failure {
        if matches!(error, remote::Error::Expired) {
            self.expire();
        }
        error.into()
    }

    /// Lets a task wait for the browser, in the place of any other that waits.
    fn wait_for(&self, sign_in: SignIn, url: String) {
        let mut place = self.0.session.lock();
        place.attempt += 1;
        let (app, attempt) = (self.clone(), place.attempt);
        let task = tokio::spawn(async move {
            let outcome = app.finish_sign_in(sign_in).await;
            app.end_sign_in(attempt, outcome);
        });
        place.state = State::Waiting {
            url,
            _task: Abandoned(task.abort_handle()),
        };
    }

    async fn finish_sign_in(&self, sign_in: SignIn) -> Result<Leader, remote::Error> {
        let clock = self.0.clock.clone();
        let signed_in = sign_in.finish(move || clock.now()).await?;
        let altinn = &self.0.remote.altinn;
        let person = altinn.exchange(&signed_in.token).await?;
        let parties = altinn.authorized_parties(&person.token).await?;
        let own = parties.into_iter().find(|party| party.id == person.party);
        Ok(Leader {
            // Everybody may act for themselves; without their own entry there is no name to show.
            name: own.map(|party| party.name).unwrap_or_default(),
            person,
            sign_out: signed_in.sign_out,
        })
    }

    fn end_sign_in(&self, attempt: u64, outcome: Result<Leader, remote::Error>) {
        let mut place = self.0.session.lock();
        if place.attempt != attempt {
            return;
        }
        // This drops `Waiting`, and with it aborts this very task: from here on it must not await.
        place.state = match outcome {
            Ok(leader) => {
                info!("a person signed in");
                State::SignedIn(Arc::new(leader))
            }
            Err(remote::Error::SignIn(SignInFault::Cancelled)) => State::SignedOut,
            Err(error) => State::Failed(error.into()),
        };
        drop(place);
        self.changed(&[Topic::Session, Topic::Requests, Topic::SystemUsers]);
    }

    fn lives(&self, leader: &Leader) -> bool {
        leader.person.token.lives(self.0.clock.now(), LEEWAY)
    }

    /// Ends a session that has run out. Somebody who is on their way in already stays on it.
    fn expire(&self) {
        let mut place = self.0.session.lock();
        if matches!(place.state, State::SignedIn(_)) {
            place.state = State::SignedOut;
        }
        drop(place);
        self.0.checks.forget();
        self.changed(&[Topic::Session]);
    }
}

impl Desk {
    /// Nobody is signed in or on their way any more. Gives what was before.
    fn give_up(&self) -> State {
        let mut place = self.lock();
        place.attempt += 1;
        std::mem::take(&mut place.state)
    }

    fn lock(&self) -> MutexGuard<'_, Place> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Leader {
    /// Whether Altinn takes decisions from this person here; otherwise only on its own pages (identity.md 5.1).
    pub(crate) fn may_decide_here(&self) -> bool {
        self.person.token.has_scope(&Scope::from(PORTAL_SCOPE))
    }
}

impl Drop for Abandoned {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Keyring;
    use crate::tests::app;

    #[tokio::test]
    async fn a_sign_in_where_nobody_answers_says_so_and_leaves_the_person_signed_out() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;

        let outcome = app.begin_sign_in("nb".into()).await;

        assert_eq!(
            outcome,
            Err(Failure::Offline {
                host: "127.0.0.1:9".into()
            })
        );
        assert_eq!(app.session(), Session::SignedOut);
    }

    #[tokio::test]
    async fn a_leaders_question_without_a_leader_is_signed_out() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;

        assert_eq!(app.parties().await, Err(Failure::SignedOut));
        assert_eq!(
            app.inbox(domain::PartyId(1)).await.err(),
            Some(Failure::SignedOut)
        );
        assert_eq!(app.sign_out().await, Ok(None));
    }

    #[tokio::test]
    async fn a_sign_in_that_was_given_up_cannot_end_the_one_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;
        let first = app.0.session.lock().attempt;
        app.0.session.lock().attempt += 1;

        app.end_sign_in(first, Err(remote::Error::NotAllowed));

        assert_eq!(app.session(), Session::SignedOut);
        app.end_sign_in(first + 1, Err(remote::Error::NotAllowed));
        let failure = Box::new(Failure::NotAllowed);
        assert_eq!(app.session(), Session::Failed { failure });
    }
}
