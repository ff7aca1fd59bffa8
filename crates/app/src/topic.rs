//! What can change. The one event says which topic did; it carries no data, and screens read again.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The first element of every query key on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Topic {
    /// Profile, vault and sign-in.
    Session,
    /// Requests, seen by leader and vendor.
    Requests,
    /// System users.
    SystemUsers,
    /// The vendor's register entries.
    Systems,
    /// The person's own history of decisions.
    History,
    /// Tokens in memory.
    Tokens,
}

impl Topic {
    /// Every topic, for a listener that must read everything again.
    pub const ALL: [Self; 6] = [
        Self::Session,
        Self::Requests,
        Self::SystemUsers,
        Self::Systems,
        Self::History,
        Self::Tokens,
    ];
}
