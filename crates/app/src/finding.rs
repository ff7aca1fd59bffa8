//! What is wrong in something a vendor wrote, and where.

use domain::{OrgNumberFault, Problem, SystemFault};
use serde::{Deserialize, Serialize};
use specta::Type;

/// One fault, at its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    pub fault: Fault,
    /// JSON pointer (RFC 6901) of the member at fault; absent when the text is not JSON.
    pub pointer: Option<String>,
    /// Where it stands in the text, counted from 1; absent when no text was given.
    pub place: Option<Place>,
}

/// A line and a column, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Place {
    pub line: u32,
    pub column: u32,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Fault {
    /// A comma before `}` or `]`.
    TrailingComma,
    /// Not JSON for another reason.
    NotJson {
        expected: String,
    },
    MemberMissing {
        member: String,
    },
    /// The member holds something else than it should.
    WrongShape {
        member: String,
    },
    OrgNumber {
        fault: OrgNumberFault,
    },
    /// The id begins with an organisation number that is not the vendor's own.
    ForeignPrefix {
        own: String,
    },
    /// Altinn's register would refuse it.
    System {
        fault: SystemFault,
    },
    /// Altinn would refuse the request.
    Request {
        problem: Problem,
        facts: Vec<String>,
    },
}
