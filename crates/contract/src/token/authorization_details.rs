//! Rich authorization requests for system users and consents: what a grant asks with, and what a token answers
//! (identity.md 1.3, 1.8).

use domain::maskinporten::{
    AuthorizationDetail, CONSENT_DETAIL, ConsentWritten, SYSTEM_USER_DETAIL, SystemUserWritten,
};
use domain::{ConsentId, ExternalRef, OrgNumber, PartyUrn, SystemId, SystemUserId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Organisation;
use crate::consent::{ConsentInfo, ConsentRightDto};

/// The element of a grant that asks for a system user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SystemUserAsked {
    #[serde(rename = "type")]
    pub kind: String,
    pub systemuser_org: Organisation,
    #[serde(rename = "externalRef", default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<ExternalRef>,
}

impl SystemUserAsked {
    /// Asks for the system user that an organisation owns, under the vendor's own reference when it has one.
    pub fn new(owner: &OrgNumber, external_ref: Option<ExternalRef>) -> Self {
        Self {
            kind: SYSTEM_USER_DETAIL.to_owned(),
            systemuser_org: owner.into(),
            external_ref,
        }
    }
}

/// The element of a token that names a system user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SystemUserDetail {
    #[serde(rename = "type")]
    pub kind: String,
    pub systemuser_org: Organisation,
    /// One element in every token seen.
    pub systemuser_id: Vec<SystemUserId>,
    pub system_id: SystemId,
    /// Present when the grant had it.
    #[serde(rename = "externalRef", default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<ExternalRef>,
}

impl SystemUserDetail {
    /// Names a system user of an organisation.
    pub fn new(
        owner: &OrgNumber,
        system_user: SystemUserId,
        system: SystemId,
        external_ref: Option<ExternalRef>,
    ) -> Self {
        Self {
            kind: SYSTEM_USER_DETAIL.to_owned(),
            systemuser_org: owner.into(),
            systemuser_id: vec![system_user],
            system_id: system,
            external_ref,
        }
    }
}

/// The element of a token that tells of a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConsentDetail {
    #[serde(rename = "type")]
    pub kind: String,
    pub id: ConsentId,
    /// Who has consented.
    pub from: PartyUrn,
    /// To whom: the token's consumer.
    pub to: Organisation,
    pub consented: String,
    pub valid_to: String,
    pub consent_rights: Vec<ConsentRightDto>,
}

impl ConsentDetail {
    /// Tells of a consent to an organisation, as Altinn has told of it.
    pub fn new(consent: ConsentInfo, to: &OrgNumber) -> Self {
        Self {
            kind: CONSENT_DETAIL.to_owned(),
            id: consent.id,
            from: consent.from,
            to: to.into(),
            consented: consent.consented,
            valid_to: consent.valid_to,
            consent_rights: consent.consent_rights,
        }
    }
}

/// An element of a token: on whose behalf it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Detail {
    SystemUser(SystemUserDetail),
    Consent(ConsentDetail),
}

impl From<SystemUserDetail> for Detail {
    fn from(detail: SystemUserDetail) -> Self {
        Self::SystemUser(detail)
    }
}

impl From<ConsentDetail> for Detail {
    fn from(detail: ConsentDetail) -> Self {
        Self::Consent(detail)
    }
}

/// Reads one element of a grant's `authorization_details` as it was written, whatever is wrong with it.
pub(super) fn detail_asked(element: &Value) -> AuthorizationDetail {
    let empty = Map::new();
    let members = element.as_object().unwrap_or(&empty);
    match members.get("type").and_then(Value::as_str) {
        Some(SYSTEM_USER_DETAIL) => AuthorizationDetail::SystemUser(system_user_asked(members)),
        Some(CONSENT_DETAIL) => AuthorizationDetail::Consent(consent_asked(members)),
        Some(_) | None => AuthorizationDetail::Other,
    }
}

fn system_user_asked(members: &Map<String, Value>) -> SystemUserWritten {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut detail = SystemUserWritten::default();
    for (name, value) in members {
        match (name.as_str(), value) {
            ("externalRef", _) => detail.external_ref = text_of(value).map(ExternalRef),
            ("systemuser_org", Value::Object(org)) => {
                detail.authority = org.get("authority").and_then(text);
                detail.org = org.get("ID").or_else(|| org.get("id")).and_then(text);
                let unknown = org
                    .keys()
                    .filter(|name| !matches!(name.as_str(), "authority" | "ID" | "id"));
                detail
                    .unknown_members
                    .extend(unknown.map(|name| format!("systemuser_org.{name}")));
            }
            ("type" | "systemuser_org", _) => {}
            _ => detail.unknown_members.push(name.clone()),
        }
    }
    detail
}

fn consent_asked(members: &Map<String, Value>) -> ConsentWritten {
    let text = |name: &str| members.get(name).and_then(text_of);
    let known = ["type", "id", "from", "to"];
    let unknown = members.keys().filter(|name| !known.contains(&name.as_str()));
    ConsentWritten {
        id: text("id"),
        from: text("from"),
        to: text("to"),
        unknown_members: unknown.cloned().collect(),
    }
}

/// What is no text is kept as it stands: it names nobody.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_asked_is_what_is_read() {
        let owner = OrgNumber::parse("310702641").unwrap();
        let asked = SystemUserAsked::new(&owner, Some(ExternalRef::from("kunde-1")));
        let read = detail_asked(&serde_json::to_value(&asked).unwrap());
        assert_eq!(
            read,
            AuthorizationDetail::SystemUser(SystemUserWritten {
                authority: Some("iso6523-actorid-upis".to_owned()),
                org: Some("0192:310702641".to_owned()),
                external_ref: Some(ExternalRef::from("kunde-1")),
                unknown_members: vec![],
            })
        );
    }

    #[test]
    fn a_reference_that_is_no_text_is_not_taken_for_none() {
        let read = |reference: Value| {
            let element = json!({ "type": "urn:altinn:systemuser", "externalRef": reference });
            match detail_asked(&element) {
                AuthorizationDetail::SystemUser(written) => written.external_ref,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(read(json!(["a"])), Some(ExternalRef::from(r#"["a"]"#)));
        assert_eq!(read(Value::Null), None);
    }

    #[test]
    fn members_of_the_answer_are_unknown_in_a_question() {
        let read = |element: Value| match detail_asked(&element) {
            AuthorizationDetail::SystemUser(written) => written.unknown_members,
            AuthorizationDetail::Consent(written) => written.unknown_members,
            AuthorizationDetail::Other => panic!("{element}"),
        };
        let system_user =
            json!({"type": "urn:altinn:systemuser", "system_id": "x", "systemuser_org": {"part": 1}});
        assert_eq!(read(system_user), ["system_id", "systemuser_org.part"]);
        let consent = json!({"type": "urn:altinn:consent", "id": 1, "consented": "2026-01-01T00:00:00Z"});
        assert_eq!(read(consent), ["consented"]);
    }

    #[test]
    fn what_says_no_type_is_of_another_one() {
        for element in [
            json!([]),
            json!({}),
            json!({"type": 1}),
            json!({"type": "urn:altinn:concent"}),
        ] {
            assert_eq!(detail_asked(&element), AuthorizationDetail::Other, "{element}");
        }
    }
}
