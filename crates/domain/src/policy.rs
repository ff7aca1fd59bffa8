//! A resource's access rules: who may do what, and the one place that reads them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;

/// Whom a rule speaks of: a role, an access package or an organisation code, as a URN.
///
/// Role codes are compared without regard to case, everything else exactly (identity.md 7.5): a role's URN is kept in
/// lower case from the start.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subject(String);

impl Subject {
    const ROLE_PREFIX: &'static str = "urn:altinn:rolecode:";
    const PACKAGE_PREFIX: &'static str = "urn:altinn:accesspackage:";

    pub fn new(urn: &str) -> Self {
        let is_role = urn
            .get(..Self::ROLE_PREFIX.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(Self::ROLE_PREFIX));
        Self(if is_role {
            urn.to_lowercase()
        } else {
            urn.to_owned()
        })
    }

    /// Whether the rule speaks of holders of an access package; otherwise it speaks of roles or organisations.
    pub fn is_package(&self) -> bool {
        self.0.starts_with(Self::PACKAGE_PREFIX)
    }

    /// The attribute: the URN up to its last colon.
    pub fn attribute(&self) -> &str {
        self.0
            .rsplit_once(':')
            .map_or(self.0.as_str(), |(attribute, _)| attribute)
    }

    /// The value: the URN after its last colon.
    pub fn value(&self) -> &str {
        self.0.rsplit_once(':').map_or("", |(_, value)| value)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(&String::deserialize(deserializer)?))
    }
}

/// Any of the subjects may do all of the actions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyRule {
    pub subjects: Vec<Subject>,
    pub actions: Vec<String>,
}

/// The rules of one resource. What no rule allows is not allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    pub rules: Vec<PolicyRule>,
}

impl Policy {
    /// Whether somebody may do an action. `holds` answers whether they hold a subject.
    pub fn permits<E>(
        &self,
        action: &str,
        mut holds: impl FnMut(&Subject) -> Result<bool, E>,
    ) -> Result<bool, E> {
        for subject in self.subjects_of(action) {
            if holds(subject)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether any rule speaks of the action.
    pub fn has_action(&self, action: &str) -> bool {
        self.rules
            .iter()
            .any(|rule| rule.actions.iter().any(|known| known == action))
    }

    /// Those who may do an action, in the order of the rules; one may come twice.
    pub fn subjects_of(&self, action: &str) -> impl Iterator<Item = &Subject> {
        self.rules
            .iter()
            .filter(move |rule| rule.actions.iter().any(|known| known == action))
            .flat_map(|rule| &rule.subjects)
    }

    /// The actions that the rules speak of, each once, in the order of the rules.
    pub fn actions(&self) -> Vec<&str> {
        distinct(
            self.rules
                .iter()
                .flat_map(|rule| rule.actions.iter().map(String::as_str)),
        )
    }

    /// Those whom the rules speak of, each once, in the order of the rules.
    pub fn subjects(&self) -> Vec<&Subject> {
        distinct(self.rules.iter().flat_map(|rule| &rule.subjects))
    }
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = vec![];
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn any_subject_of_a_rule_may_do_its_actions_and_no_other() {
        assert!(may("read", "urn:altinn:rolecode:siskd"));
        assert!(may("read", "urn:altinn:accesspackage:krav-og-utlegg"));
        assert!(!may("read", "urn:altinn:rolecode:regna"));
        assert!(!may("write", "urn:altinn:accesspackage:krav-og-utlegg"));
    }

    #[test]
    fn a_role_is_the_same_in_upper_case_and_an_action_is_not() {
        assert!(may("write", "urn:altinn:rolecode:SISKD"));
        assert!(!may("Write", "urn:altinn:rolecode:siskd"));
    }

    #[test]
    fn a_resource_without_rules_allows_nothing() {
        assert!(
            !Policy::default()
                .permits("read", |_| Ok::<_, Infallible>(true))
                .unwrap()
        );
    }

    #[test]
    fn actions_and_subjects_are_told_once_each() {
        assert_eq!(policy().actions(), ["read", "write"]);
        assert_eq!(policy().subjects().len(), 2);
    }

    fn may(action: &str, held: &str) -> bool {
        let held = Subject::new(held);
        policy()
            .permits(action, |subject| Ok::<_, Infallible>(*subject == held))
            .unwrap()
    }

    fn policy() -> Policy {
        let siskd = Subject::new("urn:altinn:rolecode:SISKD");
        Policy {
            rules: vec![
                PolicyRule {
                    subjects: vec![
                        siskd.clone(),
                        Subject::new("urn:altinn:accesspackage:krav-og-utlegg"),
                    ],
                    actions: vec!["read".into()],
                },
                PolicyRule {
                    subjects: vec![siskd],
                    actions: vec!["write".into()],
                },
            ],
        }
    }
}
