//! Resources: services that rights are about (identity.md 7.1, 7.2).

use contract::path;
use contract::resource::{RESOURCE, RESOURCE_LIST, ServiceResource};
use domain::register::ResourceStanding;
use domain::{Localized, OrgNumber, ResourceId};

use super::Altinn;
use crate::error::Error;

/// A resource as the registry describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueResource {
    pub id: ResourceId,
    pub name: Localized,
    pub description: Localized,
    /// What having the right lets one do.
    pub right_description: Localized,
    pub owner: Option<Localized>,
    pub owner_org: Option<OrgNumber>,
    /// Whether a system may have rights on it.
    pub standing: ResourceStanding,
}

/// The types that a system may have rights on (altinn-platform.md 2.3).
const OPEN_TYPES: [&str; 7] = [
    "AltinnApp",
    "Systemresource",
    "Default",
    "CorrespondenceService",
    "BrokerService",
    "GenericAccessResource",
    "MigratedApp",
];

impl Altinn {
    /// Every resource, apps too.
    pub async fn resources(&self) -> Result<Vec<CatalogueResource>, Error> {
        let mut url = self.at(RESOURCE_LIST);
        url.query_pairs_mut()
            .append_pair("includeApps", "true")
            .append_pair("includeMigratedApps", "false");
        let answer: Vec<ServiceResource> = self.fetch_openly(url).await?;
        Ok(answer.into_iter().map(CatalogueResource::from).collect())
    }

    /// One resource.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn resource(&self, id: &ResourceId) -> Result<CatalogueResource, Error> {
        let url = self.at(&path::fill(RESOURCE, &[id.as_str()]));
        Ok(self.fetch_openly::<ServiceResource>(url).await?.into())
    }
}

impl From<ServiceResource> for CatalogueResource {
    fn from(body: ServiceResource) -> Self {
        let is_open = body.delegable && OPEN_TYPES.contains(&body.resource_type.as_str());
        let owner = body.has_competent_authority;
        Self {
            id: body.identifier,
            name: body.title,
            description: body.description,
            right_description: body.right_description,
            owner: Some(owner.name).filter(|name| !name.0.is_empty()),
            owner_org: owner.organization,
            standing: if is_open {
                ResourceStanding::Delegable
            } else {
                ResourceStanding::NotDelegable
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_for_maskinporten_is_not_open_to_systems() {
        assert_eq!(
            of("GenericAccessResource", true).standing,
            ResourceStanding::Delegable
        );
        assert_eq!(
            of("GenericAccessResource", false).standing,
            ResourceStanding::NotDelegable
        );
        assert_eq!(
            of("MaskinportenSchema", true).standing,
            ResourceStanding::NotDelegable
        );
    }

    fn of(kind: &str, delegable: bool) -> CatalogueResource {
        let body: ServiceResource = serde_json::from_value(serde_json::json!({
            "identifier": "r", "title": {"nb": "R"}, "resourceType": kind, "delegable": delegable,
            "hasCompetentAuthority": {"name": {"nb": "Skatteetaten"}, "organization": "974761076", "orgcode": "skd"}
        }))
        .unwrap();
        body.into()
    }
}
