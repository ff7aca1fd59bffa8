//! What checks found, and what that means for the person.

use std::collections::HashMap;

use domain::delegation::{ReasonCode, RightCheck};
use domain::{PackageUrn, ResourceId};

use crate::authority::{Authority, AuthorityKind, Missing, Preflight, Reason};

/// What can be checked by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Checked {
    Package(PackageUrn),
    Resource(ResourceId),
}

/// What came of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Can be handed on: these actions for a resource, all of it for a package.
    Passes {
        actions: Vec<String>,
    },
    Lacks(Reason),
}

/// What came of many checks. What could not be checked is absent.
pub(crate) type Verdicts = HashMap<Checked, Verdict>;

impl Checked {
    /// What an authority is checked as.
    pub(crate) fn of(authority: &Authority) -> Self {
        match authority.kind {
            AuthorityKind::Package => Self::Package(PackageUrn(authority.id.clone())),
            AuthorityKind::Service => Self::Resource(ResourceId(authority.id.clone())),
        }
    }
}

/// Whether everything can be handed on. One thing that is missing says more than another that is not known. Who else
/// could is for the caller to find out.
pub(crate) fn preflight(verdicts: &Verdicts, authorities: &[Authority]) -> Preflight {
    let mut unknown = false;
    let mut missing = vec![];
    for authority in authorities {
        match verdicts.get(&Checked::of(authority)) {
            Some(Verdict::Passes { .. }) => {}
            Some(Verdict::Lacks(reason)) => missing.push(Missing {
                kind: authority.kind,
                id: authority.id.clone(),
                name: authority.name.clone(),
                reason: *reason,
            }),
            None => unknown = true,
        }
    }
    if !missing.is_empty() {
        let of = u32::try_from(authorities.len()).unwrap_or(u32::MAX);
        Preflight::Lacks {
            missing,
            of,
            who_can: vec![],
        }
    } else if unknown {
        Preflight::Unknown
    } else {
        Preflight::CanApprove
    }
}

/// Says what a system would be able to do: the actions that the check found can be handed on.
pub(crate) fn with_actions(mut authorities: Vec<Authority>, verdicts: &Verdicts) -> Vec<Authority> {
    for authority in &mut authorities {
        if let Some(Verdict::Passes { actions }) = verdicts.get(&Checked::of(authority))
            && !actions.is_empty()
        {
            authority.actions.clone_from(actions);
        }
    }
    authorities
}

pub(super) fn of_right(check: &RightCheck) -> Verdict {
    if check.passes() {
        return passing(check.delegable_actions().map(str::to_owned).collect());
    }
    let failing = check.actions.iter().find(|action| !action.result);
    let first = failing.and_then(|action| action.reasons.first());
    Verdict::Lacks(first.map_or(Reason::Unknown, |code| reason(*code)))
}

pub(super) fn passing(actions: Vec<String>) -> Verdict {
    Verdict::Passes { actions }
}

/// What a failing code means for the person (altinn-platform.md 7.3).
fn reason(code: ReasonCode) -> Reason {
    match code {
        ReasonCode::MissingRoleAccess => Reason::MissingRole,
        ReasonCode::MissingDelegationAccess => Reason::MissingDelegation,
        ReasonCode::MissingSrrRightAccess => Reason::MissingServiceList,
        ReasonCode::InsufficientAuthenticationLevel => Reason::AuthenticationLevelTooLow,
        ReasonCode::AccessListValidationFail => Reason::AccessListFailed,
        ReasonCode::MissingPackageAccess => Reason::MissingPackage,
        ReasonCode::ResourceNotDelegable => Reason::NotDelegable,
        ReasonCode::ResourceIsMaskinPortenSchema => Reason::MaskinportenSchema,
        ReasonCode::Unknown
        | ReasonCode::RoleAccess
        | ReasonCode::DelegationAccess
        | ReasonCode::SrrRightAccess
        | ReasonCode::AlreadyDelegated
        | ReasonCode::AccessListValidationPass
        | ReasonCode::PackageAccess => Reason::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use domain::Localized;
    use domain::delegation::ActionCheck;

    use super::*;

    #[test]
    fn everything_that_can_be_handed_on_can_be_approved() {
        let verdicts = Verdicts::from([(resource("a"), passes()), (package("b"), passes())]);

        let found = preflight(&verdicts, &[service("a"), bundle("b")]);

        assert_eq!(found, Preflight::CanApprove);
    }

    #[test]
    fn what_is_missing_is_named_with_its_reason_and_out_of_how_much() {
        let verdicts = Verdicts::from([
            (resource("a"), passes()),
            (resource("b"), Verdict::Lacks(Reason::MissingRole)),
        ]);

        let found = preflight(&verdicts, &[service("a"), service("b"), service("c")]);

        let missing = Missing {
            kind: AuthorityKind::Service,
            id: "b".into(),
            name: Localized::default(),
            reason: Reason::MissingRole,
        };
        assert_eq!(
            found,
            Preflight::Lacks {
                missing: vec![missing],
                of: 3,
                who_can: vec![]
            }
        );
    }

    #[test]
    fn what_could_not_be_checked_is_unknown_and_never_a_yes() {
        let verdicts = Verdicts::from([(resource("a"), passes())]);

        assert_eq!(
            preflight(&verdicts, &[service("a"), service("b")]),
            Preflight::Unknown
        );
    }

    #[test]
    fn a_package_and_a_resource_with_the_same_id_are_two_things() {
        let verdicts = Verdicts::from([(resource("a"), passes())]);

        assert_eq!(preflight(&verdicts, &[bundle("a")]), Preflight::Unknown);
    }

    #[test]
    fn the_actions_that_can_be_handed_on_are_what_the_system_would_get() {
        let actions = vec![
            action("read", &[]),
            failing("write", &[ReasonCode::MissingRoleAccess]),
        ];
        let verdict = of_right(&RightCheck {
            resource: "a".into(),
            actions,
        });

        let told = with_actions(vec![service("a")], &Verdicts::from([(resource("a"), verdict)]));

        assert_eq!(told[0].actions, ["read"]);
    }

    #[test]
    fn the_first_reason_of_the_first_failing_action_is_the_reason() {
        let actions = vec![
            failing(
                "read",
                &[ReasonCode::MissingPackageAccess, ReasonCode::MissingRoleAccess],
            ),
            failing("write", &[ReasonCode::ResourceNotDelegable]),
        ];

        let verdict = of_right(&RightCheck {
            resource: "a".into(),
            actions,
        });

        assert_eq!(verdict, Verdict::Lacks(Reason::MissingPackage));
    }

    fn action(name: &str, reasons: &[ReasonCode]) -> ActionCheck {
        ActionCheck {
            action: name.into(),
            result: true,
            reasons: reasons.to_vec(),
        }
    }

    fn failing(name: &str, reasons: &[ReasonCode]) -> ActionCheck {
        ActionCheck {
            result: false,
            ..action(name, reasons)
        }
    }

    fn passes() -> Verdict {
        passing(vec!["read".into()])
    }

    fn resource(id: &str) -> Checked {
        Checked::Resource(id.into())
    }

    fn package(urn: &str) -> Checked {
        Checked::Package(PackageUrn(urn.into()))
    }

    fn service(id: &str) -> Authority {
        authority(AuthorityKind::Service, id)
    }

    fn bundle(urn: &str) -> Authority {
        authority(AuthorityKind::Package, urn)
    }

    fn authority(kind: AuthorityKind, id: &str) -> Authority {
        Authority {
            kind,
            id: id.into(),
            name: Localized::default(),
            description: Localized::default(),
            owner: None,
            actions: vec![],
            services: vec![],
        }
    }
}
