use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// Why a task stopped. Each sentence names what failed and, where it helps, what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{what} is missing: {todo}")]
    Missing { what: String, todo: String },

    #[error("could not start {program}")]
    Start { program: String, source: io::Error },

    #[error("{program} failed ({status}); its own words are above")]
    Failed { program: String, status: String },

    #[error("{program} was stopped: it had not ended after {} s", limit.as_secs())]
    TooLong { program: String, limit: Duration },

    #[error("could not read or write {}", path.display())]
    File { path: PathBuf, source: io::Error },

    #[error("the virtual display did not start: {0}")]
    Display(String),

    #[error("no test ran: {0}")]
    NothingTested(String),

    #[error("{} was out of date; the tests have written it anew, so commit it", path.display())]
    Stale { path: PathBuf },

    #[error("docs/refusals.md does not tell what the tests have seen:\n  {0}\n")]
    Refusals(String),

    #[error("cargo built no {0}")]
    NotBuilt(String),

    #[error("interrupted")]
    Interrupted,
}
