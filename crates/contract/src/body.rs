//! Reads the bodies that callers send as Altinn does: member names in any case, unknown members ignored, and a fault
//! told by where it is (altinn-platform.md 1.5 shape 4, 1.8).

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

/// What keeps a body from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyFault {
    /// Where: `$`, `$.rights[0].resource`, or the member's own name when it is null and must not be.
    pub key: String,
    pub message: String,
}

/// Reads a body.
///
/// # Errors
/// [`BodyFault`] for the first fault: text that is no JSON, a demanded member that is missing or null, a value of the
/// wrong kind.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, BodyFault> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(BodyFault::at("", "A non-empty request body is required."));
    }
    let value = serde_json::from_slice(body).map_err(|error| BodyFault::at("$", error.to_string()))?;
    T::deserialize(Folded {
        value,
        path: "$".to_owned(),
    })
}

impl BodyFault {
    fn at(key: &str, message: impl Into<String>) -> Self {
        Self {
            key: key.to_owned(),
            message: message.into(),
        }
    }
}

impl fmt::Display for BodyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.key, self.message)
    }
}

impl std::error::Error for BodyFault {}

impl serde::de::Error for BodyFault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::at("", message.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::at(
            "",
            format!("JSON deserialization was missing required properties including: '{field}'."),
        )
    }
}

/// A JSON value that knows where it was in the body.
struct Folded {
    value: Value,
    path: String,
}

impl Folded {
    /// Puts the place into a fault that does not know it yet.
    fn placed<T>(path: &str, outcome: Result<T, BodyFault>) -> Result<T, BodyFault> {
        outcome.map_err(|fault| {
            if fault.key.is_empty() {
                BodyFault::at(path, fault.message)
            } else {
                fault
            }
        })
    }

    fn member(path: &str, name: String, value: Value) -> (String, Self) {
        let path = format!("{path}.{name}");
        (name, Self { value, path })
    }

    /// A null where something is demanded is told by the member's name, not by its place.
    fn null(path: &str) -> BodyFault {
        let name = path.rsplit('.').next().unwrap_or(path);
        let name: String = name
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .chain(name.chars().skip(1))
            .collect();
        BodyFault::at(&name, format!("The {name} field is required."))
    }
}

impl<'de> Deserializer<'de> for Folded {
    type Error = BodyFault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BodyFault> {
        let Self { value, path } = self;
        let outcome = match value {
            Value::Null => return Err(Self::null(&path)),
            Value::Array(items) => {
                let items = items.into_iter().enumerate();
                visitor.visit_seq(SeqDeserializer::new(items.map(|(index, value)| Self {
                    value,
                    path: format!("{path}[{index}]"),
                })))
            }
            Value::Object(members) => visitor.visit_map(MapDeserializer::new(
                members
                    .into_iter()
                    .map(|(name, value)| Self::member(&path, name, value)),
            )),
            simple => simple
                .deserialize_any(visitor)
                .map_err(|error| BodyFault::at(&path, error.to_string())),
        };
        Self::placed(&path, outcome)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, BodyFault> {
        let Value::Object(members) = self.value else {
            return self.deserialize_any(visitor);
        };
        let known = |name: String| {
            fields
                .iter()
                .find(|field| field.eq_ignore_ascii_case(&name))
                .map_or(name, |field| (*field).to_owned())
        };
        // The last of several spellings of one member counts, as upstream.
        let members: serde_json::Map<String, Value> = members
            .into_iter()
            .map(|(name, value)| (known(name), value))
            .collect();
        Self {
            value: Value::Object(members),
            path: self.path,
        }
        .deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BodyFault> {
        if self.value.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    /// A word, in any case, as Altinn reads its own.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, BodyFault> {
        let Value::String(text) = self.value else {
            return self.deserialize_any(visitor);
        };
        let known = words.iter().find(|word| word.eq_ignore_ascii_case(&text));
        let word = known.map_or(text, |word| (*word).to_owned());
        Self::placed(&self.path, visitor.visit_enum(word.into_deserializer()))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, BodyFault> {
        visitor.visit_newtype_struct(self)
    }

    /// A member that nobody reads may hold anything, null too.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BodyFault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }
}

impl IntoDeserializer<'_, BodyFault> for Folded {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use domain::registration::Integration;

    use super::*;
    use crate::access::Right;
    use crate::administration::ClientBody;
    use crate::register::RegisterSystemRequest;
    use crate::request::CreateRequest;

    #[test]
    fn member_names_are_read_in_any_case() {
        let body =
            br#"{"Id":"1_a","VENDOR":{"id":"0192:1"},"name":{"nb":"N"},"Description":{},"ClientId":["c"],
            "allowedredirecturls":["https://a.example"],"Unknown":null}"#;
        let system: RegisterSystemRequest = read(body).unwrap();
        assert_eq!(system.vendor.id, "0192:1");
        assert_eq!(system.client_id, ["c"]);
        assert_eq!(system.allowed_redirect_urls, ["https://a.example"]);
        assert!(system.is_visible);
    }

    #[test]
    fn the_keys_of_a_dictionary_keep_their_case() {
        let body = br#"{"id":"1_a","vendor":{"ID":"0192:1"},"name":{"NB":"N"},"description":{}}"#;
        let system: RegisterSystemRequest = read(body).unwrap();
        assert_eq!(system.name.keys().collect::<Vec<_>>(), ["NB"]);
    }

    #[test]
    fn a_missing_member_is_told_at_the_object_that_lacks_it() {
        let fault = read::<CreateRequest>(br#"{"systemId":"a"}"#).unwrap_err();
        assert_eq!(fault.key, "$");
        assert!(fault.message.contains("partyOrgNo"), "{fault}");
        let fault = read::<Vec<Right>>(br#"[{"resource":[{"id":"a"}]}]"#).unwrap_err();
        assert_eq!(fault.key, "$[0].resource[0]");
    }

    #[test]
    fn a_null_that_must_not_be_is_told_by_its_member() {
        let body = br#"{"id":"1_a","vendor":{"ID":"0192:1"},"name":{},"description":{},"clientId":null}"#;
        assert_eq!(read::<RegisterSystemRequest>(body).unwrap_err().key, "ClientId");
        let body = br#"{"systemId":"a","partyOrgNo":"b","rights":null,"redirectUrl":null}"#;
        assert_eq!(read::<CreateRequest>(body).unwrap().rights, None);
    }

    #[test]
    fn a_word_that_is_none_of_those_known_is_told_by_its_place() {
        let read_kind = |kind: &str| {
            let body = format!(r#"{{"client_name":"a","integration_type":{kind}}}"#);
            read::<ClientBody>(body.as_bytes()).map(|body| body.integration_type)
        };
        assert_eq!(read_kind(r#""krr""#), Ok(Some(Integration::Krr)));
        assert_eq!(read_kind("null"), Ok(None));
        for odd in [r#""other""#, "1", "{}"] {
            assert_eq!(read_kind(odd).unwrap_err().key, "$.integration_type", "{odd}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_told_by_its_place() {
        let fault = read::<CreateRequest>(br#"{"systemId":"a","partyOrgNo":310702641}"#).unwrap_err();
        assert_eq!(fault.key, "$.partyOrgNo");
        assert_eq!(read::<Vec<Right>>(b"{}").unwrap_err().key, "$");
    }

    #[test]
    fn a_comma_too_many_is_told_by_line_and_column() {
        let fault = read::<CreateRequest>(b"{\"systemId\":\"a\",\n}").unwrap_err();
        assert_eq!(fault.key, "$");
        assert!(fault.message.contains("line 2"), "{fault}");
    }

    #[test]
    fn an_absent_body_says_so() {
        assert_eq!(
            read::<CreateRequest>(b"").unwrap_err().message,
            "A non-empty request body is required."
        );
    }
}
