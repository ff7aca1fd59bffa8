//! The person's own desk: one `SQLite` file in the app's folder.
//!
//! One connection, and each piece of work is one transaction on a thread that may wait for the disk: a person does few
//! things at a time.

mod body;
pub(crate) mod custody;
pub(crate) mod decision;
pub(crate) mod draft;
pub(crate) mod last_known;
mod migrations;
pub(crate) mod profile;
pub(crate) mod sealed_key;
mod set_aside;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub(crate) use rusqlite::Connection;
use rusqlite::ErrorCode;
use tokio::task::spawn_blocking;

/// Why the desk could not be used. For us; the person hears [`crate::Failure::Disk`].
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error("using the app's database")]
    Sqlite(#[from] rusqlite::Error),
    #[error("using the app's folder")]
    Folder(#[from] std::io::Error),
    #[error("{table} row {row} holds a value that cannot be")]
    Inconsistent {
        table: &'static str,
        row: String,
        #[source]
        source: serde_json::Error,
    },
    #[error("the database is of version {found}, newer than this program knows ({known})")]
    TooNew { found: usize, known: usize },
    #[error("the work on the database was cut short")]
    Interrupted(#[from] tokio::task::JoinError),
}

/// The desk. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Store(Arc<Mutex<Connection>>);

/// An opened desk, and under which name a broken one was set aside first.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) store: Store,
    pub(crate) set_aside: Option<String>,
}

impl Store {
    /// Opens the database in `folder`, makes both if they are absent and brings it to the newest version. A broken file is
    /// set aside under a name made of `moment`, and a new one begun; nothing is deleted.
    pub(crate) async fn open(folder: &Path, moment: domain::Timestamp) -> Result<Opened, StoreError> {
        let folder = folder.to_owned();
        spawn_blocking(move || {
            std::fs::create_dir_all(&folder)?;
            let path = folder.join("klarsignal.sqlite3");
            let (connection, set_aside) = match open(&path) {
                Ok(connection) => (connection, None),
                Err(error) if is_broken(&error) => {
                    let name = set_aside::set_aside(&path, moment)?;
                    (open(&path)?, Some(name))
                }
                Err(error) => return Err(error),
            };
            Ok(Opened {
                store: Self(Arc::new(Mutex::new(connection))),
                set_aside,
            })
        })
        .await?
    }

    /// Does a piece of work as one transaction. An `Err` leaves nothing behind.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let connection = Arc::clone(&self.0);
        spawn_blocking(move || {
            // A panic inside a transaction rolled it back: the connection itself is sound.
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction()?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        })
        .await?
    }
}

fn open(path: &Path) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let verdict: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if verdict != "ok" {
        return Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
            Some(verdict),
        )
        .into());
    }
    migrations::run(&mut connection)?;
    Ok(connection)
}

fn is_broken(error: &StoreError) -> bool {
    let StoreError::Sqlite(error) = error else {
        return false;
    };
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::Timestamp;

    use super::*;

    #[tokio::test]
    async fn what_was_written_is_there_after_opening_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = open_in(folder.path()).await.unwrap().store;
        store
            .run(|desk| draft::save(desk, "p", "request", &1, at(1)))
            .await
            .unwrap();
        drop(store);

        let again = open_in(folder.path()).await.unwrap();

        assert_eq!(again.set_aside, None);
        let read = again
            .store
            .run(|desk| draft::find::<i32>(desk, "p", "request"))
            .await
            .unwrap();
        assert_eq!(read, Some(1));
    }

    #[tokio::test]
    async fn work_that_fails_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let store = open_in(folder.path()).await.unwrap().store;

        let failed = store
            .run(|desk| {
                draft::save(desk, "p", "request", &1, at(1))?;
                Err::<(), _>(StoreError::TooNew { found: 1, known: 0 })
            })
            .await;

        assert!(failed.is_err());
        let read = store
            .run(|desk| draft::find::<i32>(desk, "p", "request"))
            .await
            .unwrap();
        assert_eq!(read, None);
    }

    #[tokio::test]
    async fn a_file_that_is_no_database_is_set_aside_whole() {
        let folder = tempfile::tempdir().unwrap();
        let text =
            "this is no database, and it is longer than a header of a hundred bytes would be. ".repeat(20);
        std::fs::write(folder.path().join("klarsignal.sqlite3"), &text).unwrap();

        let opened = open_in(folder.path()).await.unwrap();

        let name = opened.set_aside.unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).unwrap(), text);
        opened
            .store
            .run(|desk| draft::save(desk, "p", "request", &1, at(1)))
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_database_with_a_damaged_page_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("klarsignal.sqlite3");
        drop(open_in(folder.path()).await.unwrap());
        let mut bytes = std::fs::read(&path).unwrap();
        let page = 4096;
        bytes[page..2 * page].fill(0xA5);
        std::fs::write(&path, bytes).unwrap();

        let opened = open_in(folder.path()).await.unwrap();

        assert!(opened.set_aside.is_some());
    }

    #[tokio::test]
    async fn a_newer_database_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("klarsignal.sqlite3");
        Connection::open(&path)
            .unwrap()
            .pragma_update(None, "user_version", 99)
            .unwrap();

        let refused = open_in(folder.path()).await;

        assert!(matches!(refused, Err(StoreError::TooNew { found: 99, .. })));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    /// A desk in a folder of its own.
    pub(crate) async fn desk() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = open_in(folder.path()).await.unwrap().store;
        (folder, store)
    }

    pub(crate) fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second)
    }

    async fn open_in(folder: &Path) -> Result<Opened, StoreError> {
        Store::open(folder, at(1_763_700_000)).await
    }
}
