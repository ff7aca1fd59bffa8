//! Links that leave the app, always in the person's own browser.

use app::{App, Failure};
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_opener::OpenerExt;
use tracing::warn;

/// Opens an address that the app allows: `https` at a host it knows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_link<R: Runtime>(
    window: AppHandle<R>,
    app: State<'_, App>,
    address: String,
) -> Result<(), Failure> {
    let address = app.allowed_link(&address)?;
    open(&window, &address);
    Ok(())
}

/// Opens an address that the app made or allowed. The screen shows it too, so a missing browser stops nobody.
pub(crate) fn open<R: Runtime>(window: &AppHandle<R>, address: &str) {
    if let Err(error) = window.opener().open_url(address, None::<&str>) {
        warn!(
            error = &error as &dyn std::error::Error,
            "could not open the browser"
        );
    }
}
