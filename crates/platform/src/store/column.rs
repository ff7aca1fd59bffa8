//! Columns that hold more than the database knows, read by name: JSON, moments, ids.

use domain::Timestamp;
use rusqlite::Row;
use rusqlite::types::FromSql;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// A row of one table that is being read: knows how to name itself when it holds nonsense.
#[derive(Debug)]
pub(super) struct Columns<'a> {
    table: &'static str,
    row: &'a Row<'a>,
    id: String,
}

impl<'a> Columns<'a> {
    /// The columns of a row whose first column is its id.
    pub(super) fn of(table: &'static str, row: &'a Row<'a>) -> Result<Self, StoreError> {
        Ok(Self {
            table,
            row,
            id: row.get(0)?,
        })
    }

    /// The row's id.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// A column as the database keeps it.
    pub(super) fn plain<T: FromSql>(&self, column: &str) -> Result<T, StoreError> {
        Ok(self.row.get(column)?)
    }

    /// A column of JSON.
    pub(super) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        let text: String = self.plain(column)?;
        serde_json::from_str(&text).map_err(|_| self.inconsistent())
    }

    /// A column of text that the domain reads.
    pub(super) fn read<T, E>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, StoreError> {
        let text: String = self.plain(column)?;
        read(&text).map_err(|_| self.inconsistent())
    }

    /// A moment, in microseconds since 1970.
    pub(super) fn moment(&self, column: &str) -> Result<Timestamp, StoreError> {
        Ok(Timestamp::from_microsecond(self.plain(column)?))
    }

    /// What a row becomes that cannot be understood.
    pub(super) fn inconsistent(&self) -> StoreError {
        StoreError::Inconsistent {
            table: self.table,
            row: self.id.clone(),
        }
    }
}

/// A value for a column of JSON.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::Sqlite(rusqlite::Error::ToSqlConversionFailure(Box::new(error))))
}
