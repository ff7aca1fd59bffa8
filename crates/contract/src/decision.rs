//! Questions to the policy decision point and its answers, in the XACML JSON profile (identity.md 6.2, 6.3).
//!
//! Questions are written in Pascal case and read in any case; answers are in camel case.

use domain::policy;
use serde::{Deserialize, Serialize};

/// Where questions are sent.
pub const AUTHORIZE: &str = "/authorization/api/v1/authorize";
/// Where the platform itself asks.
pub const DECISION: &str = "/authorization/api/v1/decision";
/// What a service owner's token needs.
pub const AUTHORIZE_SCOPE: &str = "altinn:authorization/authorize";
/// What an operator's token needs.
pub const AUTHORIZE_ADMIN_SCOPE: &str = "altinn:authorization/authorize.admin";

/// Attributes of questions.
pub mod attribute {
    pub const SYSTEM_USER: &str = "urn:altinn:systemuser:uuid";
    pub const USER: &str = "urn:altinn:userid";
    pub const PERSON: &str = "urn:altinn:person:identifier-no";
    pub const PERSON_UUID: &str = "urn:altinn:person:uuid";
    pub const ORGANIZATION: &str = "urn:altinn:organization:identifier-no";
    pub const ORGANIZATION_UUID: &str = "urn:altinn:organization:uuid";
    pub const PARTY: &str = "urn:altinn:partyid";
    pub const PARTY_UUID: &str = "urn:altinn:party:uuid";
    pub const OWNER: &str = "urn:altinn:org";
    pub const APP: &str = "urn:altinn:app";
    pub const RESOURCE: &str = "urn:altinn:resource";
    /// An app's instance: the party's number, a slash, and an id.
    pub const INSTANCE: &str = "urn:altinn:instance-id";
    pub const ACTION: &str = "urn:oasis:names:tc:xacml:1.0:action:action-id";
    /// The older names of [`PERSON`] and [`ORGANIZATION`].
    pub const SSN: &str = "urn:altinn:ssn";
    pub const ORGANIZATION_NUMBER: &str = "urn:altinn:organizationnumber";
}

/// One question, or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
pub struct Question {
    pub request: QuestionBody,
}

/// Who wants to do what with what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
pub struct QuestionBody {
    #[serde(default)]
    pub return_policy_id_list: bool,
    #[serde(default)]
    pub access_subject: Vec<Category>,
    #[serde(default)]
    pub action: Vec<Category>,
    #[serde(default)]
    pub resource: Vec<Category>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multi_requests: Option<MultiRequests>,
}

/// Some attributes that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
pub struct Category {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default)]
    pub attribute: Vec<Attribute>,
}

/// An attribute and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
pub struct Attribute {
    pub attribute_id: String,
    pub value: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Asks for the attribute back in the answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub include_in_result: bool,
}

/// Which categories make up each of several questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
pub struct MultiRequests {
    #[serde(default)]
    pub request_reference: Vec<RequestReference>,
}

/// The ids of the categories of one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
pub struct RequestReference {
    #[serde(default)]
    pub reference_id: Vec<String>,
}

impl Attribute {
    pub fn new(id: &str, value: &str) -> Self {
        Self {
            attribute_id: id.to_owned(),
            value: value.to_owned(),
            ..Self::default()
        }
    }
}

impl Question {
    /// May a system user do something with a resource for an organisation?
    pub fn of_system_user(
        system_user: domain::SystemUserId,
        action: &str,
        resource: &domain::ResourceId,
        organization: &domain::OrgNumber,
    ) -> Self {
        let category = |attribute| vec![Category { id: None, attribute }];
        Self {
            request: QuestionBody {
                access_subject: category(vec![Attribute::new(
                    attribute::SYSTEM_USER,
                    &system_user.to_string(),
                )]),
                action: category(vec![Attribute::new(attribute::ACTION, action)]),
                resource: category(vec![
                    Attribute::new(attribute::RESOURCE, resource.as_str()),
                    Attribute::new(attribute::ORGANIZATION, organization.as_str()),
                ]),
                ..QuestionBody::default()
            },
        }
    }
}

/// One result for each question, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    pub response: Vec<DecisionResult>,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Decision {
    Permit,
    Deny,
    /// No rule allows it: the usual no.
    NotApplicable,
    /// The question could not be answered.
    Indeterminate,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DecisionResult {
    pub decision: Decision,
    pub status: Status,
    pub obligations: Option<Vec<Obligation>>,
    pub associate_advice: Option<Vec<Obligation>>,
    pub category: Option<Vec<ResultCategory>>,
    pub policy_identifier_list: Option<serde_json::Value>,
}

/// How the deciding went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Status {
    pub status_message: Option<String>,
    pub status_details: Option<Vec<String>>,
    pub status_code: StatusCode,
}

/// A status as a URN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StatusCode {
    pub value: String,
    pub status_code: Option<Box<StatusCode>>,
}

/// Something that must hold as well, such as a level of authentication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Obligation {
    pub id: String,
    pub attribute_assignment: Vec<Assignment>,
}

/// A value within an obligation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assignment {
    pub attribute_id: String,
    pub value: String,
    pub category: Option<String>,
    pub data_type: Option<String>,
    pub issuer: Option<String>,
}

/// Attributes that the question wanted back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ResultCategory {
    pub category_id: Option<String>,
    pub id: Option<String>,
    pub content: Option<String>,
    pub attribute: Vec<ResultAttribute>,
}

/// An attribute that the question wanted back. Altinn always says that it was not wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ResultAttribute {
    pub attribute_id: String,
    pub value: String,
    pub issuer: Option<String>,
    pub data_type: Option<String>,
    pub include_in_result: bool,
}

const STATUS: &str = "urn:oasis:names:tc:xacml:1.0:status:";

impl DecisionResult {
    /// A decision with nothing to add.
    pub fn new(decision: Decision) -> Self {
        Self::with(decision, "ok", None)
    }

    /// A decision with a status: the last word of its URN, and perhaps a sentence.
    pub fn with(decision: Decision, status: &str, message: Option<String>) -> Self {
        Self {
            decision,
            status: Status {
                status_message: message,
                status_details: None,
                status_code: StatusCode {
                    value: format!("{STATUS}{status}"),
                    status_code: None,
                },
            },
            obligations: None,
            associate_advice: None,
            category: None,
            policy_identifier_list: None,
        }
    }

    /// The decision with what must hold as well; without the member when that is nothing.
    #[must_use]
    pub fn obliging<'a>(self, obligations: impl Iterator<Item = &'a policy::Obligation>) -> Self {
        let obligations: Vec<_> = obligations.map(Obligation::from).collect();
        Self {
            obligations: (!obligations.is_empty()).then_some(obligations),
            ..self
        }
    }

    /// The level of authentication that a yes demands; 0 when it demands none.
    pub fn minimum_level(&self) -> u8 {
        let assignments = self
            .obligations
            .iter()
            .flatten()
            .flat_map(|obligation| &obligation.attribute_assignment);
        let levels =
            assignments.filter(|assignment| assignment.category.as_deref() == Some(policy::MINIMUM_LEVEL));
        levels
            .filter_map(|assignment| assignment.value.parse().ok())
            .max()
            .unwrap_or_default()
    }
}

impl From<&policy::Obligation> for Obligation {
    fn from(obligation: &policy::Obligation) -> Self {
        let assignment = |assignment: &policy::Assignment| Assignment {
            attribute_id: assignment.attribute.clone(),
            value: assignment.value.clone(),
            category: assignment.category.clone(),
            data_type: Some(assignment.data_type.clone()),
            issuer: None,
        };
        Self {
            id: obligation.id.clone(),
            attribute_assignment: obligation.assignments.iter().map(assignment).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_question_is_read_and_printed_the_same() {
        let text = json!({ "Request": {
            "ReturnPolicyIdList": false,
            "AccessSubject": [{ "Attribute": [{ "AttributeId": "urn:altinn:systemuser:uuid",
                "Value": "f950ddae-06c3-4b57-b940-702417a90df0" }] }],
            "Action": [{ "Attribute": [{ "AttributeId": "urn:oasis:names:tc:xacml:1.0:action:action-id", "Value": "read",
                "DataType": "http://www.w3.org/2001/XMLSchema#string" }] }],
            "Resource": [{ "Attribute": [{ "AttributeId": "urn:altinn:resource", "Value": "ske-krav-og-betalinger" },
                { "AttributeId": "urn:altinn:organization:identifier-no", "Value": "310702641" }] }],
        }});
        let question: Question = serde_json::from_value(text.clone()).unwrap();
        assert_eq!(serde_json::to_value(question).unwrap(), text);
    }

    #[test]
    fn a_question_is_read_in_any_case() {
        let question: Question = crate::body::read(
            br#"{"request":{"accessSubject":[{"attribute":[{"attributeid":"a","value":"b"}]}],"ACTION":[]}}"#,
        )
        .unwrap();
        assert_eq!(
            question.request.access_subject[0].attribute,
            vec![Attribute::new("a", "b")]
        );
    }

    #[test]
    fn a_permit_is_printed_with_every_member() {
        let level = policy::Obligation::minimum_level(3);
        let answer = Answer {
            response: vec![DecisionResult::new(Decision::Permit).obliging([&level].into_iter())],
        };
        let printed: Value = serde_json::to_value(&answer).unwrap();
        assert_eq!(
            printed,
            json!({ "response": [{
                "decision": "Permit",
                "status": { "statusMessage": null, "statusDetails": null,
                    "statusCode": { "value": "urn:oasis:names:tc:xacml:1.0:status:ok", "statusCode": null } },
                "obligations": [{ "id": "urn:altinn:obligation:authenticationLevel1", "attributeAssignment": [{
                    "attributeId": "urn:altinn:obligation1-assignment1", "value": "3",
                    "category": "urn:altinn:minimum-authenticationlevel",
                    "dataType": "http://www.w3.org/2001/XMLSchema#integer", "issuer": null }] }],
                "associateAdvice": null, "category": null, "policyIdentifierList": null,
            }]})
        );
        assert_eq!(
            serde_json::from_value::<Answer>(printed).unwrap().response[0].minimum_level(),
            3
        );
    }
}
