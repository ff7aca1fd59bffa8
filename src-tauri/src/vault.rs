//! Commands: where private keys are kept.

use app::vault::Passphrase;
use app::{App, Failure};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_with_passphrase(app: State<'_, App>, passphrase: Passphrase) -> Result<(), Failure> {
    app.open_with_passphrase(passphrase).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_in_memory(app: State<'_, App>) -> Result<(), Failure> {
    app.keep_in_memory().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn try_keyring_again(app: State<'_, App>) -> Result<(), Failure> {
    app.try_keyring_again().await
}
