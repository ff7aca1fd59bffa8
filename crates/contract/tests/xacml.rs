//! Do we read policies as they are written? Each folder under `tests/golden/xacml` holds a policy and a table of
//! questions with the decisions that must follow.

#![expect(clippy::unwrap_used, reason = "what is missing should fail the test")]

use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

use contract::xacml;
use domain::policy::{Category, Policy, Verdict};

const ACTION: &str = "urn:oasis:names:tc:xacml:1.0:action:action-id";

#[test]
fn every_golden_policy_decides_as_its_table_says() {
    let mut questions = 0;
    for folder in folders() {
        let policy = policy(&folder);
        let table = fs::read_to_string(folder.join("questions.txt")).unwrap();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [who, action, resource, decision] = cells[..] else {
                panic!("{line} in {}", folder.display());
            };
            let mut question = attributes(Category::Subject, who);
            question.extend(attributes(Category::Resource, resource));
            question.push((Category::Action, ACTION.to_owned(), action.to_owned()));
            let said = format!("{:?}", decide(&policy, &question));
            assert_eq!(said, decision, "{line} in {}", folder.display());
            questions += 1;
        }
    }
    assert!(questions >= 35, "only {questions} questions were found");
}

#[test]
fn every_golden_policy_is_printed_so_that_it_is_read_the_same() {
    for folder in folders() {
        let policy = policy(&folder);
        assert_eq!(xacml::policy(xacml::print(&policy).as_bytes()), Ok(policy));
    }
}

#[test]
fn a_policy_cut_short_or_with_a_byte_changed_never_panics() {
    for folder in folders() {
        let whole = fs::read(folder.join("policy.xml")).unwrap();
        let whole = whole.trim_ascii_end();
        for place in (0..whole.len()).step_by(7) {
            assert!(xacml::policy(&whole[..place]).is_err());
            let mut changed = whole.to_owned();
            changed[place] ^= 0x15;
            let _ = xacml::policy(&changed);
        }
    }
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/xacml");
    let folders = fs::read_dir(root).unwrap();
    folders.map(|folder| folder.unwrap().path()).collect()
}

fn policy(folder: &Path) -> Policy {
    let bytes = fs::read(folder.join("policy.xml")).unwrap();
    xacml::policy(&bytes).unwrap_or_else(|fault| panic!("{fault} in {}", folder.display()))
}

/// URNs with commas between; a bare word is a resource's id, and `-` is nobody.
fn attributes(category: Category, cell: &str) -> Vec<(Category, String, String)> {
    let urns = cell.split(',').map(str::trim).filter(|urn| *urn != "-");
    urns.map(|urn| {
        let (attribute, value) = urn.rsplit_once(':').unwrap_or(("urn:altinn:resource", urn));
        (category, attribute.to_owned(), value.to_owned())
    })
    .collect()
}

fn decide(policy: &Policy, question: &[(Category, String, String)]) -> Verdict {
    let Ok(verdict) = policy.evaluate(|test| {
        let values = question
            .iter()
            .filter(|(category, attribute, _)| *category == test.category() && attribute == test.attribute());
        Ok::<_, Infallible>(test.among(values.map(|(_, _, value)| value.as_str())))
    });
    verdict
}
