//! Commands: the leader's sign-in.

use app::session::PartyChoice;
use app::{App, Failure};
use tauri::{AppHandle, Runtime, State};

use crate::link;

#[tauri::command]
#[specta::specta]
pub(crate) async fn begin_sign_in<R: Runtime>(
    window: AppHandle<R>,
    app: State<'_, App>,
    language: String,
) -> Result<(), Failure> {
    let address = app.begin_sign_in(language).await?;
    link::open(&window, &address);
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_sign_in(app: State<'_, App>) -> Result<(), Failure> {
    app.cancel_sign_in().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_out<R: Runtime>(window: AppHandle<R>, app: State<'_, App>) -> Result<(), Failure> {
    if let Some(address) = app.sign_out().await? {
        link::open(&window, &address);
    }
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn parties(app: State<'_, App>) -> Result<Vec<PartyChoice>, Failure> {
    app.parties().await
}
