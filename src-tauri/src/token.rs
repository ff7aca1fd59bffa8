//! Commands: tokens, and what they open.

use app::claim::OpenClaims;
use app::token::{DiagnosisStep, TokenView, TokenWish};
use app::{App, Failure};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub(crate) async fn fetch_token(app: State<'_, App>, wish: TokenWish) -> Result<TokenView, Failure> {
    app.fetch_token(wish).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn decode_token(app: State<'_, App>, token: String) -> Result<TokenView, Failure> {
    app.decode_token(token).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn diagnose(app: State<'_, App>, wish: TokenWish) -> Result<Vec<DiagnosisStep>, Failure> {
    app.diagnose(wish).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_claims(app: State<'_, App>, wish: TokenWish) -> Result<OpenClaims, Failure> {
    app.open_claims(wish).await
}
