//! A resource's access rules as XACML 3.0 has them, and the one place that reads them.
//!
//! A policy is pure: it does not know who holds which role. Whoever asks it answers its questions one by one
//! ([`Policy::evaluate`]), so nothing is looked up that a decision does not hang on.

mod accept;
mod combining;
mod matching;
mod obligation;
mod short;
mod speaks;
mod subject;

pub use accept::{PolicyFault, Unaccepted};
pub use combining::{Combining, Fault, Verdict};
pub use matching::{AllOf, AnyOf, Category, Found, Function, Match, Target};
pub use obligation::{Assignment, MINIMUM_LEVEL, MINIMUM_LEVEL_OF_ORGANIZATION, Obligation};
pub use short::PolicyRule;
pub use speaks::PolicyRight;
pub use subject::Subject;

/// What a rule, or a policy, says when it fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Permit,
    Deny,
}

/// The access rules of one resource. What no rule allows is not allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    pub id: String,
    pub combining: Combining,
    pub target: Target,
    pub rules: Vec<Rule>,
    /// What must hold as well when the policy says yes or no.
    pub obligations: Vec<Obligation>,
}

/// One rule: an effect for the questions that fit its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: String,
    pub effect: Effect,
    pub target: Target,
}

impl Policy {
    /// Decides. `ask` answers whether the question at hand fulfils one test of the policy; tests of who asks come last,
    /// because they cost the most to answer.
    ///
    /// # Errors
    /// Whatever `ask` fails with.
    pub fn evaluate<E>(&self, mut ask: impl FnMut(&Match) -> Result<Found, E>) -> Result<Verdict, E> {
        let mut truths = matching::Truths::new(&mut ask);
        let outcome = match truths.of_target(&self.target)? {
            matching::Truth::No => combining::Outcome::NotApplicable,
            matching::Truth::Yes => self.combined(&mut truths)?,
            matching::Truth::Unknown => self.combined(&mut truths)?.doubted(),
        };
        let fault = truths.fault();
        Ok(outcome.verdict(fault))
    }

    fn combined<E>(
        &self,
        truths: &mut matching::Truths<'_, impl FnMut(&Match) -> Result<Found, E>>,
    ) -> Result<combining::Outcome, E> {
        self.combining.combine(&self.rules, |rule| {
            Ok(match truths.of_target(&rule.target)? {
                matching::Truth::Yes => combining::Outcome::Effect(rule.effect),
                matching::Truth::No => combining::Outcome::NotApplicable,
                matching::Truth::Unknown => combining::Outcome::unknown(rule.effect),
            })
        })
    }

    /// The obligations that go with an effect.
    pub fn obligations_on(&self, effect: Effect) -> impl Iterator<Item = &Obligation> {
        self.obligations
            .iter()
            .filter(move |obligation| obligation.on == effect)
    }

    /// The lowest authentication level that a yes demands of people and systems; 0 when it demands none.
    pub fn minimum_level(&self) -> u8 {
        self.obligations_on(Effect::Permit)
            .filter_map(|obligation| obligation.level(MINIMUM_LEVEL))
            .max()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
