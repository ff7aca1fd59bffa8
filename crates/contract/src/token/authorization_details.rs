//! Rich authorization requests for system users: what a grant asks with, and what a token answers (identity.md 1.3).

use domain::maskinporten::{AuthorizationDetail, SYSTEM_USER_DETAIL};
use domain::{ExternalRef, OrgNumber, SystemId, SystemUserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Organisation;

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

/// Reads one element of a grant's `authorization_details` as it was written, whatever is wrong with it.
pub(super) fn detail_asked(element: &Value) -> AuthorizationDetail {
    let Value::Object(members) = element else {
        return AuthorizationDetail::default();
    };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut detail = AuthorizationDetail::default();
    for (name, value) in members {
        match (name.as_str(), value) {
            ("type", _) => detail.kind = text(value),
            ("externalRef", Value::Null) => {}
            // What is no text is kept as it stands: it is nobody's reference.
            ("externalRef", _) => {
                detail.external_ref = Some(ExternalRef(text(value).unwrap_or_else(|| value.to_string())));
            }
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
            ("systemuser_org", _) => {}
            _ => detail.unknown_members.push(name.clone()),
        }
    }
    detail
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
            AuthorizationDetail {
                kind: Some("urn:altinn:systemuser".to_owned()),
                authority: Some("iso6523-actorid-upis".to_owned()),
                org: Some("0192:310702641".to_owned()),
                external_ref: Some(ExternalRef::from("kunde-1")),
                unknown_members: vec![],
            }
        );
    }

    #[test]
    fn a_reference_that_is_no_text_is_not_taken_for_none() {
        let read = |reference: Value| detail_asked(&json!({ "externalRef": reference })).external_ref;
        assert_eq!(read(json!(["a"])), Some(ExternalRef::from(r#"["a"]"#)));
        assert_eq!(read(Value::Null), None);
    }

    #[test]
    fn members_of_the_answer_are_unknown_in_a_question() {
        let read = detail_asked(
            &json!({"type": "urn:altinn:systemuser", "system_id": "x", "systemuser_org": {"part": 1}}),
        );
        assert_eq!(read.unknown_members, ["system_id", "systemuser_org.part"]);
    }
}
