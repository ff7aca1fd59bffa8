//! Commands: requests that wait for a leader.

use app::history::DecisionRecord;
use app::request::{Approval, InboxRow, RequestSheet};
use app::{App, Failure, Listing};
use domain::{PartyId, RequestId};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub(crate) async fn inbox(app: State<'_, App>, party: PartyId) -> Result<Listing<InboxRow>, Failure> {
    app.inbox(party).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn request_sheet(app: State<'_, App>, id: RequestId) -> Result<RequestSheet, Failure> {
    app.request_sheet(id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn request_in_link(app: State<'_, App>, link: String) -> Result<RequestId, Failure> {
    app.request_in_link(link).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn approve_request(
    app: State<'_, App>,
    party: PartyId,
    id: RequestId,
) -> Result<Approval, Failure> {
    app.approve_request(party, id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn reject_request(
    app: State<'_, App>,
    party: PartyId,
    id: RequestId,
    reason: Option<String>,
) -> Result<DecisionRecord, Failure> {
    app.reject_request(party, id, reason).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn escalate_request(
    app: State<'_, App>,
    party: PartyId,
    id: RequestId,
) -> Result<DecisionRecord, Failure> {
    app.escalate_request(party, id).await
}
