//! What a policy speaks of, without deciding anything: its actions, its subjects, its rights.

use super::{AllOf, AnyOf, Category, Effect, Match, Policy, Rule, Subject};

/// An action on (a part of) a resource, and those whom the policy lets do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRight<'a> {
    pub action: &'a Match,
    pub resource: &'a AllOf,
    /// One need hold any of these; of one of these, everything.
    pub subjects: Vec<&'a AllOf>,
}

impl Policy {
    /// Whether any rule lets somebody do the action.
    pub fn has_action(&self, action: &str) -> bool {
        self.actions().contains(&action)
    }

    /// Those who may do an action by what they hold or are alone, in the order of the rules; one may come twice.
    pub fn subjects_of<'a>(&'a self, action: &'a str) -> impl Iterator<Item = &'a Subject> {
        self.permits()
            .filter(move |rule| rule.actions().any(|known| known == action))
            .flat_map(|rule| rule.of(Category::Subject))
            .filter_map(|all| match all.0.as_slice() {
                [alone] => Some(alone.urn()),
                _ => None,
            })
    }

    /// The actions that the rules allow to somebody, each once, in the order of the rules.
    pub fn actions(&self) -> Vec<&str> {
        distinct(self.permits().flat_map(Rule::actions))
    }

    /// Those whom the rules allow something, each once, in the order of the rules.
    pub fn subjects(&self) -> Vec<&Subject> {
        let tests = self
            .permits()
            .flat_map(|rule| rule.of(Category::Subject))
            .flat_map(|all| &all.0);
        distinct(tests.map(Match::urn))
    }

    /// Every right, once, in the order of the rules, with all who have it.
    pub fn rights(&self) -> Vec<PolicyRight<'_>> {
        let mut rights: Vec<PolicyRight<'_>> = vec![];
        for rule in self.permits() {
            for action in rule.of(Category::Action).flat_map(|all| &all.0) {
                for resource in rule.of(Category::Resource) {
                    let known = rights.iter_mut().find(|right| right.is_of(action, resource));
                    match known {
                        Some(right) => right.subjects.extend(rule.of(Category::Subject)),
                        None => rights.push(PolicyRight {
                            action,
                            resource,
                            subjects: rule.of(Category::Subject).collect(),
                        }),
                    }
                }
            }
        }
        rights
    }

    fn permits(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|rule| rule.effect == Effect::Permit)
    }
}

impl PolicyRight<'_> {
    fn is_of(&self, action: &Match, resource: &AllOf) -> bool {
        self.action.urn() == action.urn()
            && self.resource.0.len() == resource.0.len()
            && self
                .resource
                .0
                .iter()
                .zip(&resource.0)
                .all(|(a, b)| a.urn() == b.urn())
    }
}

impl Rule {
    /// The conjunctions that test one category.
    pub fn of(&self, category: Category) -> impl Iterator<Item = &AllOf> {
        self.target
            .0
            .iter()
            .filter(move |any| any.is_of(category))
            .flat_map(|any| &any.0)
    }

    fn actions(&self) -> impl Iterator<Item = &str> {
        self.of(Category::Action).flat_map(|all| &all.0).map(Match::value)
    }
}

impl AnyOf {
    fn is_of(&self, category: Category) -> bool {
        self.tests().any(|test| test.category() == category)
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
