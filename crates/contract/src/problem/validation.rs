//! Faults in what a vendor wants to register, as they are written (altinn-platform.md 1.7).

use std::collections::BTreeMap;

use domain::SystemFault;
use serde::{Deserialize, Serialize};

/// The body around the faults (shape 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ValidationProblemDetails {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub code: String,
    #[serde(default)]
    pub trace_id: String,
    #[serde(default)]
    pub status_description: String,
    pub validation_errors: Vec<ValidationError>,
}

/// The code of every body of this shape.
pub(super) const CODE: &str = "STD-00000";

impl ValidationProblemDetails {
    /// The faults as they are written. A missing language has no code and is written as a field that cannot be read
    /// (shape 4), so it is left out here.
    pub fn of(faults: &[SystemFault], trace_id: &str) -> Self {
        Self::with(faults.iter().filter_map(ValidationError::of).collect(), trace_id)
    }

    /// Faults of any part of Altinn's, as they are written.
    pub fn with(validation_errors: Vec<ValidationError>, trace_id: &str) -> Self {
        Self {
            kind: format!("urn:altinn:error:{CODE}"),
            title: "One or more validation errors occurred.".to_owned(),
            status: 400,
            code: CODE.to_owned(),
            trace_id: trace_id.to_owned(),
            status_description: super::status_description(400).to_owned(),
            validation_errors,
        }
    }

    /// The faults that the domain knows, in the order they were written.
    pub fn faults(&self) -> Vec<SystemFault> {
        self.validation_errors
            .iter()
            .filter_map(ValidationError::fault)
            .collect()
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValidationError {
    pub code: String,
    pub title: String,
    #[serde(default)]
    pub paths: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    #[serde(flatten)]
    pub extensions: BTreeMap<String, String>,
}

const RESOURCE_MALFORMED: &str = "Invalid Resource Id Details : ";
const RESOURCE_NOT_FOUND: &str = "ResourceIds Not Found : ";
const RESOURCE_NOT_DELEGABLE: &str = "ResourceIds Not Delegable : ";
const PACKAGE_DETAILS: &str = "Invalid Urn Details : ";
const PACKAGE_MALFORMED: &str = "Invalid format: ";
const PACKAGE_NOT_FOUND: &str = "Not found: ";
const PACKAGE_NOT_DELEGABLE: &str = "Not possible to delegate: ";

impl ValidationError {
    /// One fault as it is written; `None` for a missing language.
    pub fn of(fault: &SystemFault) -> Option<Self> {
        let (number, path, title) = wire(fault)?;
        Some(Self {
            code: format!("AUTH.VLD-{number:05}"),
            title: title.to_owned(),
            paths: vec![format!("/registersystemrequest/{path}")],
            detail: None,
            extensions: extension(fault)
                .into_iter()
                .map(|(key, text)| (key.to_owned(), text))
                .collect(),
        })
    }

    /// The fault that this stands for, if the domain knows it. What Altinn does not tell (which addresses, which client
    /// ids) stays empty.
    pub fn fault(&self) -> Option<SystemFault> {
        let listed = |key: &str| split(self.extensions.get(key).map(String::as_str), " | ");
        Some(match self.code.strip_prefix("AUTH.VLD-")?.parse().ok()? {
            0_u16 => SystemFault::VendorNotIso6523,
            1 => SystemFault::IdPrefixNotVendor,
            2 => SystemFault::IdExists,
            3 => SystemFault::ResourceNotFound {
                resources: listed(RESOURCE_NOT_FOUND),
            },
            4 => SystemFault::ClientIdTaken { client_ids: vec![] },
            5 => SystemFault::RedirectNotHttps { addresses: vec![] },
            6 => SystemFault::RightsDuplicate,
            7 => SystemFault::PackagesDuplicate,
            8 => self.unusable_packages(),
            9 => SystemFault::ResourceIdMalformed {
                resources: listed(RESOURCE_MALFORMED),
            },
            11 => SystemFault::ClientIdsDuplicate,
            12 => SystemFault::IdDiffersFromPath,
            13 => SystemFault::IdHasBlank,
            17 => SystemFault::ResourceTypeNotDelegable {
                resources: listed(RESOURCE_NOT_DELEGABLE),
            },
            18 => SystemFault::PackagesForClientsInVisibleSystem,
            _ => return None,
        })
    }

    fn unusable_packages(&self) -> SystemFault {
        let parts = split(self.extensions.get(PACKAGE_DETAILS).map(String::as_str), " | ");
        let part = |prefix: &str| split(parts.iter().find_map(|part| part.strip_prefix(prefix)), ", ");
        SystemFault::PackagesUnusable {
            malformed: part(PACKAGE_MALFORMED),
            not_found: part(PACKAGE_NOT_FOUND),
            not_delegable: part(PACKAGE_NOT_DELEGABLE),
        }
    }
}

fn split(text: Option<&str>, separator: &str) -> Vec<String> {
    text.map(|text| text.split(separator).map(str::to_owned).collect())
        .unwrap_or_default()
}

/// Number, path and title of a fault.
fn wire(fault: &SystemFault) -> Option<(u16, &'static str, &'static str)> {
    Some(match fault {
        SystemFault::VendorNotIso6523 => (
            0,
            "vendor/id",
            "the org number identifier is not valid ISO6523 identifier",
        ),
        SystemFault::IdPrefixNotVendor => (
            1,
            "systemid",
            "The system id does not match the format orgnumber_xxxx...",
        ),
        SystemFault::IdExists => (2, "systemid", "The system id already exists"),
        SystemFault::ResourceNotFound { .. } => (
            3,
            "rights/resource",
            "One or more resources specified in rights were not found in Altinn's resource register.",
        ),
        SystemFault::ClientIdTaken { .. } => (
            4,
            "clientid",
            "One of the client id is already tagged with an existing system",
        ),
        SystemFault::RedirectNotHttps { .. } => (
            5,
            "allowedredirecturls",
            "One or more of the redirect urls format is not valid. The valid format is https://xxx.xx",
        ),
        SystemFault::RightsDuplicate => (6, "rights/resource", "One or more duplicate rights found"),
        SystemFault::PackagesDuplicate => (
            7,
            "accesspackages",
            "One or more duplicate access package(s) found",
        ),
        SystemFault::PackagesUnusable { .. } => (
            8,
            "accesspackages",
            "One or all the accesspackage(s) is not found in altinn's access packages or is not delegable",
        ),
        SystemFault::ResourceIdMalformed { .. } => (
            9,
            "rights/resource",
            "One or more resource id is in wrong format. The valid format is urn:altinn:resource",
        ),
        SystemFault::ClientIdsDuplicate => (11, "clientid", "Request contains duplicate client ids"),
        SystemFault::IdDiffersFromPath => (
            12,
            "systemid",
            "The system ID in the request body does not match the system ID in the URL",
        ),
        SystemFault::IdHasBlank => (
            13,
            "systemid",
            "System ID cannot have spaces in id (leading, trailing or in between the id)",
        ),
        SystemFault::ResourceTypeNotDelegable { .. } => (
            17,
            "rights/resource",
            "One or more resources specified in rights is of resource type which is not delegable.",
        ),
        SystemFault::PackagesForClientsInVisibleSystem => (
            18,
            "accesspackages",
            "Access packages meant for system user for client relations can't be used in combination with the flag isVisible: true",
        ),
        SystemFault::LanguageMissing { .. } => return None,
    })
}

fn extension(fault: &SystemFault) -> Option<(&'static str, String)> {
    match fault {
        SystemFault::ResourceIdMalformed { resources } => Some((RESOURCE_MALFORMED, resources.join(" | "))),
        SystemFault::ResourceNotFound { resources } => Some((RESOURCE_NOT_FOUND, resources.join(" | "))),
        SystemFault::ResourceTypeNotDelegable { resources } => {
            Some((RESOURCE_NOT_DELEGABLE, resources.join(" | ")))
        }
        SystemFault::PackagesUnusable {
            malformed,
            not_found,
            not_delegable,
        } => {
            let part = |prefix: &str, urns: &[String]| {
                (!urns.is_empty()).then(|| format!("{prefix}{}", urns.join(", ")))
            };
            let parts = [
                part(PACKAGE_MALFORMED, malformed),
                part(PACKAGE_NOT_FOUND, not_found),
                part(PACKAGE_NOT_DELEGABLE, not_delegable),
            ];
            Some((
                PACKAGE_DETAILS,
                parts.into_iter().flatten().collect::<Vec<_>>().join(" | "),
            ))
        }
        SystemFault::VendorNotIso6523
        | SystemFault::IdHasBlank
        | SystemFault::IdPrefixNotVendor
        | SystemFault::IdExists
        | SystemFault::IdDiffersFromPath
        | SystemFault::LanguageMissing { .. }
        | SystemFault::RedirectNotHttps { .. }
        | SystemFault::ClientIdTaken { .. }
        | SystemFault::ClientIdsDuplicate
        | SystemFault::RightsDuplicate
        | SystemFault::PackagesDuplicate
        | SystemFault::PackagesForClientsInVisibleSystem => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_read_back_as_it_was_written() {
        let resources = vec!["a".to_owned(), "b".to_owned()];
        let faults = [
            SystemFault::VendorNotIso6523,
            SystemFault::IdHasBlank,
            SystemFault::IdPrefixNotVendor,
            SystemFault::IdExists,
            SystemFault::IdDiffersFromPath,
            SystemFault::RedirectNotHttps { addresses: vec![] },
            SystemFault::ClientIdTaken { client_ids: vec![] },
            SystemFault::ClientIdsDuplicate,
            SystemFault::ResourceIdMalformed {
                resources: resources.clone(),
            },
            SystemFault::ResourceNotFound {
                resources: resources.clone(),
            },
            SystemFault::ResourceTypeNotDelegable {
                resources: resources.clone(),
            },
            SystemFault::RightsDuplicate,
            SystemFault::PackagesUnusable {
                malformed: resources.clone(),
                not_found: vec![],
                not_delegable: resources,
            },
            SystemFault::PackagesDuplicate,
            SystemFault::PackagesForClientsInVisibleSystem,
        ];
        assert_eq!(ValidationProblemDetails::of(&faults, "").faults(), faults);
    }

    #[test]
    fn a_missing_language_is_not_written_here() {
        let fault = SystemFault::LanguageMissing {
            field: "name".into(),
            language: "nn".into(),
        };
        assert_eq!(ValidationError::of(&fault), None);
    }
}
