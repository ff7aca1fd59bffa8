//! Commands: where the app is and as whom.

use app::profile::{Status, Vendor, VendorSuggestion};
use app::{App, Failure};
use domain::{ClientId, OrgNumber};
use tauri::State;

use crate::local::Local;

#[tauri::command]
#[specta::specta]
pub(crate) async fn status(app: State<'_, App>) -> Result<Status, Failure> {
    app.status().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn vendor_suggestions(app: State<'_, App>) -> Result<Vec<VendorSuggestion>, Failure> {
    app.vendor_suggestions().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_up_vendor(
    app: State<'_, App>,
    local: State<'_, Local>,
    org_number: OrgNumber,
    client_id: ClientId,
) -> Result<Vendor, Failure> {
    let vendor = app.set_up_vendor(org_number, client_id).await?;
    local.enrol(&vendor).await?;
    Ok(vendor)
}
