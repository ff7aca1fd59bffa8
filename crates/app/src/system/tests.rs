//! The faults of an entry, named one by one and each at its place.

use std::collections::HashMap;

use domain::register::ResourceStanding;
use domain::{AccessPackage, OrgNumberFault};

use super::*;

/// The sample that circulates among vendors, with the faults it has (ux.md 1.4).
const SAMPLE: &str = r#"{
    "id": "974761076_skatt_demo_system",
    "vendor": {
        "ID": "0192:974761076"
    },
    "name": {
        "nb": "Skatteetatens Test SBS",
    },
    "description": {
        "nb": "En beskrivelse av systemet",
    },
    "rights": [
        {
            "resource": [
                {
                    "id": "urn:altinn:resource",
                    "value": "ske-innrapportering-boligselskap"
                }
            ]
        }
    ],
    "clientId": [
        "e6c868ef-d9d6-4847-ba25-409bbd040540"
    ],
    "isVisible": true,
    "allowedRedirectUrls": []
}"#;

#[test]
fn the_faults_of_the_circulating_sample_are_named_one_by_one() {
    let own = OrgNumber::parse("991825827").unwrap();
    let (checked, _) = check(
        SAMPLE,
        &Known {
            own: Some(&own),
            ..Known::default()
        },
    );
    let missing = |field: &str, language: &str| Fault::System {
        fault: SystemFault::LanguageMissing {
            field: field.into(),
            language: language.into(),
        },
    };
    let foreign = Fault::ForeignPrefix { own: own.to_string() };
    let found: Vec<(Fault, u32)> = checked
        .findings
        .into_iter()
        .map(|finding| (finding.fault, finding.place.unwrap().line))
        .collect();
    assert_eq!(
        found,
        [
            (Fault::TrailingComma, 7),
            (Fault::TrailingComma, 10),
            (foreign.clone(), 2),
            (foreign, 4),
            (missing("name", "nn"), 6),
            (missing("name", "en"), 6),
            (missing("description", "nn"), 9),
            (missing("description", "en"), 9),
        ]
    );
    assert_eq!(checked.draft.unwrap().client_ids.len(), 1);
}

#[test]
fn an_entry_without_faults_is_taken_as_it_is() {
    assert_eq!(faults(&entry("")), []);
}

#[test]
fn a_client_of_another_entry_is_taken_and_one_twice_is_a_duplicate() {
    assert_eq!(
        faults(&entry(r#", "clientId": ["taken", "free", "free"]"#)),
        [
            (
                "/clientId/0".into(),
                system(SystemFault::ClientIdTaken {
                    client_ids: vec!["taken".into()]
                })
            ),
            ("/clientId/2".into(), system(SystemFault::ClientIdsDuplicate)),
        ]
    );
}

#[test]
fn each_address_that_is_not_https_is_named() {
    let plain = |address: &str| {
        system(SystemFault::RedirectNotHttps {
            addresses: vec![address.into()],
        })
    };
    assert_eq!(
        faults(&entry(
            r#", "allowedRedirectUrls": ["https://a.example", "http://a.example", "a"]"#
        )),
        [
            ("/allowedRedirectUrls/1".into(), plain("http://a.example")),
            ("/allowedRedirectUrls/2".into(), plain("a")),
        ]
    );
}

#[test]
fn each_resource_is_judged_by_itself() {
    let right = |id: &str, value: &str| format!(r#"{{"resource": [{{"id": "{id}", "value": "{value}"}}]}}"#);
    let rights = [
        right("urn:altinn:resource", "known"),
        right("urn:altinn:resource", "missing"),
        right("urn:altinn:resource", "closed"),
        right("urn:altinn:app", "x"),
        right("urn:altinn:resource", "known"),
    ];
    let named = |name: &str| vec![name.to_owned()];
    assert_eq!(
        faults(&entry(&format!(r#", "rights": [{}]"#, rights.join(", ")))),
        [
            (
                "/rights/1/resource/0/value".into(),
                system(SystemFault::ResourceNotFound {
                    resources: named("missing")
                })
            ),
            (
                "/rights/2/resource/0/value".into(),
                system(SystemFault::ResourceTypeNotDelegable {
                    resources: named("closed")
                })
            ),
            (
                "/rights/3/resource/0/id".into(),
                system(SystemFault::ResourceIdMalformed {
                    resources: named("x")
                })
            ),
            ("/rights/4".into(), system(SystemFault::RightsDuplicate)),
        ]
    );
}

#[test]
fn a_package_for_clients_cannot_be_in_a_visible_system() {
    let packages = r#", "accessPackages": [{"urn": "urn:altinn:accesspackage:regnskapsforer-lonn"}]"#;
    assert_eq!(
        faults(&entry(packages)),
        [(
            "/accessPackages/0/urn".into(),
            system(SystemFault::PackagesForClientsInVisibleSystem)
        )]
    );
}

#[test]
fn a_vendor_is_a_number_in_the_right_form() {
    let vendor = |id: &str| entry("").replace("0192:991825827", id);
    assert_eq!(
        faults(&vendor("991825827")),
        [("/vendor/ID".into(), system(SystemFault::VendorNotIso6523))]
    );
    let short = Fault::OrgNumber {
        fault: OrgNumberFault::Length { digits: 8 },
    };
    assert_eq!(faults(&vendor("0192:99182582")), [("/vendor/ID".into(), short)]);
}

#[test]
fn an_id_that_is_taken_is_named_for_a_new_entry_only() {
    let text = entry("").replace("991825827_new", "991825827_old");
    assert_eq!(faults(&text), [("/id".into(), system(SystemFault::IdExists))]);
    let replaced = SystemId::from("991825827_old");
    assert_eq!(faults_of(&text, Some(&replaced)), []);
    let other = SystemId::from("991825827_other");
    assert_eq!(
        faults_of(&text, Some(&other)),
        [("/id".into(), system(SystemFault::IdDiffersFromPath))]
    );
}

#[test]
fn altinns_faults_are_put_where_they_belong() {
    let (_, root) = check(SAMPLE, &Known::default());
    let fault = Fault::System {
        fault: SystemFault::ClientIdTaken { client_ids: vec![] },
    };
    let failure = Failure::Invalid {
        findings: vec![Finding {
            fault: fault.clone(),
            pointer: None,
            place: None,
        }],
    };
    let Failure::Invalid { findings } = placed(failure, &root.unwrap()) else {
        panic!("not invalid")
    };
    assert_eq!(findings[0].pointer.as_deref(), Some("/clientId"));
    assert_eq!(findings[0].place.unwrap().line, 22);
}

fn faults(text: &str) -> Vec<(String, Fault)> {
    faults_of(text, None)
}

fn faults_of(text: &str, replaces: Option<&SystemId>) -> Vec<(String, Fault)> {
    let own = OrgNumber::parse("991825827").unwrap();
    let resources = HashMap::from([
        ("known".to_owned(), ResourceStanding::Delegable),
        ("closed".to_owned(), ResourceStanding::NotDelegable),
    ]);
    let for_clients = PackageUrn::from_code("regnskapsforer-lonn");
    let packages = HashMap::from([(
        for_clients.clone(),
        AccessPackage {
            urn: for_clients,
            is_delegable: true,
            is_assignable: false,
        },
    )]);
    let known = Known {
        own: Some(&own),
        resources: Some(&resources),
        packages: Some(&packages),
        others: &[old()],
        replaces,
    };
    let (checked, _) = check(text, &known);
    checked
        .findings
        .into_iter()
        .map(|finding| (finding.pointer.unwrap(), finding.fault))
        .collect()
}

fn entry(more: &str) -> String {
    let names = r#"{"nb": "N", "nn": "N", "en": "N"}"#;
    format!(
        r#"{{"id": "991825827_new", "vendor": {{"ID": "0192:991825827"}}, "name": {names}, "description": {names}{more}}}"#
    )
}

fn old() -> RegisteredSystem {
    RegisteredSystem {
        id: "991825827_old".into(),
        vendor: OrgNumber::parse("991825827").unwrap(),
        name: Localized::default(),
        description: Localized::default(),
        rights: vec![],
        access_packages: vec![],
        client_ids: vec!["taken".into()],
        is_visible: true,
        is_deleted: false,
        allowed_redirect_urls: vec![],
    }
}

fn system(fault: SystemFault) -> Fault {
    Fault::System { fault }
}
