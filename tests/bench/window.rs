//! How soon the window shows something, and how much memory it takes, beside an empty window of the same toolkit.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::driver::Driver;
use crate::figures::{self, Spread};
use crate::{Plan, server};

/// How long a window is left alone before its memory is counted.
const REST: Duration = Duration::from_secs(5);

/// One start of one window.
struct Start {
    seconds: f64,
    megabytes: f64,
}

/// Opens each window several times, in turn.
pub(crate) async fn measure(plan: Plan) {
    if std::env::var_os("DISPLAY").is_none() {
        figures::say("window: left out, there is no display; `cargo xtask bench` brings one");
        return;
    }
    let (klarsignal, bare) = (server::program("klarsignal"), server::program("bare-window"));
    let lived_in = home();
    open(&klarsignal, lived_in.path()).await;
    let (mut empty, mut first, mut later) = (vec![], vec![], vec![]);
    for _ in 0..plan.windows {
        empty.push(open(&bare, home().path()).await);
        first.push(open(&klarsignal, home().path()).await);
        later.push(open(&klarsignal, lived_in.path()).await);
    }

    figures::heading("Window: seconds from the start of the program to the first screen, drawn");
    figures::columns(["min", "median", "max"]);
    let bare_seconds = print("bare window", &empty, |it| it.seconds);
    print("Klarsignal, first start ever", &first, |it| it.seconds);
    let seconds = print("Klarsignal, every later start", &later, |it| it.seconds);
    figures::say(&format!(
        "→ {:.2} times the bare window's",
        seconds / bare_seconds
    ));

    figures::heading("Window: memory of all its processes (proportional set size), MB");
    figures::columns(["min", "median", "max"]);
    let bare_memory = print("bare window", &empty, |it| it.megabytes);
    let memory = print("Klarsignal, every later start", &later, |it| it.megabytes);
    figures::say(&format!(
        "→ {:.2} times the bare window's (goal: at most 1.25)",
        memory / bare_memory
    ));
}

async fn open(program: &Path, home: &Path) -> Start {
    let driver = Driver::start(home).await;
    let begun = Instant::now();
    let window = driver.open(program).await;
    while window.run(FIRST_SCREEN).await != Value::Bool(true) {}
    window.run_until_done(DRAWN).await;
    let seconds = begun.elapsed().as_secs_f64();
    tokio::time::sleep(REST).await;
    let megabytes = driver.window_memory();
    window.close().await;
    Start { seconds, megabytes }
}

/// A headline stands in the page.
const FIRST_SCREEN: &str =
    "return document.querySelector('h1') !== null && document.fonts.status === 'loaded'";
/// Two frames later it has been drawn.
const DRAWN: &str =
    "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Prints a row and returns its median.
fn print(name: &str, starts: &[Start], of: fn(&Start) -> f64) -> f64 {
    let spread = Spread::of(starts.iter().map(of).collect());
    figures::spread(name, spread);
    spread.median
}
