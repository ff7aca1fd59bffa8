//! The resource registry, access packages and the register (identity.md 7.1–7.4; altinn-platform.md 7.1).

use std::collections::BTreeMap;

use domain::{Localized, OrgNumber, PartyId, PartyUuid, ResourceId};
use md5::{Digest, Md5};
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

pub const RESOURCE: &str = "/resourceregistry/api/v1/resource/{id}";
pub const RESOURCE_LIST: &str = "/resourceregistry/api/v1/resource/resourcelist";
pub const RESOURCE_SEARCH: &str = "/resourceregistry/api/v1/resource/search";
/// Lets a service owner write what is its own.
pub const WRITE_SCOPE: &str = "altinn:resourceregistry/resource.write";
/// Lets Altinn's own operators write everything.
pub const ADMIN_SCOPE: &str = "altinn:resourceregistry/resource.admin";
/// Either of the two lets a call that writes in.
pub const WRITE_SCOPES: [&str; 2] = [WRITE_SCOPE, ADMIN_SCOPE];

/// Where resources are added.
pub const RESOURCES: &str = "/resourceregistry/api/v1/resource";
pub const RESOURCE_POLICY: &str = "/resourceregistry/api/v1/resource/{id}/policy";
pub const RESOURCE_RULES: &str = "/resourceregistry/api/v1/resource/{id}/policy/rules";
pub const RESOURCE_RIGHTS: &str = "/resourceregistry/api/v1/resource/{id}/policy/rights";
pub const RESOURCE_RIGHTS_V2: &str = "/resourceregistry/api/v2/resource/{id}/policy/rights";
pub const RESOURCE_SUBJECTS: &str = "/resourceregistry/api/v1/resource/{id}/policy/subjects";
pub const SERVICE_OWNERS: &str = "/resourceregistry/api/v1/resource/orgs";
pub const BY_SUBJECTS: &str = "/resourceregistry/api/v1/resource/bysubjects";
/// A package by its URN or its code.
pub const PACKAGE_BY_URN: &str = "/accessmanagement/api/v1/meta/info/accesspackages/package/urn/{urn}";
pub const PACKAGE: &str = "/accessmanagement/api/v1/meta/info/accesspackages/package/{id}";
pub const PACKAGE_RESOURCES: &str =
    "/accessmanagement/api/v1/meta/info/accesspackages/package/{id}/resources";
pub const PACKAGE_SEARCH: &str = "/accessmanagement/api/v1/meta/info/accesspackages/search";
pub const PACKAGE_EXPORT: &str = "/accessmanagement/api/v1/meta/info/accesspackages/export";
pub const GROUPS: &str = "/accessmanagement/api/v1/meta/info/accesspackages/group";
pub const GROUP: &str = "/accessmanagement/api/v1/meta/info/accesspackages/group/{id}";
pub const GROUP_AREAS: &str = "/accessmanagement/api/v1/meta/info/accesspackages/group/{id}/areas";
pub const AREA: &str = "/accessmanagement/api/v1/meta/info/accesspackages/area/{id}";
pub const AREA_PACKAGES: &str = "/accessmanagement/api/v1/meta/info/accesspackages/area/{id}/packages";
pub const ORGANIZATION: &str = "/register/api/v1/organizations/{orgNo}";
pub const PARTY: &str = "/register/api/v1/parties/{partyId}";
pub const PARTY_BY_UUID: &str = "/register/api/v1/parties/byuuid/{partyUuid}";
pub const PARTY_LOOKUP: &str = "/register/api/v1/parties/lookup";

/// A resource as the registry tells it. Members that are absent are left out.
#[expect(clippy::struct_excessive_bools, reason = "Altinn's own members")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ServiceResource {
    pub identifier: ResourceId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    pub title: Localized,
    #[serde(default)]
    pub description: Localized,
    #[serde(default)]
    pub right_description: Localized,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homepage: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spatial: Option<Vec<String>>,
    #[serde(default)]
    pub contact_points: Vec<ContactPoint>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub produces: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_part_of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thematic_areas: Option<Vec<String>>,
    #[serde(default)]
    pub resource_references: Vec<ResourceReference>,
    #[serde(default = "yes")]
    pub delegable: bool,
    #[serde(default = "yes")]
    pub visible: bool,
    pub has_competent_authority: CompetentAuthority,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keywords: Option<Vec<Keyword>>,
    #[serde(default)]
    pub access_list_mode: AccessListMode,
    #[serde(default)]
    pub self_identified_user_enabled: bool,
    #[serde(default)]
    pub enterprise_user_enabled: bool,
    pub resource_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_for_type: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_reference: Option<Vec<AuthorizationReference>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_template: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_text: Option<Localized>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_metadata: Option<BTreeMap<String, ConsentMetadata>>,
    #[serde(default)]
    pub is_one_time_consent: bool,
    /// Which version this is. What a caller sends is not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_id: Option<i64>,
}

/// A word to find a resource by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Keyword {
    pub word: String,
    pub language: String,
}

/// How the resource is named in a question about access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuthorizationReference {
    pub id: String,
    pub value: String,
}

/// What is asked for with a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConsentMetadata {
    #[serde(default)]
    pub optional: bool,
}

fn yes() -> bool {
    true
}

/// How to reach the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ContactPoint {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_page: Option<String>,
}

/// Something outside the registry that belongs to the resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ResourceReference {
    pub reference_source: String,
    pub reference: String,
    pub reference_type: String,
}

/// The public body behind the resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompetentAuthority {
    #[serde(default)]
    pub name: Localized,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrgNumber>,
    #[serde(default)]
    pub orgcode: String,
}

/// Whether only listed organisations may use the resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AccessListMode {
    #[default]
    Disabled,
    Enabled,
}

/// Whom a policy speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subject {
    #[serde(rename = "type")]
    pub kind: String,
    pub value: String,
    pub urn: String,
}

impl From<&domain::policy::Subject> for Subject {
    fn from(subject: &domain::policy::Subject) -> Self {
        Self {
            kind: subject.attribute().to_owned(),
            value: subject.value().to_owned(),
            urn: subject.to_string(),
        }
    }
}

/// A subject with the resources whose policies speak of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectResources {
    pub subject: Subject,
    pub resources: Vec<Subject>,
}

/// An action on a resource, and who may do it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PolicyRight {
    pub action: crate::delegation::Attribute,
    pub resource: Vec<crate::delegation::Attribute>,
    pub subjects: Vec<PolicySubject>,
    pub right_key: String,
    pub subject_types: Vec<String>,
}

/// One subject, one action, one resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlatRule {
    pub subject: Vec<crate::delegation::Attribute>,
    pub action: crate::delegation::Attribute,
    pub resource: Vec<crate::delegation::Attribute>,
}

/// The public bodies that own resources, by their codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceOwners {
    pub orgs: BTreeMap<String, ServiceOwner>,
}

/// A public body that owns resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceOwner {
    pub name: Localized,
    pub logo: Option<String>,
    pub orgnr: OrgNumber,
    pub homepage: Option<String>,
    pub environments: Vec<String>,
}

/// Attributes that one must have all of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PolicySubject {
    pub subject_attributes: Vec<crate::delegation::Attribute>,
}

/// An access package, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PackageDto {
    pub id: Uuid,
    pub name: String,
    pub urn: String,
    #[serde(default)]
    pub description: String,
    pub is_delegable: bool,
    pub is_assignable: bool,
    pub is_resource_policy_available: bool,
    /// Absent where the package is told within its area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Box<AreaDto>>,
    /// Whom it is for: `Organisasjon` or `Person`.
    #[serde(rename = "type", default, deserialize_with = "named")]
    pub kind: String,
    #[serde(default)]
    pub resources: Vec<PackageResource>,
}

/// A shelf of packages, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AreaDto {
    pub id: Uuid,
    pub name: String,
    pub urn: String,
    #[serde(default)]
    pub description: String,
    pub icon_url: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<PackageDto>,
    /// Absent where the area is told within its group, or with a package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Box<AreaGroupDto>>,
}

/// The widest sorting, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AreaGroupDto {
    pub id: Uuid,
    pub name: String,
    pub urn: String,
    #[serde(default)]
    pub description: String,
    /// `Organisasjon` or `Person`.
    #[serde(rename = "type", default, deserialize_with = "named")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaDto>,
}

/// A resource that a package opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PackageResource {
    #[serde(default)]
    pub id: Uuid,
    pub name: String,
    pub description: String,
    pub provider: ProviderDto,
    pub ref_id: ResourceId,
    #[serde(rename = "type", default, deserialize_with = "named")]
    pub kind: String,
}

/// A name, or something that has one: a type is told in either way.
fn named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Named {
        Itself(String),
        Of { name: String },
    }
    Ok(match Option::<Named>::deserialize(deserializer)? {
        Some(Named::Itself(name) | Named::Of { name }) => name,
        None => String::new(),
    })
}

impl PackageResource {
    /// The id of a resource that is known by its name: the same every time.
    pub fn id_of(resource: &ResourceId) -> Uuid {
        uuid::Builder::from_md5_bytes(Md5::digest(resource.as_str()).into()).into_uuid()
    }
}

/// The public body that a resource is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProviderDto {
    pub name: String,
    /// Its short name in Altinn, such as `skd`.
    #[serde(default)]
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ref_id: Option<OrgNumber>,
}

/// An organisation in the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrganizationDto {
    pub org_number: OrgNumber,
    pub name: String,
    pub unit_type: Option<String>,
}

/// A party in the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PartyDto {
    pub party_id: PartyId,
    pub party_uuid: PartyUuid,
    /// 1 for a person, 2 for an organisation.
    pub party_type_name: u8,
    pub org_number: Option<OrgNumber>,
    pub ssn: Option<String>,
    pub unit_type: Option<String>,
    pub name: String,
    pub is_deleted: bool,
}

/// Whom to look up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
pub struct PartyLookup {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_no: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ssn: Option<String>,
}
