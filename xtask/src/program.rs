//! Programs we start.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;

use crate::error::Error;
use crate::place;
use crate::running::{Running, judge};

/// A program about to be started from the repository's root.
pub(crate) struct Program {
    name: String,
    command: Command,
}

impl Program {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command
            .current_dir(place::root())
            .stdin(Stdio::null())
            .kill_on_drop(true);
        Self {
            name: Path::new(program)
                .file_name()
                .unwrap_or(program)
                .display()
                .to_string(),
            command,
        }
    }

    /// Cargo, the one that runs us.
    pub(crate) fn cargo() -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut program = Self::new(cargo);
        if place::in_ci() {
            program.command.env("CARGO_INCREMENTAL", "0");
        }
        program
    }

    pub(crate) fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        for argument in arguments {
            if self.command.as_std().get_args().len() < 2 {
                self.name = format!("{} {}", self.name, argument.as_ref().display());
            }
            self.command.arg(argument);
        }
        self
    }

    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs to the end, showing what the program says.
    pub(crate) async fn run(self) -> Result<(), Error> {
        self.start()?.succeed().await
    }

    /// Runs to the end in the foreground of the terminal, so that it can ask for a password.
    pub(crate) async fn run_asking(mut self) -> Result<(), Error> {
        self.command.stdin(Stdio::inherit());
        let status = self.command.status().await.map_err(|source| Error::Start {
            program: self.name.clone(),
            source,
        })?;
        judge(self.name, status)
    }

    /// Runs to the end and hands over each line of standard output as it comes.
    pub(crate) async fn each_line(mut self, line: impl FnMut(&str)) -> Result<(), Error> {
        self.command.stdout(Stdio::piped());
        self.start()?.each_line(line).await
    }

    /// Whether the program can be started and ends well, whatever it says.
    pub(crate) async fn succeeds(mut self) -> bool {
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        self.run().await.is_ok()
    }

    /// Standard output of a program that says little, or nothing if it fails.
    pub(crate) async fn answer(mut self) -> Option<String> {
        self.command.stderr(Stdio::null());
        let output = self.command.output().await.ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Starts with standard output as a pipe, for a program that says when it is ready.
    pub(crate) fn start_piped(mut self) -> Result<Running, Error> {
        self.command.stdout(Stdio::piped());
        self.start()
    }

    pub(crate) fn start(mut self) -> Result<Running, Error> {
        Running::start(&mut self.command, self.name)
    }
}
