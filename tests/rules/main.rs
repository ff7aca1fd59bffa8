//! Keeps the house in order: who may import whom, which library lives where, and how long a file may grow.
//! `docs/architecture.md` gives the reasons.

#![expect(clippy::unwrap_used, reason = "a rule that cannot read the house has failed")]

mod imports;
mod lengths;
mod libraries;
mod source;

/// Fails with every sentence at once, so that one run shows all there is to mend.
#[track_caller]
fn assert_none(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}
