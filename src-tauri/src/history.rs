//! Commands: the person's own history.

use app::history::{DecisionId, DecisionRecord};
use app::{App, Failure, Listing};
use domain::PartyId;
use tauri::State;

#[tauri::command]
#[specta::specta]
pub(crate) async fn decisions(
    app: State<'_, App>,
    party: PartyId,
    page: Option<String>,
) -> Result<Listing<DecisionRecord>, Failure> {
    app.decisions(party, page).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn decision(app: State<'_, App>, id: DecisionId) -> Result<DecisionRecord, Failure> {
    app.decision(id).await
}
