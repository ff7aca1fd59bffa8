//! Every row of altinn-platform.md 11.1: what it answers, and how it says no.

mod change_request;
mod client;
mod passed_on;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use contract::{path as altinn_path, portal::path, scope};
use serde_json::{Value, json};

use crate::altinn::testing::{self, Altinn, PARTY, Person, SYSTEM, access_manager};
use crate::portal::antiforgery;
use crate::running::finish;
use crate::testing::{Answer, answer};

const CUSTOMER_UUID: &str = "04c5f4c1-1626-526b-814a-6fa0920e9e39";

async fn portal() -> Altinn {
    let altinn = testing::listening_altinn().await;
    altinn.given_system(testing::system()).await;
    altinn
}

async fn send(altinn: &Altinn, call: Request<Body>) -> Answer {
    answer(finish(crate::portal::router(), altinn), call).await
}

async fn call(altinn: &Altinn, token: &str, method: Method, address: &str, body: Value) -> Answer {
    let call = Request::builder()
        .method(method)
        .uri(address)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    send(altinn, call).await
}

async fn get(altinn: &Altinn, pattern: &str, values: &[&str]) -> Answer {
    let address = altinn_path::fill(pattern, values);
    call(altinn, &altinn.leader(), Method::GET, &address, Value::Null).await
}

async fn post(altinn: &Altinn, pattern: &str, values: &[&str]) -> Answer {
    let address = altinn_path::fill(pattern, values);
    call(altinn, &altinn.leader(), Method::POST, &address, Value::Null).await
}

async fn delete(altinn: &Altinn, pattern: &str, values: &[&str]) -> Answer {
    let address = altinn_path::fill(pattern, values);
    call(altinn, &altinn.leader(), Method::DELETE, &address, Value::Null).await
}

fn assert_refused(answer: &Answer, status: u16, code: &str) {
    let body = answer.json();
    assert_eq!(
        (answer.status.as_u16(), body["code"].as_str()),
        (status, Some(code)),
        "{body}"
    );
    assert_eq!(body["type"], format!("urn:altinn:error:{code}"));
}

#[tokio::test]
async fn systems_are_listed_with_their_vendors_in_the_reader_s_language() {
    let altinn = portal().await;
    let systems = get(&altinn, path::SYSTEMS, &[]).await.json();
    let names: Vec<&str> = systems
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert!(names.is_sorted_by_key(|name| name.to_lowercase()), "{names:?}");
    let card = json!({
        "systemId": SYSTEM, "systemVendorOrgNumber": "991825827",
        "systemVendorOrgName": "SmartCloud AS", "name": "SmartRegnskap",
    });
    assert!(systems.as_array().unwrap().contains(&card), "{systems}");

    let in_english = Request::get(path::SYSTEMS)
        .header(header::AUTHORIZATION, format!("Bearer {}", altinn.leader()))
        .header(header::COOKIE, "selectedLanguage=en")
        .body(Body::empty())
        .unwrap();
    assert!(send(&altinn, in_english).await.text().contains("SmartAccounting"));
}

#[tokio::test]
async fn what_a_system_asks_for_is_told_by_name() {
    let altinn = portal().await;
    let rights = get(&altinn, path::SYSTEM_RIGHTS, &[SYSTEM]).await.json();
    assert_eq!(rights["resources"][0]["title"], "Krav og betalinger");
    assert_eq!(rights["resources"][0]["resourceOwnerName"], "Skatteetaten");
    assert_eq!(
        rights["accessPackages"][0]["urn"],
        "urn:altinn:accesspackage:lonn"
    );
    let unknown = get(&altinn, path::SYSTEM_RIGHTS, &["991825827_nothing"]).await;
    assert_refused(&unknown, 404, "AMUI-00999");
}

#[tokio::test]
async fn system_users_are_listed_made_read_and_taken_away() {
    let altinn = portal().await;
    let wanted = json!({ "integrationTitle": "Regnskapet", "systemId": SYSTEM });
    let address = altinn_path::fill(path::SYSTEM_USERS, &[PARTY]);
    let made = call(&altinn, &altinn.leader(), Method::POST, &address, wanted.clone()).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let again = call(&altinn, &altinn.leader(), Method::POST, &address, wanted).await;
    assert_refused(&again, 400, "AMUI-00004");

    let list = get(&altinn, path::SYSTEM_USERS, &[PARTY]).await.json();
    assert_eq!(list[0]["id"], id);
    assert_eq!(list[0]["system"]["name"], "N/A");
    assert_eq!(list[0]["system"]["systemVendorOrgName"], "SmartCloud AS");
    assert_eq!(list[0]["userType"], "standard");
    let one = get(&altinn, path::SYSTEM_USER, &[PARTY, &id]).await.json();
    assert_eq!(one["system"]["name"], "SmartRegnskap");
    assert_eq!(one["resources"][0]["identifier"], "ske-krav-og-betalinger");
    assert_eq!(one["accessPackages"][0]["urn"], "urn:altinn:accesspackage:lonn");

    assert_eq!(
        delete(&altinn, path::SYSTEM_USER, &[PARTY, &id]).await.status,
        StatusCode::ACCEPTED
    );
    assert_eq!(
        delete(&altinn, path::SYSTEM_USER, &[PARTY, &id]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_refused(
        &get(&altinn, path::SYSTEM_USER, &[PARTY, &id]).await,
        404,
        "AMUI-00015",
    );
}

#[tokio::test]
async fn a_request_is_read_and_approved_once() {
    let altinn = portal().await;
    let id = altinn.given_request_called("a").await;
    let request = get(&altinn, path::REQUEST, &[&id]).await.json();
    assert_eq!(request["status"], "New");
    assert_eq!(request["partyId"], PARTY);
    assert_eq!(request["partyUuid"], CUSTOMER_UUID);
    assert_eq!(request["redirectUrl"], "https://smartcloud.example/done?x=1");
    assert_eq!(request["userMayEscalateButNotApprove"], false);
    assert_eq!(request["resources"][0]["title"], "Krav og betalinger");
    let approved = post(&altinn, path::APPROVE_REQUEST, &[PARTY, &id]).await;
    assert_eq!((approved.status, approved.json()), (StatusCode::OK, json!(true)));
    let again = post(&altinn, path::APPROVE_REQUEST, &[PARTY, &id]).await;
    assert_refused(&again, 400, "AMUI-00005");
    let nobody = get(&altinn, path::REQUEST, &["00000000-0000-4000-8000-000000000000"]).await;
    assert_refused(&nobody, 404, "AMUI-00010");
    assert_eq!(
        nobody.json()["title"],
        "The request was not found for given party."
    );
}

#[tokio::test]
async fn a_request_is_rejected_and_passed_on() {
    let altinn = portal().await;
    let id = altinn.given_request_called("a").await;
    assert_eq!(
        get(&altinn, path::PENDING, &[CUSTOMER_UUID]).await.json(),
        json!([])
    );
    let employee = altinn.person_token(&Person::employee(), scope::PORTAL);
    let address = altinn_path::fill(path::ESCALATE_REQUEST, &[PARTY, &id]);
    let passed_on = call(&altinn, &employee, Method::POST, &address, Value::Null).await;
    assert_eq!(passed_on.json(), json!(true));
    let pending = get(&altinn, path::PENDING, &[CUSTOMER_UUID]).await.json();
    assert_eq!(
        (pending[0]["id"].as_str(), pending.as_array().unwrap().len()),
        (Some(id.as_str()), 1)
    );
    assert_eq!(
        post(&altinn, path::REJECT_REQUEST, &[PARTY, &id]).await.json(),
        json!(true)
    );
    assert_eq!(
        get(&altinn, path::REQUEST, &[&id]).await.json()["status"],
        "Rejected"
    );
    let unknown = get(&altinn, path::PENDING, &["00000000-0000-4000-8000-000000000000"]).await;
    assert_refused(&unknown, 400, "AMUI-00000");
}

#[tokio::test]
async fn a_refusal_keeps_its_code_its_status_and_its_reasons() {
    let altinn = portal().await;
    let id = altinn.given_request_called("a").await;
    let token = altinn.person_token(&access_manager(), scope::PORTAL);
    let address = altinn_path::fill(path::APPROVE_REQUEST, &[PARTY, &id]);
    let refused = call(&altinn, &token, Method::POST, &address, Value::Null).await;
    assert_refused(&refused, 403, "AMUI-00068");
    let straight = altinn
        .post(
            &altinn_path::fill(altinn_path::APPROVE_REQUEST, &[PARTY, &id]),
            &token,
            Value::Null,
        )
        .await;
    assert_eq!(
        refused.json()["delegationReasons"],
        straight.json()["delegationReasons"]
    );
    assert!(refused.json()["delegationReasons"].is_string());

    let stranger = altinn.person_token(&Person::outsider(), scope::PORTAL);
    let address = altinn_path::fill(path::REQUEST, &[&id]);
    let refused = call(&altinn, &stranger, Method::GET, &address, Value::Null).await;
    assert_refused(&refused, 403, "AMUI-00066");
    let address = altinn_path::fill(path::REJECT_REQUEST, &[PARTY, &id]);
    let refused = call(&altinn, &stranger, Method::POST, &address, Value::Null).await;
    assert_refused(&refused, 403, "AMUI-00999");
}

#[tokio::test]
async fn an_agent_request_is_read_without_resources_and_answered() {
    let altinn = portal().await;
    let id = altinn.given_agent_request().await;
    let request = get(&altinn, path::AGENT_REQUEST, &[&id]).await.json();
    assert_eq!(request["status"], "New");
    assert!(request.get("resources").is_none(), "{request}");
    assert_refused(&get(&altinn, path::REQUEST, &[&id]).await, 404, "AMUI-00010");
    assert_eq!(
        post(&altinn, path::ESCALATE_AGENT_REQUEST, &[PARTY, &id])
            .await
            .json(),
        json!(true)
    );
    let pending = get(&altinn, path::PENDING, &[CUSTOMER_UUID]).await.json();
    assert_eq!(pending[0]["userType"], "agent");
    assert_eq!(
        post(&altinn, path::APPROVE_AGENT_REQUEST, &[PARTY, &id])
            .await
            .json(),
        json!(true)
    );
    let agents = get(&altinn, path::AGENTS, &[PARTY]).await.json();
    assert_eq!(agents[0]["id"], id);
    assert_eq!(
        get(&altinn, path::AGENT, &[PARTY, &id]).await.json()["userType"],
        "agent"
    );
    let address = altinn_path::fill(path::AGENT, &[PARTY, &id]);
    let address = format!("{address}?partyUuid={CUSTOMER_UUID}");
    let removed = call(&altinn, &altinn.leader(), Method::DELETE, &address, Value::Null).await;
    assert_eq!(removed.status, StatusCode::ACCEPTED, "{}", removed.text());
    assert_refused(&get(&altinn, path::AGENT, &[PARTY, &id]).await, 404, "AMUI-00015");
}

#[tokio::test]
async fn leaving_goes_through_altinn_s_sign_out_and_names_the_request() {
    let altinn = portal().await;
    let id = altinn.given_request_called("a").await;
    for (pattern, kind) in [
        (path::LOGOUT_REQUEST, "SystemuserRequestId"),
        (path::LOGOUT_AGENT_REQUEST, "SystemuserAgentRequestId"),
        (path::LOGOUT_CHANGE_REQUEST, "SystemuserChangeRequestId"),
    ] {
        let answer = get(&altinn, pattern, &[&id]).await;
        assert_eq!(answer.status, StatusCode::FOUND);
        assert_eq!(
            answer.header(header::LOCATION),
            "http://platform.test/authentication/api/v1/logout"
        );
        let cookie = format!("AltinnLogoutInfo={kind}={id}; HttpOnly; Path=/; SameSite=Lax");
        assert_eq!(answer.header(header::SET_COOKIE), cookie);
    }
}

#[tokio::test]
async fn without_a_token_of_altinn_s_nobody_comes_in() {
    let altinn = portal().await;
    let bare = send(&altinn, Request::get(path::SYSTEMS).body(Body::empty()).unwrap()).await;
    assert_eq!((bare.status, bare.text()), (StatusCode::UNAUTHORIZED, ""));
    let vendor = altinn.vendor_token(scope::PORTAL);
    let refused = call(&altinn, &vendor, Method::GET, path::SYSTEMS, Value::Null).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn malformed_ids_are_told_by_name() {
    let altinn = portal().await;
    for (pattern, values, key) in [
        (path::REQUEST, &["x"][..], "requestId"),
        (path::SYSTEM_USERS, &["x"], "partyId"),
        (path::SYSTEM_USER, &[PARTY, "x"], "systemUserId"),
        (path::CUSTOMERS, &[PARTY, CUSTOMER_UUID], "partyUuid"),
    ] {
        let answer = get(&altinn, pattern, values).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{pattern}");
        assert!(
            answer.json()["errors"][key].is_array(),
            "{pattern}: {}",
            answer.text()
        );
    }
    let body = post(&altinn, path::SYSTEM_USERS, &[PARTY]).await;
    assert_eq!(body.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_cookie_alone_reads_and_changes_nothing_without_its_companion() {
    let altinn = portal().await;
    let id = altinn.given_request_called("a").await;
    let session = altinn.leader();
    let [secret, companion] = antiforgery::begin(&altinn, &session);
    let pair = |line: &str| line.split(';').next().unwrap().to_owned();
    let sent = pair(&companion).split_once('=').unwrap().1.to_owned();
    let cookies = format!(
        "AltinnStudioRuntime={session}; {}; {}",
        pair(&secret),
        pair(&companion)
    );
    let ask = |method: Method, address: String, xsrf: Option<&str>| {
        let mut headers = HeaderMap::from_iter([(header::COOKIE, cookies.parse().unwrap())]);
        if let Some(xsrf) = xsrf {
            headers.insert("x-xsrf-token", xsrf.parse().unwrap());
        }
        let mut call = Request::builder()
            .method(method)
            .uri(address)
            .body(Body::empty())
            .unwrap();
        *call.headers_mut() = headers;
        send(&altinn, call)
    };
    let read = altinn_path::fill(path::REQUEST, &[&id]);
    let reject = altinn_path::fill(path::REJECT_REQUEST, &[PARTY, &id]);
    assert_eq!(ask(Method::GET, read.clone(), None).await.status, StatusCode::OK);
    assert_eq!(
        ask(Method::POST, reject.clone(), None).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        ask(Method::POST, reject.clone(), Some("x")).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(ask(Method::GET, read, None).await.json()["status"], "New");
    assert_eq!(ask(Method::POST, reject, Some(&sent)).await.json(), json!(true));
}

#[tokio::test]
async fn altinn_s_silence_is_503() {
    let altinn = testing::altinn().await;
    assert_refused(&get(&altinn, path::SYSTEMS, &[]).await, 503, "AMUI-00100");
}
