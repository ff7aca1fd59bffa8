//! Pages of a list: links first, then the items; the way to the next page is opaque (altinn-platform.md 1.9).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// One page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page<T> {
    #[serde(default)]
    pub links: Links,
    pub data: Vec<T>,
}

/// A list that comes whole, in the form of a page: it says that there is no next one (identity.md 6.5, 7.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WholeList<T> {
    links: NoMore,
    pub data: Vec<T>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct NoMore {
    next: Option<()>,
}

impl<T> From<Vec<T>> for WholeList<T> {
    fn from(data: Vec<T>) -> Self {
        let links = NoMore::default();
        Self { links, data }
    }
}

/// One page of a list that is read again and again as it grows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemStream<T> {
    pub stats: StreamStats,
    #[serde(default)]
    pub links: Links,
    pub data: Vec<T>,
}

/// Where a page lies among all items. On an empty page both ends are the newest item's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StreamStats {
    pub page_start: i64,
    pub page_end: i64,
    pub sequence_max: i64,
}

/// Where the next page is: an absolute address, absent on the last page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Links {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The key of the next page's first item as Altinn hides it: its JSON in base64url without padding.
pub fn write_token<T: Serialize>(key: &T) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}

/// Reads a token that [`write_token`] wrote; `None` when it is not one.
pub fn read_token<T: DeserializeOwned>(token: &str) -> Option<T> {
    let json = URL_SAFE_NO_PAD.decode(token).ok()?;
    serde_json::from_slice(&json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_hidden_as_altinn_hides_it() {
        assert_eq!(write_token(&7346_u64), "NzM0Ng");
        assert_eq!(read_token::<u64>("NzM0Ng"), Some(7346));
    }

    #[test]
    fn a_uuid_is_hidden_as_a_quoted_string() {
        let id = uuid::Uuid::nil();
        assert_eq!(read_token::<uuid::Uuid>(&write_token(&id)), Some(id));
        assert_eq!(
            write_token(&id),
            "IjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCI"
        );
    }

    #[test]
    fn anything_else_is_no_token() {
        for text in ["", "!", "NzM0Ng==", "bm90IGpzb24"] {
            assert_eq!(read_token::<u64>(text), None, "{text}");
        }
    }
}
