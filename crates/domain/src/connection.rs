//! Connections: what one party hands on to another, and when it cannot (altinn-platform.md 7.5).

use crate::delegation::{ReasonCode, RightCheck};

/// A refusal by access management's own rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ConnectionProblem {
    #[error("the receiver is not a right-holder of the party")]
    RightHolderMissing,
    #[error("the giver or the receiver is not in the register")]
    EntityUnknown,
    #[error("the two have no connection")]
    ConnectionMissing,
    #[error("the party is not in the register")]
    PartyUnknown,
    #[error("a person is added by number and last name")]
    PersonNotNamed,
    #[error("the resource is not in the registry")]
    ResourceInvalid,
    #[error("the person cannot hand this on")]
    NotAuthorized,
    #[error("no right is named")]
    RightKeyMissing,
    #[error("the package does not exist")]
    PackageUnknown,
    #[error("the resource has no such right")]
    RightKeyInvalid,
    #[error("the package is for another kind of party")]
    PackageNotForEntity,
    #[error("a package that was to be checked does not exist, or cannot be given")]
    PackageCheckInvalid,
    #[error("the resource cannot be handed on")]
    ResourceNotDelegable,
    #[error("the receiver is of a kind that cannot be added")]
    EntityOfWrongKind,
    #[error("the connection carries rights or packages")]
    ConnectionInUse,
    #[error("the package cannot be given to anybody directly")]
    PackageNotAssignable,
}

impl RightCheck {
    /// The same check with only the actions that somebody chose to hand on.
    ///
    /// # Errors
    /// What bars one of them, or that none was chosen.
    pub fn only(&self, chosen: &[&str]) -> Result<Self, ConnectionProblem> {
        if chosen.is_empty() {
            return Err(ConnectionProblem::RightKeyMissing);
        }
        let mut actions = vec![];
        for action in chosen {
            let known = self.actions.iter().find(|check| check.action == *action);
            let check = known.ok_or(ConnectionProblem::RightKeyInvalid)?;
            if !check.result {
                return Err(barred(&check.reasons));
            }
            if !actions.contains(check) {
                actions.push(check.clone());
            }
        }
        Ok(Self {
            resource: self.resource.clone(),
            actions,
        })
    }
}

/// Some reasons bar everybody; all the others only this person.
fn barred(reasons: &[ReasonCode]) -> ConnectionProblem {
    let for_all = [
        ReasonCode::ResourceNotDelegable,
        ReasonCode::ResourceIsMaskinPortenSchema,
    ];
    if reasons.iter().any(|reason| for_all.contains(reason)) {
        ConnectionProblem::ResourceNotDelegable
    } else {
        ConnectionProblem::NotAuthorized
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delegation::ActionCheck;

    #[test]
    fn only_what_was_chosen_is_handed_on_and_each_once() {
        let chosen = check().only(&["write", "write"]).unwrap();
        assert_eq!(chosen.delegable_actions().collect::<Vec<_>>(), ["write"]);
    }

    #[test]
    fn what_cannot_be_chosen_says_why() {
        let refused = |chosen: &[&str]| check().only(chosen).unwrap_err();
        assert_eq!(refused(&[]), ConnectionProblem::RightKeyMissing);
        assert_eq!(refused(&["delete"]), ConnectionProblem::RightKeyInvalid);
        assert_eq!(refused(&["read", "sign"]), ConnectionProblem::NotAuthorized);
        assert_eq!(refused(&["publish"]), ConnectionProblem::ResourceNotDelegable);
    }

    fn check() -> RightCheck {
        let action = |action: &str, result, reason| ActionCheck {
            action: action.to_owned(),
            result,
            reasons: vec![reason],
        };
        RightCheck {
            resource: "r".into(),
            actions: vec![
                action("read", true, ReasonCode::RoleAccess),
                action("write", true, ReasonCode::PackageAccess),
                action("sign", false, ReasonCode::MissingRoleAccess),
                action("publish", false, ReasonCode::ResourceNotDelegable),
            ],
        }
    }
}
