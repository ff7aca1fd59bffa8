//! What programs rely on whatever they call: how paths are read, and how answers are written (altinn-platform.md 1.1, 1.5,
//! 1.8, 12).

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use contract::{path, scope};
use serde_json::{Value, json};

use super::change_request::testing::{add_package, wider};
use super::testing::{self, Altinn, PARTY, SYSTEM, agent_request, id_of, request, system};
use crate::running::platform_router;
use crate::testing::{Answer, answer};

#[tokio::test]
async fn a_path_is_found_in_any_case_with_slashes_too_many() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let expected = altinn.read_system(SYSTEM).await;
    for address in [
        format!("//authentication/api/v1/systemregister/vendor/{SYSTEM}"),
        format!("/authentication/api/v1/systemregister/vendor/{SYSTEM}/"),
        format!("/authentication//api/v1/SystemRegister/Vendor//{SYSTEM}//"),
    ] {
        let answer = altinn.get(&address, &token).await;
        assert_eq!(
            (answer.status, answer.json()),
            (StatusCode::OK, expected.clone()),
            "{address}"
        );
    }
    let put = format!("//authentication/api/v1/systemregister/vendor/{SYSTEM}/");
    assert_eq!(altinn.put(&put, &token, system()).await.status, StatusCode::OK);
    assert_eq!(
        altinn.delete(&put, &token).await.json(),
        json!({"succeeded": true})
    );
}

#[tokio::test]
async fn a_fixed_word_of_a_path_goes_before_what_a_caller_fills_in() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let id = altinn.given_agent_request().await;
    let leader = altinn.leader();
    let told = altinn
        .get(
            &format!("/authentication/api/v1/systemuser/request/AGENT/{id}"),
            &leader,
        )
        .await;
    assert_eq!(told.json()["id"], id);
    let token = altinn.vendor_token(scope::SYSTEM_USER_LOOKUP);
    let found = altinn
        .get("/authentication/api/v1/systemuser/byexternalid", &token)
        .await;
    assert!(found.json()["errors"]["clientId"].is_array(), "{}", found.text());
}

#[tokio::test]
async fn routes_that_are_gone_are_not_answered() {
    let altinn = testing::altinn().await;
    let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let root = "/authentication/api/v1";
    for (method, address, verbs) in [
        (
            Method::POST,
            "systemuser/changerequest/vendor/verify",
            "GET,HEAD,DELETE",
        ),
        (Method::GET, "systemregister/vendor/a/rights", "PUT"),
        (Method::GET, "systemregister/vendor/a/accesspackages", "PUT"),
        (Method::DELETE, "systemregister/vendor", "GET,HEAD,POST"),
        (Method::PATCH, "systemregister", "GET,HEAD"),
    ] {
        let answer = altinn
            .call(method, &format!("{root}/{address}"), &token, Some(json!({})))
            .await;
        assert_eq!(
            (answer.status, answer.text()),
            (StatusCode::METHOD_NOT_ALLOWED, ""),
            "{address}"
        );
        let told: Vec<&str> = answer.header(header::ALLOW).split(',').collect();
        let mut wanted: Vec<&str> = verbs.split(',').collect();
        wanted.sort_by_key(|verb| told.iter().position(|one| one == verb));
        assert_eq!(told, wanted, "{address}");
    }
    for (method, address) in [
        (Method::PUT, format!("{root}/systemuser")),
        (Method::GET, format!("{root}/nothing")),
        (
            Method::POST,
            "/accessmanagement/api/v1/internal/systemuserclientdelegation".to_owned(),
        ),
    ] {
        let answer = altinn.call(method, &address, &token, Some(json!({}))).await;
        assert_eq!(
            (answer.status, answer.text()),
            (StatusCode::NOT_FOUND, ""),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_bare_sentence_is_in_quotes_for_whoever_asks_for_json_by_name() {
    let altinn = testing::altinn().await;
    let address = path::fill(path::VENDOR_SYSTEM_CHANGES, &[SYSTEM]);
    let sentence = format!("System with ID {SYSTEM} not found.");
    let quoted = format!("\"{sentence}\"");
    for (accept, kind, body) in [
        (None, "text/plain; charset=utf-8", &sentence),
        (Some("*/*"), "text/plain; charset=utf-8", &sentence),
        (Some("text/plain"), "text/plain; charset=utf-8", &sentence),
        (
            Some("application/json, text/plain, */*"),
            "text/plain; charset=utf-8",
            &sentence,
        ),
        (
            Some("text/plain, application/json"),
            "text/plain; charset=utf-8",
            &sentence,
        ),
        (Some("application/json"), "application/json", &quoted),
        (
            Some("Application/JSON; charset=utf-8"),
            "application/json",
            &quoted,
        ),
        (Some("application/json, text/plain"), "application/json", &quoted),
        (Some("text/json"), "application/json", &quoted),
    ] {
        let answer = ask(&altinn, &address, accept).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(
            (answer.header(header::CONTENT_TYPE), answer.text()),
            (kind, body.as_str()),
            "{accept:?}"
        );
    }
}

#[tokio::test]
async fn what_is_not_a_bare_sentence_is_json_whatever_is_asked_for() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let own = path::fill(path::VENDOR_SYSTEM, &[SYSTEM]);
    for accept in [None, Some("*/*"), Some("text/plain"), Some("application/json")] {
        let answer = ask(&altinn, &own, accept).await;
        assert_eq!(
            answer.header(header::CONTENT_TYPE),
            "application/json",
            "{accept:?}"
        );
        let refused = ask(&altinn, &path::fill(path::VENDOR_SYSTEM, &["nowhere"]), accept).await;
        assert_eq!(
            refused.header(header::CONTENT_TYPE),
            "application/problem+json; charset=utf-8"
        );
    }
}

#[tokio::test]
async fn each_shape_of_a_refusal_has_its_members_in_their_order() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let read = altinn.vendor_token(scope::REQUEST_READ);
    let register = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let nobody = uuid::Uuid::nil().to_string();
    let get = |pattern, value: &str, token: &str| {
        let (altinn, address, token) = (&altinn, path::fill(pattern, &[value]), token.to_owned());
        async move { altinn.get(&address, &token).await }
    };
    let problem = get(path::VENDOR_REQUEST, &nobody, &read).await;
    assert_eq!(
        members(&problem),
        "type title status code traceId statusDescription"
    );
    let mut unknown = request();
    unknown["accessPackages"] = json!([{"urn": "urn:altinn:accesspackage:sjofart"}]);
    let extended = altinn.ask(unknown).await;
    assert_eq!(
        members(&extended),
        "type title status code traceId statusDescription NotFoundPackages"
    );
    let validation = altinn.register(system()).await;
    assert_eq!(
        members(&validation),
        "type title status code traceId statusDescription validationErrors"
    );
    let plain = get(path::VENDOR_SYSTEM, "nowhere", &register).await;
    assert_eq!(members(&plain), "type title status traceId");
    assert_eq!(
        plain.json()["type"],
        "https://tools.ietf.org/html/rfc9110#section-15.5.5"
    );
    let fields = get(path::VENDOR_REQUEST, "x", &read).await;
    assert_eq!(members(&fields), "type title status errors traceId");
    assert_eq!(
        problem.json()["traceId"].as_str().unwrap().len(),
        "00-00000000000000000000000000000000-0000000000000000-00".len()
    );
    let empty = get(path::VENDOR_REQUEST, &nobody, &register).await;
    assert_eq!((empty.status, empty.text()), (StatusCode::FORBIDDEN, ""));
    let unsigned = get(path::VENDOR_REQUEST, &nobody, "x").await;
    assert_eq!(
        (
            unsigned.status,
            unsigned.text(),
            unsigned.header(header::WWW_AUTHENTICATE)
        ),
        (StatusCode::UNAUTHORIZED, "", "Bearer")
    );
}

#[tokio::test]
async fn letters_are_written_as_they_are() {
    let altinn = testing::altinn().await;
    let mut body = system();
    let name = "Smårøret & Sønner's <R+D>";
    body["name"] = json!({"nb": name, "nn": name, "en": name});
    altinn.given_system(body).await;
    let told = altinn.ask(request()).await;
    assert!(told.text().contains(name), "{}", told.text());
    assert!(told.text().contains("&DONTCHOOSEREPORTEE=true"));
    assert!(told.text().contains("\"externalRef\":\"rør-1\""));
    let mut elsewhere = request();
    (elsewhere["externalRef"], elsewhere["redirectUrl"]) =
        (json!("&'+æ"), json!("https://elsewhere.example"));
    let refused = altinn.ask(elsewhere).await;
    assert!(
        refused
            .text()
            .contains("The RedirectUri was not found or not valid.")
    );
    let system_title = altinn.register(system()).await;
    assert!(system_title.text().contains("already exists"));
}

#[tokio::test]
async fn what_is_null_is_left_out_and_what_is_empty_is_written() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    let mut body = request();
    (body["redirectUrl"], body["accessPackages"]) = (Value::Null, Value::Null);
    let standard = altinn.ask(body).await;
    assert!(!standard.text().contains("null"), "{}", standard.text());
    assert_eq!(
        members(&standard),
        "id integrationTitle externalRef systemId partyOrgNo rights accessPackages status confirmUrl \
         escalated created timedOut"
    );
    assert_eq!(standard.json()["accessPackages"], json!([]));
    let agent = altinn.ask_for_agent(agent_request()).await;
    assert_eq!(
        members(&agent),
        "id integrationTitle externalRef systemId partyOrgNo accessPackages status redirectUrl \
         confirmUrl escalated created timedOut"
    );
}

#[tokio::test]
async fn system_users_are_told_in_altinn_s_order_packages_last_and_to_vendors_without() {
    let altinn = testing::altinn().await;
    altinn.given_system(wider()).await;
    let id = altinn.given_system_user().await;
    let inside = "id integrationTitle systemId productName systemInternalId partyId partyUuId \
     reporteeOrgNo created isDeleted supplierName supplierOrgno externalRef userType accessPackages";
    let list = altinn
        .get(&path::fill(path::SYSTEM_USERS, &[PARTY]), &altinn.leader())
        .await;
    assert_eq!(names(&list.json()[0]), inside);
    let write = altinn.vendor_token(scope::REQUEST_WRITE);
    let query = format!("system-id={SYSTEM}&orgno=310702641&external-ref=r%C3%B8r-1");
    let outside = altinn
        .get(&format!("{}?{query}", path::VENDOR_SYSTEM_USER_BY_QUERY), &write)
        .await;
    assert_eq!(
        members(&outside),
        "id integrationTitle systemId productName reporteeOrgNo created \
     isDeleted supplierName supplierOrgno externalRef userType"
    );
    assert_eq!(
        (&outside.json()["supplierName"], &outside.json()["userType"]),
        (&json!(""), &json!("standard"))
    );
    let change = altinn.ask_for_change(&id, add_package("jordbruk")).await;
    id_of(&change);
    assert_eq!(
        members(&change),
        "id externalRef systemId systemUserId partyOrgNo requiredRights unwantedRights \
         requiredAccessPackages unwantedAccessPackages status confirmUrl created timedOut"
    );
}

#[tokio::test]
async fn a_moment_has_six_digits_at_the_most_and_no_noughts_at_its_end() {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    for (moment, told) in [
        ("2026-07-17T08:01:02.345678Z", "2026-07-17T08:01:02.345678Z"),
        ("2026-07-17T08:01:02.300000Z", "2026-07-17T08:01:02.3Z"),
        ("2026-07-17T08:01:02Z", "2026-07-17T08:01:02Z"),
    ] {
        altinn.clock.set(moment.parse().unwrap(), true);
        let mut body = request();
        body["externalRef"] = json!(moment);
        assert_eq!(altinn.ask(body).await.json()["created"], told);
    }
}

#[tokio::test]
async fn a_body_is_json_without_comments_and_with_whatever_else() {
    let altinn = testing::altinn().await;
    let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let mut odd = system();
    odd["somethingElse"] = json!({"a": [1, null]});
    let text = odd.to_string();
    let commented = format!("/* a system */ {text}");
    for (kind, body, status) in [
        ("application/json", commented.as_str(), StatusCode::BAD_REQUEST),
        ("application/json", "", StatusCode::BAD_REQUEST),
        ("application/json", "null", StatusCode::BAD_REQUEST),
        (
            "application/xml",
            text.as_str(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        ("application/json; charset=utf-8", text.as_str(), StatusCode::OK),
    ] {
        let answer = altinn.send(path::VENDOR_SYSTEMS, &token, kind, body).await;
        assert_eq!(answer.status, status, "{kind} {body}: {}", answer.text());
    }
}

async fn ask(altinn: &Altinn, address: &str, accept: Option<&str>) -> Answer {
    let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    let mut call = Request::get(address).header(header::AUTHORIZATION, format!("Bearer {token}"));
    if let Some(accept) = accept {
        call = call.header(header::ACCEPT, accept);
    }
    answer(platform_router(altinn), call.body(Body::empty()).unwrap()).await
}

/// The names of an answer's members, in the order they were written.
fn members(answer: &Answer) -> String {
    names(&answer.json())
}

fn names(object: &Value) -> String {
    let names: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    names.join(" ")
}
