//! The identity token: whether it is ID-porten's, for this app, of this sign-in, and alive (OIDC Core 3.1.3.7).

use std::fmt;

use contract::token::Scopes;
use contract::token::idporten::IdClaims;
use contract::token::jwk::JwkSet;
use domain::Timestamp;
use domain::maskinporten::CLOCK_SKEW;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use oauth2::basic::BasicTokenType;
use oauth2::{ExtraTokenFields, StandardTokenResponse, TokenResponse};
use serde::{Deserialize, Serialize};

use super::SignInFault;
use crate::token::AccessToken;

/// The member of a token answer that OIDC adds to OAuth's.
#[derive(Serialize, Deserialize)]
pub(super) struct IdToken {
    pub(super) id_token: String,
}

impl ExtraTokenFields for IdToken {}

impl fmt::Debug for IdToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdToken")
    }
}

/// What the token must say.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Timestamp,
}

impl Expected<'_> {
    pub(super) fn check(&self, token: &str, keys: &JwkSet) -> Result<(), SignInFault> {
        let claims = self.verified(token, keys)?;
        if claims.nonce.as_deref() != Some(self.nonce) {
            return Err(untrusted("it belongs to another sign-in"));
        }
        if Timestamp::from_second(claims.exp).plus_seconds(CLOCK_SKEW) <= self.now {
            return Err(untrusted("it has expired"));
        }
        if Timestamp::from_second(claims.iat) > self.now.plus_seconds(CLOCK_SKEW) {
            return Err(untrusted("it is issued in the future"));
        }
        Ok(())
    }

    /// The claims, when the signature, the issuer and the audience fit.
    fn verified(&self, token: &str, keys: &JwkSet) -> Result<IdClaims, SignInFault> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| untrusted("it cannot be read"))?;
        let key = keys
            .keys
            .iter()
            .find(|key| header.kid.as_deref() == Some(key.kid.as_str()));
        let key = key.ok_or(untrusted("its key is not ID-porten's"))?;
        let (modulus, exponent) = key
            .components()
            .map_err(|_| untrusted("its key cannot be read"))?;
        let decoded = jsonwebtoken::decode::<IdClaims>(
            token,
            &DecodingKey::from_rsa_raw_components(&modulus, &exponent),
            &self.validation(),
        );
        Ok(decoded
            .map_err(|_| untrusted("its signature, issuer or audience does not fit"))?
            .claims)
    }

    /// Times are left to [`Self::check`]: the library would ask the computer's clock.
    fn validation(&self) -> Validation {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_issuer(&[self.issuer]);
        validation.set_audience(&[self.client]);
        validation.set_required_spec_claims(&["iss", "aud", "exp"]);
        validation.validate_exp = false;
        validation
    }
}

fn untrusted(reason: &'static str) -> SignInFault {
    SignInFault::Untrusted { reason }
}

/// The access token beside the identity token. Scopes that are not named are those that were asked for, and then
/// nothing is known of them.
pub(super) fn access_token(
    answer: &StandardTokenResponse<IdToken, BasicTokenType>,
    now: Timestamp,
) -> AccessToken {
    let scopes: Scopes = answer
        .scopes()
        .into_iter()
        .flatten()
        .map(|scope| scope.as_str())
        .collect();
    let lifetime = answer.expires_in().map_or(0, |lifetime| lifetime.as_secs());
    let expires = now.plus_seconds(i64::try_from(lifetime).unwrap_or(i64::MAX));
    AccessToken::new(answer.access_token().secret().clone(), scopes, expires)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
    use aws_lc_rs::rsa::{KeyPair, KeySize};
    use aws_lc_rs::signature::KeyPair as _;
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    use contract::token::jwk::Jwk;
    use jsonwebtoken::{EncodingKey, Header};
    use serde_json::{Value, json};

    use super::*;

    static KEY: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate(KeySize::Rsa2048).unwrap());
    const NOW: i64 = 1_763_000_000;

    #[test]
    fn a_token_of_this_sign_in_is_trusted() {
        assert_eq!(check(&signed(&claims())), Ok(()));
    }

    #[test]
    fn a_token_of_another_sign_in_is_not() {
        let replayed = with(claims(), "nonce", json!("other"));
        assert_eq!(
            check(&signed(&replayed)),
            Err(untrusted("it belongs to another sign-in"))
        );
    }

    #[test]
    fn a_token_for_another_client_or_by_another_issuer_is_not() {
        let wrong = Err(untrusted("its signature, issuer or audience does not fit"));
        assert_eq!(check(&signed(&with(claims(), "aud", json!("other")))), wrong);
        assert_eq!(
            check(&signed(&with(claims(), "iss", json!("https://evil.example")))),
            wrong
        );
    }

    #[test]
    fn an_old_token_is_not() {
        let old = with(claims(), "exp", json!(NOW - CLOCK_SKEW));
        assert_eq!(check(&signed(&old)), Err(untrusted("it has expired")));
    }

    #[test]
    fn a_token_that_was_changed_or_is_unsigned_is_not() {
        let token = signed(&claims());
        let (message, signature) = token.rsplit_once('.').unwrap();
        let (header, _) = message.split_once('.').unwrap();
        let other = URL_SAFE_NO_PAD.encode(with(claims(), "pid", json!("03899130056")).to_string());
        assert_eq!(
            check(&format!("{header}.{other}.{signature}")),
            Err(untrusted("its signature, issuer or audience does not fit"))
        );
        let unsigned = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","kid":"k"}"#);
        assert!(check(&format!("{unsigned}.{other}.")).is_err());
    }

    #[test]
    fn a_key_that_is_not_published_is_not() {
        let header = Header {
            kid: Some("stranger".into()),
            ..Header::new(Algorithm::RS256)
        };
        assert_eq!(
            check(&sign(&header, &claims())),
            Err(untrusted("its key is not ID-porten's"))
        );
    }

    fn check(token: &str) -> Result<(), SignInFault> {
        let expected = Expected {
            issuer: "https://idporten.example",
            client: "app",
            nonce: "nonce",
            now: Timestamp::from_second(NOW),
        };
        expected.check(token, &keys())
    }

    fn keys() -> JwkSet {
        JwkSet {
            keys: vec![Jwk {
                kty: "RSA".into(),
                e: "AQAB".into(),
                key_use: Some("sig".into()),
                kid: "k".into(),
                alg: Some("RS256".into()),
                n: URL_SAFE_NO_PAD.encode(KEY.public_key().modulus().big_endian_without_leading_zero()),
                x5c: vec![],
                exp: None,
            }],
        }
    }

    fn signed(claims: &Value) -> String {
        sign(
            &Header {
                kid: Some("k".into()),
                ..Header::new(Algorithm::RS256)
            },
            claims,
        )
    }

    fn sign(header: &Header, claims: &Value) -> String {
        let der: Pkcs8V1Der<'_> = KEY.as_der().unwrap();
        let pem = STANDARD.encode(der.as_ref());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{pem}\n-----END PRIVATE KEY-----\n");
        jsonwebtoken::encode(
            header,
            claims,
            &EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap(),
        )
        .unwrap()
    }

    fn claims() -> Value {
        json!({
            "sub": "s", "iss": "https://idporten.example", "aud": "app", "pid": "12847820045",
            "acr": "idporten-loa-substantial", "amr": ["TestID"], "auth_time": NOW, "iat": NOW, "exp": NOW + 120,
            "jti": "j", "locale": "nb", "nonce": "nonce"
        })
    }

    fn with(mut claims: Value, name: &str, value: Value) -> Value {
        claims[name] = value;
        claims
    }
}
