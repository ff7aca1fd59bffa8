//! A Maskinporten client that speaks HTTP and nothing else, as an organisation's own system does.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use contract::token::Scopes;
use contract::token::authorization_details::SystemUserAsked;
use contract::token::jwk::Jwk;
use contract::token::maskinporten::GrantClaims;
use contract::token::oauth::{GrantForm, JWT_BEARER, OauthError, TokenAnswer};
use domain::ClientId;
use domain::maskinporten::GRANT_LIFETIME;
use platform::{Chance, Clock};
use reqwest::Client;
use serde_json::json;

use crate::local::Addresses;

/// An RSA key of 2048 bits, and the certificates that say whose it is, if it has any. Cheap to clone.
#[derive(Clone)]
pub struct MachineKey {
    pair: Arc<KeyPair>,
    chain: Arc<[String]>,
}

/// A client with its key, and where it asks.
#[derive(Clone, Debug)]
pub struct Machine {
    pub http: Client,
    pub at: Addresses,
    client: ClientId,
    key: MachineKey,
}

impl MachineKey {
    pub fn generate() -> Self {
        Self {
            pair: Arc::new(KeyPair::generate(KeySize::Rsa2048).unwrap()),
            chain: Arc::new([]),
        }
    }

    /// The enterprise certificate that `klarsignal-platform --enterprise-certificates` has put into `folder`.
    pub fn certified(folder: &Path, organization: &str) -> Self {
        let read =
            |kind: &str| std::fs::read_to_string(folder.join(format!("{organization}.{kind}"))).unwrap();
        let key = pem_blocks(&read("key")).remove(0);
        let der = STANDARD.decode(key).unwrap();
        Self {
            pair: Arc::new(KeyPair::from_pkcs8(&der).unwrap()),
            chain: pem_blocks(&read("pem")).into(),
        }
    }

    /// Writes the public half where `klarsignal-platform --client-key` reads it.
    pub fn publish(&self, file: &Path) {
        std::fs::write(file, serde_json::to_vec(&self.jwk()).unwrap()).unwrap();
    }

    /// What Maskinporten knows it by.
    pub fn kid(&self) -> String {
        self.jwk().kid
    }

    /// The public half, as it is registered.
    pub fn jwk(&self) -> Jwk {
        let public = self.pair.public_key();
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let n = part(public.modulus().big_endian_without_leading_zero());
        Jwk {
            kty: "RSA".to_owned(),
            e: part(public.exponent().big_endian_without_leading_zero()),
            key_use: Some("sig".to_owned()),
            kid: part(digest(&SHA256, n.as_bytes()).as_ref()),
            alg: Some("RS256".to_owned()),
            n,
            x5c: vec![],
            exp: None,
        }
    }

    fn sign(&self, claims: &GrantClaims) -> String {
        let header = match &*self.chain {
            [] => json!({"alg": "RS256", "kid": self.kid()}),
            chain => json!({"alg": "RS256", "x5c": chain}),
        };
        let claims = serde_json::to_vec(claims).unwrap();
        let message = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header.to_string()),
            URL_SAFE_NO_PAD.encode(claims)
        );
        let mut signature = [0; 256];
        self.pair
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                message.as_bytes(),
                &mut signature,
            )
            .unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

impl fmt::Debug for MachineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MachineKey")
    }
}

impl Machine {
    pub fn new(at: &Addresses, client: &str, key: &MachineKey) -> Self {
        Self {
            http: http(),
            at: at.clone(),
            client: client.into(),
            key: key.clone(),
        }
    }

    /// What Maskinporten knows it by.
    pub fn client(&self) -> &str {
        self.client.as_str()
    }

    /// A fresh grant, good for one token within two minutes: the client's own, or one for a system user.
    pub fn grant(&self, scopes: &[&str], system_user: Option<SystemUserAsked>) -> String {
        let now = Clock::system().now().as_second();
        let claims = GrantClaims {
            aud: format!("{}/", self.at.maskinporten),
            iss: self.client.clone(),
            scope: scopes.iter().copied().collect::<Scopes>(),
            iat: now,
            exp: now + GRANT_LIFETIME,
            jti: Chance::system().token(16),
            resource: None,
            consumer_org: None,
            authorization_details: system_user.into_iter().collect(),
        };
        self.key.sign(&claims)
    }

    /// Maskinporten's token for the client itself.
    pub async fn token(&self, scopes: &[&str]) -> String {
        self.ask(scopes, None).await.unwrap()
    }

    /// Maskinporten's token, the client's own or one for a system user, or how Maskinporten says no.
    pub async fn ask(
        &self,
        scopes: &[&str],
        system_user: Option<SystemUserAsked>,
    ) -> Result<String, OauthError> {
        let form = GrantForm {
            grant_type: JWT_BEARER.to_owned(),
            assertion: self.grant(scopes, system_user),
        };
        let call = self.http.post(format!("{}/token", self.at.maskinporten));
        let answer = call.form(&form).send().await.unwrap();
        if answer.status().is_success() {
            Ok(answer.json::<TokenAnswer>().await.unwrap().access_token)
        } else {
            Err(answer.json().await.unwrap())
        }
    }

    /// Altinn's token in exchange for Maskinporten's; it lives half an hour.
    pub async fn altinn_token(&self, scopes: &[&str]) -> String {
        exchange(&self.http, &self.at, "maskinporten", &self.token(scopes).await).await
    }
}

/// What stands between the lines of each block of a PEM file, without line breaks.
fn pem_blocks(pem: &str) -> Vec<String> {
    let blocks = pem.split("-----BEGIN ").skip(1);
    blocks
        .map(|block| {
            let inner = block
                .split_once("-----")
                .unwrap()
                .1
                .split("-----END")
                .next()
                .unwrap();
            inner.split_whitespace().collect()
        })
        .collect()
}

/// Altinn's token for one of `provider`'s.
pub(crate) async fn exchange(http: &Client, at: &Addresses, provider: &str, token: &str) -> String {
    let address = format!("{}/authentication/api/v1/exchange/{provider}", at.platform);
    let answer = http
        .get(address)
        .bearer_auth(token)
        .send()
        .await
        .unwrap()
        .error_for_status()
        .unwrap();
    answer.text().await.unwrap().trim_matches('"').to_owned()
}

/// Follows nothing and goes around nobody's proxy: what is asked is on this computer.
pub(crate) fn http() -> Client {
    Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}
