//! Why an answer did not come, or was no.

use domain::{MaskinportenRefusal, Problem, SystemFault};

use crate::idporten::SignInFault;

/// What stands behind an error; never shown to the person.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a call did not give what was asked for. Each variant is treated differently by somebody.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the computer's certificates cannot be used")]
    Tls(#[source] Source),
    /// The private key does not sign.
    #[error("signing with a private key")]
    Key(#[source] Source),
    /// Nobody answered at the host, or not in time.
    #[error("reaching {host}")]
    Unreachable {
        host: String,
        #[source]
        source: Source,
    },
    /// The token is not, or no longer, accepted.
    #[error("the token is not accepted")]
    Expired,
    /// The token is fine and does not reach this far: wrong scope, wrong owner, not entitled.
    #[error("the caller may not do this")]
    NotAllowed,
    #[error("it is not there")]
    NotFound,
    /// A rule of Altinn's said no. `extensions` are the facts it gave, as it named them (altinn-platform.md 1.6).
    #[error("Altinn refused")]
    Refused {
        #[source]
        problem: Problem,
        extensions: Vec<(String, String)>,
    },
    /// What was sent has faults.
    #[error("Altinn found {} faults in what was sent", .0.len())]
    Invalid(Vec<InputFault>),
    /// Maskinporten gave no token. `description` is its own text.
    #[error("Maskinporten gave no token")]
    TokenRefused {
        #[source]
        refusal: MaskinportenRefusal,
        description: String,
    },
    /// The service owner gave no data; its own code, text and reference (identity.md 8.4).
    #[error("the service owner refused with {code}")]
    ServiceRefused {
        code: String,
        message: String,
        reference: String,
    },
    /// The person did not get signed in.
    #[error("signing in")]
    SignIn(#[from] SignInFault),
    /// The host answered outside its contract. What it said is not kept: it may hold personal data.
    #[error("{host} answered outside its contract, reference {reference}")]
    Unexpected {
        host: String,
        /// The trace id that the call carried.
        reference: String,
        /// The HTTP status, when there was one.
        status: Option<u16>,
        #[source]
        source: Option<Source>,
    },
}

/// A fault in what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputFault {
    /// The register's own rules.
    System(SystemFault),
    /// A member that could not be read: its name and Altinn's own words (altinn-platform.md 1.5, shape 4).
    Member { name: String, message: String },
}

impl Error {
    /// Whether the same call may go better in a moment: nobody answered, or the host failed on its own side.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable { .. } => true,
            Self::Unexpected { status, .. } => status.is_some_and(|status| status >= 500),
            Self::Tls(_)
            | Self::Key(_)
            | Self::Expired
            | Self::NotAllowed
            | Self::NotFound
            | Self::Refused { .. }
            | Self::Invalid(_)
            | Self::TokenRefused { .. }
            | Self::ServiceRefused { .. }
            | Self::SignIn(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_and_a_hosts_own_failure_may_pass() {
        assert!(
            Error::Unreachable {
                host: "h".into(),
                source: "refused".into()
            }
            .may_pass()
        );
        assert!(unexpected(Some(500)).may_pass());
        assert!(unexpected(Some(503)).may_pass());
    }

    #[test]
    fn a_no_does_not_pass_by_asking_again() {
        assert!(!unexpected(Some(418)).may_pass());
        assert!(!unexpected(None).may_pass());
        assert!(!Error::Expired.may_pass());
        assert!(
            !Error::Refused {
                problem: Problem::RequestNotNew,
                extensions: vec![]
            }
            .may_pass()
        );
    }

    fn unexpected(status: Option<u16>) -> Error {
        Error::Unexpected {
            host: "h".into(),
            reference: "r".into(),
            status,
            source: None,
        }
    }
}
