//! Altinn's own token in place of ID-porten's (identity.md 4.1).

use contract::token::Compact;
use contract::token::altinn::AccessClaims;
use domain::{PartyId, PartyUuid, Timestamp, UserId};

use super::{Altinn, authorized};
use crate::error::Error;
use crate::token::AccessToken;

/// Where ID-porten's tokens are exchanged.
const EXCHANGE: &str = "/authentication/api/v1/exchange/id-porten";

/// A person as Altinn knows them, and the token that acts for them.
#[derive(Clone, Debug)]
pub struct Person {
    pub token: AccessToken,
    pub user: UserId,
    pub party: PartyId,
    /// Absent in tokens from before Altinn began to write it.
    pub party_uuid: Option<PartyUuid>,
}

impl Altinn {
    /// Exchanges a person's ID-porten token for Altinn's. The new one lives as long as the old.
    ///
    /// # Errors
    /// [`Error::Expired`] when the token is not accepted, [`Error::NotAllowed`] when it holds no scope of Altinn's.
    pub async fn exchange(&self, idporten: &AccessToken) -> Result<Person, Error> {
        let answer = self
            .asked(|| authorized(self.http.get(self.at(EXCHANGE)), idporten))
            .await?;
        let text = contract::text::sentence(&answer.text());
        let claims = Compact::parse(&text).and_then(|token| token.claims::<AccessClaims>());
        let claims = claims.map_err(|fault| answer.unexpected(Some(fault.into())))?;
        let (Some(user), Some(party)) = (claims.user(), claims.party()) else {
            return Err(answer.unexpected(Some("the token is no person's".into())));
        };
        Ok(Person {
            user,
            party,
            party_uuid: claims.party_uuid,
            token: AccessToken::new(text, claims.scope, Timestamp::from_second(claims.exp)),
        })
    }
}
