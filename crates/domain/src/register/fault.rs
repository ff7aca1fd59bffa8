//! What is wrong in an entry that a vendor wants to register, as rules that collect and never stop at the first.

use std::collections::HashSet;
use std::hash::Hash;

use serde::{Deserialize, Serialize};
use specta::Type;
use url::Url;

use crate::access::{AccessPackage, PackageUrn, RESOURCE_ATTRIBUTE, Right};
use crate::ids::{ClientId, OrgNumber, SystemId};
use crate::text::Localized;

/// A fault in an entry that a vendor wants to register (altinn-platform.md 1.7). Faults are collected, not stopped at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SystemFault {
    VendorNotIso6523,
    IdHasBlank,
    IdPrefixNotVendor,
    IdExists,
    IdDiffersFromPath,
    /// A language that Altinn demands is missing in the name or the description.
    LanguageMissing {
        field: String,
        language: String,
    },
    RedirectNotHttps {
        addresses: Vec<String>,
    },
    ClientIdTaken {
        client_ids: Vec<ClientId>,
    },
    ClientIdsDuplicate,
    ResourceIdMalformed {
        resources: Vec<String>,
    },
    ResourceNotFound {
        resources: Vec<String>,
    },
    ResourceTypeNotDelegable {
        resources: Vec<String>,
    },
    RightsDuplicate,
    PackagesUnusable {
        malformed: Vec<String>,
        not_found: Vec<String>,
        not_delegable: Vec<String>,
    },
    PackagesDuplicate,
    PackagesForClientsInVisibleSystem,
}

/// What the resource registry says of a resource that a system wants rights on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceStanding {
    Unknown,
    /// Its type is not open to system users, or it is not delegable.
    NotDelegable,
    Delegable,
}

/// Faults of an entry's id (altinn-platform.md 2.3, steps 3a and 3b).
pub fn id_faults(id: &SystemId, vendor: &OrgNumber) -> Vec<SystemFault> {
    let blank = id
        .as_str()
        .chars()
        .any(char::is_whitespace)
        .then_some(SystemFault::IdHasBlank);
    let prefix = id.as_str().split('_').next().unwrap_or_default();
    let foreign = (prefix != vendor.as_str()).then_some(SystemFault::IdPrefixNotVendor);
    blank.into_iter().chain(foreign).collect()
}

/// Languages missing in an entry's name and description.
pub fn language_faults(name: &Localized, description: &Localized) -> Vec<SystemFault> {
    [("name", name), ("description", description)]
        .into_iter()
        .flat_map(|(field, text)| text.missing().into_iter().map(move |language| (field, language)))
        .map(|(field, language)| SystemFault::LanguageMissing {
            field: field.to_owned(),
            language: language.to_owned(),
        })
        .collect()
}

/// Addresses that are not absolute `https` (step 3d).
pub fn redirect_faults(addresses: &[String]) -> Vec<SystemFault> {
    let bad: Vec<String> = addresses
        .iter()
        .filter(|address| !is_https(address))
        .cloned()
        .collect();
    if bad.is_empty() {
        vec![]
    } else {
        vec![SystemFault::RedirectNotHttps { addresses: bad }]
    }
}

fn is_https(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.scheme() == "https" && url.has_host())
}

/// Faults of the rights (steps 3f and 3g): one fault of a kind, naming every resource at fault.
pub fn right_faults(rights: &[Right], standing: impl Fn(&str) -> ResourceStanding) -> Vec<SystemFault> {
    let (mut malformed, mut unknown, mut not_delegable) = (vec![], vec![], vec![]);
    for pair in rights.iter().flat_map(|right| &right.resource) {
        if pair.id != RESOURCE_ATTRIBUTE {
            malformed.push(pair.value.clone());
            continue;
        }
        match standing(&pair.value) {
            ResourceStanding::Unknown => unknown.push(pair.value.clone()),
            ResourceStanding::NotDelegable => not_delegable.push(pair.value.clone()),
            ResourceStanding::Delegable => {}
        }
    }
    let mut faults = vec![];
    if !malformed.is_empty() {
        faults.push(SystemFault::ResourceIdMalformed { resources: malformed });
    }
    if !unknown.is_empty() {
        faults.push(SystemFault::ResourceNotFound { resources: unknown });
    }
    if !not_delegable.is_empty() {
        faults.push(SystemFault::ResourceTypeNotDelegable {
            resources: not_delegable,
        });
    }
    if has_duplicates(rights.iter().map(right_key)) {
        faults.push(SystemFault::RightsDuplicate);
    }
    faults
}

fn right_key(right: &Right) -> String {
    let mut pairs: Vec<String> = right
        .resource
        .iter()
        .map(|pair| format!("{}:{}", pair.id, pair.value))
        .collect();
    pairs.sort();
    format!(
        "{}:{}",
        right.action.as_deref().unwrap_or_default(),
        pairs.join(",")
    )
}

/// Faults of the packages (step 3h). `known` answers what access management knows of a package.
pub fn package_faults(
    packages: &[PackageUrn],
    is_visible: bool,
    known: impl Fn(&PackageUrn) -> Option<AccessPackage>,
) -> Vec<SystemFault> {
    let (mut malformed, mut not_found, mut not_delegable, mut for_clients) = (vec![], vec![], vec![], false);
    for urn in packages {
        if urn.as_str().split(':').count() < 4 {
            malformed.push(urn.to_string());
            continue;
        }
        match known(urn) {
            None => not_found.push(urn.to_string()),
            Some(package) => {
                if !package.is_delegable && !package.is_assignable {
                    not_delegable.push(urn.to_string());
                }
                for_clients |= !package.is_assignable;
            }
        }
    }
    let mut faults = vec![];
    if !(malformed.is_empty() && not_found.is_empty() && not_delegable.is_empty()) {
        faults.push(SystemFault::PackagesUnusable {
            malformed,
            not_found,
            not_delegable,
        });
    }
    if has_duplicates(packages) {
        faults.push(SystemFault::PackagesDuplicate);
    }
    if is_visible && for_clients {
        faults.push(SystemFault::PackagesForClientsInVisibleSystem);
    }
    faults
}

/// The same client id twice in one entry.
pub fn client_id_faults(client_ids: &[ClientId]) -> Vec<SystemFault> {
    if has_duplicates(client_ids) {
        vec![SystemFault::ClientIdsDuplicate]
    } else {
        vec![]
    }
}

fn has_duplicates<T: Eq + Hash>(items: impl IntoIterator<Item = T>) -> bool {
    let mut seen = HashSet::new();
    items.into_iter().any(|item| !seen.insert(item))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::ResourceReference;

    #[test]
    fn an_id_begins_with_the_vendors_number_and_has_no_blanks() {
        assert_eq!(id_faults(&"991825827_smart".into(), &vendor()), vec![]);
        assert_eq!(
            id_faults(&"974761076_smart".into(), &vendor()),
            vec![SystemFault::IdPrefixNotVendor]
        );
        assert_eq!(
            id_faults(&"smart regnskap".into(), &vendor()),
            vec![SystemFault::IdHasBlank, SystemFault::IdPrefixNotVendor]
        );
    }

    #[test]
    fn every_missing_language_is_named() {
        let only_nb = Localized([("nb".to_owned(), "Navn".to_owned())].into());
        let full = Localized::new("a", "b", "c");
        assert_eq!(
            language_faults(&only_nb, &full),
            ["nn", "en"].map(|language| SystemFault::LanguageMissing {
                field: "name".into(),
                language: language.into()
            })
        );
    }

    #[test]
    fn a_redirect_address_is_absolute_https() {
        let bad = ["http://a.example", "htts://a.example", "/relative", "https:"].map(String::from);
        assert_eq!(
            redirect_faults(&bad),
            vec![SystemFault::RedirectNotHttps {
                addresses: bad.to_vec()
            }]
        );
        assert_eq!(redirect_faults(&["https://a.example/b?c=1".into()]), vec![]);
    }

    #[test]
    fn each_kind_of_resource_fault_is_told_once() {
        let rights = [
            Right::on("known"),
            Right::on("missing"),
            Right::on("closed"),
            Right {
                action: None,
                resource: vec![ResourceReference {
                    id: "urn:altinn:app".into(),
                    value: "x".into(),
                }],
            },
        ];
        let standing = |value: &str| match value {
            "known" => ResourceStanding::Delegable,
            "closed" => ResourceStanding::NotDelegable,
            _ => ResourceStanding::Unknown,
        };
        assert_eq!(
            right_faults(&rights, standing),
            vec![
                SystemFault::ResourceIdMalformed {
                    resources: vec!["x".into()]
                },
                SystemFault::ResourceNotFound {
                    resources: vec!["missing".into()]
                },
                SystemFault::ResourceTypeNotDelegable {
                    resources: vec!["closed".into()]
                },
            ]
        );
    }

    #[test]
    fn the_same_right_twice_is_a_duplicate_whatever_the_order_of_its_pairs() {
        let pair = ResourceReference::resource;
        let right = |values: [&str; 2]| Right {
            action: None,
            resource: values.map(pair).to_vec(),
        };
        let faults = right_faults(&[right(["a", "b"]), right(["b", "a"])], |_| {
            ResourceStanding::Delegable
        });
        assert_eq!(faults, vec![SystemFault::RightsDuplicate]);
    }

    #[test]
    fn packages_are_sorted_by_what_is_wrong_with_them() {
        let packages = ["jordbruk", "nowhere", "vergemal", "regnskapsforer-lonn"].map(PackageUrn::from_code);
        let mut packages = packages.to_vec();
        packages.push(PackageUrn("jordbruk".into()));
        let known = |urn: &PackageUrn| {
            let traits = match urn.code() {
                "jordbruk" => (true, true),
                "vergemal" => (false, false),
                "regnskapsforer-lonn" => (true, false),
                _ => return None,
            };
            Some(AccessPackage {
                urn: urn.clone(),
                is_delegable: traits.0,
                is_assignable: traits.1,
            })
        };
        assert_eq!(
            package_faults(&packages, true, known),
            vec![
                SystemFault::PackagesUnusable {
                    malformed: vec!["jordbruk".into()],
                    not_found: vec![PackageUrn::from_code("nowhere").to_string()],
                    not_delegable: vec![PackageUrn::from_code("vergemal").to_string()],
                },
                SystemFault::PackagesForClientsInVisibleSystem,
            ]
        );
    }

    fn vendor() -> OrgNumber {
        OrgNumber::parse("991825827").unwrap()
    }
}
