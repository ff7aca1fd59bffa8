//! The project's own commands. `cargo xtask --help` lists them.

mod command;
mod display;
mod error;
mod executable;
mod group;
mod interrupt;
mod keyring_lane;
mod node;
mod packages;
mod picture;
mod place;
mod program;
mod refusals;
mod running;
mod rust;
mod step;
mod tally;
mod ui;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Error;
use crate::step::Steps;

/// Runs, tests and measures Klarsignal.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Install what is missing, build, and open the window.
    Run {
        /// Open the window on a display of its own instead of on a screen.
        #[arg(long)]
        headless_display: bool,
        /// Keep a picture of that display as a PNG once the window stands still, then close it.
        #[arg(long, value_name = "FILE", requires = "headless_display")]
        picture: Option<PathBuf>,
        /// Build with optimisations.
        #[arg(long)]
        release: bool,
    },
    /// Everything that must hold before a change is accepted.
    Test,
    /// The fast inner loop: formatting, lints, types and unit tests.
    Check,
    /// Measure, with optimisations; further arguments go to the bench program.
    Bench {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Start the local platform without a window; further arguments go to `klarsignal-platform`.
    Platform {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Picture every screen, light and dark, in three languages.
    Screenshots {
        /// The folder the pictures go to.
        #[arg(long, default_value = "build/screenshots")]
        into: PathBuf,
    },
}

fn main() -> ExitCode {
    let task = Arguments::parse().task;
    let done = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|source| Error::Start {
            program: "xtask".into(),
            source,
        })
        .and_then(|runtime| runtime.block_on(until_interrupted(task)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            step::complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Dropping the task ends every program it started, so an interrupt leaves nothing behind.
async fn until_interrupted(task: Task) -> Result<(), Error> {
    tokio::select! {
        done = perform(task) => done,
        () = interrupt::interrupted() => Err(Error::Interrupted),
    }
}

async fn perform(task: Task) -> Result<(), Error> {
    let steps = Steps::begin();
    match task {
        Task::Run {
            headless_display,
            picture,
            release,
        } => {
            let window = command::build_window(&steps, headless_display, release).await?;
            match (headless_display, picture) {
                (true, Some(into)) => command::picture(&steps, window, &into).await,
                (true, None) => command::open_unseen(window).await,
                (false, _) => command::open(window).await,
            }
        }
        Task::Test => command::test(&steps).await,
        Task::Check => command::check(&steps).await,
        Task::Bench { arguments } => command::bench(&steps, arguments).await,
        Task::Platform { arguments } => command::platform(&steps, arguments).await,
        Task::Screenshots { into } => command::screenshots(&steps, &into).await,
    }
}
