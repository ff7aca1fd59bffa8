//! Parties: organisations and people in Altinn's register.

use std::fmt;
use std::str::FromStr;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use specta::Type;

use crate::ids::{OrgNumber, PartyId, PartyUuid};
use crate::national_id;

/// What sort of party it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PartyKind {
    Organization,
    Person,
}

/// An organisation or a person in Altinn. System access belongs to organisations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Party {
    pub id: PartyId,
    pub uuid: PartyUuid,
    pub kind: PartyKind,
    /// Absent for a person.
    pub org_number: Option<OrgNumber>,
    pub name: String,
}

/// A party by its own number, as consents name it: `urn:altinn:organization:identifier-no:…` or
/// `urn:altinn:person:identifier-no:…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartyUrn {
    Organization(OrgNumber),
    /// By a synthetic national identity number.
    Person(String),
}

/// A text that names no party by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a party is named by the URN of its number")]
pub struct PartyUrnFault;

impl PartyUrn {
    const ORGANIZATION: &'static str = "urn:altinn:organization:identifier-no:";
    const PERSON: &'static str = "urn:altinn:person:identifier-no:";

    /// A person, by a synthetic national identity number.
    ///
    /// # Errors
    /// [`PartyUrnFault`] when it is none.
    pub fn person(number: &str) -> Result<Self, PartyUrnFault> {
        if national_id::is_synthetic(number) {
            Ok(Self::Person(number.to_owned()))
        } else {
            Err(PartyUrnFault)
        }
    }
}

impl FromStr for PartyUrn {
    type Err = PartyUrnFault;
    fn from_str(text: &str) -> Result<Self, PartyUrnFault> {
        if let Some(digits) = text.strip_prefix(Self::ORGANIZATION) {
            let number = OrgNumber::parse(digits).ok();
            let number = number.filter(|number| number.as_str() == digits);
            return number.map(Self::Organization).ok_or(PartyUrnFault);
        }
        text.strip_prefix(Self::PERSON)
            .ok_or(PartyUrnFault)
            .and_then(Self::person)
    }
}

impl fmt::Display for PartyUrn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organization(number) => write!(f, "{}{number}", Self::ORGANIZATION),
            Self::Person(number) => write!(f, "{}{number}", Self::PERSON),
        }
    }
}

impl Serialize for PartyUrn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartyUrn {
    /// Within the reader's own visit, so that it can say where the fault is.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(UrnVisitor)
    }
}

struct UrnVisitor;

impl Visitor<'_> for UrnVisitor {
    type Value = PartyUrn;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the URN of a party's number")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<PartyUrn, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PartyUrn {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartyUrn".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^urn:altinn:(organization:identifier-no:[0-9]{9}|person:identifier-no:[0-9]{11})$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_is_written_as_it_is_read() {
        for urn in [
            "urn:altinn:organization:identifier-no:310702641",
            "urn:altinn:person:identifier-no:12847820045",
        ] {
            assert_eq!(urn.parse::<PartyUrn>().unwrap().to_string(), urn);
        }
    }

    #[test]
    fn nobody_is_named_by_half_a_number_by_another_name_or_by_a_number_of_the_living() {
        for text in [
            "",
            "310702641",
            "urn:altinn:organization:identifier-no:31070264",
            "urn:altinn:organization:identifier-no:310 702 641",
            "urn:altinn:party:uuid:3ac9ab65-6040-5986-8df3-6bd157fea775",
            "urn:altinn:person:identifier-no:06057897380",
        ] {
            assert_eq!(text.parse::<PartyUrn>(), Err(PartyUrnFault), "{text}");
        }
    }
}
