//! `klarsignal-platform`: the local platform alone, for another program's tests.

mod program;

use std::process::ExitCode;

use clap::Parser;
use program::Arguments;
use tracing_subscriber::EnvFilter;

/// Every answer allocates some hundred times; this allocator takes less time for it than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let log = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(log)
        .with_writer(std::io::stderr)
        .init();
    match program::run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{}", program::whole_chain(&error));
            ExitCode::FAILURE
        }
    }
}
