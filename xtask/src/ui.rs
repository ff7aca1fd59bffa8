//! The TypeScript half: its packages, types, lints, tests and build.

use crate::error::Error;
use crate::{node, place};

pub(crate) async fn install() -> Result<(), Error> {
    node::install(&place::ui(), "the screens are written in TypeScript").await
}

pub(crate) async fn types() -> Result<(), Error> {
    npm(&["run", "typecheck"]).await
}

pub(crate) async fn lints() -> Result<(), Error> {
    npm(&["run", "lint"]).await
}

pub(crate) async fn tests() -> Result<(), Error> {
    npm(&["run", "test"]).await
}

/// Builds the pages the window shows. The window's own crate does not compile without them.
pub(crate) async fn build() -> Result<(), Error> {
    npm(&["run", "build"]).await
}

pub(crate) fn is_built() -> bool {
    place::ui().join("dist/index.html").exists()
}

async fn npm(arguments: &[&str]) -> Result<(), Error> {
    node::npm(&place::ui(), arguments).await
}
