//! What programs that keep a system in the register rely on (altinn-platform.md 10.1, 10.6, 10.7), beside what is told at
//! each route.

use axum::http::{Method, StatusCode};
use contract::{path, scope};
use serde_json::{Value, json};

use super::testing::{self, Altinn, CLIENT, PACKAGE, RESOURCE, SYSTEM, hidden, other_vendor, system};
use crate::testing::{Answer, vendor, vendor_client};

const APP: &str = "app_skd_arsoppgjor";

#[tokio::test]
async fn an_entry_lives_and_its_history_is_told_in_the_order_of_its_moments() {
    let altinn = testing::altinn().await;
    let id = altinn.register(hidden(SYSTEM)).await;
    assert_eq!((id.status, id.json().is_string()), (StatusCode::OK, true));
    assert!(is_listed(&altinn).await, "hidden as it is");

    let mut whole = hidden(SYSTEM);
    whole["description"]["en"] = json!("Changed");
    let rights = json!([{"action": "read", "resource": [pair(RESOURCE)]}, {"resource": [pair(APP)]}]);
    let packages = packages(&["skattegrunnlag", "jordbruk"]);
    for (method, pattern, body) in [
        (Method::PUT, path::VENDOR_SYSTEM, whole),
        (Method::PUT, path::VENDOR_SYSTEM_RIGHTS, rights.clone()),
        (Method::PUT, path::VENDOR_SYSTEM_PACKAGES, packages.clone()),
        (Method::DELETE, path::VENDOR_SYSTEM, Value::Null),
    ] {
        altinn.clock.advance(1);
        let answer = as_vendor(&altinn, method, pattern, body).await;
        assert_eq!(
            (answer.status, answer.json()),
            (StatusCode::OK, json!({"succeeded": true})),
            "{pattern}"
        );
    }

    let read = altinn.read_system(SYSTEM).await;
    assert_eq!(
        (&read["isDeleted"], &read["description"]["en"]),
        (&json!(true), &json!("Changed"))
    );
    assert_eq!((&read["rights"], &read["accessPackages"]), (&rights, &packages));
    assert!(!is_listed(&altinn).await);
    let history = as_vendor(&altinn, Method::GET, path::VENDOR_SYSTEM_CHANGES, Value::Null).await;
    let mut changes: Vec<Value> = history.json().as_array().unwrap().clone();
    changes.sort_by_key(|change| change["created"].as_str().unwrap().to_owned());
    let kinds: Vec<&Value> = changes.iter().map(|change| &change["changeType"]).collect();
    assert_eq!(
        kinds,
        [
            "create",
            "update",
            "rightsupdate",
            "accesspackageupdate",
            "delete"
        ]
    );
}

#[tokio::test]
async fn blanks_around_an_entry_s_own_texts_are_taken_away_and_an_authority_is_not_read() {
    let altinn = testing::altinn().await;
    let mut body = system();
    body["id"] = json!(format!("  {SYSTEM} "));
    body["vendor"] = json!({"authority": 7, "ID": " 0192:991825827 "});
    body["name"]["nb"] = json!(" SmartRegnskap ");
    body["clientId"] = json!([" c "]);

    let made = altinn.register(body.clone()).await;
    let replaced = as_vendor(&altinn, Method::PUT, path::VENDOR_SYSTEM, body).await;

    assert_eq!((made.status, replaced.status), (StatusCode::OK, StatusCode::OK));
    let read = altinn.read_system(SYSTEM).await;
    assert_eq!(read["vendor"], json!({"ID": "0192:991825827"}));
    assert_eq!(
        (&read["name"]["nb"], &read["clientId"]),
        (&json!(" SmartRegnskap "), &json!([" c "])),
        "what lies in a dictionary or a list stays"
    );
}

#[tokio::test]
async fn a_system_may_ask_for_packages_alone_for_apps_and_for_resources_in_one() {
    let altinn = testing::altinn().await;
    for (rights, packages) in [
        (None, Some(packages(&[PACKAGE]))),
        (Some(json!([{"resource": [pair(APP)]}])), None),
        (
            Some(json!([{"resource": [pair(RESOURCE), pair(APP)]}])),
            Some(json!([])),
        ),
    ] {
        let mut body = hidden(&format!("991825827_{}", altinn.chance.token(8)));
        let id = body["id"].as_str().unwrap().to_owned();
        let members = body.as_object_mut().unwrap();
        for (name, value) in [("rights", &rights), ("accessPackages", &packages)] {
            members.shift_remove(name);
            members.extend(value.clone().map(|value| (name.to_owned(), value)));
        }
        assert_eq!(altinn.register(body).await.status, StatusCode::OK);
        let read = altinn.read_system(&id).await;
        assert_eq!(read["rights"], rights.unwrap_or(json!([])));
        assert_eq!(read["accessPackages"], packages.unwrap_or(json!([])));
    }
}

#[tokio::test]
async fn addresses_come_back_as_a_browser_would_write_them() {
    let altinn = testing::altinn().await;
    let mut body = system();
    body["allowedRedirectUrls"] = json!(["https://SmartCloud.example", "https://smartcloud.example/Ferdig"]);
    altinn.given_system(body).await;
    assert_eq!(
        altinn.read_system(SYSTEM).await["allowedRedirectUrls"],
        json!(["https://smartcloud.example/", "https://smartcloud.example/Ferdig"])
    );
}

#[tokio::test]
async fn clients_are_kept_added_and_cleared_by_a_whole_update() {
    let altinn = testing::altinn().await;
    altinn.given_system(hidden(SYSTEM)).await;
    for clients in [
        json!([CLIENT]),
        json!([CLIENT]),
        json!([CLIENT, "another one"]),
        json!([]),
    ] {
        let mut body = system();
        body["clientId"] = clients.clone();
        let answer = as_vendor(&altinn, Method::PUT, path::VENDOR_SYSTEM, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{clients}");
        let read = altinn.read_system(SYSTEM).await;
        assert_eq!((&read["clientId"], &read["isVisible"]), (&clients, &json!(true)));
    }
}

#[tokio::test]
async fn an_update_that_fails_changes_neither_the_entry_nor_its_clients() {
    let altinn = testing::altinn().await;
    let mut old = system();
    old["isVisible"] = json!(false);
    altinn.given_system(old).await;
    let before = altinn.read_system(SYSTEM).await;
    let mut body = system();
    body["allowedRedirectUrls"] = json!(["htts://vg.no"]);
    body["clientId"] = json!(["another one"]);

    let answer = as_vendor(&altinn, Method::PUT, path::VENDOR_SYSTEM, body).await;

    assert_eq!(answer.json()["validationErrors"][0]["code"], "AUTH.VLD-00005");
    assert_eq!(altinn.read_system(SYSTEM).await, before);
    let mut other = hidden("991825827_other");
    other["clientId"] = json!(["another one"]);
    assert_eq!(altinn.register(other).await.status, StatusCode::OK, "it is free");
}

#[tokio::test]
async fn every_demanded_member_is_missed_by_an_update_too() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    for member in ["id", "vendor", "name", "description"] {
        let mut body = system();
        body.as_object_mut().unwrap().shift_remove(member);
        let answer = as_vendor(&altinn, Method::PUT, path::VENDOR_SYSTEM, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{member}");
        assert!(
            answer.json()["errors"]["$"][0].as_str().unwrap().contains(member),
            "{}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn rights_that_are_replaced_are_gone() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let new = json!([{"resource": [pair("ske-mva-melding")]}, {"resource": [pair("ske-a-melding")]}]);
    as_vendor(&altinn, Method::PUT, path::VENDOR_SYSTEM_RIGHTS, new.clone()).await;
    assert_eq!(altinn.read_system(SYSTEM).await["rights"], new);
}

#[tokio::test]
async fn twelve_packages_come_back_in_the_order_they_were_sent() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let twelve = packages(&[
        "sjofart",
        "jordbruk",
        "skatt-naering",
        "skattegrunnlag",
        "renovasjon",
        "krav-og-utlegg",
        "infrastruktur",
        "dokumentbasert-tilsyn",
        "patent-varemerke-design",
        "politi-og-domstol",
        "forskning",
        "folkeregister",
    ]);
    let mut body = system();
    body["accessPackages"] = twelve.clone();
    let answer = as_vendor(&altinn, Method::PUT, path::VENDOR_SYSTEM, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(altinn.read_system(SYSTEM).await["accessPackages"], twelve);
}

#[tokio::test]
async fn an_organisation_with_the_portal_s_scope_reads_what_a_system_asks_for() {
    let altinn = testing::altinn().await;
    let mut body = system();
    body["rights"] = json!([{"action": "read", "resource": [pair(RESOURCE)]}, {"resource": [pair(APP)]}]);
    body["accessPackages"] = packages(&["skatt-naering", "skattegrunnlag", "jordbruk"]);
    altinn.given_system(body.clone()).await;
    let portal = altinn.altinn_token(&other_vendor(), scope::PORTAL, vec![]);
    let read = async |pattern, query| {
        let address = format!("{}{query}", path::fill(pattern, &[SYSTEM]));
        altinn.get(&address, &portal).await.json()
    };

    assert_eq!(read(path::SYSTEM_RIGHTS, "").await, body["rights"]);
    assert_eq!(read(path::SYSTEM_PACKAGES, "").await, body["accessPackages"]);
    let old = read(path::SYSTEM_RIGHTS, "?useOldFormatForApp=true").await;
    assert_eq!(old[0], body["rights"][0], "a resource is told as it is");
    assert_eq!(
        old[1]["resource"],
        json!([{"id": "urn:altinn:org", "value": "skd"}, {"id": "urn:altinn:app", "value": "arsoppgjor"}])
    );
    let entry = read(path::SYSTEM, "").await;
    assert_eq!(
        (&entry["rights"], &entry["systemVendorOrgName"]),
        (&body["rights"], &json!(""))
    );
}

#[tokio::test]
async fn a_system_that_asks_for_nothing_has_empty_lists() {
    let altinn = testing::altinn().await;
    let mut body = system();
    (body["rights"], body["accessPackages"]) = (json!([]), json!([]));
    altinn.given_system(body).await;
    for pattern in [path::SYSTEM_RIGHTS, path::SYSTEM_PACKAGES] {
        let answer = altinn
            .get(&path::fill(pattern, &[SYSTEM]), &altinn.leader())
            .await;
        assert_eq!((answer.status, answer.text()), (StatusCode::OK, "[]"));
    }
}

#[tokio::test]
async fn an_operator_keeps_any_vendor_s_entry_and_lists_only_its_own() {
    let altinn = testing::altinn().await;
    let operator = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_ADMIN, vec![]);
    altinn.post(path::VENDOR_SYSTEMS, &operator, system()).await;
    for (method, pattern, body) in [
        (Method::PUT, path::VENDOR_SYSTEM, Some(system())),
        (Method::PUT, path::VENDOR_SYSTEM_RIGHTS, Some(json!([]))),
        (Method::PUT, path::VENDOR_SYSTEM_PACKAGES, Some(json!([]))),
        (Method::GET, path::VENDOR_SYSTEM_CHANGES, None),
        (Method::DELETE, path::VENDOR_SYSTEM, None),
    ] {
        let address = path::fill(pattern, &[SYSTEM]);
        let answer = altinn.call(method, &address, &operator, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{pattern}");
    }
    let listed = altinn.get(path::VENDOR_SYSTEMS, &operator).await;
    assert!(!listed.text().contains(SYSTEM));
}

#[tokio::test]
async fn only_a_consumer_in_its_one_form_owns_a_system() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let own = json!({"authority": "iso6523-actorid-upis", "ID": "0192:991825827"});
    for (consumer, status) in [
        (own, StatusCode::OK),
        (Value::Null, StatusCode::FORBIDDEN),
        (json!("0192:991825827"), StatusCode::FORBIDDEN),
        (json!({"ID": "0192:991825827"}), StatusCode::FORBIDDEN),
        (
            json!({"authority": "other", "ID": "0192:991825827"}),
            StatusCode::FORBIDDEN,
        ),
        (
            json!({"authority": "iso6523-actorid-upis", "ID": "9908:991825827"}),
            StatusCode::FORBIDDEN,
        ),
        (
            json!({"authority": "iso6523-actorid-upis", "ID": "991825827"}),
            StatusCode::FORBIDDEN,
        ),
    ] {
        let token = consumer_token(&altinn, &consumer, scope::SYSTEM_REGISTER_WRITE);
        for (method, address, body) in [
            (Method::GET, path::VENDOR_SYSTEMS, None),
            (Method::GET, &path::fill(path::VENDOR_SYSTEM, &[SYSTEM]), None),
            (
                Method::PUT,
                &path::fill(path::VENDOR_SYSTEM, &[SYSTEM]),
                Some(system()),
            ),
        ] {
            let answer = altinn.call(method, address, &token, body).await;
            assert_eq!(answer.status, status, "{consumer} {address}");
        }
        // Where a vendor asks for itself, nobody is nobody.
        let request = consumer_token(&altinn, &consumer, scope::REQUEST_READ);
        let list = path::fill(path::VENDOR_REQUESTS_BY_SYSTEM, &[SYSTEM]);
        let expected = if status == StatusCode::OK {
            StatusCode::OK
        } else {
            StatusCode::UNAUTHORIZED
        };
        assert_eq!(altinn.get(&list, &request).await.status, expected, "{consumer}");
    }
}

#[tokio::test]
async fn a_scope_that_only_begins_like_the_operators_opens_nothing_more() {
    let altinn = testing::altinn().await;
    let scopes = format!(
        "{} {}.read",
        scope::SYSTEM_REGISTER_WRITE,
        scope::SYSTEM_REGISTER_ADMIN
    );
    let token = altinn.maskinporten_token(&other_vendor(), &scopes, vec![]);
    let answer = altinn.post(path::VENDOR_SYSTEMS, &token, system()).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
}

/// A token of Altinn's whose `consumer` is anything.
fn consumer_token(altinn: &Altinn, consumer: &Value, scopes: &str) -> String {
    let mut claims = json!({
        "iss": altinn.issuers.altinn, "exp": altinn.clock.now().as_second() + 60, "scope": scopes,
        "client_id": vendor_client().as_str(), "urn:altinn:orgNumber": vendor().as_str(),
    });
    if !consumer.is_null() {
        claims["consumer"] = consumer.clone();
    }
    altinn.keys.altinn.sign(&claims).unwrap()
}

async fn as_vendor(altinn: &Altinn, method: Method, pattern: &str, body: Value) -> Answer {
    let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let body = Some(body).filter(|body| !body.is_null());
    altinn
        .call(method, &path::fill(pattern, &[SYSTEM]), &token, body)
        .await
}

async fn is_listed(altinn: &Altinn) -> bool {
    let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let listed = altinn.get(path::VENDOR_SYSTEMS, &token).await.json();
    listed
        .as_array()
        .unwrap()
        .iter()
        .any(|entry| entry["systemId"] == SYSTEM)
}

fn pair(resource: &str) -> Value {
    json!({"id": "urn:altinn:resource", "value": resource})
}

fn packages(codes: &[&str]) -> Value {
    codes
        .iter()
        .map(|code| json!({"urn": format!("urn:altinn:accesspackage:{code}")}))
        .collect()
}
