//! A seeded resource in the registry: Altinn's own shape, and a policy like any other.

use contract::resource::{
    AccessListMode, CompetentAuthority, ContactPoint, ResourceReference, ServiceResource,
};
use contract::xacml;
use domain::policy::{Policy, PolicyRule};
use domain::{Localized, OrgNumber, ResourceId, Scope};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{SeedError, yes};
use crate::error::Error;
use crate::store::{self, StoreError};

/// A resource in the registry, with its access rules (identity.md 7.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resource {
    pub identifier: ResourceId,
    pub title: Localized,
    pub description: Localized,
    pub right_description: Localized,
    #[serde(rename = "resourceType")]
    pub kind: String,
    pub owner: OrgNumber,
    /// The owner's short name in Altinn, such as `skd`.
    pub owner_code: String,
    pub owner_name: Localized,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    #[serde(default = "yes")]
    pub delegable: bool,
    #[serde(default = "yes")]
    pub visible: bool,
    /// Maskinporten scopes that belong to the resource.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<Scope>,
    /// The lowest authentication level that may use it, 0 to 4.
    pub minimum_authentication_level: u8,
    /// The only organisations that may use it; absent when all may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_list: Option<Vec<OrgNumber>>,
    /// The access rules in short.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<PolicyRule>,
    /// The access rules as a whole policy of XACML XML, instead of the short ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
}

impl Resource {
    /// Whether the policy can be read, when the seed gives one.
    pub(super) fn check_policy(&self) -> Result<(), SeedError> {
        let Some(text) = &self.policy else { return Ok(()) };
        let read = xacml::policy(text.as_bytes());
        read.map(drop).map_err(|source| SeedError::Policy {
            resource: self.identifier.clone(),
            source,
        })
    }

    /// Puts the resource into the registry, with its policy and its access list.
    pub(super) fn plant(&self, tx: &Connection) -> Result<(), Error> {
        store::service_owner::add(tx, &self.owner_code, &self.owner, &self.owner_name)?;
        store::resource::add(tx, &self.entry())?;
        let (policy, text) = self.whole_policy()?;
        store::resource::save_policy(tx, &self.identifier, &policy, &text)?;
        for organization in self.access_list.iter().flatten() {
            store::resource::list_organization(tx, &self.identifier, organization)?;
        }
        Ok(())
    }

    fn whole_policy(&self) -> Result<(Policy, String), StoreError> {
        let Some(text) = &self.policy else {
            let policy = Policy::of_rules(&self.identifier, &self.rules, self.minimum_authentication_level);
            let text = xacml::print(&policy);
            return Ok((policy, text));
        };
        // A seed that was read has been checked.
        let policy = xacml::policy(text.as_bytes()).map_err(|_| StoreError::Inconsistent {
            table: "resource",
            row: self.identifier.to_string(),
        })?;
        Ok((policy, text.clone()))
    }

    fn entry(&self) -> ServiceResource {
        let contact = self.contact_email.as_ref().map(|email| ContactPoint {
            category: None,
            email: Some(email.clone()),
            telephone: None,
            contact_page: None,
        });
        let reference = |scope: &domain::Scope| ResourceReference {
            reference_source: "ExternalPlatform".to_owned(),
            reference: scope.to_string(),
            reference_type: "MaskinportenScope".to_owned(),
        };
        ServiceResource {
            identifier: self.identifier.clone(),
            version: None,
            title: self.title.clone(),
            description: self.description.clone(),
            right_description: self.right_description.clone(),
            homepage: None,
            status: Some("Active".to_owned()),
            spatial: None,
            contact_points: contact.into_iter().collect(),
            produces: None,
            is_part_of: None,
            thematic_areas: None,
            resource_references: self.scopes.iter().map(reference).collect(),
            delegable: self.delegable,
            visible: self.visible,
            has_competent_authority: CompetentAuthority {
                name: self.owner_name.clone(),
                organization: Some(self.owner.clone()),
                orgcode: self.owner_code.clone(),
            },
            keywords: None,
            access_list_mode: match self.access_list {
                Some(_) => AccessListMode::Enabled,
                None => AccessListMode::Disabled,
            },
            self_identified_user_enabled: false,
            enterprise_user_enabled: false,
            resource_type: self.kind.clone(),
            available_for_type: None,
            authorization_reference: None,
            consent_template: None,
            consent_text: None,
            consent_metadata: None,
            is_one_time_consent: false,
            version_id: None,
        }
    }
}
