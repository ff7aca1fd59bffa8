//! ID-porten: a person signs in through their own browser (identity.md 3; RFC 6749, 7636, 8252; OIDC Core).

mod id_token;
mod loopback;
mod page;

pub use page::Language;

use std::time::Duration;

use contract::token::jwk::JwkSet;
use contract::token::metadata;
use domain::{ClientId, Scope, Timestamp};
use oauth2::basic::{BasicErrorResponse, BasicTokenType};
use oauth2::{
    AuthUrl, AuthorizationCode, CsrfToken, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, TokenUrl,
};
use url::Url;

use crate::environment::{Authority, Environment};
use crate::error::Error;
use crate::http::Http;
use crate::token::AccessToken;
use id_token::{Expected, IdToken};
use loopback::{CALLBACK, Loopback};

/// How long a person may take in the browser.
const PATIENCE: Duration = Duration::from_mins(10);

/// ID-porten at one address, with this app as its client.
#[derive(Clone, Debug)]
pub struct Idporten {
    http: Http,
    authority: Authority,
    client: Option<ClientId>,
    scopes: Vec<Scope>,
}

/// A sign-in that waits for the person. Dropping it gives it up and closes its door.
#[derive(Debug)]
pub struct SignIn {
    http: Http,
    metadata: metadata::Idporten,
    client: OauthClient,
    loopback: Loopback,
    language: Language,
    url: Url,
    state: CsrfToken,
    nonce: CsrfToken,
    verifier: PkceCodeVerifier,
}

/// A person who has signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// ID-porten's token, to be exchanged for Altinn's.
    pub token: AccessToken,
    /// Where the browser goes to sign out there too.
    pub sign_out: Url,
}

/// Why a person did not get signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInFault {
    /// This environment's ID-porten does not know this app.
    #[error("this app is not a client of ID-porten here")]
    NoClient,
    /// No port on this computer to hear the browser's answer at.
    #[error("listening for the browser")]
    NoPort,
    /// The person said no, or closed the page's way on.
    #[error("the person gave up")]
    Cancelled,
    #[error("the person took too long")]
    TookTooLong,
    /// ID-porten said no, with its own code.
    #[error("ID-porten refused with {error}")]
    Refused { error: String },
    /// The answer is not one to this sign-in, or not ID-porten's.
    #[error("the identity token cannot be trusted: {reason}")]
    Untrusted { reason: &'static str },
}

type OauthClient = oauth2::Client<
    BasicErrorResponse,
    oauth2::StandardTokenResponse<IdToken, BasicTokenType>,
    oauth2::StandardTokenIntrospectionResponse<IdToken, BasicTokenType>,
    oauth2::StandardRevocableToken,
    oauth2::basic::BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

impl Idporten {
    pub(crate) fn new(http: Http, environment: &Environment) -> Self {
        Self {
            http,
            authority: environment.idporten.clone(),
            client: environment.idporten_client.clone(),
            scopes: environment.sign_in_scopes.clone(),
        }
    }

    /// Opens a door on this computer for the browser's answer, and makes the address that the browser shall open.
    ///
    /// # Errors
    /// [`SignInFault::NoClient`], [`SignInFault::NoPort`], and those of reading ID-porten's metadata.
    pub async fn begin(&self, language: Language) -> Result<SignIn, Error> {
        let client_id = self.client.as_ref().ok_or(SignInFault::NoClient)?;
        let metadata = self.metadata().await?;
        let loopback = Loopback::open().await.map_err(|_| SignInFault::NoPort)?;
        let client =
            oauth_client(client_id, &metadata, loopback.address()).map_err(|fault| Error::Unexpected {
                host: self.authority.address.authority().to_owned(),
                reference: String::new(),
                status: None,
                source: Some(fault.into()),
            })?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let nonce = CsrfToken::new_random();
        let (url, state) = client
            .authorize_url(CsrfToken::new_random)
            .add_scopes(
                self.scopes
                    .iter()
                    .map(|scope| oauth2::Scope::new(scope.0.clone())),
            )
            .set_pkce_challenge(challenge)
            .add_extra_param("nonce", nonce.secret().as_str())
            .add_extra_param("ui_locales", language.code())
            .url();
        Ok(SignIn {
            http: self.http.clone(),
            metadata,
            client,
            loopback,
            language,
            url,
            state,
            nonce,
            verifier,
        })
    }

    async fn metadata(&self) -> Result<metadata::Idporten, Error> {
        let url = self.authority.metadata("openid-configuration");
        let answer = self
            .http
            .patiently(|| self.http.once(self.http.get(url.clone())))
            .await?;
        let metadata: metadata::Idporten = answer.json()?;
        if metadata.issuer == self.authority.issuer {
            Ok(metadata)
        } else {
            Err(answer.unexpected(Some("the metadata names another issuer".into())))
        }
    }
}

fn oauth_client(
    client: &ClientId,
    metadata: &metadata::Idporten,
    door: std::net::SocketAddr,
) -> Result<OauthClient, url::ParseError> {
    Ok(oauth2::Client::new(oauth2::ClientId::new(client.0.clone()))
        .set_auth_uri(AuthUrl::new(metadata.authorization_endpoint.clone())?)
        .set_token_uri(TokenUrl::new(metadata.token_endpoint.clone())?)
        .set_redirect_uri(RedirectUrl::new(format!("http://{door}{CALLBACK}"))?)
        // A public client has no secret: its id goes in the body.
        .set_auth_type(oauth2::AuthType::RequestBody))
}

impl SignIn {
    /// The address to open in the person's browser.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Waits for the browser to come back, fetches the tokens and checks who they are about. `now` is asked when the
    /// answer has come.
    ///
    /// # Errors
    /// [`Error::SignIn`], and those of reaching ID-porten.
    pub async fn finish(self, now: impl Fn() -> Timestamp) -> Result<SignedIn, Error> {
        let issuer = Some(self.metadata.issuer.as_str());
        let issuer = issuer.filter(|_| self.metadata.authorization_response_iss_parameter_supported);
        let coming = self.loopback.callback(self.state.secret(), issuer, self.language);
        let code = tokio::time::timeout(PATIENCE, coming)
            .await
            .map_err(|_| SignInFault::TookTooLong)??;

        let http = self.http.clone();
        let send = move |call: HttpRequest| send(http.clone(), call);
        let exchange = self
            .client
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(self.verifier)
            .request_async(&send)
            .await;
        let answer = exchange.map_err(token_error)?;

        let now = now();
        let id_token = &answer.extra_fields().id_token;
        let expected = Expected {
            issuer: &self.metadata.issuer,
            client: self.client.client_id().as_str(),
            nonce: self.nonce.secret(),
            now,
        };
        expected.check(id_token, &keys(&self.http, &self.metadata).await?)?;
        Ok(SignedIn {
            sign_out: sign_out(&self.metadata, id_token)?,
            token: id_token::access_token(&answer, now),
        })
    }
}

async fn keys(http: &Http, metadata: &metadata::Idporten) -> Result<JwkSet, Error> {
    let untrusted = |_| SignInFault::Untrusted {
        reason: "the address of the keys is not one",
    };
    let url = Url::parse(&metadata.jwks_uri).map_err(untrusted)?;
    http.patiently(|| http.once(http.get(url.clone()))).await?.json()
}

fn sign_out(metadata: &metadata::Idporten, id_token: &str) -> Result<Url, SignInFault> {
    let untrusted = |_| SignInFault::Untrusted {
        reason: "the address for signing out is not one",
    };
    let mut url = Url::parse(&metadata.end_session_endpoint).map_err(untrusted)?;
    url.query_pairs_mut().append_pair("id_token_hint", id_token);
    Ok(url)
}

/// Our HTTP client as `oauth2` wants one. The code is good for one call, so it is sent once.
async fn send(http: Http, call: HttpRequest) -> Result<HttpResponse, Error> {
    let (parts, body) = call.into_parts();
    let malformed = |_| SignInFault::Untrusted {
        reason: "the token address is not one",
    };
    let url = Url::parse(&parts.uri.to_string()).map_err(malformed)?;
    let answer = http
        .once(http.post(url).headers(parts.headers).body(body))
        .await?;
    if answer.status.is_server_error() {
        return Err(answer.unexpected(None));
    }
    let mut response = HttpResponse::new(answer.bytes().to_vec());
    *response.status_mut() = answer.status;
    Ok(response)
}

fn token_error(error: RequestTokenError<Error, BasicErrorResponse>) -> Error {
    match error {
        RequestTokenError::Request(error) => error,
        RequestTokenError::ServerResponse(refusal) => SignInFault::Refused {
            error: refusal.error().to_string(),
        }
        .into(),
        // What could not be read is not kept: it may hold tokens.
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => SignInFault::Untrusted {
            reason: "the token answer cannot be read",
        }
        .into(),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::HashMap;

    use super::*;

    #[tokio::test]
    async fn the_browser_is_sent_with_a_challenge_a_state_and_a_nonce() {
        let door = "127.0.0.1:4711".parse().unwrap();
        let client = oauth_client(&"app".into(), &metadata(), door).unwrap();
        let (challenge, _) = PkceCodeChallenge::new_random_sha256();
        let (url, state) = client
            .authorize_url(CsrfToken::new_random)
            .set_pkce_challenge(challenge.clone())
            .url();
        let query: HashMap<Cow<'_, str>, Cow<'_, str>> = url.query_pairs().collect();
        assert_eq!(query["response_type"], "code");
        assert_eq!(query["redirect_uri"], "http://127.0.0.1:4711/callback");
        assert_eq!(query["code_challenge"], challenge.as_str());
        assert_eq!(query["code_challenge_method"], "S256");
        assert_eq!(query["state"], state.secret().as_str());
    }

    #[test]
    fn signing_out_tells_who() {
        let url = sign_out(&metadata(), "a.b.c").unwrap();
        assert_eq!(
            url.as_str(),
            "https://idporten.example/logout?id_token_hint=a.b.c"
        );
    }

    fn metadata() -> metadata::Idporten {
        serde_json::from_value(serde_json::json!({
            "issuer": "https://idporten.example",
            "authorization_endpoint": "https://idporten.example/authorize",
            "token_endpoint": "https://idporten.example/token",
            "end_session_endpoint": "https://idporten.example/logout",
            "jwks_uri": "https://idporten.example/jwks.json",
            "userinfo_endpoint": "https://idporten.example/userinfo",
            "response_types_supported": [], "response_modes_supported": [], "grant_types_supported": [],
            "subject_types_supported": [], "id_token_signing_alg_values_supported": [],
            "token_endpoint_auth_methods_supported": [], "code_challenge_methods_supported": [],
            "acr_values_supported": [], "ui_locales_supported": [], "prompt_values_supported": [],
            "request_parameter_supported": false, "authorization_response_iss_parameter_supported": true
        }))
        .unwrap()
    }
}
