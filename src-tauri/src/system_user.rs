//! Commands: system accesses that an organisation has given.

use app::history::DecisionRecord;
use app::system_user::{AccessRow, AccessSheet, Impact, Offer, VisibleSystem};
use app::{App, Failure, Listing};
use domain::{PartyId, SystemId, SystemUserId};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub(crate) async fn accesses(app: State<'_, App>, party: PartyId) -> Result<Listing<AccessRow>, Failure> {
    app.accesses(party).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn access(
    app: State<'_, App>,
    party: PartyId,
    id: SystemUserId,
) -> Result<AccessSheet, Failure> {
    app.access(party, id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn removal_impact(
    app: State<'_, App>,
    party: PartyId,
    id: SystemUserId,
) -> Result<Impact, Failure> {
    app.removal_impact(party, id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_access(
    app: State<'_, App>,
    party: PartyId,
    id: SystemUserId,
    reason: Option<String>,
) -> Result<DecisionRecord, Failure> {
    app.remove_access(party, id, reason).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn visible_systems(app: State<'_, App>) -> Result<Listing<VisibleSystem>, Failure> {
    app.visible_systems().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn offer(app: State<'_, App>, party: PartyId, system: SystemId) -> Result<Offer, Failure> {
    app.offer(party, system).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn create_access(
    app: State<'_, App>,
    party: PartyId,
    system: SystemId,
    title: String,
) -> Result<DecisionRecord, Failure> {
    app.create_access(party, system, title).await
}
