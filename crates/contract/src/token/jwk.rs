//! Public RSA keys as JSON (RFC 7517), in Maskinporten's, ID-porten's and Altinn's spelling.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Serialize};

/// A set of public keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JwkSet {
    pub keys: Vec<Jwk>,
}

/// A public RSA key. `n` and `e` are kept as written: Altinn writes `n` in plain base64 with padding (identity.md 4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Jwk {
    pub kty: String,
    pub e: String,
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub key_use: Option<String>,
    pub kid: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    pub n: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub x5c: Vec<String>,
    /// Seconds since 1970 when the key stops being accepted; in answers of Maskinporten's client administration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
}

impl Jwk {
    /// The modulus and the exponent as big-endian bytes.
    ///
    /// # Errors
    /// When either is not base64 in any of its common spellings.
    pub fn components(&self) -> Result<(Vec<u8>, Vec<u8>), base64::DecodeError> {
        Ok((lenient(&self.n)?, lenient(&self.e)?))
    }
}

fn lenient(text: &str) -> Result<Vec<u8>, base64::DecodeError> {
    let any_padding = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let url_safe = text.replace('+', "-").replace('/', "_");
    GeneralPurpose::new(&alphabet::URL_SAFE, any_padding).decode(url_safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modulus_is_read_in_both_spellings() {
        let key = |n: &str| Jwk {
            kty: "RSA".to_owned(),
            e: "AQAB".to_owned(),
            key_use: None,
            kid: "1".to_owned(),
            alg: None,
            n: n.to_owned(),
            x5c: vec![],
            exp: None,
        };
        assert_eq!(key("+/8=").components(), Ok((vec![0xfb, 0xff], vec![1, 0, 1])));
        assert_eq!(key("-_8").components(), key("+/8=").components());
    }
}
