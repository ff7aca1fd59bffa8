//! What the registry demands of a policy before it takes it: that it can be told right by right (identity.md 7.1, 7.3).

use super::{Category, Policy, Rule};
use crate::ResourceId;
use crate::access::RESOURCE_ATTRIBUTE;

/// Why a rule of a policy is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the rule {rule} {why}")]
pub struct PolicyFault {
    pub rule: String,
    pub why: Unaccepted,
}

/// What is wrong with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unaccepted {
    #[error("is about another resource")]
    OtherResource,
    #[error("does not name the resource in each of its alternatives")]
    NoResource,
    #[error("does not say who")]
    NoSubject,
    #[error("does not say what they may do")]
    NoAction,
    #[error("speaks of several things, such as who and what, in one AnyOf")]
    MixedCategories,
    #[error("has two AnyOf about the same")]
    TwiceTheSame,
    #[error("asks for several actions at once")]
    SeveralActions,
}

impl Policy {
    /// What keeps the policy from being a resource's, rule by rule.
    pub fn faults(&self, resource: &ResourceId) -> Vec<PolicyFault> {
        self.rules
            .iter()
            .filter_map(|rule| {
                let why = rule.fault(resource)?;
                let rule = rule.id.clone();
                Some(PolicyFault { rule, why })
            })
            .collect()
    }
}

impl Rule {
    fn fault(&self, resource: &ResourceId) -> Option<Unaccepted> {
        let mut seen = vec![];
        for any in &self.target.0 {
            let mut categories: Vec<_> = any.tests().map(super::Match::category).collect();
            categories.dedup();
            let [category] = categories[..] else {
                return Some(Unaccepted::MixedCategories);
            };
            if seen.contains(&category) {
                return Some(Unaccepted::TwiceTheSame);
            }
            seen.push(category);
        }
        if !seen.contains(&Category::Subject) {
            return Some(Unaccepted::NoSubject);
        }
        if !seen.contains(&Category::Action) {
            return Some(Unaccepted::NoAction);
        }
        if self.of(Category::Action).any(|all| all.0.len() != 1) {
            return Some(Unaccepted::SeveralActions);
        }
        self.fault_of_resource(resource)
    }

    /// Each alternative names the resource by its id, or, when it is an app, by its owner and name.
    fn fault_of_resource(&self, resource: &ResourceId) -> Option<Unaccepted> {
        let app = resource
            .as_str()
            .strip_prefix("app_")
            .and_then(|app| app.split_once('_'));
        let mut is_named = false;
        for all in self.of(Category::Resource) {
            let values = |attribute| {
                let of_attribute = all.0.iter().filter(move |test| test.attribute() == attribute);
                of_attribute.map(super::Match::value)
            };
            if values(RESOURCE_ATTRIBUTE).any(|value| value != resource.as_str()) {
                return Some(Unaccepted::OtherResource);
            }
            let by_app = app.is_some_and(|(owner, name)| {
                values("urn:altinn:org").any(|value| value.eq_ignore_ascii_case(owner))
                    && values("urn:altinn:app").any(|value| value.eq_ignore_ascii_case(name))
            });
            if values(RESOURCE_ATTRIBUTE).next().is_none() && !by_app {
                return Some(Unaccepted::NoResource);
            }
            is_named = true;
        }
        (!is_named).then_some(Unaccepted::NoResource)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AllOf, AnyOf, Combining, Effect, Function, Match, Target};
    use super::*;

    /// Category, attribute and value.
    type Test<'a> = (&'a str, &'a str, &'a str);

    #[test]
    fn a_rule_says_who_may_do_what_with_this_resource() {
        let (who, what) = (("s", "urn:altinn:rolecode", "dagl"), ("a", "action", "read"));
        let this = ("r", "urn:altinn:resource", "lok-sak");
        let task = ("r", "urn:altinn:task", "Task_1");
        for (target, fault) in [
            (vec![vec![vec![who]], vec![vec![this]], vec![vec![what]]], None),
            (
                vec![vec![vec![who]], vec![vec![this, task]], vec![vec![what]]],
                None,
            ),
            (
                vec![vec![vec![this]], vec![vec![what]]],
                Some(Unaccepted::NoSubject),
            ),
            (
                vec![vec![vec![who]], vec![vec![this]]],
                Some(Unaccepted::NoAction),
            ),
            (
                vec![vec![vec![who]], vec![vec![what]]],
                Some(Unaccepted::NoResource),
            ),
            (
                vec![vec![vec![who]], vec![vec![this], vec![task]], vec![vec![what]]],
                Some(Unaccepted::NoResource),
            ),
            (
                vec![
                    vec![vec![who]],
                    vec![vec![this], vec![("r", "urn:altinn:resource", "other")]],
                    vec![vec![what]],
                ],
                Some(Unaccepted::OtherResource),
            ),
            (
                vec![vec![vec![who, what]], vec![vec![this]]],
                Some(Unaccepted::MixedCategories),
            ),
            (
                vec![
                    vec![vec![who]],
                    vec![vec![who]],
                    vec![vec![this]],
                    vec![vec![what]],
                ],
                Some(Unaccepted::TwiceTheSame),
            ),
            (
                vec![vec![vec![who]], vec![vec![this]], vec![vec![what, what]]],
                Some(Unaccepted::SeveralActions),
            ),
        ] {
            assert_eq!(fault_of("lok-sak", &target), fault, "{target:?}");
        }
    }

    #[test]
    fn an_app_may_be_named_by_owner_and_name() {
        let target = |name| {
            vec![
                vec![vec![("s", "urn:altinn:rolecode", "dagl")]],
                vec![vec![
                    ("r", "urn:altinn:org", "lok"),
                    ("r", "urn:altinn:app", name),
                ]],
                vec![vec![("a", "action", "read")]],
            ]
        };
        assert_eq!(fault_of("app_lok_sak", &target("sak")), None);
        assert_eq!(
            fault_of("app_lok_sak", &target("annet")),
            Some(Unaccepted::NoResource)
        );
        assert_eq!(fault_of("lok-sak", &target("sak")), Some(Unaccepted::NoResource));
    }

    fn fault_of(resource: &str, target: &[Vec<Vec<Test<'_>>>]) -> Option<Unaccepted> {
        let test = |(category, attribute, value): &Test<'_>| {
            let category = match *category {
                "s" => Category::Subject,
                "a" => Category::Action,
                _ => Category::Resource,
            };
            Match::new(Function::StringEqual, category, attribute, value, false)
        };
        let all = |all: &Vec<_>| AllOf(all.iter().map(test).collect());
        let target = target.iter().map(|any| AnyOf(any.iter().map(all).collect()));
        let policy = Policy {
            id: "p".into(),
            combining: Combining::DenyOverrides,
            target: Target::default(),
            rules: vec![Rule {
                id: "r".into(),
                effect: Effect::Permit,
                target: Target(target.collect()),
            }],
            obligations: vec![],
        };
        let faults = policy.faults(&resource.into());
        faults.first().map(|fault| fault.why)
    }
}
