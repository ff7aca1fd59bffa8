//! The system register's bodies (altinn-platform.md 2.1).

use std::collections::BTreeMap;

use domain::register::{ListedSystem, SystemChange, SystemChangeKind};
use domain::{ClientId, Localized, OrgNumber, RegisteredSystem, SystemFault, SystemId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;
use uuid::Uuid;

use crate::Unreadable;
use crate::access::{self, AccessPackage, ResourceReference, Right};

/// A vendor, by its organisation number in ISO 6523 form: `0192:<nine digits>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Vendor {
    #[serde(rename = "ID")]
    pub id: String,
}

impl From<&OrgNumber> for Vendor {
    fn from(number: &OrgNumber) -> Self {
        Self {
            id: number.to_iso6523(),
        }
    }
}

/// A whole entry, as a vendor sends it. What is left out falls back to the defaults, also in an update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegisterSystemRequest {
    pub id: String,
    pub vendor: Vendor,
    pub name: BTreeMap<String, String>,
    pub description: BTreeMap<String, String>,
    #[serde(default)]
    pub rights: Vec<Right>,
    #[serde(default)]
    pub access_packages: Option<Vec<AccessPackage>>,
    #[serde(default)]
    pub client_id: Vec<String>,
    #[serde(default = "visible")]
    pub is_visible: bool,
    #[serde(default)]
    pub allowed_redirect_urls: Vec<String>,
}

fn visible() -> bool {
    true
}

impl RegisterSystemRequest {
    /// Takes blanks away around every text that belongs to the entry itself, not inside its lists (altinn-platform.md 1.8).
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        self.id = self.id.trim().to_owned();
        self.vendor.id = self.vendor.id.trim().to_owned();
        self
    }

    /// The vendor the entry names.
    ///
    /// # Errors
    /// [`SystemFault::VendorNotIso6523`].
    pub fn vendor_number(&self) -> Result<OrgNumber, SystemFault> {
        OrgNumber::from_iso6523(&self.vendor.id).map_err(|_| SystemFault::VendorNotIso6523)
    }
}

impl From<&RegisteredSystem> for RegisterSystemRequest {
    fn from(system: &RegisteredSystem) -> Self {
        Self {
            id: system.id.to_string(),
            vendor: (&system.vendor).into(),
            name: system.name.0.clone(),
            description: system.description.0.clone(),
            rights: access::rights(&system.rights),
            access_packages: Some(access::packages(&system.access_packages)),
            client_id: system.client_ids.iter().map(ToString::to_string).collect(),
            is_visible: system.is_visible,
            allowed_redirect_urls: system
                .allowed_redirect_urls
                .iter()
                .map(ToString::to_string)
                .collect(),
        }
    }
}

impl TryFrom<RegisterSystemRequest> for RegisteredSystem {
    type Error = SystemFault;

    /// Reads a new entry. Only what keeps the entry from being read at all is a fault here; the register's own rules
    /// are `domain::register`'s.
    fn try_from(body: RegisterSystemRequest) -> Result<Self, SystemFault> {
        let vendor = body.vendor_number()?;
        Ok(Self {
            id: SystemId(body.id),
            vendor,
            name: Localized(body.name),
            description: Localized(body.description),
            rights: access::read(body.rights),
            access_packages: access::read(body.access_packages.unwrap_or_default()),
            client_ids: body.client_id.into_iter().map(ClientId).collect(),
            is_visible: body.is_visible,
            is_deleted: false,
            allowed_redirect_urls: body
                .allowed_redirect_urls
                .iter()
                .map(|text| redirect(text))
                .collect::<Result<_, _>>()?,
        })
    }
}

fn redirect(text: &str) -> Result<Url, SystemFault> {
    Url::parse(text).map_err(|_| SystemFault::RedirectNotHttps {
        addresses: vec![text.to_owned()],
    })
}

/// A whole entry, as its vendor reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegisteredSystemResponse {
    pub id: String,
    pub vendor: Vendor,
    pub name: BTreeMap<String, String>,
    pub description: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Vec<Right>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_packages: Option<Vec<AccessPackage>>,
    pub is_deleted: bool,
    #[serde(default)]
    pub client_id: Vec<String>,
    pub is_visible: bool,
    #[serde(default)]
    pub allowed_redirect_urls: Vec<String>,
}

impl From<&RegisteredSystem> for RegisteredSystemResponse {
    fn from(system: &RegisteredSystem) -> Self {
        Self {
            id: system.id.to_string(),
            vendor: (&system.vendor).into(),
            name: system.name.0.clone(),
            description: system.description.0.clone(),
            rights: Some(access::rights(&system.rights)),
            access_packages: Some(access::packages(&system.access_packages)),
            is_deleted: system.is_deleted,
            client_id: system.client_ids.iter().map(ToString::to_string).collect(),
            is_visible: system.is_visible,
            allowed_redirect_urls: system
                .allowed_redirect_urls
                .iter()
                .map(ToString::to_string)
                .collect(),
        }
    }
}

impl TryFrom<RegisteredSystemResponse> for RegisteredSystem {
    type Error = Unreadable;

    fn try_from(body: RegisteredSystemResponse) -> Result<Self, Unreadable> {
        let urls = body
            .allowed_redirect_urls
            .iter()
            .map(|text| Url::parse(text))
            .collect::<Result<_, _>>();
        Ok(Self {
            id: SystemId(body.id),
            vendor: OrgNumber::from_iso6523(&body.vendor.id).map_err(|_| Unreadable::field("vendor"))?,
            name: Localized(body.name),
            description: Localized(body.description),
            rights: access::read(body.rights.unwrap_or_default()),
            access_packages: access::read(body.access_packages.unwrap_or_default()),
            client_ids: body.client_id.into_iter().map(ClientId).collect(),
            is_visible: body.is_visible,
            is_deleted: body.is_deleted,
            allowed_redirect_urls: urls.map_err(|_| Unreadable::field("allowedRedirectUrls"))?,
        })
    }
}

/// An entry in a list, or as a leader reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegisteredSystemDto {
    pub system_id: String,
    /// The bare nine digits.
    pub system_vendor_org_number: String,
    /// Always empty: Altinn does not fill it.
    #[serde(default)]
    pub system_vendor_org_name: String,
    pub name: BTreeMap<String, String>,
    pub description: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Vec<Right>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_packages: Option<Vec<AccessPackage>>,
    pub is_visible: bool,
}

impl From<&RegisteredSystem> for RegisteredSystemDto {
    fn from(system: &RegisteredSystem) -> Self {
        Self {
            system_id: system.id.to_string(),
            system_vendor_org_number: system.vendor.to_string(),
            system_vendor_org_name: String::new(),
            name: system.name.0.clone(),
            description: system.description.0.clone(),
            rights: Some(access::rights(&system.rights)),
            access_packages: Some(access::packages(&system.access_packages)),
            is_visible: system.is_visible,
        }
    }
}

impl TryFrom<RegisteredSystemDto> for ListedSystem {
    type Error = Unreadable;

    fn try_from(body: RegisteredSystemDto) -> Result<Self, Unreadable> {
        Ok(Self {
            id: SystemId(body.system_id),
            vendor: OrgNumber::parse(&body.system_vendor_org_number)
                .map_err(|_| Unreadable::field("systemVendorOrgNumber"))?,
            name: Localized(body.name),
            description: Localized(body.description),
            rights: access::read(body.rights.unwrap_or_default()),
            access_packages: access::read(body.access_packages.unwrap_or_default()),
            is_visible: body.is_visible,
        })
    }
}

/// What an update or a deletion answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SystemRegisterUpdateResult {
    pub succeeded: bool,
}

/// One line of an entry's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemChangeLog {
    pub system_internal_id: Uuid,
    pub changed_by_org_number: String,
    pub change_type: String,
    /// What was sent, as Altinn's database keeps it; absent for a deletion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_data: Option<Value>,
    /// The Maskinporten client that made the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Written with an offset, `+00:00`, where other moments have `Z`.
    pub created: String,
}

impl SystemChangeLog {
    /// One line, as written.
    pub fn of(change: &SystemChange, system_internal_id: Uuid, changed_data: Option<Value>) -> Self {
        Self {
            system_internal_id,
            changed_by_org_number: change.changed_by.to_string(),
            change_type: change_kind(change.kind).to_owned(),
            changed_data,
            client_id: change.client_id.as_ref().map(ToString::to_string),
            created: change.created.to_string().replace('Z', "+00:00"),
        }
    }
}

impl TryFrom<SystemChangeLog> for SystemChange {
    type Error = Unreadable;

    fn try_from(body: SystemChangeLog) -> Result<Self, Unreadable> {
        Ok(Self {
            kind: read_change_kind(&body.change_type).ok_or(Unreadable::field("changeType"))?,
            changed_by: OrgNumber::parse(&body.changed_by_org_number)
                .map_err(|_| Unreadable::field("changedByOrgNumber"))?,
            client_id: body.client_id.map(ClientId),
            created: body
                .created
                .parse::<Timestamp>()
                .map_err(|_| Unreadable::field("created"))?,
        })
    }
}

/// A kind of change, as written.
pub fn change_kind(kind: SystemChangeKind) -> &'static str {
    match kind {
        SystemChangeKind::Create => "create",
        SystemChangeKind::Update => "update",
        SystemChangeKind::Rights => "rightsupdate",
        SystemChangeKind::AccessPackages => "accesspackageupdate",
        SystemChangeKind::Delete => "delete",
    }
}

/// Reads a kind of change.
pub fn read_change_kind(text: &str) -> Option<SystemChangeKind> {
    use SystemChangeKind::{AccessPackages, Create, Delete, Rights, Update};
    [Create, Update, Rights, AccessPackages, Delete]
        .into_iter()
        .find(|kind| change_kind(*kind) == text)
}

/// What a change carried, as the history shows it: member names begin with a capital and nulls are kept.
pub mod stored {
    use super::{
        AccessPackage, BTreeMap, RegisterSystemRequest, ResourceReference, Right, Serialize, Vendor,
    };

    /// A whole entry.
    #[derive(Debug, Serialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[serde(rename_all = "PascalCase")]
    pub struct StoredSystem<'a> {
        id: &'a str,
        name: &'a BTreeMap<String, String>,
        rights: Vec<StoredRight<'a>>,
        vendor: &'a Vendor,
        client_id: &'a [String],
        is_visible: bool,
        description: &'a BTreeMap<String, String>,
        access_packages: Option<Vec<StoredPackage<'a>>>,
        allowed_redirect_urls: &'a [String],
    }

    /// A right.
    #[derive(Debug, Serialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[serde(rename_all = "PascalCase")]
    pub struct StoredRight<'a> {
        action: Option<&'a str>,
        resource: &'a [ResourceReference],
    }

    /// An access package.
    #[derive(Debug, Serialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[serde(rename_all = "PascalCase")]
    pub struct StoredPackage<'a> {
        urn: Option<&'a str>,
    }

    /// A whole entry as the history shows it.
    pub fn system(body: &RegisterSystemRequest) -> StoredSystem<'_> {
        StoredSystem {
            id: &body.id,
            name: &body.name,
            rights: rights(&body.rights),
            vendor: &body.vendor,
            client_id: &body.client_id,
            is_visible: body.is_visible,
            description: &body.description,
            access_packages: body.access_packages.as_deref().map(packages),
            allowed_redirect_urls: &body.allowed_redirect_urls,
        }
    }

    /// Rights as the history shows them.
    pub fn rights(rights: &[Right]) -> Vec<StoredRight<'_>> {
        rights
            .iter()
            .map(|right| StoredRight {
                action: right.action.as_deref(),
                resource: &right.resource,
            })
            .collect()
    }

    /// Packages as the history shows them.
    pub fn packages(packages: &[AccessPackage]) -> Vec<StoredPackage<'_>> {
        packages
            .iter()
            .map(|package| StoredPackage {
                urn: package.urn.as_deref(),
            })
            .collect()
    }
}
