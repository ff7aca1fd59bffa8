//! Rules 1 to 3: the dependency edges between our own crates.

use crate::assert_none;
use crate::source::{self, Package};

const EVERYONE: &[&str] = &["app", "contract", "domain", "klarsignal", "platform", "remote"];

/// Each crate of ours with those of ours it may import, in any dependency section.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("contract", &["domain"]),
    ("remote", &["contract", "domain"]),
    ("platform", &["contract", "domain"]),
    ("app", &["domain", "remote"]),
    ("klarsignal", &["app", "domain", "platform"]),
    ("tests", EVERYONE),
    ("xtask", &[]),
];

#[test]
fn crates_import_only_what_the_table_allows() {
    assert_none(&forbidden(&source::packages()));
}

#[test]
fn an_import_outside_the_table_is_named() {
    let remote = Package::new("remote", &["contract", "platform", "reqwest"]);

    let broken = forbidden(&[
        remote,
        Package::new("platform", &[]),
        Package::new("contract", &[]),
    ]);

    assert_eq!(
        broken,
        ["remote imports platform, but may import only contract, domain"]
    );
}

#[test]
fn a_crate_nobody_thought_of_is_named() {
    let broken = forbidden(&[Package::new("helper", &[])]);

    assert_eq!(
        broken,
        ["helper has no row in the table of tests/rules/imports.rs: say what it may import"]
    );
}

/// One sentence for each import that the table does not allow, and for each crate without a row.
fn forbidden(packages: &[Package]) -> Vec<String> {
    let ours = |name: &str| packages.iter().any(|package| package.name == name);
    let mut broken = Vec::new();
    for Package {
        name, dependencies, ..
    } in packages
    {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(crate_name, _)| crate_name == name) else {
            broken.push(format!(
                "{name} has no row in the table of tests/rules/imports.rs: say what it may import"
            ));
            continue;
        };
        let only = if allowed.is_empty() {
            "none of ours".into()
        } else {
            format!("only {}", allowed.join(", "))
        };
        for import in dependencies
            .iter()
            .filter(|it| ours(it) && !allowed.contains(&it.as_str()))
        {
            broken.push(format!("{name} imports {import}, but may import {only}"));
        }
    }
    broken
}
