//! What was measured, as a person reads it.

use std::io::Write as _;
use std::time::Duration;

/// The smallest, the middle and the largest of several rounds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spread {
    pub(crate) min: f64,
    pub(crate) median: f64,
    pub(crate) max: f64,
}

/// How long each of many calls took, shortest first.
#[derive(Clone, Debug)]
pub(crate) struct Times(Vec<Duration>);

impl Spread {
    pub(crate) fn of(mut rounds: Vec<f64>) -> Self {
        rounds.sort_by(f64::total_cmp);
        Self {
            min: rounds[0],
            median: rounds[rounds.len() / 2],
            max: rounds[rounds.len() - 1],
        }
    }
}

impl Times {
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    /// The time that `percent` of the calls stayed within.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        self.0[(self.0.len() * percent / 100).min(self.0.len() - 1)]
    }
}

pub(crate) fn heading(text: &str) {
    say(&format!("\n{text}\n{}", "─".repeat(text.chars().count())));
}

/// The names of the columns that [`spread`] and [`times`] fill.
pub(crate) fn columns(names: [&str; 3]) {
    say(&format!(
        "{:<58}{:>12}{:>12}{:>12}",
        "", names[0], names[1], names[2]
    ));
}

pub(crate) fn spread(name: &str, of: Spread) {
    let [min, median, max] = [of.min, of.median, of.max].map(number);
    say(&format!("{name:<58}{min:>12}{median:>12}{max:>12}"));
}

/// Milliseconds.
pub(crate) fn times(name: &str, of: &Times) {
    let [p50, p99, worst] = [50, 99, 100].map(|percent| milliseconds(of.percentile(percent)));
    say(&format!("{name:<58}{p50:>12}{p99:>12}{worst:>12}"));
}

pub(crate) fn say(line: &str) {
    // Nobody reads any more: then there is nothing to say.
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1_000.0)
}

fn number(value: f64) -> String {
    match value {
        _ if value < 10.0 => format!("{value:.2}"),
        _ if value < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}
