//! The tax administration's Krav og betalinger: what an organisation owes (identity.md 8).

use contract::claim::{ACCOUNTING, AapneKrav, Feil};
use domain::OrgNumber;
use domain::claim::OpenClaims;
use reqwest::{StatusCode, header};
use url::Url;

use crate::error::Error;
use crate::http::{Answer, Http};
use crate::token::AccessToken;

/// The service owner at one address.
#[derive(Clone, Debug)]
pub struct ServiceOwner {
    http: Http,
    base: Url,
}

impl ServiceOwner {
    pub(crate) fn new(http: Http, base: Url) -> Self {
        Self { http, base }
    }

    /// What an organisation has open, with sums. `token` is a system user's, straight from Maskinporten.
    ///
    /// # Errors
    /// [`Error::ServiceRefused`] with the service owner's own code.
    pub async fn open_claims(&self, token: &AccessToken, party: &OrgNumber) -> Result<OpenClaims, Error> {
        let url = self.at(&[ACCOUNTING, party.as_str(), "aapnekrav"]);
        let answer = self.http.patiently(|| async {
            let call = self
                .http
                .get(url.clone())
                .header(header::ACCEPT, "application/json");
            let answer = self.http.once(call.bearer_auth(token.text())).await?;
            if answer.status == StatusCode::OK {
                Ok(answer)
            } else {
                Err(refusal(&answer))
            }
        });
        answer.await?.meaning::<AapneKrav, _>()
    }

    fn at(&self, steps: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(steps);
        }
        url
    }
}

/// A failure of the service owner's own side may pass; any other no is a no.
fn refusal(answer: &Answer) -> Error {
    match answer.json::<Feil>() {
        Ok(fault) if !answer.status.is_server_error() => Error::ServiceRefused {
            code: fault.kode,
            message: fault.melding,
            reference: fault.korrelasjonsid,
        },
        Ok(_) | Err(_) => answer.unexpected(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_in_the_service_owners_own_words() {
        let body = r#"{"kode":"KB-005","melding":"Ingen tilgang","korrelasjonsid":"k"}"#;
        let Error::ServiceRefused {
            code,
            message,
            reference,
        } = refusal(&Answer::of(StatusCode::FORBIDDEN, body))
        else {
            panic!("not refused")
        };
        assert_eq!(
            (code.as_str(), message.as_str(), reference.as_str()),
            ("KB-005", "Ingen tilgang", "k")
        );
    }

    #[test]
    fn the_service_owners_own_failure_may_pass() {
        let body = r#"{"kode":"KB-002","melding":"m","korrelasjonsid":"k"}"#;
        assert!(refusal(&Answer::of(StatusCode::INTERNAL_SERVER_ERROR, body)).may_pass());
    }

    #[test]
    fn a_path_is_added_to_the_base_with_its_version() {
        let owner = ServiceOwner::new(
            Http::new().unwrap(),
            Url::parse("http://127.0.0.1:1/v1/").unwrap(),
        );
        assert_eq!(owner.at(&["a", "b/c"]).as_str(), "http://127.0.0.1:1/v1/a/b%2Fc");
    }
}
