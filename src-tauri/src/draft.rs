//! Commands: what a vendor is writing.

use app::vendor_request::RequestDraft;
use app::{App, Failure};
use domain::SystemId;
use tauri::State;

#[tauri::command]
#[specta::specta]
pub(crate) async fn system_draft(app: State<'_, App>) -> Result<Option<String>, Failure> {
    app.system_draft().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_system_draft(app: State<'_, App>, text: Option<String>) -> Result<(), Failure> {
    app.keep_system_draft(text).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn request_draft(
    app: State<'_, App>,
    system: SystemId,
) -> Result<Option<RequestDraft>, Failure> {
    app.request_draft(system).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_request_draft(
    app: State<'_, App>,
    system: SystemId,
    draft: Option<RequestDraft>,
) -> Result<(), Failure> {
    app.keep_request_draft(system, draft).await
}
