//! What a vendor is writing, kept until it is sent: leaving the screen or closing the app loses nothing.

use domain::{OrgNumber, SystemId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::App;
use crate::failure::Failure;
use crate::store::draft;
use crate::vendor_request::RequestDraft;

impl App {
    /// The text of a new system as it was left; nothing when none is being written.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when no vendor is set up, [`Failure::Disk`].
    pub async fn system_draft(&self) -> Result<Option<String>, Failure> {
        let vendor = self.saved_vendor().await?.ok_or(Failure::NotFound)?;
        self.draft(new_system(&vendor.org_number)).await
    }

    /// Keeps the text of a new system, whatever is in it, in the place of the one before; `None` forgets it.
    ///
    /// # Errors
    /// As [`App::system_draft`].
    pub async fn keep_system_draft(&self, text: Option<String>) -> Result<(), Failure> {
        let vendor = self.saved_vendor().await?.ok_or(Failure::NotFound)?;
        self.keep_draft(new_system(&vendor.org_number), text).await
    }

    /// The request for a system as it was left; nothing when none is being written.
    ///
    /// # Errors
    /// [`Failure::Disk`].
    pub async fn request_draft(&self, system: SystemId) -> Result<Option<RequestDraft>, Failure> {
        self.draft(new_request(&system)).await
    }

    /// Keeps a request for a system in the place of the one before; `None` forgets it.
    ///
    /// # Errors
    /// [`Failure::Disk`].
    pub async fn keep_request_draft(
        &self,
        system: SystemId,
        draft: Option<RequestDraft>,
    ) -> Result<(), Failure> {
        self.keep_draft(new_request(&system), draft).await
    }

    async fn draft<T: DeserializeOwned + Send + 'static>(&self, name: String) -> Result<Option<T>, Failure> {
        let profile = self.0.environment.as_str();
        let find = self.0.store.run(move |desk| draft::find(desk, profile, &name));
        Ok(find.await?)
    }

    async fn keep_draft<T: Serialize + Send + 'static>(
        &self,
        name: String,
        content: Option<T>,
    ) -> Result<(), Failure> {
        let (profile, now) = (self.0.environment.as_str(), self.0.clock.now());
        let write = self.0.store.run(move |desk| match content {
            Some(content) => draft::save(desk, profile, &name, &content, now),
            None => draft::remove(desk, profile, &name),
        });
        Ok(write.await?)
    }
}

/// The name of the draft of a vendor's new system.
fn new_system(vendor: &OrgNumber) -> String {
    format!("vendor/{vendor}/system")
}

/// The name of the draft of a request for a system.
fn new_request(system: &SystemId) -> String {
    format!("vendor/requests/{system}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Keyring;
    use crate::tests::app;

    #[tokio::test]
    async fn a_system_is_kept_as_it_was_written_until_it_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;
        set_up(&app, "991825827").await;

        app.keep_system_draft(Some("{ \"id\": ".into())).await.unwrap();
        let kept = app.system_draft().await;
        app.keep_system_draft(None).await.unwrap();

        assert_eq!(kept, Ok(Some("{ \"id\": ".into())));
        assert_eq!(app.system_draft().await, Ok(None));
    }

    #[tokio::test]
    async fn another_vendor_does_not_see_it() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;
        assert_eq!(app.system_draft().await, Err(Failure::NotFound));
        set_up(&app, "991825827").await;
        app.keep_system_draft(Some("{}".into())).await.unwrap();

        set_up(&app, "310702641").await;

        assert_eq!(app.system_draft().await, Ok(None));
    }

    #[tokio::test]
    async fn each_system_has_a_request_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder, Keyring::in_process()).await;
        let (one, other) = (request("991825827_one"), request("991825827_other"));
        app.keep_request_draft(one.system_id.clone(), Some(one.clone()))
            .await
            .unwrap();
        app.keep_request_draft(other.system_id.clone(), Some(other.clone()))
            .await
            .unwrap();

        app.keep_request_draft(other.system_id.clone(), None)
            .await
            .unwrap();

        assert_eq!(app.request_draft(one.system_id.clone()).await, Ok(Some(one)));
        assert_eq!(app.request_draft(other.system_id).await, Ok(None));
    }

    async fn set_up(app: &App, vendor: &str) {
        let vendor = OrgNumber::parse(vendor).unwrap();
        app.set_up_vendor(vendor, "client".into()).await.unwrap();
    }

    fn request(system: &str) -> RequestDraft {
        RequestDraft {
            system_id: system.into(),
            party_org: "310 702".into(),
            external_ref: None,
            rights: vec![],
            access_packages: vec![],
            redirect_url: None,
        }
    }
}
