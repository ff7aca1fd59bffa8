//! Identities. A bare `String` or `Uuid` is never one of these.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;
use uuid::Uuid;

/// An organisation number: nine digits.
///
/// The check digit is a separate question ([`Self::has_valid_check_digit`]): a test world may hold numbers that fail it,
/// and Altinn itself compares numbers as text (identity.md 9.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrgNumber(String);

/// What is wrong with a text that should have been an organisation number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum OrgNumberFault {
    #[error("an organisation number has only digits")]
    NotDigits,
    #[error("an organisation number has nine digits, this has {digits}")]
    Length { digits: u32 },
    #[error("the check digit does not fit")]
    CheckDigit,
}

impl OrgNumber {
    /// Reads nine digits; spaces between them are allowed, as people write them in threes.
    ///
    /// # Errors
    /// [`OrgNumberFault::NotDigits`] or [`OrgNumberFault::Length`].
    pub fn parse(text: &str) -> Result<Self, OrgNumberFault> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if !digits.chars().all(|c| c.is_ascii_digit()) {
            return Err(OrgNumberFault::NotDigits);
        }
        if digits.len() != 9 {
            return Err(OrgNumberFault::Length {
                digits: u32::try_from(digits.len()).unwrap_or(u32::MAX),
            });
        }
        Ok(Self(digits))
    }

    /// Reads a number that a person typed: nine digits with a check digit that fits.
    ///
    /// # Errors
    /// As [`Self::parse`], and [`OrgNumberFault::CheckDigit`].
    pub fn parse_strictly(text: &str) -> Result<Self, OrgNumberFault> {
        let number = Self::parse(text)?;
        if number.has_valid_check_digit() {
            Ok(number)
        } else {
            Err(OrgNumberFault::CheckDigit)
        }
    }

    /// Reads the ISO 6523 form `0192:<nine digits>` that Maskinporten and Altinn use for organisations.
    ///
    /// # Errors
    /// [`OrgNumberFault::NotDigits`] when the `0192:` prefix is absent, otherwise as [`Self::parse`].
    pub fn from_iso6523(text: &str) -> Result<Self, OrgNumberFault> {
        let digits = text.strip_prefix("0192:").ok_or(OrgNumberFault::NotDigits)?;
        Self::parse(digits)
    }

    /// The ISO 6523 form, `0192:<nine digits>`.
    pub fn to_iso6523(&self) -> String {
        format!("0192:{}", self.0)
    }

    /// Whether the ninth digit is the modulus-11 check of the first eight (weights 3 2 7 6 5 4 3 2; identity.md 9.1).
    pub fn has_valid_check_digit(&self) -> bool {
        let digits: Vec<u32> = self.0.chars().filter_map(|c| c.to_digit(10)).collect();
        let sum: u32 = digits
            .iter()
            .zip([3, 2, 7, 6, 5, 4, 3, 2])
            .map(|(digit, weight)| digit * weight)
            .sum();
        digits.get(8) == Some(&((11 - sum % 11) % 11))
    }

    /// The nine digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrgNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for OrgNumber {
    type Err = OrgNumberFault;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl<'de> Deserialize<'de> for OrgNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name(pub String);

        impl $name {
            /// The text of the identity.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// A registered system's own id, `<vendor org number>_<anything without blanks>`.
    SystemId
}
text_id! {
    /// A Maskinporten client id. Usually a UUID; legacy clients have free text.
    ClientId
}
text_id! {
    /// The vendor's own key for a system user; (system, organisation, reference) is unique.
    ExternalRef
}
text_id! {
    /// A resource's id in the resource registry, such as `ske-krav-og-betalinger`.
    ResourceId
}
text_id! {
    /// A Maskinporten scope, such as `skatteetaten:kravogbetalinger`.
    Scope
}

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

uuid_id! {
    /// A system-user request. An approved request and its system user share the value (altinn-platform.md 3.8).
    RequestId
}
uuid_id! {
    /// A request to change a system user's access: the correlation id that the vendor chose.
    ChangeRequestId
}
uuid_id! {
    /// A system user.
    SystemUserId
}
uuid_id! {
    /// A consent; the request for it had the same id.
    ConsentId
}
uuid_id! {
    /// A party's UUID in Altinn's register.
    PartyUuid
}

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number_id! {
    /// A party's number in Altinn's register.
    PartyId
}
number_id! {
    /// A person's user number in Altinn.
    UserId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organisation_number_may_be_written_in_threes() {
        assert_eq!(OrgNumber::parse("310 702 641").unwrap().as_str(), "310702641");
    }

    #[test]
    fn an_organisation_number_that_is_one_digit_short_says_so() {
        assert_eq!(
            OrgNumber::parse_strictly("57623423"),
            Err(OrgNumberFault::Length { digits: 8 })
        );
    }

    #[test]
    fn a_check_digit_that_does_not_fit_is_found() {
        assert_eq!(
            OrgNumber::parse_strictly("123456789"),
            Err(OrgNumberFault::CheckDigit)
        );
        assert!(OrgNumber::parse_strictly("991825827").is_ok());
        assert!(OrgNumber::parse_strictly("974761076").is_ok());
    }

    #[test]
    fn the_iso_6523_form_needs_its_prefix() {
        assert_eq!(
            OrgNumber::from_iso6523("0192:991825827").unwrap().to_iso6523(),
            "0192:991825827"
        );
        assert_eq!(
            OrgNumber::from_iso6523("991825827"),
            Err(OrgNumberFault::NotDigits)
        );
    }
}
