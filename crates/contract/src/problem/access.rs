//! Faults in a call to access management, `AM.VLD-000nn`, of which one answer may tell several (altinn-platform.md 7.5).

use super::ValidationError;

/// What is wrong with a part of a call to access management.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessFault {
    EntityUnknown,
    NotGiven,
    RoleUnknown,
    PackageUnknown,
    DelegationsExist,
    AssignmentMissing,
    PackageNotDelegable,
}

impl AccessFault {
    fn wire(self) -> (u16, &'static str) {
        match self {
            Self::EntityUnknown => (6, "Entity do not exists."),
            Self::NotGiven => (26, "User not authorized for operation."),
            Self::RoleUnknown => (29, "Invalid Role."),
            Self::PackageUnknown => (30, "Invalid Package."),
            Self::DelegationsExist => (
                31,
                "The delegation has one or more active access packages associated with it. Set cascade to true to remove the delegation and its active access packages.",
            ),
            Self::AssignmentMissing => (32, "Assignment of role do not exist."),
            Self::PackageNotDelegable => (33, "Package is not delegable."),
        }
    }

    /// The fault as it is written: where it is, and the value that it is about with what is wrong with it.
    pub fn at(
        self,
        path: impl Into<String>,
        value: impl Into<String>,
        why: impl Into<String>,
    ) -> ValidationError {
        let (number, title) = self.wire();
        ValidationError {
            code: format!("AM.VLD-{number:05}"),
            title: title.to_owned(),
            paths: vec![path.into()],
            detail: None,
            extensions: [(value.into(), why.into())].into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_place_and_the_value() {
        let fault = AccessFault::RoleUnknown.at("BODY/values[0]/role", "nobody", "no such role");
        assert_eq!(
            serde_json::to_value(fault).unwrap(),
            serde_json::json!({"code": "AM.VLD-00029", "title": "Invalid Role.", "paths": ["BODY/values[0]/role"],
                "nobody": "no such role"})
        );
    }
}
