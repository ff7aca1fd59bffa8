//! `klarsignal-platform`: the local platform alone, for another program's tests.

mod program;

use std::io::{IsTerminal, Write};
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
        .with_ansi(may_be_coloured())
        .init();
    match program::run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Whoever started it must learn why it ended, also when the log is off.
            let _ = writeln!(
                std::io::stderr(),
                "klarsignal-platform: {}",
                program::whole_chain(&error)
            );
            ExitCode::FAILURE
        }
    }
}

/// Whether there are eyes at the other end that want colours (<https://no-color.org>).
fn may_be_coloured() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|wish| wish.is_empty())
}
