//! How surely a person is recognised (identity.md 3.1).

use contract::token::idporten::{ACR_HIGH, ACR_LOW, ACR_SUBSTANTIAL};

/// The levels, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Low,
    Substantial,
    High,
}

/// A text that is no level.
#[derive(Debug)]
pub(crate) struct NoLevel;

impl Level {
    pub(super) const ALL: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    /// The level that an `acr` names, as ID-porten or as eIDAS spells it.
    pub(super) fn of_acr(acr: &str) -> Option<Self> {
        let word = acr
            .strip_prefix("idporten-loa-")
            .or_else(|| acr.strip_prefix("eidas-loa-"))?;
        Self::parse(word).ok()
    }

    pub(super) fn acr(self) -> &'static str {
        match self {
            Self::Low => ACR_LOW,
            Self::Substantial => ACR_SUBSTANTIAL,
            Self::High => ACR_HIGH,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }

    pub(crate) fn parse(word: &str) -> Result<Self, NoLevel> {
        Self::ALL
            .into_iter()
            .find(|level| level.word() == word)
            .ok_or(NoLevel)
    }
}
