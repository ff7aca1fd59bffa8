//! Shows: the window, its commands and its one event. Nothing is decided here.

mod bridge;
mod catalogue;
mod draft;
mod history;
mod link;
mod local;
mod profile;
mod request;
mod session;
mod start;
mod system;
mod system_user;
mod token;
mod vault;
mod vendor_request;

use std::error::Error;
use std::process::ExitCode;

use tauri::{AppHandle, Manager, Wry};
use tracing::error;
use tracing_subscriber::EnvFilter;

/// Opens the window and stays until it closes.
pub fn run() -> ExitCode {
    let log =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,klarsignal=info,app=info"));
    tracing_subscriber::fmt()
        .with_env_filter(log)
        .with_writer(std::io::stderr)
        .init();
    std::panic::set_hook(Box::new(|panic| error!(%panic, "a fault of ours")));
    match window() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            error!("{}", whole_chain(fault.as_ref()));
            ExitCode::FAILURE
        }
    }
}

fn window() -> Result<(), Box<dyn Error>> {
    let bridge = bridge::builder!(Wry);
    let commands = bridge.invoke_handler();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|window, _, _| show(window)))
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(commands)
        .setup(move |window| {
            bridge.mount_events(window);
            Ok(())
        })
        .build(tauri::generate_context!())?;
    start::start(app.handle())?;
    app.run(|_, _| {});
    Ok(())
}

/// A second start shows the first window.
fn show(window: &AppHandle<Wry>) {
    let Some(main) = window.get_webview_window("main") else {
        return;
    };
    if let Err(fault) = main.unminimize().and_then(|()| main.set_focus()) {
        error!(error = &fault as &dyn Error, "could not show the window");
    }
}

fn whole_chain(error: &dyn Error) -> String {
    std::iter::successors(error.source(), |&error| error.source())
        .fold(error.to_string(), |chain, cause| format!("{chain}: {cause}"))
}
