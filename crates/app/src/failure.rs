//! What the person is told when something did not happen: kind and facts; the words are the screen's.

use std::error::Error as StdError;

use domain::{MaskinportenRefusal, Problem};
use remote::{InputFault, SignInFault};
use serde::{Deserialize, Serialize};
use specta::Type;
use tracing::{error, info, warn};

use crate::finding::{Fault, Finding};
use crate::store::StoreError;
use crate::vault::VaultFault;

/// Why something did not happen, for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Failure {
    /// A host did not answer.
    Offline {
        host: String,
    },
    /// The sign-in has run out; the screen keeps its place.
    SignedOut,
    /// Signed in, and not entitled.
    NotAllowed,
    NotFound,
    /// A rule of Altinn's said no.
    Refused {
        problem: Problem,
        facts: Vec<String>,
    },
    /// What was written has faults.
    Invalid {
        findings: Vec<Finding>,
    },
    /// Maskinporten gave no token.
    TokenRefused {
        refusal: MaskinportenRefusal,
        description: String,
    },
    /// The service owner gave no data.
    ServiceRefused {
        code: String,
        message: String,
        reference: String,
    },
    /// The keys cannot be reached.
    Locked {
        fault: VaultFault,
    },
    /// The app's own files cannot be read or written.
    Disk,
    /// A host answered outside its contract.
    Unexpected {
        host: String,
        reference: String,
    },
}

/// The name of this program where a failure asks for a host.
const HERE: &str = "klarsignal";

impl Failure {
    /// Whether nobody gave a proper answer, so that what was known before is the best there is.
    pub(crate) fn is_no_answer(&self) -> bool {
        match self {
            Self::Offline { .. } | Self::Unexpected { .. } => true,
            Self::SignedOut
            | Self::NotAllowed
            | Self::NotFound
            | Self::Refused { .. }
            | Self::Invalid { .. }
            | Self::TokenRefused { .. }
            | Self::ServiceRefused { .. }
            | Self::Locked { .. }
            | Self::Disk => false,
        }
    }
}

/// An error from outside stops here: it is logged, and the person gets what they can act on.
impl From<remote::Error> for Failure {
    fn from(fault: remote::Error) -> Self {
        log(&fault);
        match fault {
            remote::Error::Unreachable { host, .. } => Self::Offline { host },
            remote::Error::Expired => Self::SignedOut,
            remote::Error::NotAllowed => Self::NotAllowed,
            remote::Error::NotFound => Self::NotFound,
            remote::Error::Refused { problem, extensions } => Self::Refused {
                problem,
                facts: extensions.into_iter().map(|(_, fact)| fact).collect(),
            },
            remote::Error::Invalid(faults) => Self::Invalid {
                findings: faults.into_iter().map(finding).collect(),
            },
            remote::Error::TokenRefused { refusal, description } => {
                Self::TokenRefused { refusal, description }
            }
            remote::Error::ServiceRefused {
                code,
                message,
                reference,
            } => Self::ServiceRefused {
                code,
                message,
                reference,
            },
            remote::Error::SignIn(fault) => sign_in(&fault),
            remote::Error::Tls(_) => here("certificates"),
            remote::Error::Key(_) => here("key"),
            remote::Error::Unexpected { host, reference, .. } => Self::Unexpected { host, reference },
        }
    }
}

impl From<StoreError> for Failure {
    fn from(fault: StoreError) -> Self {
        warn!(
            error = &fault as &dyn StdError,
            "the app's own files cannot be used"
        );
        Self::Disk
    }
}

/// Cryptography that fails without a reason: the operating system gave no randomness, or our own bug.
impl From<aws_lc_rs::error::Unspecified> for Failure {
    fn from(fault: aws_lc_rs::error::Unspecified) -> Self {
        error!(error = &fault as &dyn StdError, "cryptography failed");
        here("cryptography")
    }
}

impl From<tokio::task::JoinError> for Failure {
    fn from(fault: tokio::task::JoinError) -> Self {
        error!(
            error = &fault as &dyn StdError,
            "work on another thread ended early"
        );
        here("thread")
    }
}

fn here(reference: &str) -> Failure {
    Failure::Unexpected {
        host: HERE.to_owned(),
        reference: reference.to_owned(),
    }
}

fn finding(fault: InputFault) -> Finding {
    let fault = match fault {
        InputFault::System(fault) => Fault::System { fault },
        InputFault::Member { name, .. } => Fault::WrongShape { member: name },
    };
    Finding {
        fault,
        pointer: None,
        place: None,
    }
}

fn sign_in(fault: &SignInFault) -> Failure {
    match fault {
        SignInFault::NoClient | SignInFault::Refused { .. } => Failure::NotAllowed,
        SignInFault::Cancelled | SignInFault::TookTooLong => Failure::SignedOut,
        SignInFault::NoPort => here("loopback"),
        SignInFault::Untrusted { .. } => Failure::Unexpected {
            host: "ID-porten".to_owned(),
            reference: "untrusted".to_owned(),
        },
    }
}

fn log(fault: &remote::Error) {
    let chain = fault as &dyn StdError;
    match fault {
        remote::Error::Unreachable { host, .. } => warn!(%host, error = chain, "a host did not answer"),
        remote::Error::Expired => info!("a token is no longer accepted"),
        remote::Error::SignIn(_) => warn!(error = chain, "nobody was signed in"),
        remote::Error::Tls(_) | remote::Error::Key(_) | remote::Error::Unexpected { .. } => {
            error!(error = chain, "an answer was not one");
        }
        // A no by the rules is an answer, not a fault.
        remote::Error::NotAllowed
        | remote::Error::NotFound
        | remote::Error::Refused { .. }
        | remote::Error::Invalid(_)
        | remote::Error::TokenRefused { .. }
        | remote::Error::ServiceRefused { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_does_not_answer_is_offline_and_no_answer() {
        let failure = Failure::from(remote::Error::Unreachable {
            host: "platform.altinn.no".into(),
            source: "refused".into(),
        });

        assert_eq!(
            failure,
            Failure::Offline {
                host: "platform.altinn.no".into()
            }
        );
        assert!(failure.is_no_answer());
    }

    #[test]
    fn a_refusal_keeps_its_problem_and_what_altinn_told() {
        let failure = Failure::from(remote::Error::Refused {
            problem: Problem::PackageOutsideSystem,
            extensions: vec![(
                "NotFoundPackages".into(),
                "urn:altinn:accesspackage:jordbruk".into(),
            )],
        });

        assert_eq!(
            failure,
            Failure::Refused {
                problem: Problem::PackageOutsideSystem,
                facts: vec!["urn:altinn:accesspackage:jordbruk".into()],
            }
        );
        assert!(!failure.is_no_answer());
    }

    #[test]
    fn a_person_who_gave_up_is_signed_out_and_an_app_that_is_not_known_is_not_allowed() {
        assert_eq!(
            Failure::from(remote::Error::SignIn(SignInFault::Cancelled)),
            Failure::SignedOut
        );
        assert_eq!(
            Failure::from(remote::Error::SignIn(SignInFault::NoClient)),
            Failure::NotAllowed
        );
    }
}
