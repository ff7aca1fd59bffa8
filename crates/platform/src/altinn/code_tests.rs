//! Every refusal of Altinn's endpoint table (altinn-platform.md 9) for its rows of systems, requests, change requests and
//! standard system users: which tests reach it, or why nobody can. A code that is neither fails here.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use contract::{path, scope};
use serde_json::json;

use super::testing::{self, SYSTEM, assert_refused};
use crate::testing::Person;

/// A row, the texts of the tests that reach its codes, and the codes: AUTH by number, AUTH.VLD by number after a V.
const ROWS: &[(u8, &[&str], &str)] = &[
    (
        7,
        &[include_str!("system/register.rs")],
        "V0 V1 V2 V3 V4 V5 V6 V7 V8 V9 V13 V17 V18",
    ),
    (
        8,
        &[include_str!("system/update.rs")],
        "V3 V4 V6 V7 V8 V9 V11 V12 V17 V18",
    ),
    (9, &[include_str!("system/update_rights.rs")], "V3 V6 V9 V17"),
    (
        10,
        &[include_str!("system/update_access_packages.rs")],
        "V7 V8 V18",
    ),
    (
        13,
        &[include_str!("request/create/tests.rs")],
        "23 4 11 6 7 8 9 0 26 21 1 59 63 64 12",
    ),
    (
        14,
        &[include_str!("request/agent_tests.rs")],
        "23 4 11 6 7 8 9 0 26 21 58 63 65 12",
    ),
    (15, &[include_str!("request/read_own.rs")], "10 11"),
    (16, &[include_str!("request/agent_tests.rs")], "10 25 11"),
    (17, &[include_str!("request/read_by_reference.rs")], "10 11"),
    (18, &[include_str!("request/agent_tests.rs")], "10 11"),
    (19, &[include_str!("request/list_of_system.rs")], "11"),
    (20, &[include_str!("request/agent_tests.rs")], "11"),
    (21, &[include_str!("request/withdraw.rs")], "10"),
    (22, &[include_str!("request/read.rs")], "10 0 66"),
    (23, &[include_str!("request/agent_tests.rs")], "10 0 66"),
    (24, &[include_str!("request/read_for_party.rs")], "0 10"),
    (25, &[include_str!("request/agent_tests.rs")], "0 10"),
    (
        26,
        &[
            include_str!("request/approve/tests.rs"),
            include_str!("testing/happening.rs"),
        ],
        "0 10 41 13 11 49 4 1 63 64 14 16 18 19 20 68 69 70 71 52 50 53 17 3 48 2 51 60",
    ),
    (
        27,
        &[include_str!("request/agent_tests.rs")],
        "0 30 42 25 13 11 17 49 4 63 65 3 48 60",
    ),
    (28, &[include_str!("request/reject.rs")], "0 10 41 13"),
    (29, &[include_str!("request/agent_tests.rs")], "0 30 42 13"),
    (
        34,
        &[include_str!("change_request/create/tests.rs")],
        "15 7 61 11 0 26 21 1 63 64 12",
    ),
    (35, &[include_str!("change_request/read_own.rs")], "10 11"),
    (
        36,
        &[include_str!("change_request/read_by_reference.rs")],
        "10 11",
    ),
    (37, &[include_str!("change_request/list_of_system.rs")], "11"),
    (38, &[include_str!("change_request/withdraw.rs")], "10"),
    (39, &[include_str!("change_request/read.rs")], "10 0 52 50 53 66"),
    (40, &[include_str!("change_request/read_for_party.rs")], "0 10"),
    (
        41,
        &[
            include_str!("change_request/approve/tests.rs"),
            include_str!("change_request/reject.rs"),
        ],
        "10 13 11 15 0 49 1 52 50 53 51 2 22 57 60",
    ),
    (42, &[include_str!("change_request/reject.rs")], "10 13"),
    (46, &[include_str!("system_user/delegations.rs")], "15 0 49 62 55"),
    (
        47,
        &[
            include_str!("system_user/create.rs"),
            include_str!("testing/happening.rs"),
        ],
        "11 0 49 4 14 16 18 19 20 68 69 70 71 50 53 3 48 2 51",
    ),
    (
        48,
        &[include_str!("system_user/delete.rs")],
        "0 49 15 24 36 22 55 54 56",
    ),
    (52, &[include_str!("system_user/list_of_system.rs")], "11"),
];

/// Codes that cannot be reached in some rows (in all of them, when none is named), and why.
const UNREACHABLE: &[(&str, &[u8], &str)] = &[
    (
        "0 49",
        &[22, 23, 24, 25, 26, 27, 28, 29, 34, 39, 40, 41, 46, 47, 48],
        "whoever may act for a party has one that is in the register, with a uuid and a number",
    ),
    (
        "2 3 12 48 51 60",
        &[],
        "one transaction: what cannot be written is a 500, and nothing is left of it",
    ),
    (
        "6",
        &[],
        "an accepted request has a system user that lives, which is told first, or is deleted with it",
    ),
    ("8", &[], "nobody writes the status Denied"),
    (
        "11",
        &[26, 27, 34, 41],
        "a system's row stays for ever, and the system user is its vendor's",
    ),
    ("15", &[48], "an unknown system user is a 404 with the number 0"),
    ("17", &[], "every system has a name in bokmål"),
    (
        "19 20",
        &[],
        "reasons of the former Altinn, which access management no longer gives",
    ),
    ("25", &[], "a request of the other type is not found"),
    (
        "22 54 55 56 57 62",
        &[],
        "access management is in the same store, and answers",
    ),
    (
        "50",
        &[26, 39, 41],
        "a package that cannot be given is refused when it is asked for, and stays as it is",
    ),
    ("52", &[26], "a package outside the system is told as 63 first"),
    ("64", &[26], "as 50: only what suits is asked for"),
    ("65", &[27], "as 64"),
];

#[test]
fn every_code_of_the_table_is_reached_or_cannot_be() {
    let mut lost = vec![];
    for (row, tests, codes) in ROWS {
        for code in codes.split(' ') {
            let is_reached = tests
                .iter()
                .any(|text| written(code).iter().any(|way| text.contains(way)));
            if !is_reached && !is_unreachable(*row, code) {
                lost.push(format!("#{row} {code}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn what_cannot_be_reached_is_in_the_table() {
    for (codes, rows, why) in UNREACHABLE {
        for code in codes.split(' ') {
            let listed: BTreeSet<u8> = ROWS
                .iter()
                .filter(|(_, _, codes)| codes.split(' ').any(|known| known == code))
                .map(|(row, ..)| *row)
                .collect();
            assert!(!listed.is_empty(), "{code}: {why}");
        }
        assert!(
            rows.iter().all(|row| ROWS.iter().any(|(known, ..)| known == row)),
            "{why}"
        );
    }
}

fn is_unreachable(row: u8, code: &str) -> bool {
    UNREACHABLE.iter().any(|(codes, rows, _)| {
        codes.split(' ').any(|one| one == code) && (rows.is_empty() || rows.contains(&row))
    })
}

/// The ways in which the tests write a code.
fn written(code: &str) -> Vec<String> {
    match code.strip_prefix('V') {
        Some(number) => vec![
            format!("AUTH.VLD-{number:0>5}"),
            format!("({number}, \""),
            format!("[{number}]"),
        ],
        None => vec![format!("AUTH-{code:0>5}")],
    }
}

#[tokio::test]
async fn a_token_that_names_no_organisation_is_nobody_s_wherever_a_vendor_is_asked_for() {
    let altinn = testing::altinn().await;
    let id = "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9";
    let by_reference = [SYSTEM, "310702641", "ref"];
    let query = format!(
        "{}?system-id={SYSTEM}&orgno=310702641",
        path::VENDOR_SYSTEM_USER_BY_QUERY
    );
    for (method, scope, address) in [
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_REQUEST, &[id]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_AGENT_REQUEST, &[id]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_REQUEST_BY_REF, &by_reference),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_AGENT_REQUEST_BY_REF, &by_reference),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_REQUESTS_BY_SYSTEM, &[SYSTEM]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_AGENT_REQUESTS_BY_SYSTEM, &[SYSTEM]),
        ),
        (
            Method::DELETE,
            scope::REQUEST_WRITE,
            path::fill(path::VENDOR_REQUEST, &[id]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_CHANGE_REQUEST, &[id]),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_CHANGE_REQUEST_BY_REF, &by_reference),
        ),
        (
            Method::GET,
            scope::REQUEST_READ,
            path::fill(path::VENDOR_CHANGE_REQUESTS_BY_SYSTEM, &[SYSTEM]),
        ),
        (
            Method::DELETE,
            scope::REQUEST_WRITE,
            path::fill(path::VENDOR_CHANGE_REQUEST, &[id]),
        ),
        (Method::GET, scope::REQUEST_WRITE, query),
        (
            Method::GET,
            scope::SYSTEM_REGISTER_WRITE,
            path::fill(path::VENDOR_SYSTEM_USERS_BY_SYSTEM, &[SYSTEM]),
        ),
    ] {
        let token = altinn.person_token(&Person::leader(), scope);
        let answer = altinn.call(method, &address, &token, None).await;
        assert_eq!(
            (answer.status, &answer.json()["title"]),
            (StatusCode::UNAUTHORIZED, &json!("Unauthorized")),
            "{address}"
        );
    }
    for address in [path::VENDOR_REQUESTS, path::VENDOR_AGENT_REQUESTS] {
        let token = altinn.person_token(&Person::leader(), scope::REQUEST_WRITE);
        let body = testing::agent_request();
        assert_refused(&altinn.post(address, &token, body).await, 401, "AUTH-00023");
    }
}
