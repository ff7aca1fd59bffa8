//! A list as the person sees it: what, how fresh, and whether there is more.

use domain::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::failure::Failure;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Listing<T> {
    pub items: Vec<T>,
    /// When the items were read from their source.
    pub as_of: Timestamp,
    /// Why these are the last known items; absent when they are fresh.
    pub stale: Option<Failure>,
    /// Give this back to read the next page.
    pub next: Option<String>,
}
