//! Programs that run. Each leads a process group of its own, and the whole group ends with it.

use std::io;
use std::process::ExitStatus;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{Instant, timeout, timeout_at};

use crate::error::Error;
use crate::group::Group;

/// Longer than any step takes on a small machine; a program still running then is stuck.
const LIMIT: Duration = Duration::from_mins(45);

/// What a group that must end gets to put its things in order.
const GRACE: Duration = Duration::from_secs(5);

/// What a pipe gets to run dry after its program ended.
const DRAIN: Duration = Duration::from_secs(2);

/// A started program. Dropping it ends its whole process group.
pub(crate) struct Running {
    name: String,
    child: Child,
    group: Group,
    deadline: Instant,
}

impl Running {
    pub(crate) fn start(command: &mut Command, name: String) -> Result<Self, Error> {
        Group::lead(command);
        match command.spawn() {
            Ok(child) => {
                let group = Group::of(&child);
                Ok(Self {
                    name,
                    child,
                    group,
                    deadline: Instant::now() + LIMIT,
                })
            }
            Err(source) => Err(Error::Start {
                program: name,
                source,
            }),
        }
    }

    /// Waits for a good end.
    pub(crate) async fn succeed(mut self) -> Result<(), Error> {
        let status = self.end().await?;
        judge(self.name.clone(), status)
    }

    /// Waits, however long, for the end of a program that a person closes.
    pub(crate) async fn closed(mut self) -> Result<(), Error> {
        let status = self.child.wait().await.map_err(|source| self.lost(source))?;
        judge(self.name.clone(), status)
    }

    /// The pipe of a program started with [`Program::start_piped`](crate::program::Program::start_piped).
    pub(crate) fn take_stdout(&mut self) -> Option<BufReader<ChildStdout>> {
        self.child.stdout.take().map(BufReader::new)
    }

    /// Waits for a good end, and hands over each line of standard output as it comes.
    pub(crate) async fn each_line(mut self, mut line: impl FnMut(&str)) -> Result<(), Error> {
        let Some(stdout) = self.take_stdout() else {
            return self.succeed().await;
        };
        let mut lines = stdout.lines();
        let status = loop {
            tokio::select! {
                biased;
                read = lines.next_line() => match read {
                    Ok(Some(text)) => line(&text),
                    Ok(None) | Err(_) => break self.end().await?,
                },
                ended = self.end() => {
                    let status = ended?;
                    self.end_group();
                    while let Ok(Ok(Some(text))) = timeout(DRAIN, lines.next_line()).await {
                        line(&text);
                    }
                    break status;
                }
            }
        };
        judge(self.name.clone(), status)
    }

    async fn end(&mut self) -> Result<ExitStatus, Error> {
        match timeout_at(self.deadline, self.child.wait()).await {
            Ok(ended) => ended.map_err(|source| self.lost(source)),
            Err(_) => Err(Error::TooLong {
                program: self.name.clone(),
                limit: LIMIT,
            }),
        }
    }

    /// Ends whatever of the group is still there.
    fn end_group(&mut self) {
        self.group.end(GRACE, || {
            let _ = self.child.try_wait();
        });
    }

    fn lost(&self, source: io::Error) -> Error {
        Error::Start {
            program: self.name.clone(),
            source,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end_group();
    }
}

/// A program that ended badly is an error.
pub(crate) fn judge(program: String, status: ExitStatus) -> Result<(), Error> {
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed {
            program,
            status: status.to_string(),
        })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::program::Program;

    #[tokio::test]
    async fn a_program_that_fails_is_named() {
        let error = Program::new("sh").args(["-c", "exit 3"]).run().await.unwrap_err();

        assert!(
            error
                .to_string()
                .starts_with("sh -c exit 3 failed (exit status: 3)"),
            "{error}"
        );
    }

    #[tokio::test]
    async fn a_grandchild_holding_the_pipe_does_not_keep_us_waiting() {
        let mut lines = Vec::new();

        let done = Program::new("sh")
            .args(["-c", "sleep 600 & echo ready"])
            .each_line(|line| lines.push(line.to_owned()))
            .await;

        assert!(done.is_ok());
        assert_eq!(lines, ["ready"]);
    }

    #[tokio::test]
    async fn dropping_a_program_ends_its_children_too() {
        let mut running = Program::new("sh")
            .args(["-c", "sleep 600 & echo $!; wait"])
            .start_piped()
            .unwrap();
        let mut lines = running.take_stdout().unwrap().lines();
        let grandchild = lines.next_line().await.unwrap().unwrap();

        drop(running);

        let state = std::fs::read_to_string(format!("/proc/{grandchild}/stat")).unwrap_or_default();
        assert!(state.is_empty() || state.contains(") Z "), "still alive: {state}");
    }
}
