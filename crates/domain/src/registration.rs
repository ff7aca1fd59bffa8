//! What may be registered with the administration that Maskinporten and ID-porten share (identity.md 2).

use serde::{Deserialize, Serialize};

use crate::ids::{OrgNumber, Scope};
use crate::time::Timestamp;

/// Keys of one client, at the most (identity.md 2.3).
pub const MOST_KEYS: usize = 5;
/// Seconds that a key is accepted after it was uploaded: a year (MP-121).
pub const KEY_LIFETIME: i64 = 365 * 24 * 60 * 60;
/// Seconds that a client's secret is accepted.
pub const SECRET_LIFETIME: i64 = 360 * 24 * 60 * 60;
/// Seconds that an access token may be asked to live, at the most (identity.md 1.4).
pub const LONGEST_TOKEN: u32 = 7200;
/// Bits of the shortest RSA key.
const SHORTEST_KEY: usize = 2048;

/// What a client is for. It never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Integration {
    Maskinporten,
    Idporten,
    ApiKlient,
    Ansattporten,
    Krr,
    Eformidling,
}

impl Integration {
    pub const ALL: [Self; 6] = [
        Self::Maskinporten,
        Self::Idporten,
        Self::ApiKlient,
        Self::Ansattporten,
        Self::Krr,
        Self::Eformidling,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Maskinporten => "maskinporten",
            Self::Idporten => "idporten",
            Self::ApiKlient => "api_klient",
            Self::Ansattporten => "ansattporten",
            Self::Krr => "krr",
            Self::Eformidling => "eformidling",
        }
    }

    /// Whether people sign in through ID-porten with it.
    pub fn is_for_people(self) -> bool {
        match self {
            Self::Idporten | Self::ApiKlient => true,
            Self::Maskinporten | Self::Ansattporten | Self::Krr | Self::Eformidling => false,
        }
    }
}

/// How a client proves itself at the token endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuthMethod {
    ClientSecretBasic,
    ClientSecretPost,
    #[default]
    PrivateKeyJwt,
    /// A public client, which cannot.
    None,
}

impl AuthMethod {
    pub const ALL: [Self; 4] = [
        Self::ClientSecretBasic,
        Self::ClientSecretPost,
        Self::PrivateKeyJwt,
        Self::None,
    ];

    /// As the metadata, a registration and `client_amr` have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ClientSecretBasic => "client_secret_basic",
            Self::ClientSecretPost => "client_secret_post",
            Self::PrivateKeyJwt => "private_key_jwt",
            Self::None => "none",
        }
    }

    /// Whether the client proves itself with a secret.
    pub fn has_secret(self) -> bool {
        matches!(self, Self::ClientSecretBasic | Self::ClientSecretPost)
    }
}

/// Whether a refresh token is replaced each time it is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum RefreshTokenUsage {
    #[default]
    OneTime,
    Reuse,
}

impl RefreshTokenUsage {
    pub const ALL: [Self; 2] = [Self::OneTime, Self::Reuse];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::OneTime => "ONETIME",
            Self::Reuse => "REUSE",
        }
    }
}

/// Who may see that a scope exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Visibility {
    #[default]
    Public,
    /// Its owner and those that have been granted it.
    Private,
    /// The same, and nobody may ask for it.
    Internal,
}

impl Visibility {
    pub const ALL: [Self; 3] = [Self::Public, Self::Private, Self::Internal];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "PUBLIC",
            Self::Private => "PRIVATE",
            Self::Internal => "INTERNAL",
        }
    }
}

/// Where an organisation's access to a scope stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum AccessState {
    Requested,
    Approved,
    Denied,
}

impl AccessState {
    pub const ALL: [Self; 3] = [Self::Requested, Self::Approved, Self::Denied];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "REQUESTED",
            Self::Approved => "APPROVED",
            Self::Denied => "DENIED",
        }
    }

    /// After the organisation has asked: what is approved stays so, and a no may be asked about again.
    #[must_use]
    pub fn asked(current: Option<Self>) -> Self {
        match current {
            Some(Self::Approved) => Self::Approved,
            Some(Self::Requested | Self::Denied) | None => Self::Requested,
        }
    }
}

/// A public key as it is about to be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyOffered<'a> {
    pub name: &'a str,
    pub kind: &'a str,
    pub algorithm: Option<&'a str>,
    /// `use`
    pub purpose: Option<&'a str>,
    /// Big-endian.
    pub modulus: &'a [u8],
    pub exponent: &'a [u8],
}

/// What is wrong with something that should be registered, as a sentence for whoever sent it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationFault {
    #[error("keys: a client has at most {MOST_KEYS} keys, these are {0}")]
    TooManyKeys(usize),
    #[error("kid: {0:?} must be 1 to 255 of the characters A-Z a-z 0-9 . _ -")]
    KeyName(String),
    #[error("kid: {0} is there twice")]
    KeyNameTwice(String),
    #[error("key {0}: kty must be RSA, alg RS256, RS384 or RS512, use sig, and n and e base64url")]
    KeyKind(String),
    #[error("key {0}: the modulus has {1} bits, fewer than {SHORTEST_KEY}")]
    KeyTooShort(String, usize),
    #[error(
        "subscope: a scope is prefix:subscope, with a-z 0-9 _ - before the colon and A-Z a-z 0-9 . _ - / : after it"
    )]
    ScopeName,
}

/// Checks a client's whole set of keys (identity.md 2.3).
///
/// # Errors
/// [`RegistrationFault`] for the first fault.
pub fn check_keys(keys: &[KeyOffered<'_>]) -> Result<(), RegistrationFault> {
    if keys.len() > MOST_KEYS {
        return Err(RegistrationFault::TooManyKeys(keys.len()));
    }
    for (index, key) in keys.iter().enumerate() {
        key.check()?;
        if keys[..index].iter().any(|other| other.name == key.name) {
            return Err(RegistrationFault::KeyNameTwice(key.name.to_owned()));
        }
    }
    Ok(())
}

impl KeyOffered<'_> {
    fn check(&self) -> Result<(), RegistrationFault> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if self.name.is_empty() || self.name.len() > 255 || !self.name.chars().all(allowed) {
            return Err(RegistrationFault::KeyName(self.name.to_owned()));
        }
        let is_for_signing = self.kind == "RSA"
            && self
                .algorithm
                .is_none_or(|alg| matches!(alg, "RS256" | "RS384" | "RS512"))
            && self.purpose.is_none_or(|purpose| purpose == "sig");
        if !is_for_signing || self.exponent.is_empty() {
            return Err(RegistrationFault::KeyKind(self.name.to_owned()));
        }
        match bits(self.modulus) {
            bits if bits < SHORTEST_KEY => Err(RegistrationFault::KeyTooShort(self.name.to_owned(), bits)),
            _ => Ok(()),
        }
    }
}

/// The length of a number in bits.
fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    match number.get(zeros) {
        None => 0,
        Some(first) => (number.len() - zeros) * 8 - first.leading_zeros() as usize,
    }
}

/// Puts a scope's two halves together.
///
/// # Errors
/// [`RegistrationFault::ScopeName`] when either holds a character that it may not.
pub fn scope_of(prefix: &str, subscope: &str) -> Result<Scope, RegistrationFault> {
    let in_prefix = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
    let in_subscope = |c: char| c.is_ascii_alphanumeric() || "._-/:".contains(c);
    let fits = |text: &str, allowed: &dyn Fn(char) -> bool| {
        !text.is_empty() && text.len() <= 255 && text.chars().all(allowed)
    };
    if fits(prefix, &in_prefix) && fits(subscope, &in_subscope) {
        Ok(Scope(format!("{prefix}:{subscope}")))
    } else {
        Err(RegistrationFault::ScopeName)
    }
}

/// A vendor's way to the scopes for system users in production (the production gate): what is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onboarding {
    pub org: OrgNumber,
    /// The owners have granted the scopes.
    pub scopes_granted: bool,
    /// A Maskinporten client has them.
    pub client_ready: bool,
    /// A customer has approved a system user of one of the vendor's systems.
    pub is_tested: bool,
    /// When the agreement on the use of system users was signed, and by whom.
    pub agreement: Option<(Timestamp, String)>,
    /// When the gate was passed.
    pub passed: Option<Timestamp>,
}

/// Something that a vendor must have done before it passes the gate, in the order that it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Step {
    ScopesGranted,
    ClientReady,
    Tested,
    AgreementSigned,
}

impl Onboarding {
    /// The scopes that a vendor asks for to work with system users (identity.md 2.4).
    pub const SCOPES: [&'static str; 3] = [
        "altinn:authentication/systemregister.write",
        "altinn:authentication/systemuser.request.read",
        "altinn:authentication/systemuser.request.write",
    ];

    /// Every step, and whether it is done.
    pub fn steps(&self) -> [(Step, bool); 4] {
        [
            (Step::ScopesGranted, self.scopes_granted),
            (Step::ClientReady, self.client_ready),
            (Step::Tested, self.is_tested),
            (Step::AgreementSigned, self.agreement.is_some()),
        ]
    }

    /// Passes the gate. Whoever has passed stays so.
    ///
    /// # Errors
    /// The steps that are missing.
    pub fn pass(self, now: Timestamp) -> Result<Self, Vec<Step>> {
        if self.passed.is_some() {
            return Ok(self);
        }
        let missing: Vec<Step> = self
            .steps()
            .into_iter()
            .filter_map(|(step, done)| (!done).then_some(step))
            .collect();
        if missing.is_empty() {
            Ok(Self {
                passed: Some(now),
                ..self
            })
        } else {
            Err(missing)
        }
    }
}

#[cfg(test)]
mod tests;
