//! System users as the portal, the vendor and Maskinporten read them (altinn-platform.md 5.1).
//!
//! The odd spellings (`partyUuId`, `supplierOrgno`) and the members that are always empty are Altinn's.

use domain::{
    OrgNumber, PartyId, SystemId, SystemUser, SystemUserEntry, SystemUserId, SystemUserType, Timestamp,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Unreadable;
use crate::access::{self, AccessPackage, Right};

/// What a leader's own choice of a system sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CreateSystemUser {
    pub integration_title: String,
    pub system_id: String,
}

/// A system user as the portal reads it, in lists and alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemUserInternal {
    pub id: SystemUserId,
    pub integration_title: String,
    pub system_id: String,
    #[serde(default)]
    pub product_name: String,
    pub system_internal_id: Uuid,
    /// A number, written as text here and only here.
    pub party_id: String,
    #[serde(default, rename = "partyUuId")]
    pub party_uuid: String,
    pub reportee_org_no: String,
    pub created: Timestamp,
    pub is_deleted: bool,
    #[serde(default)]
    pub supplier_name: String,
    pub supplier_orgno: String,
    pub external_ref: String,
    pub user_type: SystemUserType,
    #[serde(default)]
    pub access_packages: Vec<AccessPackage>,
    /// Only of a standard system user that is read alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Vec<Right>>,
}

impl SystemUserInternal {
    /// A live system user, without its rights.
    pub fn of(user: &SystemUser, system_internal_id: Uuid, party: PartyId) -> Self {
        Self {
            id: user.id,
            integration_title: user.integration_title.clone(),
            system_id: user.system_id.to_string(),
            product_name: String::new(),
            system_internal_id,
            party_id: party.to_string(),
            party_uuid: String::new(),
            reportee_org_no: user.party_org.to_string(),
            created: user.created,
            is_deleted: false,
            supplier_name: String::new(),
            supplier_orgno: user.vendor.to_string(),
            external_ref: user.external_ref.to_string(),
            user_type: user.kind,
            access_packages: access::packages(&user.access_packages),
            rights: None,
        }
    }

    /// The same with what it holds today.
    #[must_use]
    pub fn holding(self, rights: &[domain::Right], packages: &[domain::PackageUrn]) -> Self {
        Self {
            rights: Some(access::rights(rights)),
            access_packages: access::packages(packages),
            ..self
        }
    }
}

impl TryFrom<SystemUserInternal> for SystemUser {
    type Error = Unreadable;

    fn try_from(body: SystemUserInternal) -> Result<Self, Unreadable> {
        Ok(Self {
            id: body.id,
            kind: body.user_type,
            integration_title: body.integration_title,
            system_id: SystemId(body.system_id),
            vendor: read_org(&body.supplier_orgno, "supplierOrgno")?,
            party_org: read_org(&body.reportee_org_no, "reporteeOrgNo")?,
            external_ref: body.external_ref.as_str().into(),
            access_packages: access::read(body.access_packages),
            created: body.created,
        })
    }
}

/// A system user as its vendor and Maskinporten read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemUserExternal {
    pub id: SystemUserId,
    pub integration_title: String,
    pub system_id: String,
    /// The system's id when Maskinporten asks, otherwise empty.
    #[serde(default)]
    pub product_name: String,
    pub reportee_org_no: String,
    pub created: Timestamp,
    pub is_deleted: bool,
    #[serde(default)]
    pub supplier_name: String,
    pub supplier_orgno: String,
    pub external_ref: String,
    pub user_type: SystemUserType,
}

impl SystemUserExternal {
    /// A live system user as its vendor reads it.
    pub fn of(user: &SystemUser) -> Self {
        Self {
            id: user.id,
            integration_title: user.integration_title.clone(),
            system_id: user.system_id.to_string(),
            product_name: String::new(),
            reportee_org_no: user.party_org.to_string(),
            created: user.created,
            is_deleted: false,
            supplier_name: String::new(),
            supplier_orgno: user.vendor.to_string(),
            external_ref: user.external_ref.to_string(),
            user_type: user.kind,
        }
    }

    /// The same as Maskinporten reads it: the product's name is the system's id.
    #[must_use]
    pub fn for_maskinporten(self) -> Self {
        Self {
            product_name: self.system_id.clone(),
            ..self
        }
    }
}

impl TryFrom<SystemUserExternal> for SystemUser {
    type Error = Unreadable;

    /// Reads the system user; this body never carries its packages.
    fn try_from(body: SystemUserExternal) -> Result<Self, Unreadable> {
        Ok(Self {
            id: body.id,
            kind: body.user_type,
            integration_title: body.integration_title,
            system_id: SystemId(body.system_id),
            vendor: read_org(&body.supplier_orgno, "supplierOrgno")?,
            party_org: read_org(&body.reportee_org_no, "reporteeOrgNo")?,
            external_ref: body.external_ref.as_str().into(),
            access_packages: vec![],
            created: body.created,
        })
    }
}

/// A system user as the register copies it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemUserRegister {
    pub id: SystemUserId,
    pub party_org_no: String,
    /// A number, written as text.
    pub party_id: String,
    pub integration_title: String,
    pub is_deleted: bool,
    pub last_changed: Timestamp,
    pub created: Timestamp,
    pub sequence_no: i64,
    pub system_user_type: SystemUserType,
}

impl From<SystemUserEntry> for SystemUserRegister {
    fn from(entry: SystemUserEntry) -> Self {
        Self {
            id: entry.id,
            party_org_no: entry.party_org.to_string(),
            party_id: entry.party.to_string(),
            integration_title: entry.integration_title,
            is_deleted: entry.is_deleted,
            last_changed: entry.last_changed,
            created: entry.created,
            sequence_no: entry.sequence,
            system_user_type: entry.kind,
        }
    }
}

/// What a standard system user holds today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StandardSystemUserDelegations {
    pub system_user_id: SystemUserId,
    #[serde(default)]
    pub rights: Vec<Right>,
    #[serde(default)]
    pub access_packages: Vec<AccessPackage>,
}

fn read_org(text: &str, field: &'static str) -> Result<OrgNumber, Unreadable> {
    OrgNumber::parse(text).map_err(|_| Unreadable::field(field))
}
