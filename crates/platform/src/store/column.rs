//! Columns that hold more than the database knows, read by name: JSON, moments, ids.

use domain::Timestamp;
use rusqlite::Row;
use rusqlite::types::{FromSql, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// A row of one table that is being read: knows how to name itself when it holds nonsense.
#[derive(Debug)]
pub(super) struct Columns<'a> {
    table: &'static str,
    row: &'a Row<'a>,
}

impl<'a> Columns<'a> {
    /// The columns of a row whose first column is its key.
    pub(super) fn of(table: &'static str, row: &'a Row<'a>) -> Self {
        Self { table, row }
    }

    /// A column as the database keeps it.
    pub(super) fn plain<T: FromSql>(&self, column: &str) -> Result<T, StoreError> {
        Ok(self.row.get(column)?)
    }

    /// A column of JSON.
    pub(super) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        self.read(column, serde_json::from_str)
    }

    /// A column of text that the domain reads.
    pub(super) fn read<T, E>(
        &self,
        column: &str,
        read: impl FnOnce(&'a str) -> Result<T, E>,
    ) -> Result<T, StoreError> {
        let value = self.row.get_ref(column)?;
        let text = value.as_str().map_err(|_| self.inconsistent())?;
        read(text).map_err(|_| self.inconsistent())
    }

    /// A column that holds one of a few words.
    pub(super) fn one_of<T: Copy>(
        &self,
        column: &str,
        all: impl IntoIterator<Item = T>,
        word: impl Fn(T) -> &'static str,
    ) -> Result<T, StoreError> {
        self.read(column, |text| {
            all.into_iter().find(|one| word(*one) == text).ok_or(())
        })
    }

    /// As [`Self::read`], of a column that may be empty.
    pub(super) fn read_if_any<T, E>(
        &self,
        column: &str,
        read: impl FnOnce(&'a str) -> Result<T, E>,
    ) -> Result<Option<T>, StoreError> {
        match self.row.get_ref(column)? {
            ValueRef::Null => Ok(None),
            _ => self.read(column, read).map(Some),
        }
    }

    /// A moment, in microseconds since 1970.
    pub(super) fn moment(&self, column: &str) -> Result<Timestamp, StoreError> {
        Ok(Timestamp::from_microsecond(self.plain(column)?))
    }

    /// A moment that may be absent.
    pub(super) fn moment_if_any(&self, column: &str) -> Result<Option<Timestamp>, StoreError> {
        Ok(self
            .plain::<Option<i64>>(column)?
            .map(Timestamp::from_microsecond))
    }

    /// What a row becomes that cannot be understood.
    fn inconsistent(&self) -> StoreError {
        let row = match self.row.get_ref(0) {
            Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
            Ok(ValueRef::Integer(number)) => number.to_string(),
            _ => String::new(),
        };
        StoreError::Inconsistent {
            table: self.table,
            row,
        }
    }
}

/// A value for a column of JSON.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::Sqlite(rusqlite::Error::ToSqlConversionFailure(Box::new(error))))
}

#[cfg(test)]
mod tests {
    use domain::OrgNumber;
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn a_row_that_holds_nonsense_is_named() {
        for (key, name) in [("'a'", "a"), ("7", "7"), ("NULL", "")] {
            let connection = Connection::open_in_memory().unwrap();
            let said = connection.query_row(&format!("SELECT {key}, 'x' AS org"), [], |row| {
                Ok(Columns::of("party", row)
                    .read("org", OrgNumber::parse)
                    .unwrap_err()
                    .to_string())
            });
            assert_eq!(
                said.unwrap(),
                format!("party row {name} holds a value that cannot be")
            );
        }
    }
}
