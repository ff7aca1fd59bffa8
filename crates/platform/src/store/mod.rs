//! The outside world's memory: one SQLite file, one writer, a few readers.
//!
//! Every write is a transaction of its own that succeeds or vanishes whole. Writes that wait together share one disk
//! sync, and none is answered before that sync: an answer that was sent is on disk.

pub(crate) mod access_token;
pub(crate) mod authorization;
pub(crate) mod change_request;
pub(crate) mod client;
pub(crate) mod client_delegation;
pub(crate) mod client_key;
pub(crate) mod client_terms;
pub(crate) mod code;
mod column;
pub(crate) mod consent;
mod consent_right;
#[cfg(test)]
mod cost;
pub(crate) mod delegation;
pub(crate) mod entity;
pub(crate) mod ledger;
mod migrations;
pub(crate) mod onboarding;
pub(crate) mod package;
pub(crate) mod party;
pub(crate) mod person;
pub(crate) mod pushed_call;
pub(crate) mod refresh_token;
pub(crate) mod registration;
pub(crate) mod request;
pub(crate) mod resource;
pub(crate) mod role;
pub(crate) mod scope;
pub(crate) mod scope_delegation;
pub(crate) mod scope_grant;
pub(crate) mod service_owner;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod system;
pub(crate) mod system_change;
pub(crate) mod system_client;
pub(crate) mod system_user;
pub(crate) mod used_assertion;
pub(crate) mod used_grant;
mod writer;

use std::path::Path;

use r2d2::{CustomizeConnection, Pool};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::Connection;

use crate::error::Error;
pub(crate) use writer::HandedIn;
use writer::Writer;

/// Readers kept open. Reads are short, so a few serve many calls.
const READERS: u32 = 8;

/// Why the store could not answer. For us, never for the caller.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("asking the database")]
    Sqlite(#[from] rusqlite::Error),
    #[error("waiting for a database reader")]
    Pool(#[from] r2d2::Error),
    #[error("{table} row {row} holds a value that cannot be")]
    Inconsistent { table: &'static str, row: String },
    #[error("writing a group of changes to disk ({0:?})")]
    GroupLost(Option<rusqlite::ErrorCode>),
    #[error("the database writer has stopped")]
    WriterStopped,
    #[error("the database is of version {found}, newer than this program knows ({known})")]
    TooNew { found: usize, known: usize },
    #[error(
        "the database is another program's, or from before the first release; move the file away, or choose another \
         folder, and a new world begins"
    )]
    Foreign,
}

impl StoreError {
    /// Whether the disk is full or does not take what is written.
    pub(crate) fn is_of_the_disk(&self) -> bool {
        let code = match self {
            Self::Sqlite(error) => error.sqlite_error_code(),
            Self::GroupLost(code) => *code,
            Self::Pool(_)
            | Self::Inconsistent { .. }
            | Self::WriterStopped
            | Self::TooNew { .. }
            | Self::Foreign => None,
        };
        matches!(
            code,
            Some(rusqlite::ErrorCode::DiskFull | rusqlite::ErrorCode::SystemIoFailure)
        )
    }
}

/// The store. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    readers: Pool<SqliteConnectionManager>,
    writer: Writer,
}

/// How careful the store is with the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Each answered write survives a power cut.
    Full,
    /// For a world that is thrown away.
    None,
}

impl Store {
    /// Opens the database at `path`, makes it if it is absent and brings it to the newest version.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be opened, is no database, or comes from a newer or another program.
    pub(crate) fn open(path: &Path, durability: Durability) -> Result<Self, StoreError> {
        let mut connection = Connection::open(path)?;
        migrations::require_ours(&connection)?;
        configure(&connection, durability)?;
        migrations::run(&mut connection)?;
        let manager = SqliteConnectionManager::file(path);
        let readers = Pool::builder()
            .max_size(READERS)
            // A file on this machine: a connection neither breaks nor wears out.
            .test_on_check_out(false)
            .max_lifetime(None)
            .idle_timeout(None)
            .connection_customizer(Box::new(Reader(durability)))
            .build(manager)?;
        Ok(Self {
            readers,
            writer: Writer::start(connection),
        })
    }

    /// Reads, from one moment's state. Keep it short: it runs on the calling task.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let connection = self.readers.get().map_err(StoreError::from)?;
        let _moment = Moment::of(&connection)?;
        work(&connection)
    }

    /// Changes, as one transaction. Answers after it is on disk; an `Err` leaves nothing behind.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.hand_in(work)?.written().await
    }

    /// Puts a change in line. It is written when it, or another one, is asked whether it is [`HandedIn::written`]: what
    /// a caller does meanwhile lets others share its disk sync.
    pub(crate) fn hand_in<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<HandedIn<T>, Error> {
        Ok(self.writer.hand_in(work)?)
    }
}

/// Forgets everything, tables excepted.
pub(crate) fn clear(tx: &Connection) -> Result<(), Error> {
    tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let mut query =
        tx.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?;
    let tables = query
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    for table in tables {
        tx.execute_batch(&format!("DELETE FROM \"{table}\""))?;
    }
    Ok(())
}

/// While it lives, a reader sees the same state.
struct Moment<'a>(&'a Connection);

impl<'a> Moment<'a> {
    fn of(connection: &'a Connection) -> Result<Self, StoreError> {
        // Each read does this: rusqlite's own transactions would be parsed each time.
        connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Self(connection))
    }
}

impl Drop for Moment<'_> {
    fn drop(&mut self) {
        let ended = self
            .0
            .prepare_cached("COMMIT")
            .and_then(|mut end| end.execute([]));
        if let Err(error) = ended {
            tracing::error!(%error, "a reader could not let go of what it read");
        }
    }
}

#[derive(Debug)]
struct Reader(Durability);

impl CustomizeConnection<Connection, rusqlite::Error> for Reader {
    fn on_acquire(&self, connection: &mut Connection) -> Result<(), rusqlite::Error> {
        configure(connection, self.0)?;
        connection.pragma_update(None, "query_only", true)
    }
}

fn configure(connection: &Connection, durability: Durability) -> Result<(), rusqlite::Error> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(
        None,
        "synchronous",
        match durability {
            Durability::Full => "FULL",
            Durability::None => "OFF",
        },
    )?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.busy_timeout(std::time::Duration::from_secs(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_change_that_fails_leaves_nothing_and_harms_no_other() {
        let (store, _folder) = store();

        let (kept, lost) = tokio::join!(
            store.write(|tx| Ok(tx.execute("INSERT INTO scratch VALUES (1)", [])?)),
            store.write(|tx| {
                tx.execute("INSERT INTO scratch VALUES (2)", [])?;
                Err::<(), _>(Error::plain(axum::http::StatusCode::CONFLICT))
            }),
        );

        assert!(kept.is_ok());
        assert!(matches!(
            lost,
            Err(Error::Plain(axum::http::StatusCode::CONFLICT, _))
        ));
        assert_eq!(rows(&store), vec![1]);
    }

    #[tokio::test]
    async fn a_write_in_line_goes_along_with_the_next_one() {
        let (store, _folder) = store();
        let in_line = store.hand_in(|tx| Ok(tx.execute("INSERT INTO scratch VALUES (1)", [])?));

        let next = store.write(|tx| Ok(tx.execute("INSERT INTO scratch VALUES (2)", [])?));

        assert!(next.await.is_ok());
        assert_eq!(rows(&store), vec![1, 2]);
        assert_eq!(in_line.unwrap().written().await.unwrap(), 1);
    }

    #[tokio::test]
    async fn a_reader_cannot_write() {
        let (store, _folder) = store();

        let written = store.read(|conn| Ok(conn.execute("INSERT INTO scratch VALUES (1)", [])?));

        assert!(matches!(written, Err(Error::Store(StoreError::Sqlite(_)))));
    }

    #[test]
    fn a_database_from_a_newer_program_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("platform.sqlite");
        drop(Store::open(&path, Durability::Full).unwrap());
        let file = Connection::open(&path).unwrap();
        file.pragma_update(None, "user_version", 999).unwrap();

        let opened = Store::open(&path, Durability::Full);

        assert!(matches!(opened, Err(StoreError::TooNew { found: 999, .. })));
    }

    #[test]
    fn a_database_that_these_steps_have_not_made_is_refused_and_left_alone() {
        let spoil = [
            // As the steps before the first release left it, and another program's.
            "CREATE TABLE party (uuid TEXT); PRAGMA user_version = 5",
            "CREATE TABLE party (uuid TEXT); PRAGMA user_version = 12",
            "CREATE TABLE notes (text TEXT)",
            "CREATE TABLE notes (text TEXT); PRAGMA application_id = 1",
            "PRAGMA user_version = 5",
        ];
        for sql in spoil {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("platform.sqlite");
            Connection::open(&path).unwrap().execute_batch(sql).unwrap();
            let before = std::fs::read(&path).unwrap();

            let opened = Store::open(&path, Durability::Full);

            assert!(matches!(opened, Err(StoreError::Foreign)), "{sql}: {opened:?}");
            assert_eq!(std::fs::read(&path).unwrap(), before, "{sql}");
        }
    }

    #[test]
    fn a_database_is_opened_again() {
        let (store, folder) = store();
        drop(store);

        let again = Store::open(&folder.path().join("platform.sqlite"), Durability::Full);

        assert_eq!(rows(&again.unwrap()), Vec::<i64>::new());
    }

    fn store() -> (Store, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("platform.sqlite");
        let store = Store::open(&path, Durability::Full).unwrap();
        let scratch = "CREATE TABLE scratch (n INTEGER) STRICT";
        Connection::open(&path).unwrap().execute_batch(scratch).unwrap();
        (store, folder)
    }

    fn rows(store: &Store) -> Vec<i64> {
        let rows = store.read(|conn| {
            let mut query = conn.prepare("SELECT n FROM scratch ORDER BY n")?;
            Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
        });
        rows.unwrap()
    }
}
