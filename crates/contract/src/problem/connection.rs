//! Refusals of access management, as they are written (altinn-platform.md 7.5). It has codes of its own: `AM-000nn`, and
//! `AM.VLD-000nn` for parameters that do not fit.

use std::collections::BTreeMap;

use domain::connection::ConnectionProblem;

use super::{ProblemDetails, ValidationError, ValidationProblemDetails, status_description};

/// How one refusal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wire {
    /// Shape 1.
    Problem { number: u16, title: &'static str },
    /// Shape 2, with the parameter that does not fit.
    Validation {
        number: u16,
        path: &'static str,
        title: &'static str,
    },
}

/// A body in either shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectionRefusal {
    Problem(ProblemDetails),
    Validation(ValidationProblemDetails),
}

/// The status of all of them.
const STATUS: u16 = 400;

impl ConnectionRefusal {
    /// A refusal as it is written, with what Altinn adds to it.
    pub fn of(problem: ConnectionProblem, extensions: &[(String, String)], trace_id: &str) -> Self {
        let extensions: BTreeMap<_, _> = extensions.iter().cloned().collect();
        match wire(problem) {
            Wire::Problem { number, title } => {
                let code = format!("AM-{number:05}");
                Self::Problem(ProblemDetails {
                    kind: format!("urn:altinn:error:{code}"),
                    title: title.to_owned(),
                    status: STATUS,
                    detail: None,
                    code,
                    trace_id: trace_id.to_owned(),
                    status_description: status_description(STATUS).to_owned(),
                    extensions,
                })
            }
            Wire::Validation { number, path, title } => {
                let mut details = ValidationProblemDetails::of(&[], trace_id);
                details.validation_errors.push(ValidationError {
                    code: format!("AM.VLD-{number:05}"),
                    title: title.to_owned(),
                    paths: vec![path.to_owned()],
                    detail: None,
                    extensions,
                });
                Self::Validation(details)
            }
        }
    }
}

fn wire(problem: ConnectionProblem) -> Wire {
    let problem_of = |number, title| Wire::Problem { number, title };
    match problem {
        ConnectionProblem::RightHolderMissing => problem_of(20, "Missing rightholder"),
        ConnectionProblem::EntityUnknown => problem_of(21, "From and to parties do not exist."),
        ConnectionProblem::ConnectionMissing => problem_of(22, "The parties have no connection."),
        ConnectionProblem::PartyUnknown => problem_of(23, "The party was not found."),
        ConnectionProblem::PersonNotNamed => {
            problem_of(24, "A person is added by personIdentifier and lastName.")
        }
        ConnectionProblem::ResourceInvalid => problem_of(27, "The resource id is invalid."),
        ConnectionProblem::NotAuthorized => problem_of(28, "Not authorized for the delegation request."),
        ConnectionProblem::RightKeyMissing => problem_of(33, "No right key is given."),
        ConnectionProblem::PackageUnknown => problem_of(35, "The package was not found."),
        ConnectionProblem::RightKeyInvalid => problem_of(36, "A right key does not belong to the resource."),
        ConnectionProblem::PackageNotForEntity => {
            problem_of(37, "The package is not available for this kind of party.")
        }
        ConnectionProblem::PackageCheckInvalid => {
            problem_of(41, "The delegation check failed because of an invalid package.")
        }
        ConnectionProblem::ResourceNotDelegable => problem_of(42, "The resource is not delegable."),
        ConnectionProblem::EntityOfWrongKind => Wire::Validation {
            number: 28,
            path: "QUERY/to",
            title: "The receiver is of a kind that cannot be used here.",
        },
        ConnectionProblem::ConnectionInUse => Wire::Validation {
            number: 31,
            path: "QUERY/cascade",
            title: "The connection carries rights or packages.",
        },
        ConnectionProblem::PackageNotAssignable => Wire::Validation {
            number: 33,
            path: "QUERY/package",
            title: "The package cannot be assigned to the recipient.",
        },
    }
}
