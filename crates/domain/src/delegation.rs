//! May this person hand this on? The delegation check of resources and packages, and what its answers mean.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::access::PackageUrn;
use crate::ids::ResourceId;
use crate::policy::{Policy, Subject};
use crate::problem::Problem;

/// Why a right can or cannot be handed on (altinn-platform.md 7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ReasonCode {
    Unknown,
    RoleAccess,
    DelegationAccess,
    SrrRightAccess,
    MissingRoleAccess,
    MissingDelegationAccess,
    MissingSrrRightAccess,
    InsufficientAuthenticationLevel,
    AlreadyDelegated,
    AccessListValidationPass,
    AccessListValidationFail,
    PackageAccess,
    MissingPackageAccess,
    ResourceNotDelegable,
    ResourceIsMaskinPortenSchema,
}

impl ReasonCode {
    /// The refusal that a failing code becomes.
    pub fn problem(self) -> Problem {
        match self {
            Self::MissingRoleAccess => Problem::RoleMissing,
            Self::MissingDelegationAccess => Problem::DelegationMissing,
            Self::MissingSrrRightAccess => Problem::ServiceListMissing,
            Self::InsufficientAuthenticationLevel => Problem::AuthenticationLevelTooLow,
            Self::AccessListValidationFail => Problem::AccessListMissing,
            Self::MissingPackageAccess => Problem::PackageAccessMissing,
            Self::ResourceNotDelegable => Problem::ResourceNotDelegable,
            Self::ResourceIsMaskinPortenSchema => Problem::ResourceIsMaskinportenSchema,
            Self::Unknown
            | Self::RoleAccess
            | Self::DelegationAccess
            | Self::SrrRightAccess
            | Self::AlreadyDelegated
            | Self::AccessListValidationPass
            | Self::PackageAccess => Problem::DelegationCheckFailed,
        }
    }
}

/// How far somebody's hold on a subject goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    No,
    /// May use what it gives, not give it to others.
    Use,
    /// May give it to others.
    HandOn,
}

/// What bars a whole resource from being handed on, whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    NotDelegable,
    MaskinportenSchema,
    /// The resource has an access list, and the organisation is not on it.
    AccessList,
}

/// Whether one action on a resource can be handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ActionCheck {
    pub action: String,
    pub result: bool,
    pub reasons: Vec<ReasonCode>,
}

/// Whether a resource can be handed on, action by action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RightCheck {
    pub resource: ResourceId,
    pub actions: Vec<ActionCheck>,
}

impl RightCheck {
    /// One action is enough; the others are left out of the delegation (altinn-platform.md 7.2).
    pub fn passes(&self) -> bool {
        self.actions.iter().any(|check| check.result)
    }

    /// The actions that can be handed on.
    pub fn delegable_actions(&self) -> impl Iterator<Item = &str> {
        self.actions
            .iter()
            .filter(|check| check.result)
            .map(|check| check.action.as_str())
    }

    /// The refusal that follows: the first code of the first failing action decides (altinn-platform.md 7.3).
    ///
    /// # Errors
    /// The problem of that code; [`Problem::DelegationCheckFailed`] when there is none.
    pub fn verdict(&self) -> Result<(), Problem> {
        if self.passes() {
            return Ok(());
        }
        let first = self
            .actions
            .iter()
            .find(|check| !check.result)
            .and_then(|check| check.reasons.first());
        Err(first.map_or(Problem::DelegationCheckFailed, |code| code.problem()))
    }
}

/// Checks each action of a resource for one person at one organisation; what only the service owner may do is nobody
/// else's to hand on. `hold` answers how far they hold a subject.
/// `direct` answers whether an action was given to them by itself.
pub fn check_right<E>(
    resource: &ResourceId,
    policy: &Policy,
    bar: Option<Bar>,
    mut hold: impl FnMut(&Subject) -> Result<Hold, E>,
    mut direct: impl FnMut(&str) -> Result<bool, E>,
) -> Result<RightCheck, E> {
    let mut actions = vec![];
    for action in policy.actions() {
        if policy.subjects_of(action).all(Subject::is_owner) {
            continue;
        }
        let reasons = match bar {
            Some(bar) => vec![bar.reason()],
            None => reasons(policy, action, &mut hold, &mut direct)?,
        };
        actions.push(ActionCheck {
            action: action.to_owned(),
            result: reasons.iter().any(|reason| reason.allows()),
            reasons,
        });
    }
    Ok(RightCheck {
        resource: resource.clone(),
        actions,
    })
}

impl Bar {
    fn reason(self) -> ReasonCode {
        match self {
            Self::NotDelegable => ReasonCode::ResourceNotDelegable,
            Self::MaskinportenSchema => ReasonCode::ResourceIsMaskinPortenSchema,
            Self::AccessList => ReasonCode::AccessListValidationFail,
        }
    }
}

impl ReasonCode {
    fn allows(self) -> bool {
        matches!(
            self,
            Self::RoleAccess | Self::PackageAccess | Self::DelegationAccess
        )
    }
}

/// What gives the action, or everything that would have given it. Somebody who may use an action and not hand it on
/// lacks delegation access, whatever role or package they use it by.
fn reasons<E>(
    policy: &Policy,
    action: &str,
    hold: &mut impl FnMut(&Subject) -> Result<Hold, E>,
    direct: &mut impl FnMut(&str) -> Result<bool, E>,
) -> Result<Vec<ReasonCode>, E> {
    let (mut given, mut missing, mut used) = (vec![], vec![], false);
    for subject in policy.subjects_of(action) {
        let package = subject.is_package();
        match hold(subject)? {
            Hold::HandOn => add(
                &mut given,
                if package {
                    ReasonCode::PackageAccess
                } else {
                    ReasonCode::RoleAccess
                },
            ),
            Hold::Use => used = true,
            Hold::No => {
                let code = if package {
                    ReasonCode::MissingPackageAccess
                } else {
                    ReasonCode::MissingRoleAccess
                };
                add(&mut missing, code);
            }
        }
    }
    if direct(action)? {
        add(&mut given, ReasonCode::DelegationAccess);
    }
    if !given.is_empty() {
        return Ok(given);
    }
    if used {
        return Ok(vec![ReasonCode::MissingDelegationAccess]);
    }
    missing.sort_by_key(|code| *code != ReasonCode::MissingPackageAccess);
    add(&mut missing, ReasonCode::MissingDelegationAccess);
    Ok(missing)
}

fn add(codes: &mut Vec<ReasonCode>, code: ReasonCode) {
    if !codes.contains(&code) {
        codes.push(code);
    }
}

/// Whether a person can hand on an access package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PackageCheck {
    pub package: PackageUrn,
    pub result: bool,
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::policy::PolicyRule;

    const ROLE: &str = "urn:altinn:rolecode:siskd";
    const PACKAGE: &str = "urn:altinn:accesspackage:krav-og-utlegg";

    #[test]
    fn a_role_or_a_package_that_can_be_handed_on_is_enough() {
        assert_eq!(reasons_of(&[(ROLE, Hold::HandOn)]), vec![ReasonCode::RoleAccess]);
        assert_eq!(
            reasons_of(&[(PACKAGE, Hold::HandOn)]),
            vec![ReasonCode::PackageAccess]
        );
    }

    #[test]
    fn holding_nothing_names_all_that_would_have_helped() {
        assert_eq!(
            reasons_of(&[]),
            vec![
                ReasonCode::MissingPackageAccess,
                ReasonCode::MissingRoleAccess,
                ReasonCode::MissingDelegationAccess
            ]
        );
    }

    #[test]
    fn using_without_handing_on_lacks_delegation_access() {
        assert_eq!(
            reasons_of(&[(PACKAGE, Hold::Use)]),
            vec![ReasonCode::MissingDelegationAccess]
        );
    }

    #[test]
    fn a_right_given_by_itself_can_be_handed_on() {
        let check = check(None, &[], true);
        assert_eq!(check.actions[0].reasons, vec![ReasonCode::DelegationAccess]);
        assert_eq!(check.verdict(), Ok(()));
    }

    #[test]
    fn a_bar_holds_even_for_those_who_have_everything() {
        let everything = [(ROLE, Hold::HandOn), (PACKAGE, Hold::HandOn)];
        let verdict = |bar| check(Some(bar), &everything, true).verdict();
        assert_eq!(verdict(Bar::NotDelegable), Err(Problem::ResourceNotDelegable));
        assert_eq!(
            verdict(Bar::MaskinportenSchema),
            Err(Problem::ResourceIsMaskinportenSchema)
        );
        assert_eq!(verdict(Bar::AccessList), Err(Problem::AccessListMissing));
    }

    #[test]
    fn the_first_code_of_the_first_failing_action_decides() {
        assert_eq!(
            check(None, &[], false).verdict(),
            Err(Problem::PackageAccessMissing)
        );
    }

    #[test]
    fn a_resource_without_rules_fails_the_check() {
        let empty = RightCheck {
            resource: "r".into(),
            actions: vec![],
        };
        assert_eq!(empty.verdict(), Err(Problem::DelegationCheckFailed));
    }

    fn reasons_of(held: &[(&str, Hold)]) -> Vec<ReasonCode> {
        check(None, held, false).actions.remove(0).reasons
    }

    fn check(bar: Option<Bar>, held: &[(&str, Hold)], direct: bool) -> RightCheck {
        let rule = PolicyRule {
            subjects: vec![Subject::new(ROLE), Subject::new(PACKAGE)],
            actions: vec!["read".into()],
        };
        let reach = |subject: &Subject| {
            Ok::<_, Infallible>(
                held.iter()
                    .find(|(urn, _)| *urn == subject.as_str())
                    .map_or(Hold::No, |(_, hold)| *hold),
            )
        };
        let policy = Policy::of_rules(&"r".into(), &[rule], 3);
        check_right(&"r".into(), &policy, bar, reach, |_| Ok(direct)).unwrap()
    }
}
