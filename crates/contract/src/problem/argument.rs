//! Faults in what a call to the clients of an agent system user points at (altinn-platform.md 1.7, codes 14 to 16).

use std::collections::BTreeMap;

use super::ValidationError;

/// What is wrong with the agent or the client that a call names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentFault {
    AgentMissing,
    /// Shares its number with the one above.
    AgentUnknown,
    NotAgent,
    ClientMissing,
}

impl From<ArgumentFault> for ValidationError {
    fn from(fault: ArgumentFault) -> Self {
        let (number, path, title) = match fault {
            ArgumentFault::AgentMissing => (14, "?agent", "The agent query parameter is missing or invalid"),
            ArgumentFault::AgentUnknown => (14, "?agent", "System user not found"),
            ArgumentFault::NotAgent => (
                15,
                "?agent",
                "SystemUser is not a valid system user of type agent",
            ),
            ArgumentFault::ClientMissing => {
                (16, "?client", "The client query parameter is missing or invalid")
            }
        };
        Self {
            code: format!("AUTH.VLD-{number:05}"),
            title: title.to_owned(),
            paths: vec![path.to_owned()],
            detail: None,
            extensions: BTreeMap::new(),
        }
    }
}
