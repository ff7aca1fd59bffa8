//! What each task does, step by step.

use std::path::Path;

use crate::display::Display;
use crate::error::Error;
use crate::executable::{program, tests as test_program};
use crate::packages::{self, ALL, DISPLAY, DRIVER, WINDOW};
use crate::program::Program;
use crate::refusals::Seen;
use crate::step::{Steps, say};
use crate::{keyring_lane, node, picture, place, rust, ui};

/// Builds the window and all that it shows.
pub(crate) async fn build_window(steps: &Steps, headless: bool, release: bool) -> Result<Program, Error> {
    let wanted = if headless {
        &[WINDOW, DISPLAY][..]
    } else {
        &[WINDOW]
    };
    steps.step("system packages", packages::install(wanted)).await?;
    steps.step("ui packages", ui::install()).await?;
    steps.step("ui build", ui::build()).await?;
    let built = steps
        .step(
            "app build",
            rust::build_program("klarsignal", "klarsignal", release),
        )
        .await?;
    steps.end("Opening the window. Not an official Altinn app");
    Ok(Program::new(program(&built, "klarsignal")?))
}

pub(crate) async fn open(window: Program) -> Result<(), Error> {
    without_gpu(window).start()?.closed().await
}

pub(crate) async fn open_unseen(window: Program) -> Result<(), Error> {
    let display = Display::open().await?;
    display.show(window).start()?.closed().await
}

/// Opens the window unseen, keeps what it shows, and closes it.
pub(crate) async fn picture(steps: &Steps, window: Program, into: &Path) -> Result<(), Error> {
    let display = Display::open().await?;
    let running = display.show(window).start()?;
    let (frame, into) = (display.frame_buffer(), place::root().join(into));
    let closed = || Error::Display("the window closed before it was pictured".into());
    tokio::select! {
        ended = running.closed() => ended.and(Err(closed())),
        taken = steps.step("picture", picture::take(&frame, &into)) => taken,
    }
}

pub(crate) async fn test(steps: &Steps) -> Result<(), Error> {
    steps.step("system packages", packages::install(&ALL)).await?;
    steps.step("ui packages", ui::install()).await?;
    steps
        .step(
            "example packages",
            node::install(
                &place::typescript_example(),
                "an example is written in TypeScript",
            ),
        )
        .await?;
    steps.step("ui types", ui::types()).await?;
    steps.step("ui lints", ui::lints()).await?;
    steps.step("ui tests", ui::tests()).await?;
    steps.step("ui build", ui::build()).await?;
    steps.step("formatting", rust::formatting()).await?;
    steps.step("lints", rust::lints()).await?;
    let built = steps.step("build", rust::build_everything()).await?;

    let bridge = place::generated_bridge();
    let committed = rust::snapshot(&bridge);
    let seen = Seen::nothing()?;
    let tally = steps
        .step("tests", async {
            rust::tests(&Display::open().await?, &seen).await
        })
        .await?;
    steps.step("refusals", async { seen.compare() }).await?;
    if rust::snapshot(&bridge) != committed {
        return Err(Error::Stale { path: bridge });
    }
    let app = test_program(&built, "lib", "app")?;
    let keyring = steps.step("keyring tests", keyring_lane::tests(&app)).await?;
    say(format_args!("\n{tally}\nkeyring: {keyring}"));
    steps.end("Everything holds");
    Ok(())
}

pub(crate) async fn check(steps: &Steps) -> Result<(), Error> {
    steps.step("formatting", rust::formatting()).await?;
    steps.step("ui packages", ui::install()).await?;
    steps.step("ui types", ui::types()).await?;
    steps.step("ui lints", ui::lints()).await?;
    if !ui::is_built() {
        steps.step("ui build", ui::build()).await?;
    }
    steps
        .step("system packages", packages::install(&[WINDOW]))
        .await?;
    steps.step("lints", rust::lints()).await?;
    let seen = Seen::nothing()?;
    let tally = steps.step("unit tests", rust::unit_tests(&seen)).await?;
    steps.step("refusals", async { seen.compare() }).await?;
    steps.step("ui tests", ui::tests()).await?;
    steps.end(tally);
    Ok(())
}

pub(crate) async fn bench(steps: &Steps, arguments: Vec<String>) -> Result<(), Error> {
    steps
        .step("system packages", packages::install(&[WINDOW, DISPLAY, DRIVER]))
        .await?;
    steps.step("ui packages", ui::install()).await?;
    steps.step("ui build", ui::build()).await?;
    let built = steps.step("optimised build", rust::build_programs(true)).await?;
    let display = Display::open().await?;
    let bench = display.show(Program::new(program(&built, "bench")?).args(arguments));
    steps.step("bench", async { bench.start()?.closed().await }).await
}

pub(crate) async fn platform(steps: &Steps, arguments: Vec<String>) -> Result<(), Error> {
    let name = "klarsignal-platform";
    let built = steps
        .step("platform build", rust::build_program("platform", name, false))
        .await?;
    Program::new(program(&built, name)?)
        .args(arguments)
        .start()?
        .closed()
        .await
}

pub(crate) async fn screenshots(steps: &Steps, into: &Path) -> Result<(), Error> {
    steps
        .step("system packages", packages::install(&[WINDOW, DISPLAY, DRIVER]))
        .await?;
    steps.step("ui packages", ui::install()).await?;
    steps.step("ui build", ui::build()).await?;
    let built = steps.step("build", rust::build_everything()).await?;
    let folder = place::root().join(into);
    std::fs::create_dir_all(&folder).map_err(|source| Error::File {
        path: folder.clone(),
        source,
    })?;
    let display = Display::open().await?;
    let screens = Program::new(test_program(&built, "test", "screens")?)
        .env("KLARSIGNAL_SCREENSHOTS", &folder)
        .dir(place::root().join("tests"));
    let tally = steps
        .step("pictures", rust::counted(display.show(screens)))
        .await?;
    steps.end(format_args!("{tally}; the pictures are in {}", folder.display()));
    Ok(())
}

/// WebKit draws several times faster on the processor alone when it knows that there is no graphics card.
fn without_gpu(window: Program) -> Program {
    if cfg!(target_os = "linux") && !Path::new("/dev/dri").exists() {
        return window.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }
    window
}
