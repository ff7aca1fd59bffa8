//! What time it is for the person.

use std::fmt;
use std::sync::Arc;

use domain::Timestamp;

/// The app's only source of time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's own time.
    pub fn system() -> Self {
        Self::from(machine)
    }

    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl<F: Fn() -> Timestamp + Send + Sync + 'static> From<F> for Clock {
    /// A clock that asks somebody else, such as the local world's.
    fn from(now: F) -> Self {
        Self(Arc::new(now))
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the app reads the machine's clock"
)]
fn machine() -> Timestamp {
    Timestamp::new(jiff::Timestamp::now())
}
