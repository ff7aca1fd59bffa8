//! Brings up what the window shows: the local platform, and the app on top of it.

use std::error::Error;

use app::profile::EnvironmentName;
use app::{App, Clock, Environment, Keyring, LocalAddresses, Options, Topic};
use tauri::{AppHandle, Manager, Runtime, async_runtime};
use tauri_specta::Event;
use tokio::sync::broadcast::error::RecvError;

use crate::bridge::Changed;
use crate::local::Local;

/// Starts the platform and the app, and lets the window hear of every change.
pub(crate) fn start<R: Runtime>(window: &AppHandle<R>) -> Result<(), Box<dyn Error>> {
    let folder = window.path().app_data_dir()?;
    let (local, app) = async_runtime::block_on(async {
        let local = Local::start(folder.join("platform")).await?;
        let app = open(folder.join("desk"), &local).await?;
        Ok::<_, Box<dyn Error>>((local, app))
    })?;
    forward_changes(window.clone(), &app);
    window.manage(local);
    window.manage(app);
    Ok(())
}

async fn open(folder: std::path::PathBuf, local: &Local) -> Result<App, Box<dyn Error>> {
    let urls = local.urls();
    let addresses = Environment::local(LocalAddresses {
        platform: &urls.platform,
        maskinporten: &urls.maskinporten,
        idporten: &urls.idporten,
        service_owner: &urls.service_owner,
    })?;
    let options = Options {
        folder,
        environment: EnvironmentName::Local,
        addresses,
        keyring: Keyring::System,
        clock: Clock::system(),
        suggestions: local.suggestions().to_vec(),
    };
    let app = App::open(options)
        .await
        .map_err(|failure| format!("opening the app's folder: {failure:?}"))?;
    if let Some(vendor) = app.status().await.ok().and_then(|status| status.vendor) {
        local
            .enrol(&vendor)
            .await
            .map_err(|failure| format!("registering the vendor's key: {failure:?}"))?;
    }
    Ok(app)
}

/// Passes the app's changes on as the one event. A listener that fell behind says that everything changed.
fn forward_changes<R: Runtime>(window: AppHandle<R>, app: &App) {
    let mut changes = app.changes();
    async_runtime::spawn(async move {
        loop {
            match changes.recv().await {
                Ok(topic) => emit(&window, topic),
                Err(RecvError::Lagged(_)) => {
                    for topic in Topic::ALL {
                        emit(&window, topic);
                    }
                }
                Err(RecvError::Closed) => break,
            }
        }
    });
}

fn emit<R: Runtime>(window: &AppHandle<R>, topic: Topic) {
    if let Err(fault) = Changed(topic).emit(window) {
        tracing::warn!(
            error = &fault as &dyn Error,
            "the window did not hear of a change"
        );
    }
}
