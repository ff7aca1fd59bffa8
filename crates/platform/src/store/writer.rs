//! The single writer: a thread that owns the connection and groups what is waiting into one disk sync.

use std::fmt;
use std::sync::mpsc;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;
use tracing::error;

use super::StoreError;
use crate::error::Error;

/// Writes that share one sync at the most, so that nobody waits long.
const GROUP: usize = 64;

/// Does its part inside the group's transaction and returns how to answer once the group is on disk (or is lost).
type Job = Box<dyn FnOnce(&Transaction<'_>) -> Reply + Send>;
type Reply = Box<dyn FnOnce(Option<StoreError>) + Send>;

#[derive(Clone)]
pub(super) struct Writer(mpsc::Sender<Job>);

impl Writer {
    pub(super) fn start(connection: Connection) -> Self {
        let (sender, jobs) = mpsc::channel();
        std::thread::spawn(move || run(connection, &jobs));
        Self(sender)
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let answer = self.submit(work)?;
        answer.await.map_err(|_| StoreError::WriterStopped)?
    }

    fn submit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T, Error>>, StoreError> {
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move |transaction| {
            let outcome = in_savepoint(transaction, work);
            Box::new(move |lost| {
                // The caller may have hung up; then nobody needs the answer.
                let _ = sender.send(lost.map_or(outcome, |error| Err(error.into())));
            })
        });
        self.0.send(job).map_err(|_| StoreError::WriterStopped)?;
        Ok(receiver)
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writer")
    }
}

fn run(mut connection: Connection, jobs: &mpsc::Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        // Those about to hand in a write get to do so: on a busy core the first one would otherwise be a group alone.
        std::thread::yield_now();
        let waiting = jobs.try_iter().take(GROUP - 1);
        write_group(&mut connection, std::iter::once(first).chain(waiting));
    }
}

fn write_group(connection: &mut Connection, jobs: impl Iterator<Item = Job>) {
    let mut replies = Vec::new();
    let written = (|| {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for job in jobs {
            replies.push(job(&transaction));
            // A full disk makes SQLite drop the whole transaction: what follows must not run outside it.
            if transaction.is_autocommit() {
                break;
            }
        }
        transaction.commit()
    })();
    if let Err(source) = &written {
        error!(error = %source, writes = replies.len(), "lost a group of writes");
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
    transaction: &Transaction<'_>,
    work: impl FnOnce(&Connection) -> Result<T, Error>,
) -> Result<T, Error> {
    // Each write does this: rusqlite's own savepoints would be parsed each time.
    let run = |sql| transaction.prepare_cached(sql)?.execute([]);
    run("SAVEPOINT write")?;
    let outcome = work(transaction).and_then(|value| {
        run("RELEASE write")?;
        Ok(value)
    });
    if outcome.is_err() && !transaction.is_autocommit() {
        run("ROLLBACK TO write")?;
        run("RELEASE write")?;
    }
    outcome
}
