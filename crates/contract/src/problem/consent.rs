//! Refusals of a look-up of consents, as they are written: access management's own codes, `AM-000nn` (identity.md 1.8).

use domain::consent::ConsentProblem;

use super::ProblemDetails;

impl ProblemDetails {
    /// Why a consent does not hold.
    pub fn of_consent(problem: ConsentProblem, trace_id: &str) -> Self {
        let (number, status, title) = match problem {
            ConsentProblem::NotFound => (1, 404, "The consent was not found."),
            ConsentProblem::Revoked => (11, 400, "The consent is revoked."),
            ConsentProblem::GivenByOther => (12, 400, "Another party has given the consent."),
            ConsentProblem::Expired => (13, 400, "The consent is expired."),
        };
        Self::written(&format!("AM-{number:05}"), status, title, [], trace_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_that_is_not_there_has_a_status_of_its_own() {
        let written = |problem| {
            let details = ProblemDetails::of_consent(problem, "");
            (details.code, details.status)
        };
        assert_eq!(written(ConsentProblem::NotFound), ("AM-00001".to_owned(), 404));
        assert_eq!(written(ConsentProblem::Expired), ("AM-00013".to_owned(), 400));
    }
}
