//! The single writer: a thread that owns the connection and groups what is waiting into one disk sync.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};

use rusqlite::Connection;
use tokio::sync::oneshot;
use tracing::error;

use super::StoreError;
use crate::error::Error;

/// Writes that share one sync at the most, so that nobody waits long.
const GROUP: usize = 64;

/// Does its part inside the group's transaction and returns how to answer once the group is on disk (or is lost).
type Job = Box<dyn FnOnce(&Connection) -> Reply + Send>;
type Reply = Box<dyn FnOnce(Option<StoreError>) + Send>;

/// Hands writes in. The thread ends when nobody can hand one in any more.
#[derive(Clone)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
    bell: mpsc::Sender<()>,
    /// Whether anybody came into line since the bell was last rung.
    has_unrung: Arc<AtomicBool>,
}

/// A write that waits for its turn, and for somebody to ring.
#[derive(Debug)]
#[must_use = "nothing is written before somebody asks whether it is"]
pub(crate) struct HandedIn<T> {
    writer: Writer,
    answer: oneshot::Receiver<Result<T, Error>>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> Self {
        let ((jobs, waiting), (bell, rung)) = (mpsc::channel(), mpsc::channel());
        std::thread::spawn(move || run(&connection, &waiting, &rung));
        Self {
            jobs,
            bell,
            has_unrung: Arc::default(),
        }
    }

    /// Puts a write in line without waking the thread: the next one to ring takes it along.
    pub(super) fn hand_in<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<HandedIn<T>, StoreError> {
        let (sender, answer) = oneshot::channel();
        let job: Job = Box::new(move |transaction| {
            let outcome = in_savepoint(transaction, work);
            Box::new(move |lost| {
                // The caller may have hung up; then nobody needs the answer.
                let _ = sender.send(lost.map_or(outcome, |error| Err(error.into())));
            })
        });
        self.jobs.send(job).map_err(|_| StoreError::WriterStopped)?;
        self.has_unrung.store(true, Ordering::SeqCst);
        Ok(HandedIn {
            writer: self.clone(),
            answer,
        })
    }
}

impl<T> HandedIn<T> {
    /// Lets everything in line be written, and answers when this is on disk.
    pub(crate) async fn written(self) -> Result<T, Error> {
        let Self { writer, answer } = self;
        if writer.has_unrung.swap(false, Ordering::SeqCst) {
            writer.bell.send(()).map_err(|_| StoreError::WriterStopped)?;
        }
        answer.await.map_err(|_| StoreError::WriterStopped)?
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writer")
    }
}

fn run(connection: &Connection, jobs: &mpsc::Receiver<Job>, bell: &mpsc::Receiver<()>) {
    while bell.recv().is_ok() {
        // Those about to hand in a write get to do so: on a busy core the first one would otherwise be a group alone.
        std::thread::yield_now();
        while let Ok(first) = jobs.try_recv() {
            let others = jobs.try_iter().take(GROUP - 1);
            write_group(connection, std::iter::once(first).chain(others));
        }
    }
}

fn write_group(connection: &Connection, jobs: impl Iterator<Item = Job>) {
    let mut replies = Vec::new();
    let written = (|| {
        run_sql(connection, "BEGIN IMMEDIATE")?;
        for job in jobs {
            replies.push(job(connection));
            // A full disk makes SQLite drop the whole transaction: what follows must not run outside it.
            if connection.is_autocommit() {
                break;
            }
        }
        run_sql(connection, "COMMIT")
    })();
    if let Err(source) = &written {
        error!(error = %source, writes = replies.len(), "lost a group of writes");
        if !connection.is_autocommit()
            && let Err(source) = run_sql(connection, "ROLLBACK")
        {
            error!(error = %source, "a lost group of writes could not be taken back");
        }
    }
    for reply in replies {
        reply(
            written
                .as_ref()
                .err()
                .map(|error| StoreError::GroupLost(error.sqlite_error_code())),
        );
    }
}

fn in_savepoint<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, Error>,
) -> Result<T, Error> {
    run_sql(connection, "SAVEPOINT write")?;
    let outcome = work(connection).and_then(|value| {
        run_sql(connection, "RELEASE write")?;
        Ok(value)
    });
    if outcome.is_err() && !connection.is_autocommit() {
        run_sql(connection, "ROLLBACK TO write")?;
        run_sql(connection, "RELEASE write")?;
    }
    outcome
}

/// Runs what every write or every group runs: rusqlite's own transactions and savepoints would be parsed each time.
fn run_sql(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}
