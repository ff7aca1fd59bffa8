//! Rules in short, as a seed writes them, made into the policy that they stand for.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    AllOf, AnyOf, Category, Combining, Effect, Function, Match, Obligation, Policy, Rule, Subject, Target,
};
use crate::ResourceId;
use crate::access::RESOURCE_ATTRIBUTE;

/// The attribute that names what one wants to do.
const ACTION_ATTRIBUTE: &str = "urn:oasis:names:tc:xacml:1.0:action:action-id";

/// Any of the subjects may do all of the actions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyRule {
    pub subjects: Vec<Subject>,
    pub actions: Vec<String>,
}

impl Policy {
    /// The policy of a resource that short rules stand for, demanding a level of authentication.
    pub fn of_rules(resource: &ResourceId, rules: &[PolicyRule], minimum_level: u8) -> Self {
        let rules = rules.iter().enumerate().map(|(index, rule)| Rule {
            id: format!("urn:altinn:resource:{resource}:ruleid:{}", index + 1),
            effect: Effect::Permit,
            target: Target(vec![
                any(rule.subjects.iter().map(of_subject)),
                any([test(Category::Resource, RESOURCE_ATTRIBUTE, resource.as_str())]),
                any(rule
                    .actions
                    .iter()
                    .map(|action| test(Category::Action, ACTION_ATTRIBUTE, action))),
            ]),
        });
        Self {
            id: format!("urn:altinn:resource:{resource}:policyid:1"),
            combining: Combining::DenyOverrides,
            target: Target::default(),
            rules: rules.collect(),
            obligations: vec![Obligation::minimum_level(minimum_level)],
        }
    }
}

fn any(tests: impl IntoIterator<Item = Match>) -> AnyOf {
    AnyOf(tests.into_iter().map(|test| AllOf(vec![test])).collect())
}

fn of_subject(subject: &Subject) -> Match {
    let function = if subject.is_package() {
        Function::StringEqual
    } else {
        Function::StringEqualIgnoreCase
    };
    Match::new(
        function,
        Category::Subject,
        subject.attribute(),
        subject.value(),
        false,
    )
}

fn test(category: Category, attribute: &str, value: &str) -> Match {
    Match::new(Function::StringEqual, category, attribute, value, false)
}
