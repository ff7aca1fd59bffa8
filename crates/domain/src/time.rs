//! Moments in time, always UTC, always given to a rule and never fetched by it.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A moment, written as RFC 3339 in UTC. Microseconds are the finest step, as in Altinn's database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timestamp(#[specta(type = String)] jiff::Timestamp);

impl Timestamp {
    /// The moment, cut to whole microseconds.
    pub fn new(moment: jiff::Timestamp) -> Self {
        Self(jiff::Timestamp::from_microsecond(moment.as_microsecond()).unwrap_or(moment))
    }

    /// Seconds since 1970, as JWT claims count (RFC 7519 `NumericDate`).
    pub fn as_second(self) -> i64 {
        self.0.as_second()
    }

    /// Microseconds since 1970.
    pub fn as_microsecond(self) -> i64 {
        self.0.as_microsecond()
    }

    /// The moment that many seconds after 1970; clamped to what a calendar can hold.
    pub fn from_second(seconds: i64) -> Self {
        Self(jiff::Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        }))
    }

    /// The moment that many microseconds after 1970; clamped to what a calendar can hold.
    pub fn from_microsecond(microseconds: i64) -> Self {
        Self(
            jiff::Timestamp::from_microsecond(microseconds).unwrap_or(if microseconds < 0 {
                jiff::Timestamp::MIN
            } else {
                jiff::Timestamp::MAX
            }),
        )
    }

    /// This moment moved by a number of seconds, forwards or back; clamped to what a calendar can hold.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(
            self.0
                .saturating_add(SignedDuration::from_secs(seconds))
                .unwrap_or(self.0),
        )
    }

    /// Whole days from `earlier` to this moment; negative when `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.duration_since(earlier.0).as_secs() / (24 * 60 * 60)
    }

    /// The calendar's own type, for formatting and for calendars.
    pub fn inner(self) -> jiff::Timestamp {
        self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Timestamp {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::new)
    }
}
