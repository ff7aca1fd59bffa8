//! The system register (altinn-platform.md 2).

use contract::register::{
    RegisterSystemRequest, RegisteredSystemDto, RegisteredSystemResponse, SystemChangeLog,
};
use contract::{access, path};
use domain::register::{ListedSystem, SystemChange};
use domain::{ClientId, Localized, PackageUrn, RegisteredSystem, Right, SystemId};
use reqwest::StatusCode;
use uuid::Uuid;

use super::Altinn;
use crate::error::{Error, InputFault};
use crate::token::AccessToken;

/// A whole entry as a vendor wants it, good or bad: Altinn is the judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemEntry {
    pub id: SystemId,
    /// The vendor as ISO 6523, or whatever was written.
    pub vendor: String,
    pub name: Localized,
    pub description: Localized,
    pub rights: Vec<Right>,
    pub access_packages: Vec<PackageUrn>,
    pub client_ids: Vec<ClientId>,
    pub is_visible: bool,
    pub allowed_redirect_urls: Vec<String>,
}

impl Altinn {
    /// The systems that a leader may choose from (#1).
    pub async fn visible_systems(&self, token: &AccessToken) -> Result<Vec<ListedSystem>, Error> {
        self.read_list::<RegisteredSystemDto, _>(token, self.at(path::SYSTEMS))
            .await
    }

    /// The vendor's own systems (#2).
    pub async fn vendor_systems(&self, token: &AccessToken) -> Result<Vec<ListedSystem>, Error> {
        self.read_list::<RegisteredSystemDto, _>(token, self.at(path::VENDOR_SYSTEMS))
            .await
    }

    /// A system as a leader reads it, also when it is hidden or deleted (#3).
    pub async fn system(&self, token: &AccessToken, id: &SystemId) -> Result<ListedSystem, Error> {
        let url = self.at(&path::fill(path::SYSTEM, &[id.as_str()]));
        self.read::<RegisteredSystemDto, _>(token, url).await
    }

    /// A whole entry, as its vendor reads it (#4).
    pub async fn vendor_system(&self, token: &AccessToken, id: &SystemId) -> Result<RegisteredSystem, Error> {
        let url = self.at(&path::fill(path::VENDOR_SYSTEM, &[id.as_str()]));
        self.read::<RegisteredSystemResponse, _>(token, url).await
    }

    /// Registers a system; gives Altinn's own key for the entry (#7).
    pub async fn register_system(&self, token: &AccessToken, entry: SystemEntry) -> Result<Uuid, Error> {
        let body = RegisterSystemRequest::from(entry);
        let call = self.http.post(self.at(path::VENDOR_SYSTEMS)).json(&body);
        match self.change(call, token).await {
            Ok(answer) => answer.json(),
            Err(Error::Unexpected {
                status: Some(status), ..
            }) if status == StatusCode::CONFLICT.as_u16() => Err(Error::Invalid(vec![InputFault::System(
                domain::SystemFault::IdExists,
            )])),
            Err(error) => Err(error),
        }
    }

    /// Replaces the whole entry: what is left out is cleared (#8).
    pub async fn replace_system(
        &self,
        token: &AccessToken,
        id: &SystemId,
        entry: SystemEntry,
    ) -> Result<(), Error> {
        let body = RegisterSystemRequest::from(entry);
        let url = self.at(&path::fill(path::VENDOR_SYSTEM, &[id.as_str()]));
        self.change(self.http.put(url).json(&body), token).await?;
        Ok(())
    }

    /// Replaces the entry's rights (#9).
    pub async fn replace_rights(
        &self,
        token: &AccessToken,
        id: &SystemId,
        rights: &[Right],
    ) -> Result<(), Error> {
        let url = self.at(&path::fill(path::VENDOR_SYSTEM_RIGHTS, &[id.as_str()]));
        self.change(self.http.put(url).json(&access::rights(rights)), token)
            .await?;
        Ok(())
    }

    /// Replaces the entry's access packages (#10).
    pub async fn replace_packages(
        &self,
        token: &AccessToken,
        id: &SystemId,
        packages: &[PackageUrn],
    ) -> Result<(), Error> {
        let url = self.at(&path::fill(path::VENDOR_SYSTEM_PACKAGES, &[id.as_str()]));
        self.change(self.http.put(url).json(&access::packages(packages)), token)
            .await?;
        Ok(())
    }

    /// Deletes the entry. Its id is never free again (#11).
    pub async fn delete_system(&self, token: &AccessToken, id: &SystemId) -> Result<(), Error> {
        let url = self.at(&path::fill(path::VENDOR_SYSTEM, &[id.as_str()]));
        self.change(self.http.delete(url), token).await?;
        Ok(())
    }

    /// What has happened to an entry, newest first (#12).
    pub async fn system_changes(
        &self,
        token: &AccessToken,
        id: &SystemId,
    ) -> Result<Vec<SystemChange>, Error> {
        let url = self.at(&path::fill(path::VENDOR_SYSTEM_CHANGES, &[id.as_str()]));
        self.read_list::<SystemChangeLog, _>(token, url).await
    }
}

impl From<SystemEntry> for RegisterSystemRequest {
    fn from(entry: SystemEntry) -> Self {
        Self {
            id: entry.id.0,
            vendor: contract::register::Vendor { id: entry.vendor },
            name: entry.name.0,
            description: entry.description.0,
            rights: access::rights(&entry.rights),
            access_packages: Some(access::packages(&entry.access_packages)),
            client_id: entry.client_ids.into_iter().map(|id| id.0).collect(),
            is_visible: entry.is_visible,
            allowed_redirect_urls: entry.allowed_redirect_urls,
        }
    }
}

impl SystemEntry {
    /// The exact body that is sent, indented.
    ///
    /// # Errors
    /// Never in practice: every member is text or a list of it.
    pub fn body(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&RegisterSystemRequest::from(self.clone()))
    }
}
