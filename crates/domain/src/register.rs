//! The system register: what vendors have told Altinn about their systems.

mod fault;

use serde::{Deserialize, Serialize};
use specta::Type;
use url::Url;

use crate::access::{PackageUrn, RESOURCE_ATTRIBUTE, ResourceReference, Right};
use crate::ids::{ClientId, OrgNumber, SystemId};
use crate::text::Localized;

use crate::time::Timestamp;

pub use fault::{
    ResourceStanding, SystemFault, client_id_faults, id_faults, language_faults, package_faults,
    redirect_faults, right_faults,
};

/// One vendor product in the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegisteredSystem {
    pub id: SystemId,
    pub vendor: OrgNumber,
    pub name: Localized,
    pub description: Localized,
    pub rights: Vec<Right>,
    pub access_packages: Vec<PackageUrn>,
    pub client_ids: Vec<ClientId>,
    /// Whether leaders find it in the list of systems.
    pub is_visible: bool,
    pub is_deleted: bool,
    pub allowed_redirect_urls: Vec<Url>,
}

/// An entry as everybody but its vendor reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ListedSystem {
    pub id: SystemId,
    pub vendor: OrgNumber,
    pub name: Localized,
    pub description: Localized,
    pub rights: Vec<Right>,
    pub access_packages: Vec<PackageUrn>,
    pub is_visible: bool,
}

/// One line in the history of an entry: who did what when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SystemChange {
    pub kind: SystemChangeKind,
    pub changed_by: OrgNumber,
    /// The Maskinporten client that made the change, when its token said so.
    pub client_id: Option<ClientId>,
    pub created: Timestamp,
}

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SystemChangeKind {
    Create,
    Update,
    Rights,
    AccessPackages,
    Delete,
}

/// The resource types on which a system may ask for rights (altinn-platform.md 2.3).
const OPEN_RESOURCE_TYPES: [&str; 7] = [
    "AltinnApp",
    "Systemresource",
    "Default",
    "CorrespondenceService",
    "BrokerService",
    "GenericAccessResource",
    "MigratedApp",
];

/// Whether a system may ask for rights on resources of a type.
pub fn is_open_to_system_users(resource_type: &str) -> bool {
    OPEN_RESOURCE_TYPES.contains(&resource_type)
}

/// A right in the form that older clients know: an app's resource, `app_<org>_<app>`, becomes the pair of its owner and
/// its name. Other rights stay as they are.
#[must_use]
pub fn in_old_app_format(right: Right) -> Right {
    let pairs = right.resource.into_iter().flat_map(|pair| {
        let app = pair
            .value
            .strip_prefix("app_")
            .and_then(|rest| rest.split_once('_'));
        match app {
            Some((org, app)) if pair.id == RESOURCE_ATTRIBUTE => vec![
                ResourceReference {
                    id: "urn:altinn:org".to_owned(),
                    value: org.to_owned(),
                },
                ResourceReference {
                    id: "urn:altinn:app".to_owned(),
                    value: app.to_owned(),
                },
            ],
            _ => vec![pair],
        }
    });
    Right {
        resource: pairs.collect(),
        ..right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_is_told_by_owner_and_name_to_older_clients() {
        let right = Right {
            action: Some("read".into()),
            ..Right::on("app_ttd_my_app")
        };
        let pair = |id: &str, value: &str| ResourceReference {
            id: id.into(),
            value: value.into(),
        };
        assert_eq!(
            in_old_app_format(right),
            Right {
                action: Some("read".into()),
                resource: vec![pair("urn:altinn:org", "ttd"), pair("urn:altinn:app", "my_app")]
            }
        );
        assert_eq!(
            in_old_app_format(Right::on("ske-krav-og-betalinger")),
            Right::on("ske-krav-og-betalinger")
        );
    }
}
