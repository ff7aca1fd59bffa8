//! Requests for agent system users: what is said of standard ones elsewhere holds for them too, but for this.

use axum::http::{StatusCode, header};
use contract::{path, scope};
use serde_json::{Value, json};

use crate::altinn::testing::{
    self, Altinn, PARTY, Person, SYSTEM, agent_request, assert_refused, id_of, other_vendor, request, system,
};
use crate::testing::Answer;

#[tokio::test]
async fn a_vendor_asks_without_rights_and_is_told_the_agents_page() {
    let altinn = given_system().await;

    let answer = altinn.ask_for_agent(agent_request()).await;

    let id = id_of(&answer);
    assert_eq!(
        answer.header(header::LOCATION),
        format!("http://platform.test/authentication/api/v1/systemuser/request/{id}")
    );
    let confirm = format!(
        "http://portal.test/accessmanagement/ui/systemuser/agentrequest?id={id}&DONTCHOOSEREPORTEE=true"
    );
    let mut expected = agent_request();
    for (member, value) in [
        ("id", json!(id)),
        ("integrationTitle", json!("SmartRegnskap")),
        ("status", json!("New")),
        ("confirmUrl", json!(confirm)),
        ("escalated", json!(false)),
        ("created", json!("2026-05-28T20:26:40Z")),
        ("timedOut", json!(false)),
    ] {
        expected[member] = value;
    }
    assert_eq!(answer.json(), expected);
    let again = altinn.ask_for_agent(with("accessPackages", json!([]))).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, expected));
}

#[tokio::test]
async fn what_stands_in_the_way_has_its_code() {
    let altinn = given_system().await;
    let package = |code: &str| json!([{"urn": format!("urn:altinn:accesspackage:{code}")}]);
    for (status, code, member, value) in [
        (404, "AUTH-00011", "systemId", json!("991825827_nowhere")),
        (400, "AUTH-00000", "partyOrgNo", json!("999999999")),
        (400, "AUTH-00021", "redirectUrl", json!("http://wrong.nope")),
        (400, "AUTH-00058", "accessPackages", json!([])),
        (400, "AUTH-00063", "accessPackages", package("sjofart")),
    ] {
        assert_refused(&altinn.ask_for_agent(with(member, value)).await, status, code);
    }
    for nothing in [json!({}), json!({"accessPackages": null})] {
        let mut body = agent_request();
        body.as_object_mut().unwrap().remove("accessPackages");
        body.as_object_mut()
            .unwrap()
            .extend(nothing.as_object().unwrap().clone());
        let answer = altinn.ask_for_agent(body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.json()["errors"].is_object(), "{}", answer.text());
    }
    altinn.given_system(without_redirects()).await;
    let of_it = with("systemId", json!("991825827_without"));
    assert_refused(&altinn.ask_for_agent(of_it).await, 400, "AUTH-00026");
    let nobody = altinn.person_token(&Person::leader(), scope::REQUEST_WRITE);
    let answer = altinn
        .post(path::VENDOR_AGENT_REQUESTS, &nobody, agent_request())
        .await;
    assert_refused(&answer, 401, "AUTH-00023");
}

#[tokio::test]
async fn a_package_that_clients_cannot_give_is_refused_by_name_and_one_for_clients_is_not() {
    let altinn = testing::altinn().await;
    let of = |code: &str| json!([{"urn": format!("urn:altinn:accesspackage:{code}")}]);
    let mut hidden = testing::hidden(SYSTEM);
    hidden["accessPackages"] = json!([
        of("maskinporten-scopes")[0],
        of("regnskapsforer-lonn")[0],
        of("lonn")[0]
    ]);
    altinn.given_system(hidden).await;

    let refused = altinn
        .ask_for_agent(with("accessPackages", of("maskinporten-scopes")))
        .await;
    let asked = altinn
        .ask_for_agent(with("accessPackages", of("regnskapsforer-lonn")))
        .await;

    assert_refused(&refused, 400, "AUTH-00065");
    assert_eq!(
        refused.json()["NotDelegablePackages"],
        "urn:altinn:accesspackage:maskinporten-scopes"
    );
    assert_eq!(asked.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_standard_request_blocks_one_for_an_agent_and_not_the_other_way_round() {
    let altinn = given_system().await;
    let mut same = agent_request();
    same["externalRef"] = request()["externalRef"].clone();
    let standard = id_of(&altinn.ask(request()).await);
    assert_refused(&altinn.ask_for_agent(same.clone()).await, 400, "AUTH-00007");
    altinn.reject(&standard).await;
    assert_refused(&altinn.ask_for_agent(same.clone()).await, 400, "AUTH-00009");

    altinn.given_agent_request().await;
    let mut other_way = request();
    other_way["externalRef"] = agent_request()["externalRef"].clone();
    assert_eq!(altinn.ask(other_way).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn each_type_is_found_by_its_own_paths_only() {
    let altinn = given_system().await;
    let agent = altinn.given_agent_request().await;
    let standard = id_of(&altinn.ask(request()).await);
    let read = altinn.vendor_token(scope::REQUEST_READ);
    let leader = altinn.leader();
    for (pattern, values, token, own, other) in [
        (path::VENDOR_REQUEST, vec![], &read, &standard, &agent),
        (path::VENDOR_AGENT_REQUEST, vec![], &read, &agent, &standard),
        (path::REQUEST, vec![], &leader, &standard, &agent),
        (path::AGENT_REQUEST, vec![], &leader, &agent, &standard),
        (path::PARTY_REQUEST, vec![PARTY], &leader, &standard, &agent),
        (path::PARTY_AGENT_REQUEST, vec![PARTY], &leader, &agent, &standard),
    ] {
        let address = |id: &String| path::fill(pattern, &[&values[..], &[id.as_str()]].concat());
        let found = altinn.get(&address(own), token).await;
        assert_eq!((found.status, &found.json()["id"]), (StatusCode::OK, &json!(own)));
        assert_refused(&altinn.get(&address(other), token).await, 404, "AUTH-00010");
    }
}

#[tokio::test]
async fn a_vendor_finds_its_request_by_reference_and_in_the_list_of_the_system() {
    let altinn = given_system().await;
    let id = altinn.given_agent_request().await;
    altinn.ask(request()).await;
    let read = altinn.vendor_token(scope::REQUEST_READ);

    let by_reference = altinn
        .get(
            &path::fill(
                path::VENDOR_AGENT_REQUEST_BY_REF,
                &[SYSTEM, "310702641", "agent-1"],
            ),
            &read,
        )
        .await
        .json();
    let pages = altinn
        .pages(
            &path::fill(path::VENDOR_AGENT_REQUESTS_BY_SYSTEM, &[SYSTEM]),
            &read,
        )
        .await;

    assert_eq!(by_reference["id"], json!(id));
    assert_eq!(by_reference["rights"], Value::Null);
    let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_READ, vec![]);
    for (pattern, values) in [
        (path::VENDOR_AGENT_REQUEST, vec![id.as_str()]),
        (
            path::VENDOR_AGENT_REQUEST_BY_REF,
            vec![SYSTEM, "310702641", "agent-1"],
        ),
        (path::VENDOR_AGENT_REQUESTS_BY_SYSTEM, vec![SYSTEM]),
    ] {
        let foreign = altinn.get(&path::fill(pattern, &values), &stranger).await;
        assert_refused(&foreign, 404, "AUTH-00011");
    }
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].len(), 1);
    assert_eq!(
        (&pages[0][0]["id"], &pages[0][0]["confirmUrl"]),
        (&json!(id), &Value::Null)
    );
}

#[tokio::test]
async fn pages_of_requests_for_agents_lead_to_the_next_ones() {
    let altinn = testing::altinn_with_pages_of(2).await;
    altinn.given_system(system()).await;
    for number in 0..5 {
        altinn
            .ask_for_agent(with("externalRef", json!(format!("r{number}"))))
            .await;
    }
    let list = path::fill(path::VENDOR_AGENT_REQUESTS_BY_SYSTEM, &[SYSTEM]);
    let pages = altinn
        .pages(&list, &altinn.vendor_token(scope::REQUEST_READ))
        .await;
    let seen: Vec<&Value> = pages.iter().flatten().map(|item| &item["externalRef"]).collect();
    assert_eq!(seen, ["r0", "r1", "r2", "r3", "r4"]);
}

#[tokio::test]
async fn approving_makes_an_agent_with_its_packages_and_delegates_nothing() {
    let altinn = given_system().await;
    let id = altinn.given_agent_request().await;

    let answer = approve(&altinn, PARTY, &id, &altinn.leader()).await;

    assert_eq!((answer.status, answer.text()), (StatusCode::OK, "true"));
    let user = altinn.read_system_user(&id).await.json();
    assert_eq!(
        (&user["userType"], &user["accessPackages"], &user["rights"]),
        (&json!("agent"), &system()["accessPackages"], &Value::Null)
    );
    let held = altinn
        .get(
            &path::fill(path::SYSTEM_USER_DELEGATIONS, &[PARTY, &id]),
            &altinn.leader(),
        )
        .await
        .json();
    assert_eq!(
        (&held["rights"], &held["accessPackages"]),
        (&json!([]), &json!([]))
    );
    assert_refused(
        &approve(&altinn, PARTY, &id, &altinn.leader()).await,
        409,
        "AUTH-00013",
    );
}

#[tokio::test]
async fn an_access_manager_approves_an_agent_without_holding_its_packages() {
    let altinn = given_system().await;
    let id = altinn.given_agent_request().await;
    let siv = altinn.person_token(&testing::access_manager(), scope::PORTAL);
    assert_eq!(approve(&altinn, PARTY, &id, &siv).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_the_system_no_longer_asks_for_cannot_be_approved() {
    let altinn = given_system().await;
    let id = altinn.given_agent_request().await;
    let write = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
    altinn
        .put(
            &path::fill(path::VENDOR_SYSTEM_PACKAGES, &[SYSTEM]),
            &write,
            json!([]),
        )
        .await;
    assert_refused(
        &approve(&altinn, PARTY, &id, &altinn.leader()).await,
        400,
        "AUTH-00063",
    );
}

#[tokio::test]
async fn a_system_user_of_either_type_with_the_same_references_blocks() {
    let altinn = given_system().await;
    let mut same = request();
    same["externalRef"] = agent_request()["externalRef"].clone();
    let agent = altinn.given_agent_request().await;
    let standard = id_of(&altinn.ask(same.clone()).await);
    altinn.approve(&standard).await;

    assert_refused(
        &approve(&altinn, PARTY, &agent, &altinn.leader()).await,
        400,
        "AUTH-00004",
    );
    altinn
        .delete(
            &path::fill(path::VENDOR_REQUEST, &[&agent]),
            &altinn.vendor_token(scope::REQUEST_WRITE),
        )
        .await;
    assert_refused(&altinn.ask_for_agent(agent_request()).await, 400, "AUTH-00004");
}

#[tokio::test]
async fn answering_has_codes_of_its_own() {
    let altinn = given_system().await;
    let agent = altinn.given_agent_request().await;
    let standard = id_of(&altinn.ask(request()).await);
    let elsewhere = altinn.party_of(&Person::outsider()).to_string();
    let outsider = altinn.person_token(&Person::outsider(), scope::PORTAL);
    for pattern in [path::APPROVE_AGENT_REQUEST, path::REJECT_AGENT_REQUEST] {
        let post = |party: &str, id: &str, token: &str| {
            let (address, token) = (path::fill(pattern, &[party, id]), token.to_owned());
            let altinn = &altinn;
            async move { altinn.post(&address, &token, Value::Null).await }
        };
        assert_refused(&post(PARTY, &standard, &altinn.leader()).await, 404, "AUTH-00030");
        assert_refused(&post(&elsewhere, &agent, &outsider).await, 403, "AUTH-00042");
    }
    let rejected = altinn
        .as_leader(path::REJECT_AGENT_REQUEST, &[PARTY, &agent])
        .await;
    assert_eq!((rejected.status, rejected.text()), (StatusCode::OK, "true"));
    let again = altinn
        .as_leader(path::REJECT_AGENT_REQUEST, &[PARTY, &agent])
        .await;
    assert_refused(&again, 409, "AUTH-00013");
}

#[tokio::test]
async fn only_what_was_passed_on_waits_and_only_the_reference_tells_that_it_was() {
    let altinn = given_system().await;
    let id = altinn.given_agent_request().await;
    assert_eq!(pending(&altinn).await, json!([]));

    let odd = altinn.person_token(&Person::employee(), scope::PORTAL);
    let address = path::fill(path::ESCALATE_AGENT_REQUEST, &[PARTY, &id]);
    let passed_on = altinn.post(&address, &odd, Value::Null).await;

    assert_eq!(passed_on.json(), json!(true));
    let waiting = pending(&altinn).await;
    assert_eq!(
        (&waiting[0]["id"], &waiting[0]["escalated"], &waiting[1]),
        (&json!(id), &json!(true), &Value::Null)
    );
    let read = altinn.vendor_token(scope::REQUEST_READ);
    let by_id = altinn
        .get(&path::fill(path::VENDOR_AGENT_REQUEST, &[&id]), &read)
        .await;
    let reference = [SYSTEM, "310702641", "agent-1"];
    let by_reference = altinn
        .get(&path::fill(path::VENDOR_AGENT_REQUEST_BY_REF, &reference), &read)
        .await;
    assert_eq!(by_id.json()["escalated"], false);
    assert_eq!(by_reference.json()["escalated"], true);
    let again = altinn.ask_for_agent(agent_request()).await;
    assert_eq!(again.json()["escalated"], true);
}

#[tokio::test]
async fn the_portal_reads_of_an_agent_that_it_is_one() {
    let altinn = given_system().await;
    let id = altinn.given_agent_request().await;
    let odd = altinn.person_token(&Person::employee(), scope::PORTAL);
    let read = altinn
        .get(&path::fill(path::AGENT_REQUEST, &[&id]), &odd)
        .await
        .json();
    assert_eq!(
        (
            &read["systemUserType"],
            &read["rights"],
            &read["userMayEscalateButNotApprove"]
        ),
        (&json!("agent"), &json!([]), &json!(true))
    );
    let hans = altinn.person_token(&Person::outsider(), scope::PORTAL);
    let refused = altinn.get(&path::fill(path::AGENT_REQUEST, &[&id]), &hans).await;
    assert_refused(&refused, 403, "AUTH-00066");
}

#[tokio::test]
async fn a_waiting_list_of_another_organisation_is_refused_with_the_agents_code() {
    let altinn = given_system().await;
    let address = path::fill(path::PENDING_AGENT_REQUESTS, &[PARTY, "313900126"]);
    assert_refused(&altinn.get(&address, &altinn.leader()).await, 403, "AUTH-00042");
}

async fn given_system() -> Altinn {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    altinn
}

fn without_redirects() -> Value {
    let mut body = testing::hidden("991825827_without");
    body["allowedRedirectUrls"] = json!([]);
    body
}

async fn approve(altinn: &Altinn, party: &str, id: &str, token: &str) -> Answer {
    let address = path::fill(path::APPROVE_AGENT_REQUEST, &[party, id]);
    altinn.post(&address, token, Value::Null).await
}

async fn pending(altinn: &Altinn) -> Value {
    let address = path::fill(path::PENDING_AGENT_REQUESTS, &[PARTY, "310702641"]);
    altinn.get(&address, &altinn.leader()).await.json()
}

fn with(member: &str, value: Value) -> Value {
    let mut body = agent_request();
    body[member] = value;
    body
}
