//! What an organisation owes a service owner, what it has paid, and the sums over it (identity.md 8.3).

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::OrgNumber;
use crate::text::Localized;

/// Money in whole øre. Credits are negative. Saturates rather than overflows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amount(#[specta(type = f64)] pub i64);

impl Amount {
    pub const ZERO: Self = Self(0);

    /// Whole kroner.
    pub fn kroner(kroner: i32) -> Self {
        Self(i64::from(kroner) * 100)
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Amount {
    /// Kroner with two decimals and a point, such as `-12.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", whole / 100, whole % 100)
    }
}

/// What sort of claim it is. Sums are made per group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ClaimGroup {
    Tax,
    ValueAddedTax,
    EmployersContribution,
    WithheldTax,
}

impl ClaimGroup {
    /// Every group, in the order they are shown.
    pub const ALL: [Self; 4] = [
        Self::Tax,
        Self::ValueAddedTax,
        Self::EmployersContribution,
        Self::WithheldTax,
    ];
}

/// What a claim is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClaimPeriod {
    pub year: i16,
    /// Counted from 1 within the year; absent for a claim on a whole year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u8>,
    pub from: Date,
    pub to: Date,
}

/// A part of a claim with its own due date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Instalment {
    pub id: String,
    pub due: Date,
    pub original: Amount,
    pub remaining: Amount,
    /// The payment reference.
    pub kid: String,
}

/// A claim on an organisation; a credit when its amounts are negative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Claim {
    pub id: String,
    pub group: ClaimGroup,
    /// The tax administration's own word, such as `RESTSKATT`.
    pub kind: String,
    pub description: Localized,
    pub period: ClaimPeriod,
    pub created: Date,
    /// Interest that is not yet a claim of its own.
    pub interest: Amount,
    pub instalments: Vec<Instalment>,
}

impl Claim {
    pub fn original(&self) -> Amount {
        self.instalments.iter().map(|part| part.original).sum()
    }

    pub fn remaining(&self) -> Amount {
        self.instalments.iter().map(|part| part.remaining).sum()
    }

    /// Whether something is left of it, to pay or to get back.
    pub fn is_open(&self) -> bool {
        self.instalments.iter().any(|part| part.remaining != Amount::ZERO)
    }
}

/// Money put towards one instalment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Placement {
    /// The instalment's id.
    pub instalment: String,
    pub amount: Amount,
    pub date: Date,
}

/// Money that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Payment {
    pub id: String,
    pub date: Date,
    pub amount: Amount,
    /// What is left when everything placed is taken off.
    pub unplaced: Amount,
    pub placed: Vec<Placement>,
}

/// Money that went out, from a credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Payout {
    pub id: String,
    pub date: Date,
    pub amount: Amount,
    /// The credit claim's id.
    pub claim: String,
}

/// Everything between one organisation and the tax administration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ledger {
    pub organization: OrgNumber,
    pub claims: Vec<Claim>,
    #[serde(default)]
    pub payments: Vec<Payment>,
    #[serde(default)]
    pub payouts: Vec<Payout>,
}

/// The sums of one group of claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct GroupTotals {
    pub interest: Amount,
    pub overdue: Amount,
    pub not_due: Amount,
}

impl GroupTotals {
    /// What is owed in the group.
    pub fn balance(&self) -> Amount {
        self.overdue + self.not_due + self.interest
    }
}

/// The sums of everything open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    pub claims: GroupTotals,
    pub unplaced: Amount,
}

impl Totals {
    /// What is owed when money that waits to be placed is counted in.
    pub fn balance(&self) -> Amount {
        self.claims.balance() - self.unplaced
    }
}

/// What is open on a day, with the sums over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OpenClaims {
    pub organization: OrgNumber,
    pub claims: Vec<Claim>,
    /// Payments with money that is not placed.
    pub unplaced: Vec<Payment>,
    pub totals: Totals,
    pub groups: Vec<(ClaimGroup, GroupTotals)>,
}

impl Ledger {
    /// What is open on a day.
    pub fn open(&self, today: Date) -> OpenClaims {
        OpenClaims {
            organization: self.organization.clone(),
            claims: self.open_claims().cloned().collect(),
            unplaced: self.unplaced_payments().cloned().collect(),
            totals: self.totals(today),
            groups: self.totals_by_group(today),
        }
    }

    /// The claims with something left of them.
    pub fn open_claims(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(|claim| claim.is_open())
    }

    /// The payments with money that is not placed.
    pub fn unplaced_payments(&self) -> impl Iterator<Item = &Payment> {
        self.payments
            .iter()
            .filter(|payment| payment.unplaced != Amount::ZERO)
    }

    /// The sums on a day. What is due that day is not overdue.
    pub fn totals(&self, today: Date) -> Totals {
        Totals {
            claims: sum(self.open_claims(), today),
            unplaced: self.payments.iter().map(|payment| payment.unplaced).sum(),
        }
    }

    /// The sums of each group that has something open.
    pub fn totals_by_group(&self, today: Date) -> Vec<(ClaimGroup, GroupTotals)> {
        ClaimGroup::ALL
            .into_iter()
            .filter(|group| self.open_claims().any(|claim| claim.group == *group))
            .map(|group| {
                (
                    group,
                    sum(self.open_claims().filter(|claim| claim.group == group), today),
                )
            })
            .collect()
    }
}

fn sum<'a>(claims: impl Iterator<Item = &'a Claim>, today: Date) -> GroupTotals {
    let mut totals = GroupTotals::default();
    for claim in claims {
        totals.interest = totals.interest + claim.interest;
        for part in &claim.instalments {
            if part.due < today {
                totals.overdue = totals.overdue + part.remaining;
            } else {
                totals.not_due = totals.not_due + part.remaining;
            }
        }
    }
    totals
}

#[cfg(test)]
mod tests;
