//! What an organisation owes, as the service owner told it.

use domain::claim::{Amount as Ore, Claim, ClaimGroup};
use domain::{Localized, OrgNumber};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::App;
use crate::failure::Failure;
use crate::token::{Purpose, TokenWish};

/// Open claims on an organisation, with totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenClaims {
    pub party_org: OrgNumber,
    pub claims: Vec<OpenClaim>,
    pub interest: Amount,
    pub due: Amount,
    pub not_due: Amount,
    pub unplaced_payments: Amount,
    pub balance: Amount,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenClaim {
    pub id: String,
    /// The service owner's group, such as `Merverdiavgift`.
    pub group: String,
    pub description: Localized,
    /// The next due date, `YYYY-MM-DD`.
    pub due: Option<String>,
    pub original: Amount,
    pub remaining: Amount,
}

/// Norwegian kroner as decimal text, such as `-1234.50`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Amount(pub String);

impl App {
    /// Asks the service owner what the organisation owes, with the token that `wish` gave before; fetches it when it is
    /// absent, and keeps using it while it lives even if the access is gone.
    ///
    /// # Errors
    /// [`Failure::ServiceRefused`] with the service owner's own reason, and those of [`App::fetch_token`].
    pub async fn open_claims(&self, wish: TokenWish) -> Result<OpenClaims, Failure> {
        let party = wish.party_org.clone();
        let token = self.vendor_token(&Purpose::SystemUser(wish)).await?;
        let open = self.0.remote.service_owner.open_claims(&token, &party).await?;
        Ok(open.into())
    }
}

impl From<domain::claim::OpenClaims> for OpenClaims {
    fn from(open: domain::claim::OpenClaims) -> Self {
        Self {
            party_org: open.organization,
            interest: open.totals.claims.interest.into(),
            due: open.totals.claims.overdue.into(),
            not_due: open.totals.claims.not_due.into(),
            unplaced_payments: open.totals.unplaced.into(),
            balance: open.totals.balance().into(),
            claims: open.claims.into_iter().map(OpenClaim::from).collect(),
        }
    }
}

impl From<Claim> for OpenClaim {
    fn from(claim: Claim) -> Self {
        let unpaid = claim
            .instalments
            .iter()
            .filter(|part| part.remaining != Ore::ZERO);
        Self {
            due: unpaid.map(|part| part.due).min().map(|date| date.to_string()),
            original: claim.original().into(),
            remaining: claim.remaining().into(),
            group: name(claim.group).to_owned(),
            id: claim.id,
            description: claim.description,
        }
    }
}

impl From<Ore> for Amount {
    fn from(amount: Ore) -> Self {
        Self(amount.to_string())
    }
}

/// The service owner's own name of a group: it is shown beside its letters, in no other language.
fn name(group: ClaimGroup) -> &'static str {
    match group {
        ClaimGroup::Tax => "Skatt",
        ClaimGroup::ValueAddedTax => "Merverdiavgift",
        ClaimGroup::EmployersContribution => "Arbeidsgiveravgift",
        ClaimGroup::WithheldTax => "Forskuddstrekk",
    }
}
