//! Rights and access packages as they are written (altinn-platform.md 1.8).

use serde::{Deserialize, Serialize};

/// One pair of attribute and value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResourceReference {
    pub id: String,
    pub value: String,
}

/// A right: pairs that must all hold, and perhaps an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Right {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    #[serde(default)]
    pub resource: Vec<ResourceReference>,
}

/// An access package, by its URN. Altinn lets the URN be absent, and then knows no such package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccessPackage {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urn: Option<String>,
}

impl From<&domain::Right> for Right {
    fn from(right: &domain::Right) -> Self {
        let pair = |pair: &domain::ResourceReference| ResourceReference {
            id: pair.id.clone(),
            value: pair.value.clone(),
        };
        Self {
            action: right.action.clone(),
            resource: right.resource.iter().map(pair).collect(),
        }
    }
}

impl From<Right> for domain::Right {
    fn from(right: Right) -> Self {
        let pair = |pair: ResourceReference| domain::ResourceReference {
            id: pair.id,
            value: pair.value,
        };
        Self {
            action: right.action,
            resource: right.resource.into_iter().map(pair).collect(),
        }
    }
}

impl From<&domain::PackageUrn> for AccessPackage {
    fn from(urn: &domain::PackageUrn) -> Self {
        Self {
            urn: Some(urn.to_string()),
        }
    }
}

impl From<AccessPackage> for domain::PackageUrn {
    fn from(package: AccessPackage) -> Self {
        Self(package.urn.unwrap_or_default())
    }
}

/// The rights as they are written.
pub fn rights(rights: &[domain::Right]) -> Vec<Right> {
    rights.iter().map(Right::from).collect()
}

/// The packages as they are written.
pub fn packages(packages: &[domain::PackageUrn]) -> Vec<AccessPackage> {
    packages.iter().map(AccessPackage::from).collect()
}

/// What the wire's list means: rights or packages of the domain.
pub fn read<W, D: From<W>>(items: Vec<W>) -> Vec<D> {
    items.into_iter().map(D::from).collect()
}
