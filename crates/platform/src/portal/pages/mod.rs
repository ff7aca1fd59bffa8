//! The pages behind a `confirmUrl`, and those around them. Links open, they never decide: whatever changes something is
//! a form, sent from a page of ours by somebody who has read the page before it.

mod answer;
mod authority;
mod clients;
mod decision;
mod detail;
mod overview;
mod preflight;
mod reader;
mod receipt;
mod removal;
mod routes;
mod sheet;
pub(super) mod sign_in;
pub(super) mod sign_out;
#[cfg(test)]
mod tests;
mod trouble;

pub(super) use routes::router;
pub(super) use trouble::nowhere;

/// Where every page is.
const ROOT: &str = "/accessmanagement/ui/systemuser";
