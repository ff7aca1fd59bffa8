//! What the person sees: each step by name, with the time it took.

use std::error::Error as _;
use std::fmt::Display;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use crate::error::Error;

/// The steps of one task. Everything is written to standard error, so that a task's own output stays clean.
pub(crate) struct Steps {
    begun: Instant,
}

impl Steps {
    pub(crate) fn begin() -> Self {
        Self {
            begun: Instant::now(),
        }
    }

    /// Names a step, does it, and says how long it took.
    pub(crate) async fn step<T>(
        &self,
        name: &str,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        say(format_args!("\n==> {name}"));
        let begun = Instant::now();
        let done = work.await;
        let (took, so_far) = (seconds(begun.elapsed()), seconds(self.begun.elapsed()));
        match &done {
            Ok(_) => say(format_args!("<== {name}: {took} ({so_far} so far)")),
            Err(_) => say(format_args!("<== {name}: failed after {took}")),
        }
        done
    }

    pub(crate) fn end(&self, outcome: impl Display) {
        say(format_args!("\n{outcome} ({})", seconds(self.begun.elapsed())));
    }
}

/// Writes one line to the person. A closed standard error is nobody listening, not a fault.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Writes the error and its causes as one sentence.
pub(crate) fn complain(error: &Error) {
    let mut sentence = error.to_string();
    let mut cause = error.source();
    while let Some(because) = cause {
        sentence.push_str(": ");
        sentence.push_str(&because.to_string());
        cause = because.source();
    }
    say(format_args!("\nxtask stopped: {sentence}."));
}

fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        0..=59 => format!("{:.1} s", duration.as_secs_f64()),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_told_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(1240)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(61)), "1 min 01 s");
    }
}
