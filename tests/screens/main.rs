//! Do the pieces meet, and what does it look like? The real window, under WebDriver.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a window that does not do as told has failed"
)]

mod gallery;
mod keyboard;
mod story;
mod window;
