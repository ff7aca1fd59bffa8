//! What must hold as well when a policy says yes or no.

use super::Effect;

/// The category of an assignment that says how surely a person or a system must have been recognised.
pub const MINIMUM_LEVEL: &str = "urn:altinn:minimum-authenticationlevel";
/// The same for organisations.
pub const MINIMUM_LEVEL_OF_ORGANIZATION: &str = "urn:altinn:minimum-authenticationlevel-org";

/// Something that whoever enforces a decision must see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    pub id: String,
    /// The effect that it goes with.
    pub on: Effect,
    pub assignments: Vec<Assignment>,
}

/// A value that an obligation tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    pub attribute: String,
    pub category: Option<String>,
    pub data_type: String,
    pub value: String,
}

impl Obligation {
    /// The obligation by which Altinn's policies demand a level of authentication.
    pub fn minimum_level(level: u8) -> Self {
        Self {
            id: "urn:altinn:obligation:authenticationLevel1".to_owned(),
            on: Effect::Permit,
            assignments: vec![Assignment {
                attribute: "urn:altinn:obligation1-assignment1".to_owned(),
                category: Some(MINIMUM_LEVEL.to_owned()),
                data_type: "http://www.w3.org/2001/XMLSchema#integer".to_owned(),
                value: level.to_string(),
            }],
        }
    }

    /// The level that it demands under a category.
    pub fn level(&self, category: &str) -> Option<u8> {
        let mut of_category = self
            .assignments
            .iter()
            .filter(|assignment| assignment.category.as_deref() == Some(category));
        of_category.find_map(|assignment| assignment.value.trim().parse().ok())
    }
}
