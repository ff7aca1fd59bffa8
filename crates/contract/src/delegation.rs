//! Access management's end-user calls: delegation checks, what is handed on, and who can be acted for
//! (altinn-platform.md 7.1, 7.2; identity.md 6.5).

use domain::delegation::{ActionCheck, PackageCheck, ReasonCode, RightCheck};
use domain::{Localized, OrgNumber, PackageUrn, PartyId, PartyUuid, ResourceId};
use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The scope for listing whom one can act for.
pub const AUTHORIZED_PARTIES_SCOPE: &str = "altinn:accessmanagement/authorizedparties";
/// The scopes for asking whom anybody may act for.
pub const OWNER_SCOPE: &str = "altinn:accessmanagement/authorizedparties.resourceowner";
pub const OWNER_ADMIN_SCOPE: &str = "altinn:accessmanagement/authorizedparties.admin";
/// The scope for reading what an organisation has handed on.
pub const TO_OTHERS_READ_SCOPE: &str = "altinn:accessmanagement/enduser:connections:toothers.read";

/// `?party={uuid}&resource={id}`
pub const RIGHT_CHECK: &str = "/accessmanagement/api/v1/enduser/connections/resources/delegationcheck";
/// `?party={uuid}&packages={urn}…`
pub const PACKAGE_CHECK: &str = "/accessmanagement/api/v1/enduser/connections/accesspackages/delegationcheck";
/// `?party={uuid}&from={uuid}&to={uuid}`
pub const RESOURCES: &str = "/accessmanagement/api/v1/enduser/connections/resources";
/// `?party={uuid}&from={uuid}&to={uuid}`
pub const PACKAGES: &str = "/accessmanagement/api/v1/enduser/connections/accesspackages";
/// `?party={uuid}&resources={id}…&packages={urn}…`. Only the local platform has it.
pub const APPROVERS: &str = "/accessmanagement/api/v1/enduser/connections/approvers";
/// `?includeAltinn2=true&includeAltinn3=true`
pub const AUTHORIZED_PARTY: &str = "/accessmanagement/api/v1/authorizedparty/{partyId}";
/// Whom anybody may act for: a service owner's question.
pub const OWNER_AUTHORIZED_PARTIES: &str = "/accessmanagement/api/v1/resourceowner/authorizedparties";
pub const AUTHORIZED_PARTIES: &str = "/accessmanagement/api/v1/enduser/authorizedparties";

/// An attribute and its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attribute {
    #[serde(rename = "type")]
    pub kind: String,
    pub value: String,
}

/// Whether a resource can be handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResourceCheckDto {
    pub resource: ResourceDto,
    pub rights: Vec<RightCheckDto>,
}

/// A resource, briefly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ResourceDto {
    pub name: String,
    pub ref_id: ResourceId,
}

/// Whether one right can be handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RightCheckDto {
    pub right: RightDto,
    pub result: bool,
    #[serde(default)]
    pub reason_codes: Vec<ReasonCode>,
}

/// One right: an action on a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RightDto {
    pub key: String,
    pub name: String,
    pub resource: Vec<Attribute>,
    pub action: Attribute,
}

impl RightDto {
    /// An action on a resource, keyed as the registry keys it.
    pub fn new(resource: &ResourceId, action: &str) -> Self {
        let attribute = |kind: &str, value: &str| Attribute {
            kind: kind.to_owned(),
            value: value.to_owned(),
        };
        let resource = vec![attribute(domain::access::RESOURCE_ATTRIBUTE, resource.as_str())];
        Self {
            key: right_key(action, &resource),
            name: action.to_owned(),
            resource,
            action: attribute(crate::decision::attribute::ACTION, action),
        }
    }
}

/// A right's key: its action, the values of its resource, and a hash over both with the resource's attributes
/// (identity.md 7.3). It does not change when the resource's rules do, so a key that was told stays good.
pub fn right_key(action: &str, resource: &[Attribute]) -> String {
    let mut parts: Vec<_> = resource
        .iter()
        .map(|part| (format!("{}:{}", part.kind, part.value), part.value.as_str()))
        .collect();
    parts.sort();
    let (urns, values): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    let action = action.to_lowercase();
    let hash = Md5::digest(format!("{action};{}", urns.join(";")));
    let hash = u128::from_be_bytes(hash.into());
    format!("{action};{};{hash:032x}", values.join(";"))
}

impl ResourceCheckDto {
    /// A check, with the resource's name in the caller's language.
    pub fn of(check: &RightCheck, name: &str) -> Self {
        let right = |action: &ActionCheck| RightCheckDto {
            right: RightDto::new(&check.resource, &action.action),
            result: action.result,
            reason_codes: action.reasons.clone(),
        };
        Self {
            resource: ResourceDto {
                name: name.to_owned(),
                ref_id: check.resource.clone(),
            },
            rights: check.actions.iter().map(right).collect(),
        }
    }
}

impl From<ResourceCheckDto> for RightCheck {
    fn from(body: ResourceCheckDto) -> Self {
        let action = |right: RightCheckDto| ActionCheck {
            action: right.right.action.value,
            result: right.result,
            reasons: right.reason_codes,
        };
        Self {
            resource: body.resource.ref_id,
            actions: body.rights.into_iter().map(action).collect(),
        }
    }
}

/// Whether a package can be handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackageCheckDto {
    pub package: PackageRef,
    pub result: bool,
    #[serde(default)]
    pub reasons: Vec<PackageReason>,
}

/// A package, briefly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PackageRef {
    pub id: Uuid,
    pub urn: PackageUrn,
    pub area_id: Uuid,
}

/// By what it can be handed on, or what is missing. What does not apply is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PackageReason {
    pub description: String,
    /// The role that gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_urn: Option<String>,
    /// Whose access it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_id: Option<PartyUuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_name: Option<String>,
    /// The organisation that the person leads, when it is that one which holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via_id: Option<PartyUuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via_name: Option<String>,
}

impl From<PackageCheckDto> for PackageCheck {
    fn from(body: PackageCheckDto) -> Self {
        Self {
            package: body.package.urn,
            result: body.result,
        }
    }
}

/// Somebody at an organisation who could approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApproverDto {
    pub name: String,
    /// The roles that they have there.
    pub roles: Vec<RoleDto>,
}

/// A role, named in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleDto {
    pub code: String,
    pub name: Localized,
}

/// An organisation or a person that the caller can act for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuthorizedParty {
    pub party_uuid: PartyUuid,
    pub name: String,
    pub organization_number: Option<OrgNumber>,
    pub parent_id: Option<Uuid>,
    pub person_id: Option<String>,
    pub date_of_birth: Option<String>,
    pub party_id: PartyId,
    /// A self-identified user's address.
    #[serde(default)]
    pub email_id: Option<String>,
    #[serde(rename = "type")]
    pub kind: PartyType,
    pub unit_type: Option<String>,
    pub is_deleted: bool,
    pub only_hierarchy_element_with_no_access: bool,
    #[serde(default)]
    pub authorized_access_packages: Vec<String>,
    #[serde(default)]
    pub authorized_resources: Vec<String>,
    #[serde(default)]
    pub authorized_roles: Vec<String>,
    #[serde(default)]
    pub authorized_instances: Vec<AuthorizedInstance>,
    #[serde(default)]
    pub subunits: Vec<AuthorizedParty>,
}

/// One instance of a form or a dialog that was handed on by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuthorizedInstance {
    pub resource_id: ResourceId,
    pub instance_id: String,
    #[serde(default)]
    pub instance_ref: Option<String>,
}

/// About whom a service owner asks: an attribute and its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PartyQuestion {
    #[serde(rename = "type")]
    pub kind: String,
    pub value: String,
    /// Only these parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub party_filter: Vec<PartyAttribute>,
}

/// A party by its UUID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartyAttribute {
    #[serde(rename = "type")]
    pub kind: String,
    pub value: PartyUuid,
}

/// What sort of party it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PartyType {
    None,
    Person,
    Organization,
    SelfIdentified,
}

impl AuthorizedParty {
    /// A party without the lists that a caller may ask for.
    pub fn of(party: &domain::Party, unit_type: Option<String>) -> Self {
        Self {
            party_uuid: party.uuid,
            name: party.name.clone(),
            organization_number: party.org_number.clone(),
            parent_id: None,
            person_id: None,
            date_of_birth: None,
            party_id: party.id,
            email_id: None,
            kind: match party.kind {
                domain::PartyKind::Organization => PartyType::Organization,
                domain::PartyKind::Person => PartyType::Person,
            },
            unit_type,
            is_deleted: false,
            only_hierarchy_element_with_no_access: false,
            authorized_access_packages: vec![],
            authorized_resources: vec![],
            authorized_roles: vec![],
            authorized_instances: vec![],
            subunits: vec![],
        }
    }
}

impl From<AuthorizedParty> for domain::Party {
    fn from(body: AuthorizedParty) -> Self {
        let kind = if body.kind == PartyType::Organization {
            domain::PartyKind::Organization
        } else {
            domain::PartyKind::Person
        };
        Self {
            id: body.party_id,
            uuid: body.party_uuid,
            kind,
            org_number: body.organization_number,
            name: body.name,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_right_check_is_printed_and_read_back() {
        let check = RightCheck {
            resource: "ske-krav-og-betalinger".into(),
            actions: vec![ActionCheck {
                action: "read".into(),
                result: false,
                reasons: vec![ReasonCode::MissingRoleAccess],
            }],
        };
        let body = ResourceCheckDto::of(&check, "Krav og betalinger");
        let printed = serde_json::to_value(&body).unwrap();
        assert_eq!(
            printed,
            json!({
                "resource": { "name": "Krav og betalinger", "refId": "ske-krav-og-betalinger" },
                "rights": [{
                    "right": {
                        "key": "read;ske-krav-og-betalinger;a3c3a199b8862cd77748b870d270e85b", "name": "read",
                        "resource": [{ "type": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }],
                        "action": { "type": "urn:oasis:names:tc:xacml:1.0:action:action-id", "value": "read" },
                    },
                    "result": false, "reasonCodes": ["MissingRoleAccess"],
                }],
            })
        );
        assert_eq!(
            RightCheck::from(serde_json::from_value::<ResourceCheckDto>(printed).unwrap()),
            check
        );
    }
}
