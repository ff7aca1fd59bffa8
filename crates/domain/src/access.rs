//! What a system may be allowed to do: rights on resources, and access packages.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::problem::Problem;
use crate::system_user::SystemUserType;

/// The attribute that names a resource in a right.
pub const RESOURCE_ATTRIBUTE: &str = "urn:altinn:resource";

/// A named bundle of rights, `urn:altinn:accesspackage:<code>`. Compared as text, case and all (altinn-platform.md 3.5).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackageUrn(pub String);

impl PackageUrn {
    /// What every package's URN begins with.
    pub const PREFIX: &'static str = "urn:altinn:accesspackage:";

    /// The URN of a package known by its code.
    pub fn from_code(code: &str) -> Self {
        Self(format!("{}{code}", Self::PREFIX))
    }

    /// The text after the prefix; the whole text when the prefix is absent.
    pub fn code(&self) -> &str {
        self.0.strip_prefix(Self::PREFIX).unwrap_or(&self.0)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PackageUrn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What access management knows of a package (altinn-platform.md 6.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccessPackage {
    pub urn: PackageUrn,
    /// May be handed on to clients' agents: what an agent system user needs.
    pub is_delegable: bool,
    /// May be given to somebody directly: what a standard system user needs.
    pub is_assignable: bool,
}

impl AccessPackage {
    /// Whether a system user of this type may have the package (altinn-platform.md 3.5).
    pub fn suits(&self, kind: SystemUserType) -> bool {
        match kind {
            SystemUserType::Standard => self.is_assignable,
            SystemUserType::Agent => self.is_delegable,
        }
    }
}

/// One pair that points at (a part of) a resource: an attribute and its value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResourceReference {
    /// The attribute, [`RESOURCE_ATTRIBUTE`] in all that a vendor may register.
    pub id: String,
    pub value: String,
}

impl ResourceReference {
    /// A pair that names a resource in the registry.
    pub fn resource(value: &str) -> Self {
        Self {
            id: RESOURCE_ATTRIBUTE.to_owned(),
            value: value.to_owned(),
        }
    }
}

/// A right on one resource: one or more pairs that must all hold, and an action that Altinn keeps but does not compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Right {
    pub action: Option<String>,
    pub resource: Vec<ResourceReference>,
}

impl Right {
    /// A right on a whole resource.
    pub fn on(resource: &str) -> Self {
        Self {
            action: None,
            resource: vec![ResourceReference::resource(resource)],
        }
    }

    /// Whether this right, as registered by a system, covers a requested one: equally many pairs, and every pair of
    /// this one is among the requested (altinn-platform.md 3.4).
    pub fn covers(&self, requested: &Self) -> bool {
        self.resource.len() == requested.resource.len()
            && self.resource.iter().all(|pair| requested.resource.contains(pair))
    }
}

/// Checks that a request asks for no right that its system has not registered (altinn-platform.md 3.4).
///
/// # Errors
/// [`Problem::RightsNotDelegable`].
pub fn rights_within(system: &[Right], requested: &[Right]) -> Result<(), Problem> {
    let each_is_covered = requested
        .iter()
        .all(|right| !right.resource.is_empty() && system.iter().any(|registered| registered.covers(right)));
    if requested.len() <= system.len() && each_is_covered {
        Ok(())
    } else {
        Err(Problem::RightsNotDelegable)
    }
}

/// The requested packages that the system has not registered, in the order they were asked for (altinn-platform.md 3.5).
pub fn packages_outside(system: &[PackageUrn], requested: &[PackageUrn]) -> Vec<PackageUrn> {
    requested
        .iter()
        .filter(|package| !system.contains(package))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(values: &[&str]) -> Right {
        Right {
            action: None,
            resource: values
                .iter()
                .map(|value| ResourceReference::resource(value))
                .collect(),
        }
    }

    #[test]
    fn a_request_may_ask_for_some_of_what_the_system_registered() {
        assert_eq!(
            rights_within(&[Right::on("a"), Right::on("b")], &[Right::on("b")]),
            Ok(())
        );
    }

    #[test]
    fn a_right_outside_the_system_is_refused() {
        assert_eq!(
            rights_within(&[Right::on("a"), Right::on("b")], &[Right::on("c")]),
            Err(Problem::RightsNotDelegable)
        );
    }

    #[test]
    fn half_of_a_right_with_two_pairs_is_not_the_right() {
        assert_eq!(
            rights_within(&[pairs(&["a", "b"])], &[pairs(&["a"])]),
            Err(Problem::RightsNotDelegable)
        );
        assert_eq!(
            rights_within(&[pairs(&["a", "b"])], &[pairs(&["b", "a"])]),
            Ok(())
        );
    }

    #[test]
    fn asking_for_more_rights_than_the_system_has_is_refused() {
        assert_eq!(
            rights_within(&[Right::on("a")], &[Right::on("a"), Right::on("a")]),
            Err(Problem::RightsNotDelegable)
        );
    }

    #[test]
    fn a_right_without_pairs_covers_nothing() {
        assert_eq!(
            rights_within(&[pairs(&[])], &[pairs(&[])]),
            Err(Problem::RightsNotDelegable)
        );
    }

    #[test]
    fn the_action_is_not_compared() {
        let asked = Right {
            action: Some("write".into()),
            ..Right::on("a")
        };
        assert_eq!(rights_within(&[Right::on("a")], &[asked]), Ok(()));
    }
}
