//! Tokens, fetched or pasted, opened up and explained. The token itself never leaves the core.

mod diagnosis;
mod explain;
mod purse;

use domain::{ExternalRef, OrgNumber, Scope, SystemId, SystemUserAsked, Timestamp};
use remote::OpenedToken;
use remote::token::TokenFault;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::App;
use crate::failure::Failure;
use crate::finding::{Fault, Finding};
use crate::topic::Topic;
pub(crate) use purse::{Purpose, Tokens};

/// Which token the vendor wants.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TokenWish {
    pub system_id: SystemId,
    /// The organisation that owns the system user.
    pub party_org: OrgNumber,
    pub external_ref: Option<ExternalRef>,
    pub scopes: Vec<Scope>,
}

/// A token opened up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TokenView {
    /// Header and payload as indented JSON. The signature is left out: without it the text is no key.
    pub header: String,
    pub payload: String,
    pub claims: Vec<Claim>,
    pub issued: Option<Timestamp>,
    pub expires: Option<Timestamp>,
}

/// One claim and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// The member's path, such as `authorization_details[0].systemuser_id`.
    pub path: String,
    /// As text, indented JSON for objects.
    pub value: String,
    pub meaning: ClaimMeaning,
}

/// What a claim says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ClaimMeaning {
    Issuer,
    Consumer,
    Supplier,
    Client,
    ClientAuthentication,
    Scope,
    Audience,
    IssuedAt,
    ExpiresAt,
    TokenId,
    TokenType,
    DetailsType,
    SystemUserOwner,
    SystemUserId,
    System,
    ExternalRef,
    Other,
}

/// One question of the diagnosis, in the order they are asked (ux.md 3.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosisStep {
    pub question: Question,
    pub answer: Answer,
    /// What was found, such as the client ids that the system has.
    pub found: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Question {
    SystemRegisteredHere,
    ClientOnSystem,
    OwnerIsOrganisation,
    ExternalRefMatches,
    RequestApproved,
    AccessAlive,
    ScopeOnClient,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    Yes,
    No,
    Unknown,
}

impl App {
    /// Fetches a system-user token, keeps it in memory and opens it up.
    ///
    /// # Errors
    /// [`Failure::TokenRefused`] with Maskinporten's reason; [`Failure::NotFound`] when no vendor is set up;
    /// [`Failure::Locked`] when its key cannot be reached.
    pub async fn fetch_token(&self, wish: TokenWish) -> Result<TokenView, Failure> {
        let token = self.new_token(&Purpose::SystemUser(wish)).await?;
        self.changed(&[Topic::Tokens]);
        Ok(explain::view(&token.open().map_err(unreadable)?))
    }

    /// Opens up a token that was pasted. It is not kept.
    ///
    /// # Errors
    /// [`Failure::Invalid`], naming the part that cannot be read: `token`, `header` or `payload`.
    #[expect(clippy::unused_async, reason = "every method of the app can be awaited")]
    pub async fn decode_token(&self, token: String) -> Result<TokenView, Failure> {
        Ok(explain::view(&OpenedToken::read(&token).map_err(unreadable)?))
    }
}

impl TokenWish {
    /// The wish as Maskinporten is asked.
    pub(crate) fn system_user(&self) -> SystemUserAsked {
        SystemUserAsked {
            party_org: self.party_org.clone(),
            external_ref: self
                .external_ref
                .clone()
                .filter(|reference| !reference.0.is_empty()),
        }
    }
}

fn unreadable(fault: TokenFault) -> Failure {
    let member = match fault {
        TokenFault::Parts(_) => "token",
        TokenFault::Encoding(part) | TokenFault::Json(part) => part,
    };
    let fault = Fault::WrongShape {
        member: member.to_owned(),
    };
    Failure::Invalid {
        findings: vec![Finding {
            fault,
            pointer: None,
            place: None,
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_cannot_be_read_names_the_part() {
        let member = |fault| match unreadable(fault) {
            Failure::Invalid { findings } => findings[0].fault.clone(),
            other => panic!("{other:?}"),
        };
        let shape = |member: &str| Fault::WrongShape {
            member: member.into(),
        };
        assert_eq!(member(TokenFault::Parts(2)), shape("token"));
        assert_eq!(member(TokenFault::Json("payload")), shape("payload"));
    }

    #[test]
    fn an_empty_reference_is_none() {
        let wish = TokenWish {
            system_id: "1_a".into(),
            party_org: OrgNumber::parse("310702641").unwrap(),
            external_ref: Some("".into()),
            scopes: vec![],
        };
        assert_eq!(wish.system_user().external_ref, None);
    }
}
