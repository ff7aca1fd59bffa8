//! Can a person do it? Each journey plays the real app against the real local platform, without a window.

#![expect(clippy::unwrap_used, reason = "a journey that cannot go on has failed")]

mod crash;
mod disk;
mod leader;
mod offline;
mod onboarding;
mod sign_in;
mod story;
mod vendor;
mod wire;
