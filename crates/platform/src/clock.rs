//! What time it is in the local world.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Timestamp;

/// The platform's only source of time. It follows the machine, shifted so that it began where it was told to, or stands
/// still until it is moved. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<Mode>>);

#[derive(Clone, Copy, Debug)]
enum Mode {
    /// Machine time plus a shift in microseconds.
    Running {
        shift: i64,
    },
    Standing {
        microsecond: i64,
    },
}

impl Clock {
    /// The machine's own time.
    pub fn system() -> Self {
        Self::of(Mode::Running { shift: 0 })
    }

    /// A clock that says `now` at this moment and then runs at the usual pace.
    pub fn starting_at(now: Timestamp) -> Self {
        Self::of(Mode::running_from(now))
    }

    /// A clock that stands at `now` until it is moved.
    pub fn standing_at(now: Timestamp) -> Self {
        Self::of(Mode::standing_at(now))
    }

    fn of(mode: Mode) -> Self {
        Self(Arc::new(Mutex::new(mode)))
    }

    /// The time in the local world.
    pub fn now(&self) -> Timestamp {
        self.mode().now()
    }

    /// Whether it stands still.
    pub fn is_standing(&self) -> bool {
        matches!(*self.mode(), Mode::Standing { .. })
    }

    /// Moves the clock forward, or back when the number is negative.
    pub fn advance(&self, seconds: i64) {
        let mut mode = self.mode();
        let now = mode.now().plus_seconds(seconds);
        *mode = match *mode {
            Mode::Running { .. } => Mode::running_from(now),
            Mode::Standing { .. } => Mode::standing_at(now),
        };
    }

    /// Says `now`, and stands still there or runs on from it.
    pub fn set(&self, now: Timestamp, standing: bool) {
        *self.mode() = if standing {
            Mode::standing_at(now)
        } else {
            Mode::running_from(now)
        };
    }

    fn mode(&self) -> MutexGuard<'_, Mode> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Mode {
    fn running_from(now: Timestamp) -> Self {
        Self::Running {
            shift: now.as_microsecond() - machine().as_microsecond(),
        }
    }

    fn standing_at(now: Timestamp) -> Self {
        Self::Standing {
            microsecond: now.as_microsecond(),
        }
    }

    fn now(self) -> Timestamp {
        Timestamp::from_microsecond(match self {
            Self::Running { shift } => machine().as_microsecond() + shift,
            Self::Standing { microsecond } => microsecond,
        })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the platform reads the machine's clock"
)]
fn machine() -> Timestamp {
    Timestamp::new(jiff::Timestamp::now())
}
