//! Pages of a list, found by the number of their first item: a far page costs as much as the first.

use contract::paging::{Links, Page, read_token, write_token};

use super::arguments::{Query, not_valid};
use super::origin::Origin;
use crate::error::Error;

/// The number that a page begins with: the `token` of the call, or the very first.
pub(super) fn start(query: &Query) -> Result<i64, Error> {
    query.get("token").map_or(Ok(0), |token| {
        read_token(token).ok_or_else(|| not_valid("token", token))
    })
}

/// A page of at most `size` items out of at most one more, each with its number; `path` is where the list lies.
pub(super) fn page<T>(mut items: Vec<(i64, T)>, size: u32, origin: &Origin, path: &str) -> Page<T> {
    let next = items.get(size as usize).map(|(number, _)| *number);
    items.truncate(size as usize);
    Page {
        links: Links {
            next: next.map(|number| address(origin, path, number)),
        },
        data: items.into_iter().map(|(_, item)| item).collect(),
    }
}

/// Where the page is that begins with a number.
pub(super) fn address(origin: &Origin, path: &str, number: i64) -> String {
    format!("{}{path}?token={}", origin.0, write_token(&number))
}
