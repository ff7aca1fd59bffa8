//! A leader with HTTP and no app: signs in at ID-porten by name, and answers requests.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::path::{self, fill};
use contract::scope;
use contract::token::oauth::{AUTHORIZATION_CODE, CodeForm, TokenAnswer};
use domain::{PartyId, RequestId};
use platform::Chance;
use reqwest::{Client, Response, header};
use url::Url;

use crate::local::Addresses;
use crate::machine::{exchange, http};

const CLIENT: &str = "klarsignal-desktop";
const CALLBACK: &str = "http://127.0.0.1:8080/callback";

/// A person who holds an Altinn token with the portal's scope.
#[derive(Clone, Debug)]
pub struct Leader {
    http: Client,
    altinn: String,
    token: String,
}

impl Leader {
    /// Signs in as the synthetic person with the national id `pid`.
    pub async fn sign_in(at: &Addresses, pid: &str) -> Self {
        let http = http();
        let verifier = Chance::system().token(32);
        let code = code(&http, at, pid, &verifier).await;
        let form = CodeForm {
            grant_type: AUTHORIZATION_CODE.to_owned(),
            code,
            redirect_uri: CALLBACK.to_owned(),
            code_verifier: verifier,
            client_id: CLIENT.into(),
        };
        let call = http.post(format!("{}/token", at.idporten)).form(&form);
        let answer = call.send().await.unwrap().error_for_status().unwrap();
        let person = answer.json::<TokenAnswer>().await.unwrap().access_token;
        let token = exchange(&http, at, "id-porten", &person).await;
        Self {
            http,
            altinn: at.platform.clone(),
            token,
        }
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    /// Says yes to a request. An error is a connection that broke.
    pub async fn approve(&self, party: PartyId, request: RequestId) -> Result<Response, reqwest::Error> {
        let path = fill(path::APPROVE_REQUEST, &[&party.to_string(), &request.to_string()]);
        self.http
            .post(format!("{}{path}", self.altinn))
            .bearer_auth(&self.token)
            .send()
            .await
    }

    /// The same person over connections of their own.
    #[must_use]
    pub fn elsewhere(&self) -> Self {
        Self {
            http: http(),
            ..self.clone()
        }
    }
}

/// The authorization code that comes back when `login_hint` has chosen the person.
async fn code(http: &Client, at: &Addresses, pid: &str, verifier: &str) -> String {
    let chance = Chance::system();
    let scopes = format!("openid profile {}", scope::PORTAL);
    let hint = format!("testid:{pid}_idporten-loa-substantial");
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
    let call = http.get(format!("{}/authorize", at.idporten)).query(&[
        ("client_id", CLIENT),
        ("response_type", "code"),
        ("redirect_uri", CALLBACK),
        ("scope", &scopes),
        ("state", &chance.token(16)),
        ("nonce", &chance.token(16)),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("login_hint", &hint),
    ]);
    let answer = call.send().await.unwrap();
    let way_back = answer
        .headers()
        .get(header::LOCATION)
        .expect("ID-porten sends nobody back")
        .to_str()
        .unwrap();
    let way_back = Url::parse(way_back).unwrap();
    let code = way_back.query_pairs().find(|(name, _)| name == "code");
    code.unwrap_or_else(|| panic!("no code in {way_back}"))
        .1
        .into_owned()
}
