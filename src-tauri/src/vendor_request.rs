//! Commands: requests that the vendor has sent.

use app::finding::Finding;
use app::vendor_request::{RequestDraft, SentRequest};
use app::{App, Failure, Listing};
use domain::{RequestId, SystemId};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub(crate) async fn sent_requests(
    app: State<'_, App>,
    system: SystemId,
    page: Option<String>,
) -> Result<Listing<SentRequest>, Failure> {
    app.sent_requests(system, page).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sent_request(app: State<'_, App>, id: RequestId) -> Result<SentRequest, Failure> {
    app.sent_request(id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn check_request(app: State<'_, App>, draft: RequestDraft) -> Result<Vec<Finding>, Failure> {
    app.check_request(draft).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn render_request(app: State<'_, App>, draft: RequestDraft) -> Result<String, Failure> {
    app.render_request(draft).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn send_request(app: State<'_, App>, draft: RequestDraft) -> Result<SentRequest, Failure> {
    app.send_request(draft).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn withdraw_request(app: State<'_, App>, id: RequestId) -> Result<(), Failure> {
    app.withdraw_request(id).await
}
