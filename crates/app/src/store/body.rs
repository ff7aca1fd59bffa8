//! Values kept whole, as JSON in a column.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

pub(super) fn write<T: Serialize>(table: &'static str, row: &str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(inconsistent(table, row))
}

pub(super) fn read<T: DeserializeOwned>(table: &'static str, row: &str, body: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(inconsistent(table, row))
}

fn inconsistent(table: &'static str, row: &str) -> impl FnOnce(serde_json::Error) -> StoreError {
    move |source| StoreError::Inconsistent {
        table,
        row: row.to_owned(),
        source,
    }
}
