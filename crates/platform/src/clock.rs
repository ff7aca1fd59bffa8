//! What time it is in the local world.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::Timestamp;

/// The platform's only source of time. It follows the machine, shifted so that it began where it was told to.
#[derive(Clone, Debug)]
pub struct Clock {
    mode: Mode,
}

#[derive(Clone, Debug)]
enum Mode {
    /// Machine time plus a shift in microseconds.
    Running { shift: i64 },
    /// Stands still until it is moved: for tests.
    Standing { microsecond: Arc<AtomicI64> },
}

impl Clock {
    /// The machine's own time.
    pub fn system() -> Self {
        Self {
            mode: Mode::Running { shift: 0 },
        }
    }

    /// A clock that says `now` at this moment and then runs at the usual pace.
    pub fn starting_at(now: Timestamp) -> Self {
        Self {
            mode: Mode::Running {
                shift: now.as_microsecond() - machine().as_microsecond(),
            },
        }
    }

    /// A clock that stands at `now` until [`Self::advance`] moves it.
    pub fn standing_at(now: Timestamp) -> Self {
        Self {
            mode: Mode::Standing {
                microsecond: Arc::new(AtomicI64::new(now.as_microsecond())),
            },
        }
    }

    /// The time in the local world.
    pub fn now(&self) -> Timestamp {
        match &self.mode {
            Mode::Running { shift } => Timestamp::from_microsecond(machine().as_microsecond() + shift),
            Mode::Standing { microsecond } => Timestamp::from_microsecond(microsecond.load(Ordering::SeqCst)),
        }
    }

    /// Moves a standing clock forward; a running clock goes its own pace.
    pub fn advance(&self, seconds: i64) {
        if let Mode::Standing { microsecond } = &self.mode {
            microsecond.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the platform reads the machine's clock"
)]
fn machine() -> Timestamp {
    Timestamp::new(jiff::Timestamp::now())
}
