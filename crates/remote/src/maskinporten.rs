//! Maskinporten: a signed grant in, a token out (identity.md 1).

use std::fmt;
use std::sync::Arc;

use contract::token::authorization_details::SystemUserAsked as AskedDetail;
use contract::token::maskinporten::GrantClaims;
use contract::token::metadata;
use contract::token::oauth::{GrantForm, JWT_BEARER, OauthError, TokenAnswer};
use domain::maskinporten::GRANT_LIFETIME;
use domain::{ClientId, Scope, SystemUserAsked, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::StatusCode;
use tokio::sync::OnceCell;
use url::Url;
use uuid::Uuid;

use crate::environment::Authority;
use crate::error::Error;
use crate::http::{Answer, Http};
use crate::token::AccessToken;

/// Maskinporten at one address.
#[derive(Clone, Debug)]
pub struct Maskinporten {
    http: Http,
    authority: Authority,
    /// Where tokens are asked for; found once.
    token_endpoint: Arc<OnceCell<Url>>,
}

/// A client's private key with the name that Maskinporten knows it by. It cannot be printed.
#[derive(Clone)]
pub struct GrantKey {
    id: String,
    key: EncodingKey,
}

/// What a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenAsked {
    pub client: ClientId,
    pub scopes: Vec<Scope>,
    /// The system user to act as; absent for the vendor's own token.
    pub system_user: Option<SystemUserAsked>,
}

/// The key that was kept is not an RSA key in PEM.
#[derive(Debug, thiserror::Error)]
#[error("reading a private key")]
pub struct KeyUnreadable(#[from] jsonwebtoken::errors::Error);

impl Maskinporten {
    pub(crate) fn new(http: Http, authority: Authority) -> Self {
        Self {
            http,
            authority,
            token_endpoint: Arc::default(),
        }
    }

    /// Asks for a token at `now`. `fresh` gives a new id each time: every attempt signs a grant of its own, because
    /// one that got lost on its way may have been used.
    ///
    /// # Errors
    /// [`Error::TokenRefused`] when Maskinporten says no.
    pub async fn token(
        &self,
        asked: &TokenAsked,
        key: &GrantKey,
        now: Timestamp,
        fresh: impl Fn() -> Uuid,
    ) -> Result<AccessToken, Error> {
        let endpoint = self.token_endpoint().await?;
        let answer = self.http.patiently(|| async {
            let grant = self.sign(asked, key, now, fresh())?;
            let form = GrantForm {
                grant_type: JWT_BEARER.to_owned(),
                assertion: grant,
            };
            granted(
                &self
                    .http
                    .once(self.http.post(endpoint.clone()).form(&form))
                    .await?,
            )
        });
        Ok(AccessToken::answered(answer.await?, now))
    }

    /// A grant with its signature.
    fn sign(&self, asked: &TokenAsked, key: &GrantKey, now: Timestamp, id: Uuid) -> Result<String, Error> {
        let header = Header {
            kid: Some(key.id.clone()),
            ..Header::new(Algorithm::RS256)
        };
        let claims = claims(asked, &self.authority.issuer, now, id);
        jsonwebtoken::encode(&header, &claims, &key.key).map_err(|source| Error::Key(source.into()))
    }

    /// Reads the metadata once. It must speak for the issuer that the environment names (RFC 8414, 3.3).
    async fn token_endpoint(&self) -> Result<Url, Error> {
        let find = || async {
            let url = self.authority.metadata("oauth-authorization-server");
            let answer = self
                .http
                .patiently(|| self.http.once(self.http.get(url.clone())))
                .await?;
            let metadata: metadata::Maskinporten = answer.json()?;
            if metadata.issuer != self.authority.issuer {
                return Err(answer.unexpected(Some("the metadata names another issuer".into())));
            }
            Url::parse(&metadata.token_endpoint).map_err(|fault| answer.unexpected(Some(fault.into())))
        };
        self.token_endpoint.get_or_try_init(find).await.cloned()
    }
}

/// What a grant says: for this Maskinporten, for as long as it allows (identity.md 1.2).
fn claims(asked: &TokenAsked, issuer: &str, now: Timestamp, id: Uuid) -> GrantClaims {
    let detail = |wanted: &SystemUserAsked| AskedDetail::new(&wanted.party_org, wanted.external_ref.clone());
    GrantClaims {
        aud: issuer.to_owned(),
        iss: asked.client.clone(),
        scope: asked.scopes.iter().map(Scope::as_str).collect(),
        iat: now.as_second(),
        exp: now.as_second() + GRANT_LIFETIME,
        jti: id.to_string(),
        resource: None,
        consumer_org: None,
        authorization_details: asked.system_user.iter().map(detail).collect(),
    }
}

fn granted(answer: &Answer) -> Result<TokenAnswer, Error> {
    match answer.status {
        StatusCode::OK => answer.json(),
        status if status.is_client_error() => Err(refusal(answer)),
        _ => Err(answer.unexpected(None)),
    }
}

fn refusal(answer: &Answer) -> Error {
    let Ok(body) = answer.json::<OauthError>() else {
        return answer.unexpected(None);
    };
    match body.refusal() {
        Some(refusal) => Error::TokenRefused {
            refusal,
            description: body.error_description.unwrap_or(body.error),
        },
        None => answer.unexpected(Some(body.error.into())),
    }
}

impl GrantKey {
    /// Reads an RSA key in PEM; `id` is the `kid` that its public half is registered under.
    ///
    /// # Errors
    /// [`KeyUnreadable`].
    pub fn from_pem(id: String, pem: &[u8]) -> Result<Self, KeyUnreadable> {
        Ok(Self {
            id,
            key: EncodingKey::from_rsa_pem(pem)?,
        })
    }
}

impl fmt::Debug for GrantKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GrantKey")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use domain::{MaskinportenRefusal, OrgNumber};

    use super::*;

    const ISSUER: &str = "https://test.maskinporten.no/";

    #[test]
    fn a_grant_asks_for_a_system_user_as_maskinporten_reads_it() {
        let now = Timestamp::from_second(1_763_000_000);
        let grant = serde_json::to_value(claims(&asked(), ISSUER, now, Uuid::nil())).unwrap();
        assert_eq!(
            grant,
            serde_json::json!({
                "aud": ISSUER,
                "iss": "client",
                "scope": "skatteetaten:kravogbetalinger",
                "iat": 1_763_000_000,
                "exp": 1_763_000_120,
                "jti": "00000000-0000-0000-0000-000000000000",
                "authorization_details": [{
                    "type": "urn:altinn:systemuser",
                    "systemuser_org": {"authority": "iso6523-actorid-upis", "ID": "0192:310702641"},
                    "externalRef": "ref"
                }]
            })
        );
    }

    #[test]
    fn a_vendors_own_grant_has_no_details() {
        let asked = TokenAsked {
            system_user: None,
            ..asked()
        };
        let grant = serde_json::to_value(claims(&asked, ISSUER, Timestamp::from_second(0), Uuid::nil()));
        assert_eq!(grant.unwrap().get("authorization_details"), None);
    }

    #[test]
    fn a_refusal_is_known_by_its_code() {
        let body = r#"{"error":"invalid_altinn_customer_configuration","error_description":"Invalid authorization details values. (trace_id: 1)","error_uri":"https://test.maskinporten.no/errors/MP-303"}"#;
        let Error::TokenRefused { refusal, .. } = refusal(&Answer::of(StatusCode::BAD_REQUEST, body)) else {
            panic!("not refused")
        };
        assert_eq!(refusal, MaskinportenRefusal::SystemUserUnresolved);
    }

    #[test]
    fn a_refusal_that_nobody_knows_is_unexpected() {
        let outcome = refusal(&Answer::of(StatusCode::BAD_REQUEST, r#"{"error":"new_kind"}"#));
        assert!(matches!(
            outcome,
            Error::Unexpected {
                status: Some(400),
                ..
            }
        ));
    }

    fn asked() -> TokenAsked {
        TokenAsked {
            client: "client".into(),
            scopes: vec!["skatteetaten:kravogbetalinger".into()],
            system_user: Some(SystemUserAsked {
                party_org: OrgNumber::parse("310702641").unwrap(),
                external_ref: Some("ref".into()),
            }),
        }
    }
}
