//! Altinn's own token, made by exchange (identity.md 4.1), and what Altinn reads of any token (altinn-platform.md 1.4).

use domain::{OrgNumber, PartyId, PartyUuid, UserId};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::authorization_details::Detail;
use super::{OneOrMany, Organisation, Scopes};

/// The claims of a token that Altinn's APIs take: Altinn's own, or Maskinporten's unexchanged.
///
/// Exchange copies the claims of the token it was given, so those without a member here are kept in [`Self::other`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccessClaims {
    /// An object after exchange, a list before it (identity.md 4.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_details: Option<OneOrMany<Detail>>,
    #[serde(default)]
    pub scope: Scopes,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    pub exp: i64,
    #[serde(default)]
    pub iat: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Absent, too, when it is no organisation.
    #[serde(
        default,
        deserialize_with = "organisation_if_it_is_one",
        skip_serializing_if = "Option::is_none"
    )]
    pub consumer: Option<Organisation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nameid: Option<String>,
    #[serde(
        rename = "urn:altinn:userid",
        default,
        with = "number_as_text",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub user_id: Option<u32>,
    #[serde(
        rename = "urn:altinn:username",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub username: Option<String>,
    #[serde(
        rename = "urn:altinn:partyid",
        default,
        deserialize_with = "number_in_any_form",
        skip_serializing_if = "Option::is_none"
    )]
    pub party_id: Option<u32>,
    #[serde(
        rename = "urn:altinn:party:uuid",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub party_uuid: Option<PartyUuid>,
    #[serde(rename = "urn:altinn:org", default, skip_serializing_if = "Option::is_none")]
    pub org: Option<String>,
    #[serde(
        rename = "urn:altinn:orgNumber",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub org_number: Option<OrgNumber>,
    #[serde(
        rename = "urn:altinn:authenticatemethod",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub authenticate_method: Option<String>,
    #[serde(
        rename = "urn:altinn:authlevel",
        default,
        deserialize_with = "number_in_any_form",
        skip_serializing_if = "Option::is_none"
    )]
    pub auth_level: Option<u32>,
    #[serde(default)]
    pub iss: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jti: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl AccessClaims {
    /// The person's user number, when the token is a person's.
    pub fn user(&self) -> Option<UserId> {
        self.user_id.map(UserId)
    }

    /// The person's own party, when the token is a person's.
    pub fn party(&self) -> Option<PartyId> {
        self.party_id.map(PartyId)
    }
}

/// What `introspection` answers (identity.md 4.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Introspection {
    pub active: bool,
    pub iss: Option<String>,
}

/// A number that .NET writes as text, read in either form.
mod number_as_text {
    use serde::{Deserializer, Serializer};

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde gives a reference to the member"
    )]
    pub(super) fn serialize<S: Serializer>(number: &Option<u32>, serializer: S) -> Result<S::Ok, S::Error> {
        match number {
            Some(number) => serializer.collect_str(number),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
        super::number_in_any_form(deserializer)
    }
}

fn number_in_any_form<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Form {
        Number(u32),
        Text(String),
    }
    match Option::<Form>::deserialize(deserializer)? {
        None => Ok(None),
        Some(Form::Number(number)) => Ok(Some(number)),
        Some(Form::Text(text)) => text.parse().map(Some).map_err(serde::de::Error::custom),
    }
}

/// A token whose `consumer` cannot be read is nobody's, and a token all the same (altinn-platform.md 1.4).
fn organisation_if_it_is_one<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Organisation>, D::Error> {
    Ok(Organisation::deserialize(Value::deserialize(deserializer)?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchanged_token_is_read_and_written_with_one_detail_as_an_object() {
        let captured = concat!(
            r#"{"authorization_details":{"type":"urn:altinn:systemuser","systemuser_org":{"authority":"iso6523-actorid-upis","#,
            r#""ID":"0192:310702641"},"systemuser_id":["f950ddae-06c3-4b57-b940-702417a90df0"],"#,
            r#""system_id":"991825827_smartcloud","externalRef":"ed1c38f4"},"scope":"altinn:systembruker.demo","#,
            r#""token_type":"Bearer","exp":1737815120,"iat":1737813320,"client_id":"a2ed712d","#,
            r#""consumer":{"authority":"iso6523-actorid-upis","ID":"0192:991825827"},"urn:altinn:orgNumber":"991825827","#,
            r#""urn:altinn:authenticatemethod":"maskinporten","urn:altinn:authlevel":3,"#,
            r#""iss":"https://platform.tt02.altinn.no/authentication/api/v1/openid/","jti":"19b4e29b","nbf":1737813320}"#,
        );
        let claims: AccessClaims = serde_json::from_str(captured).unwrap();
        assert_eq!(serde_json::to_string(&claims).unwrap(), captured);
    }

    #[test]
    fn a_consumer_that_is_no_organisation_is_left_out() {
        for odd in [
            "null",
            "7",
            r#""0192:991825827""#,
            r#"{"ID":"0192:991825827"}"#,
            "[]",
        ] {
            let claims: AccessClaims =
                serde_json::from_str(&format!(r#"{{"exp":1,"consumer":{odd}}}"#)).unwrap();
            assert_eq!(claims.consumer, None, "{odd}");
        }
    }

    #[test]
    fn numbers_are_read_as_text_and_as_numbers() {
        let text: AccessClaims = serde_json::from_str(
            r#"{"exp":1,"urn:altinn:userid":"20000001","urn:altinn:partyid":50000001,"acr":"x"}"#,
        )
        .unwrap();
        assert_eq!(
            (text.user(), text.party()),
            (Some(UserId(20_000_001)), Some(PartyId(50_000_001)))
        );
        let number: AccessClaims =
            serde_json::from_str(r#"{"exp":1,"urn:altinn:userid":20000001,"urn:altinn:partyid":"50000001"}"#)
                .unwrap();
        assert_eq!((number.user(), number.party()), (text.user(), text.party()));
        let printed = serde_json::to_value(&text).unwrap();
        assert_eq!(printed["urn:altinn:userid"], "20000001");
        assert_eq!(printed["urn:altinn:partyid"], 50_000_001);
        assert_eq!(printed["acr"], "x");
    }
}
