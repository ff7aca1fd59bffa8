//! A request held against what Altinn will hold it against (altinn-platform.md 3.2, 3.4, 3.5), each fault by itself.

use domain::access::rights_within;
use domain::request::redirect_within;
use domain::{ExternalRef, OrgNumber, Problem, RegisteredSystem, RequestStatus};

use super::RequestDraft;
use crate::App;
use crate::catalogue::Catalogue;
use crate::failure::Failure;
use crate::finding::{Fault, Finding};
use crate::token::Purpose;

impl App {
    /// What the vendor has at that customer under that reference already, if anything.
    pub(super) async fn standing_in_the_way(&self, draft: &RequestDraft) -> Result<Option<Finding>, Failure> {
        let Ok(party) = OrgNumber::parse(&draft.party_org) else {
            return Ok(None);
        };
        let given = draft
            .external_ref
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        let reference = ExternalRef::from(given.unwrap_or(party.as_str()));
        let (altinn, system, party, reference) =
            (&self.0.remote.altinn, &draft.system_id, &party, &reference);
        let asked = |token| async move {
            altinn
                .vendor_request_by_ref(&token, system, party, reference)
                .await
        };
        match self.as_vendor(Purpose::Requests, asked).await {
            // An accepted request whose access is gone stands in nobody's way; the access itself does.
            Ok(found) if found.request.status != RequestStatus::Accepted => {
                let facts = vec![found.request.id.to_string()];
                return Ok(Some(finding(
                    "/externalRef",
                    found.request.blocks_renewal(),
                    facts,
                )));
            }
            Ok(_) | Err(Failure::NotFound | Failure::Refused { .. }) => {}
            Err(failure) => return Err(failure),
        }
        let given = |token| async move {
            altinn
                .vendor_system_user(&token, system, party, Some(reference))
                .await
        };
        match self.as_vendor(Purpose::Requests, given).await {
            Ok(access) => Ok(Some(finding(
                "/externalRef",
                Problem::SystemUserExists,
                vec![access.id.to_string()],
            ))),
            Err(Failure::NotFound | Failure::Refused { .. }) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

/// Every fault that can be found without asking.
pub(super) fn findings(
    draft: &RequestDraft,
    system: Option<&RegisteredSystem>,
    catalogue: Option<&Catalogue>,
) -> Vec<Finding> {
    let mut findings = vec![];
    if let Err(fault) = OrgNumber::parse_strictly(&draft.party_org) {
        findings.push(at("/partyOrgNo", Fault::OrgNumber { fault }));
    }
    if draft.rights.is_empty() && draft.access_packages.is_empty() {
        findings.push(finding("", Problem::NothingRequested, vec![]));
    }
    packages_for_standard(draft, catalogue, &mut findings);
    if let Some(system) = system.filter(|system| !system.is_deleted) {
        within(draft, system, &mut findings);
    } else {
        let facts = vec![draft.system_id.to_string()];
        findings.push(finding("/systemId", Problem::SystemNotFound, facts));
    }
    findings
}

/// What the request asks for beyond what its system has registered.
fn within(draft: &RequestDraft, system: &RegisteredSystem, findings: &mut Vec<Finding>) {
    for (index, right) in draft.rights.iter().enumerate() {
        if let Err(problem) = rights_within(&system.rights, std::slice::from_ref(right)) {
            let resources = right.resource.iter().map(|pair| pair.value.clone()).collect();
            findings.push(finding(&format!("/rights/{index}"), problem, resources));
        }
    }
    for (index, package) in draft.access_packages.iter().enumerate() {
        if !system.access_packages.contains(package) {
            let facts = vec![package.to_string()];
            findings.push(finding(&package_at(index), Problem::PackageOutsideSystem, facts));
        }
    }
    let redirect = draft.redirect_url.as_deref().map(str::trim);
    if let Err(problem) = redirect_within(&system.allowed_redirect_urls, redirect) {
        findings.push(finding("/redirectUrl", problem, vec![]));
    }
}

/// A standard system user can have what may be assigned, and nothing else.
fn packages_for_standard(draft: &RequestDraft, catalogue: Option<&Catalogue>, findings: &mut Vec<Finding>) {
    let Some(catalogue) = catalogue else { return };
    for (index, package) in draft.access_packages.iter().enumerate() {
        if catalogue
            .traits
            .get(package)
            .is_some_and(|traits| !traits.is_assignable)
        {
            let facts = vec![package.to_string()];
            findings.push(finding(&package_at(index), Problem::PackageNotAssignable, facts));
        }
    }
}

fn package_at(index: usize) -> String {
    format!("/accessPackages/{index}/urn")
}

fn finding(pointer: &str, problem: Problem, facts: Vec<String>) -> Finding {
    at(pointer, Fault::Request { problem, facts })
}

fn at(pointer: &str, fault: Fault) -> Finding {
    Finding {
        fault,
        pointer: Some(pointer.to_owned()),
        place: None,
    }
}

#[cfg(test)]
mod tests {
    use domain::{Localized, OrgNumberFault, PackageUrn, Right};
    use url::Url;

    use super::*;

    #[test]
    fn a_request_that_fits_has_no_faults() {
        assert_eq!(findings(&draft(), Some(&system()), None), []);
    }

    #[test]
    fn a_number_one_digit_short_says_so() {
        let short = RequestDraft {
            party_org: "57623423".into(),
            ..draft()
        };
        let fault = Fault::OrgNumber {
            fault: OrgNumberFault::Length { digits: 8 },
        };
        assert_eq!(
            findings(&short, Some(&system()), None),
            [at("/partyOrgNo", fault)]
        );
    }

    #[test]
    fn each_right_and_package_beyond_the_system_is_named() {
        let more = RequestDraft {
            rights: vec![Right::on("registered"), Right::on("other")],
            access_packages: vec![PackageUrn::from_code("jordbruk")],
            ..draft()
        };
        assert_eq!(
            findings(&more, Some(&system()), None),
            [
                finding("/rights/1", Problem::RightsNotDelegable, vec!["other".into()]),
                finding(
                    "/accessPackages/0/urn",
                    Problem::PackageOutsideSystem,
                    vec![PackageUrn::from_code("jordbruk").to_string()]
                ),
            ]
        );
    }

    #[test]
    fn an_address_that_is_not_registered_is_named() {
        let elsewhere = RequestDraft {
            redirect_url: Some("https://b.example/".into()),
            ..draft()
        };
        assert_eq!(
            findings(&elsewhere, Some(&system()), None),
            [finding("/redirectUrl", Problem::RedirectNotAllowed, vec![])]
        );
    }

    #[test]
    fn a_request_for_nothing_or_from_nowhere_is_named() {
        let nothing = RequestDraft {
            rights: vec![],
            ..draft()
        };
        assert_eq!(
            findings(&nothing, None, None),
            [
                finding("", Problem::NothingRequested, vec![]),
                finding(
                    "/systemId",
                    Problem::SystemNotFound,
                    vec!["991825827_smart".into()]
                ),
            ]
        );
    }

    fn draft() -> RequestDraft {
        RequestDraft {
            system_id: "991825827_smart".into(),
            party_org: "310 702 641".into(),
            external_ref: None,
            rights: vec![Right::on("registered")],
            access_packages: vec![],
            redirect_url: Some("https://a.example/done?x=1".into()),
        }
    }

    fn system() -> RegisteredSystem {
        RegisteredSystem {
            id: "991825827_smart".into(),
            vendor: OrgNumber::parse("991825827").unwrap(),
            name: Localized::default(),
            description: Localized::default(),
            rights: vec![Right::on("registered")],
            access_packages: vec![],
            client_ids: vec![],
            is_visible: true,
            is_deleted: false,
            allowed_redirect_urls: vec![Url::parse("https://a.example/done").unwrap()],
        }
    }
}
