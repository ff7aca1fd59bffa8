//! The register's rules for an entry, asked here before Altinn is: the same rules, each fault at its own place
//! (altinn-platform.md 1.7, 2.3, 2.4; ux.md 1.4).

use std::collections::HashMap;

use domain::access::RESOURCE_ATTRIBUTE;
use domain::register::{
    ResourceStanding, id_faults, language_faults, package_faults, redirect_faults, right_faults,
};
use domain::{
    AccessPackage, ClientId, OrgNumber, OrgNumberFault, PackageUrn, RegisteredSystem, Right, SystemFault,
    SystemId,
};

use super::SystemDraft;
use crate::finding::{Fault, Finding};
use crate::json_text::Node;

/// What is known when an entry is looked at. What could not be found out is absent, and is then not judged.
#[derive(Default)]
pub(super) struct Known<'k> {
    /// The vendor's own number.
    pub(super) own: Option<&'k OrgNumber>,
    pub(super) resources: Option<&'k HashMap<String, ResourceStanding>>,
    pub(super) packages: Option<&'k HashMap<PackageUrn, AccessPackage>>,
    /// The vendor's entries in the register.
    pub(super) others: &'k [RegisteredSystem],
    /// The entry that the text replaces; absent for a new one.
    pub(super) replaces: Option<&'k SystemId>,
}

/// Every fault of an entry, in no order.
pub(super) fn findings(draft: &SystemDraft, root: &Node, known: &Known<'_>) -> Vec<Finding> {
    let mut found = Found {
        root,
        findings: vec![],
    };
    identity(draft, known, &mut found);
    for fault in language_faults(&draft.name, &draft.description) {
        if let SystemFault::LanguageMissing { field, language } = &fault {
            let steps = [field.clone(), language.clone()];
            found.at(&steps.each_ref().map(String::as_str), Fault::System { fault });
        }
    }
    rights(draft, known, &mut found);
    packages(draft, known, &mut found);
    clients(draft, known, &mut found);
    for (index, address) in draft.allowed_redirect_urls.iter().enumerate() {
        for fault in redirect_faults(std::slice::from_ref(address)) {
            found.at(
                &["allowedRedirectUrls", &index.to_string()],
                Fault::System { fault },
            );
        }
    }
    found.findings
}

/// Findings, placed where they belong in the text.
struct Found<'n> {
    root: &'n Node,
    findings: Vec<Finding>,
}

impl Found<'_> {
    fn at(&mut self, steps: &[&str], fault: Fault) {
        self.findings.push(self.root.nearest(steps).finding(fault));
    }

    fn system(&mut self, steps: &[&str], fault: SystemFault) {
        self.at(steps, Fault::System { fault });
    }
}

/// The id and the vendor: each other's, the vendor's own, and not taken.
fn identity(draft: &SystemDraft, known: &Known<'_>, found: &mut Found<'_>) {
    let vendor = vendor(draft, found);
    let foreign = |number: &OrgNumber| known.own.filter(|own| *own != number);
    if let Some(own) = vendor.as_ref().and_then(foreign) {
        found.at(&["vendor", "ID"], Fault::ForeignPrefix { own: own.to_string() });
    }
    if draft.id.as_str().is_empty() {
        return;
    }
    // Judged against the vendor's own number where it is known: that is what Altinn will hold it against.
    if let Some(judge) = known.own.or(vendor.as_ref()) {
        for fault in id_faults(&draft.id, judge) {
            let fault = match (fault, known.own) {
                (SystemFault::IdPrefixNotVendor, Some(own)) => Fault::ForeignPrefix { own: own.to_string() },
                (fault, _) => Fault::System { fault },
            };
            found.at(&["id"], fault);
        }
    }
    match known.replaces {
        Some(path) if *path != draft.id => found.system(&["id"], SystemFault::IdDiffersFromPath),
        None if known.others.iter().any(|other| other.id == draft.id) => {
            found.system(&["id"], SystemFault::IdExists);
        }
        Some(_) | None => {}
    }
}

fn vendor(draft: &SystemDraft, found: &mut Found<'_>) -> Option<OrgNumber> {
    if draft.vendor.is_empty() {
        return None;
    }
    let fault = match draft.vendor.strip_prefix("0192:").map(OrgNumber::parse_strictly) {
        Some(Ok(number)) => return Some(number),
        Some(Err(OrgNumberFault::NotDigits)) | None => Fault::System {
            fault: SystemFault::VendorNotIso6523,
        },
        Some(Err(fault)) => Fault::OrgNumber { fault },
    };
    found.at(&["vendor", "ID"], fault);
    OrgNumber::from_iso6523(&draft.vendor).ok()
}

fn rights(draft: &SystemDraft, known: &Known<'_>, found: &mut Found<'_>) {
    for (index, right) in draft.rights.iter().enumerate() {
        let number = index.to_string();
        for (position, pair) in right.resource.iter().enumerate() {
            let alone = Right {
                action: None,
                resource: vec![pair.clone()],
            };
            // An id or value that is absent is named already.
            if pair.id.is_empty() || pair.value.is_empty() {
                continue;
            }
            let member = if pair.id == RESOURCE_ATTRIBUTE {
                "value"
            } else {
                "id"
            };
            for fault in right_faults(&[alone], |resource| standing(known, resource)) {
                found.system(
                    &["rights", &number, "resource", &position.to_string(), member],
                    fault,
                );
            }
        }
        if draft.rights[..index]
            .iter()
            .any(|earlier| is_same(earlier, right))
        {
            found.system(&["rights", &number], SystemFault::RightsDuplicate);
        }
    }
}

fn is_same(one: &Right, other: &Right) -> bool {
    let both = [one.clone(), other.clone()];
    right_faults(&both, |_| ResourceStanding::Delegable).contains(&SystemFault::RightsDuplicate)
}

fn standing(known: &Known<'_>, resource: &str) -> ResourceStanding {
    known.resources.map_or(ResourceStanding::Delegable, |resources| {
        resources
            .get(resource)
            .copied()
            .unwrap_or(ResourceStanding::Unknown)
    })
}

fn packages(draft: &SystemDraft, known: &Known<'_>, found: &mut Found<'_>) {
    for (index, urn) in draft.access_packages.iter().enumerate() {
        let steps = ["accessPackages", &index.to_string(), "urn"];
        let traits = |urn: &PackageUrn| match known.packages {
            Some(packages) => packages.get(urn).cloned(),
            // Not known here: taken at its word.
            None => Some(AccessPackage {
                urn: urn.clone(),
                is_delegable: true,
                is_assignable: true,
            }),
        };
        if !urn.as_str().is_empty() {
            for fault in package_faults(std::slice::from_ref(urn), draft.is_visible, traits) {
                found.system(&steps, fault);
            }
        }
        if draft.access_packages[..index].contains(urn) {
            found.system(&steps, SystemFault::PackagesDuplicate);
        }
    }
}

fn clients(draft: &SystemDraft, known: &Known<'_>, found: &mut Found<'_>) {
    let taken = |client: &ClientId| {
        let others = known
            .others
            .iter()
            .filter(|other| !other.is_deleted && other.id != draft.id);
        others
            .flat_map(|other| &other.client_ids)
            .any(|theirs| theirs == client)
    };
    for (index, client) in draft.client_ids.iter().enumerate() {
        let steps = ["clientId", &index.to_string()];
        if draft.client_ids[..index].contains(client) {
            found.system(&steps, SystemFault::ClientIdsDuplicate);
        }
        if taken(client) {
            found.system(
                &steps,
                SystemFault::ClientIdTaken {
                    client_ids: vec![client.clone()],
                },
            );
        }
    }
}
