//! Commands: packages and services that a system can ask for.

use app::catalogue::CatalogueEntry;
use app::{App, Failure};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub(crate) async fn catalogue(app: State<'_, App>, words: String) -> Result<Vec<CatalogueEntry>, Failure> {
    app.catalogue(words).await
}
