//! What holds for every list that comes in pages (altinn-platform.md 1.9), one by one.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use contract::connection::CONNECTIONS;
use contract::delegation::{PACKAGE_CHECK, PACKAGES};
use contract::paging::write_token;
use contract::{path, scope};
use serde_json::json;

use super::change_request::testing::{add_package, wider};
use super::testing::{self, Altinn, SYSTEM, agent_request};
use crate::running::platform_router;
use crate::testing::{Answer, answer};

/// A list of at least three items, where two are a page, and a token that reads it.
struct List {
    address: String,
    token: String,
}

#[tokio::test]
async fn links_come_first_and_pages_are_as_long_as_they_should_be() {
    let (altinn, lists) = given().await;
    for list in lists {
        let mut seen = BTreeSet::new();
        let mut next = Some(list.address.clone());
        let mut pages = 0;
        while let Some(address) = next {
            let page = altinn.get(&address, &list.token).await;
            assert!(
                page.text().starts_with(r#"{"links":{"#),
                "{address}: {}",
                page.text()
            );
            let members: Vec<String> = page.json().as_object().unwrap().keys().cloned().collect();
            assert_eq!(members, ["links", "data"], "{address}");
            let items = page.json()["data"].as_array().unwrap().clone();
            assert!(
                items.iter().all(|item| seen.insert(item.to_string())),
                "{address}: an item came twice"
            );
            next = next_of(&page);
            let is_full = items.len() == 2;
            assert!(is_full || (items.len() == 1 && next.is_none()), "{address}");
            pages += 1;
        }
        assert!(pages >= 2, "{}", list.address);
    }
}

#[tokio::test]
async fn the_next_page_is_where_the_nearest_proxy_says_and_keeps_the_question() {
    let (altinn, lists) = given().await;
    for list in lists {
        let mut call = Request::get(&list.address)
            .header(header::AUTHORIZATION, format!("Bearer {}", list.token))
            .header("x-forwarded-proto", "https")
            .header("x-forwarded-host", "first.example, last.example")
            .body(Body::empty())
            .unwrap();
        let nearby = SocketAddr::from(([127, 0, 0, 1], 4000));
        call.extensions_mut().insert(ConnectInfo(nearby));
        let page = answer(platform_router(&altinn), call).await.json();
        let next = page["links"]["next"].as_str().unwrap().to_owned();
        let expected = match list.address.split_once('?') {
            Some((path, question)) => format!("https://last.example{path}?{question}&token="),
            None => format!("https://last.example{}?token=", list.address),
        };
        assert!(next.starts_with(&expected), "{next}");
    }
}

#[tokio::test]
async fn a_token_of_another_list_and_what_is_no_token_are_told_by_name() {
    let (altinn, lists) = given().await;
    for list in lists {
        let joined = if list.address.contains('?') { '&' } else { '?' };
        for bad in ["x", "!", "bm90IGpzb24", &write_token(&json!({"a": 1}))] {
            let address = format!("{}{joined}token={bad}", list.address);
            let refused = altinn.get(&address, &list.token).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{address}");
            assert!(
                refused.json()["errors"]["token"].is_array(),
                "{address}: {}",
                refused.text()
            );
        }
    }
}

#[tokio::test]
async fn an_older_client_s_token_and_a_name_with_blanks_are_answered() {
    let altinn = testing::altinn().await;
    altinn.given_system(testing::system()).await;
    let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let list = path::fill(path::VENDOR_SYSTEM_USERS_BY_SYSTEM, &[SYSTEM]);
    let page = altinn.get(&format!("{list}?token=NzM0Ng"), &token).await;
    assert_eq!(
        (page.status, page.json()),
        (StatusCode::OK, json!({"links": {}, "data": []}))
    );
    let blanks = path::fill(
        path::VENDOR_SYSTEM_USERS_BY_SYSTEM,
        &["991825827_Smart Regnskap 2"],
    );
    let refused = altinn.get(&blanks, &token).await;
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (StatusCode::NOT_FOUND, &json!("AUTH-00011"))
    );
}

/// Three of everything that is listed in pages.
async fn given() -> (Altinn, Vec<List>) {
    let altinn = testing::altinn_with_pages_of(2).await;
    altinn.given_system(wider()).await;
    let users = altinn.given_system_users(3).await;
    for number in 0..3 {
        let mut agent = agent_request();
        agent["externalRef"] = json!(format!("a{number}"));
        assert_eq!(altinn.ask_for_agent(agent).await.status, StatusCode::CREATED);
        let change = altinn.ask_for_change(&users[0], add_package("jordbruk")).await;
        assert_eq!(change.status, StatusCode::CREATED);
    }
    let of = |pattern: &str, scope: &str| List {
        address: path::fill(pattern, &[SYSTEM]),
        token: altinn.vendor_token(scope),
    };
    let party = "04c5f4c1-1626-526b-814a-6fa0920e9e39";
    let ended = |list: &str, question: &str| List {
        address: format!("{list}?party={party}&{question}"),
        token: altinn.leader(),
    };
    let lists = vec![
        of(path::VENDOR_REQUESTS_BY_SYSTEM, scope::REQUEST_READ),
        of(path::VENDOR_AGENT_REQUESTS_BY_SYSTEM, scope::REQUEST_READ),
        of(path::VENDOR_CHANGE_REQUESTS_BY_SYSTEM, scope::REQUEST_READ),
        of(path::VENDOR_SYSTEM_USERS_BY_SYSTEM, scope::SYSTEM_REGISTER_WRITE),
        ended(CONNECTIONS, &format!("from={party}")),
        ended(PACKAGES, &format!("from={party}")),
        ended(PACKAGE_CHECK, "packages=lonn&packages=toll&packages=jordbruk"),
    ];
    (altinn, lists)
}

fn next_of(page: &Answer) -> Option<String> {
    let next = page.json()["links"]["next"].as_str()?.to_owned();
    next.strip_prefix("http://platform.test").map(str::to_owned)
}
