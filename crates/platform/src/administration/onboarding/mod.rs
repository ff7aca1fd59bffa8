//! A vendor's way to production: scopes granted, a client with them, a test passed, the agreement signed, the gate passed.
//! Upstream it is forms, letters and a service desk; the shape is ours.

pub(super) mod pass;
pub(super) mod read;
pub(super) mod sign;

use contract::administration::{OnboardingBody, StepBody};
use domain::registration::Onboarding;

/// The way as it is answered.
fn written(onboarding: Onboarding) -> OnboardingBody {
    let steps = onboarding.steps();
    let (agreement_signed, signed_by) = onboarding.agreement.unzip();
    OnboardingBody {
        orgno: onboarding.org,
        steps: steps
            .into_iter()
            .map(|(step, done)| StepBody { step, done })
            .collect(),
        agreement_signed,
        signed_by,
        production: onboarding.passed,
    }
}
