//! Whom a rule speaks of.

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
    const OWNER_PREFIX: &'static str = "urn:altinn:org:";
    /// What somebody can hold at a party: roles of the old kind, of the register and of Altinn, and packages.
    const HELD: [&'static str; 4] = [
        Self::ROLE_PREFIX,
        Self::PACKAGE_PREFIX,
        "urn:altinn:role:",
        "urn:altinn:external-role:",
    ];

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

    /// Whether the rule speaks of a service owner, by its code: nothing that anybody else can be given.
    pub fn is_owner(&self) -> bool {
        self.0.starts_with(Self::OWNER_PREFIX)
    }

    /// Whether the rule speaks of something that one holds at a party, a role or a package, and not of who one is.
    pub fn is_held(&self) -> bool {
        Self::HELD.iter().any(|prefix| self.0.starts_with(prefix))
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
