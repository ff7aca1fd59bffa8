//! A display nobody looks at, for the window and its tests.

use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::AsyncBufReadExt as _;
use tokio::time::timeout;

use crate::error::Error;
use crate::program::Program;
use crate::running::Running;

const START: Duration = Duration::from_secs(20);
const SCREEN: &str = "1600x1200x24";

/// A running X server without a screen. Dropping it ends the server.
pub(crate) struct Display {
    number: String,
    _server: Running,
    frame: TempDir,
}

impl Display {
    /// Starts a server on a free display number, and returns once it takes connections.
    pub(crate) async fn open() -> Result<Self, Error> {
        let frame = tempfile::tempdir().map_err(|error| Error::Display(error.to_string()))?;
        let mut server = Program::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"])
            .args(["-screen", "0", SCREEN, "-fbdir"])
            .args([frame.path()])
            .start_piped()?;
        let Some(stdout) = server.take_stdout() else {
            return Err(Error::Display("it gave no standard output".into()));
        };
        match timeout(START, stdout.lines().next_line()).await {
            Ok(Ok(Some(number))) => Ok(Self {
                number,
                _server: server,
                frame,
            }),
            Ok(Ok(None)) => Err(Error::Display("Xvfb ended at once".into())),
            Ok(Err(error)) => Err(Error::Display(error.to_string())),
            Err(_) => Err(Error::Display(format!(
                "Xvfb said nothing for {} s",
                START.as_secs()
            ))),
        }
    }

    /// The file in which the server keeps what it shows.
    pub(crate) fn frame_buffer(&self) -> PathBuf {
        self.frame.path().join("Xvfb_screen0")
    }

    /// Points a program at this display and away from the person's own desktop.
    pub(crate) fn show(&self, program: Program) -> Program {
        program
            .env("DISPLAY", format!(":{}", self.number))
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .without_env("WAYLAND_DISPLAY")
            .without_env("DBUS_SESSION_BUS_ADDRESS")
    }
}
