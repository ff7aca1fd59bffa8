//! What follows when several rules speak at once (XACML 3.0, appendix C).

use super::{Effect, Rule};

/// Which rule has the last word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Combining {
    /// What every policy of Altinn's says.
    #[default]
    DenyOverrides,
    PermitOverrides,
    FirstApplicable,
    DenyUnlessPermit,
    PermitUnlessDeny,
}

/// What a policy says to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Permit,
    Deny,
    /// No rule speaks of it.
    NotApplicable,
    /// It hangs on something that could not be known.
    Indeterminate(Fault),
}

/// Why something could not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The question lacks an attribute that the policy demands.
    MissingAttribute,
    /// An attribute holds a value that is none of its kind.
    UnreadableValue,
}

/// A verdict on its way, with what an unknown one might have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Effect(Effect),
    NotApplicable,
    Unknown { permit: bool, deny: bool },
}

impl Outcome {
    /// A rule of an effect that may or may not fit.
    pub(super) fn unknown(effect: Effect) -> Self {
        Self::Unknown {
            permit: effect == Effect::Permit,
            deny: effect == Effect::Deny,
        }
    }

    /// What is left of an outcome when it is not known whether the policy fits at all.
    pub(super) fn doubted(self) -> Self {
        match self {
            Self::Effect(effect) => Self::unknown(effect),
            Self::NotApplicable | Self::Unknown { .. } => self,
        }
    }

    pub(super) fn verdict(self, fault: Option<Fault>) -> Verdict {
        match self {
            Self::Effect(Effect::Permit) => Verdict::Permit,
            Self::Effect(Effect::Deny) => Verdict::Deny,
            Self::NotApplicable => Verdict::NotApplicable,
            Self::Unknown { .. } => Verdict::Indeterminate(fault.unwrap_or(Fault::MissingAttribute)),
        }
    }
}

impl Combining {
    /// Combines the outcomes of rules; those that cannot matter are not asked for.
    pub(super) fn combine<E>(
        self,
        rules: &[Rule],
        outcome: impl FnMut(&Rule) -> Result<Outcome, E>,
    ) -> Result<Outcome, E> {
        match self {
            Self::DenyOverrides => overridden(Effect::Deny, rules, outcome),
            Self::PermitOverrides => overridden(Effect::Permit, rules, outcome),
            Self::FirstApplicable => first(rules, outcome),
            Self::DenyUnlessPermit => unless(Effect::Permit, Effect::Deny, rules, outcome),
            Self::PermitUnlessDeny => unless(Effect::Deny, Effect::Permit, rules, outcome),
        }
    }
}

/// One rule of the strong effect is enough. While such a rule may yet fit, a weaker one decides nothing.
fn overridden<E>(
    strong: Effect,
    rules: &[Rule],
    mut outcome: impl FnMut(&Rule) -> Result<Outcome, E>,
) -> Result<Outcome, E> {
    let (mut weak, mut strong_unknown, mut weak_unknown) = (None, false, false);
    for rule in rules {
        if weak.is_some() && rule.effect != strong {
            continue;
        }
        match outcome(rule)? {
            Outcome::Effect(effect) if effect == strong => return Ok(Outcome::Effect(strong)),
            Outcome::Effect(effect) => weak = Some(effect),
            Outcome::NotApplicable => {}
            Outcome::Unknown { .. } if rule.effect == strong => strong_unknown = true,
            Outcome::Unknown { .. } => weak_unknown = true,
        }
    }
    if strong_unknown {
        let both = weak.is_some() || weak_unknown;
        return Ok(Outcome::Unknown {
            permit: both || strong == Effect::Permit,
            deny: both || strong == Effect::Deny,
        });
    }
    Ok(match weak {
        Some(effect) => Outcome::Effect(effect),
        None if weak_unknown => Outcome::Unknown {
            permit: strong == Effect::Deny,
            deny: strong == Effect::Permit,
        },
        None => Outcome::NotApplicable,
    })
}

fn first<E>(rules: &[Rule], mut outcome: impl FnMut(&Rule) -> Result<Outcome, E>) -> Result<Outcome, E> {
    for rule in rules {
        let outcome = outcome(rule)?;
        if outcome != Outcome::NotApplicable {
            return Ok(outcome);
        }
    }
    Ok(Outcome::NotApplicable)
}

/// Either effect, and nothing between.
fn unless<E>(
    wanted: Effect,
    otherwise: Effect,
    rules: &[Rule],
    mut outcome: impl FnMut(&Rule) -> Result<Outcome, E>,
) -> Result<Outcome, E> {
    for rule in rules.iter().filter(|rule| rule.effect == wanted) {
        if outcome(rule)? == Outcome::Effect(wanted) {
            return Ok(Outcome::Effect(wanted));
        }
    }
    Ok(Outcome::Effect(otherwise))
}
