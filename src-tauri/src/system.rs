//! Commands: the vendor's register entries.

use app::system::{CheckedSystem, SystemDraft};
use app::{App, Failure, Listing};
use domain::{RegisteredSystem, SystemId};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub(crate) async fn systems(app: State<'_, App>) -> Result<Listing<RegisteredSystem>, Failure> {
    app.systems().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn system(app: State<'_, App>, id: SystemId) -> Result<RegisteredSystem, Failure> {
    app.system(id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn check_system(
    app: State<'_, App>,
    text: String,
    replaces: Option<SystemId>,
) -> Result<CheckedSystem, Failure> {
    app.check_system(text, replaces).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn render_system(app: State<'_, App>, draft: SystemDraft) -> Result<String, Failure> {
    app.render_system(draft).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn register_system(app: State<'_, App>, text: String) -> Result<SystemId, Failure> {
    app.register_system(text).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn replace_system(app: State<'_, App>, id: SystemId, text: String) -> Result<(), Failure> {
    app.replace_system(id, text).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_system(app: State<'_, App>, id: SystemId) -> Result<(), Failure> {
    app.delete_system(id).await
}
