//! Client delegations over HTTP, as authentication and end users' programs ask for them.

use axum::http::{Method, StatusCode};
use contract::client_delegation::{AGENT_CLIENTS, AGENT_PACKAGES, AGENTS, CLIENTS};
use contract::scope::{CLIENT_DELEGATIONS_READ, CLIENT_DELEGATIONS_WRITE, PORTAL};
use domain::SystemUserType;
use serde_json::{Value, json};

use crate::altinn::agent::testing::{
    AGENT, CAFE, CLUB, NOBODY, OFFICE_ORG, OFFICE_UUID, Office, PLUMBER, SIGNING, STRANGER,
    client_administrator, office,
};
use crate::altinn::testing::{Person, assert_refused};
use crate::testing::Answer;

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const DELETE: Method = Method::DELETE;

#[tokio::test]
async fn a_facilitators_clients_are_told_with_roles_and_packages() {
    let office = office().await;
    let told = ask(&office, GET, CLIENTS, "", None).await.json();
    assert_eq!(told["links"], json!({}));
    assert_eq!(
        told["data"][3],
        json!({"client": {"id": CAFE, "name": "Smia Kafé AS", "type": "Organisasjon", "variant": "AS",
                "partyId": 51_900_017, "organizationIdentifier": "313907953", "isDeleted": false},
            "access": [{"role": {"id": "42cae370-2dc1-4fdc-9c67-c2f4b0f0f829", "code": "rettighetshaver",
                    "urn": "urn:altinn:role:rettighetshaver"},
                "packages": told["data"][3]["access"][0]["packages"]}]})
    );
    let packages = told["data"][3]["access"][0]["packages"].as_array().unwrap();
    assert_eq!(packages[0]["urn"], "urn:altinn:accesspackage:skatt-naering");
    assert!(packages[0]["id"].is_string() && packages[0]["areaId"].is_string());
}

#[tokio::test]
async fn clients_are_told_by_role_and_by_package() {
    let office = office().await;
    let count = async |narrower: &str| {
        let told = ask(&office, GET, CLIENTS, narrower, None).await.json();
        told["data"].as_array().unwrap().len()
    };
    assert_eq!(count("&roles=rettighetshaver").await, 1);
    assert_eq!(
        count("&roles=urn:altinn:external-role:ccr:regnskapsforer").await,
        3
    );
    assert_eq!(count("&packages=regnskapsforer-lonn").await, 3);
}

#[tokio::test]
async fn a_facilitators_agents_are_told() {
    let office = office().await;
    let told = ask(&office, GET, AGENTS, "", None).await.json();
    assert_eq!(
        told["data"],
        json!([{"agent": {"id": AGENT, "name": "Årsverk Klient", "type": "Systembruker", "variant": "AgentSystem",
                "isDeleted": false},
            "access": [{"role": {"id": "ff4c33f5-03f7-4445-85ed-1e60b8aafb30", "code": "agent",
                "urn": "urn:altinn:role:agent"}, "packages": []}]}])
    );
}

#[tokio::test]
async fn packages_are_handed_on_once_and_taken_back_once() {
    let office = office().await;
    let names = format!("&from={PLUMBER}&to={AGENT}");
    let body = batch("regnskapsforer", &[SIGNING, "regnskapsforer-lonn"]);
    let changed = |answer: &Answer| -> Vec<Value> {
        let body = answer.json();
        body.as_array()
            .unwrap()
            .iter()
            .map(|one| one["changed"].clone())
            .collect()
    };

    let given = ask(&office, POST, AGENT_PACKAGES, &names, Some(body.clone())).await;
    assert_eq!(changed(&given), [true, true]);
    let first = &given.json()[0];
    assert_eq!(
        (&first["viaId"], &first["fromId"], &first["toId"]),
        (&json!(OFFICE_UUID), &json!(PLUMBER), &json!(AGENT))
    );
    let again = ask(&office, POST, AGENT_PACKAGES, &names, Some(body.clone())).await;
    assert_eq!(changed(&again), [false, false]);
    let held = ask(&office, GET, AGENT_PACKAGES, &format!("&to={AGENT}"), None)
        .await
        .json();
    assert_eq!(held["data"][1]["client"]["id"], PLUMBER);
    assert_eq!(
        held["data"][1]["access"][0]["packages"].as_array().unwrap().len(),
        2
    );

    let taken = ask(&office, DELETE, AGENT_PACKAGES, &names, Some(body.clone())).await;
    assert_eq!(changed(&taken), [true, true]);
    let nothing = ask(&office, DELETE, AGENT_PACKAGES, &names, Some(body)).await;
    assert_eq!(changed(&nothing), [false, false]);
}

#[tokio::test]
async fn every_fault_of_a_delegation_is_told_in_its_place() {
    let office = office().await;
    let standard = office.given(SystemUserType::Standard, OFFICE_ORG, &[]).await;
    let faults = async |names: &str, body: Value| {
        let given = told(&ask(&office, POST, AGENT_PACKAGES, names, Some(body.clone())).await);
        let taken = told(&ask(&office, DELETE, AGENT_PACKAGES, names, Some(body)).await);
        assert_eq!(given, taken);
        given
    };
    let good = format!("&from={PLUMBER}&to={AGENT}");
    let sound = batch("regnskapsforer", &[SIGNING]);
    let two = json!({"values": [{"role": "regnskapsforer", "packages": ["nowhere", "tilgangsstyrer"]},
        {"role": "nobody", "packages": []}]});
    assert_eq!(
        faults(&good, two).await,
        [
            "AM.VLD-00030 BODY/values[0]/packages[0]",
            "AM.VLD-00033 BODY/values[0]/packages[1]",
            "AM.VLD-00029 BODY/values[1]/role"
        ]
    );
    for (names, body, told) in [
        (
            format!("&from={NOBODY}&to={NOBODY}"),
            sound.clone(),
            vec!["AM.VLD-00006 QUERY/from", "AM.VLD-00006 QUERY/to"],
        ),
        (
            format!("&from={PLUMBER}&to={standard}"),
            sound.clone(),
            vec!["AM.VLD-00032 QUERY/to"],
        ),
        (
            format!("&from={STRANGER}&to={AGENT}"),
            sound.clone(),
            vec!["AM.VLD-00032 QUERY/from"],
        ),
        (
            good.clone(),
            batch("revisor", &["ansvarlig-revisor"]),
            vec!["AM.VLD-00032 BODY/values[0]/role"],
        ),
        (
            good,
            batch("regnskapsforer", &["ansvarlig-revisor"]),
            vec!["AM.VLD-00026 BODY/values[0]/packages[0]"],
        ),
    ] {
        assert_eq!(faults(&names, body).await, told, "{names}");
    }
}

#[tokio::test]
async fn clients_and_agents_are_let_go_of_only_when_it_is_meant() {
    let office = office().await;
    for (list, names) in [
        (AGENT_CLIENTS, format!("&from={CLUB}&to={AGENT}")),
        (AGENTS, format!("&to={AGENT}")),
    ] {
        office.link(AGENT, CLUB).await;
        let kept = ask(&office, DELETE, list, &names, None).await;
        assert_refused(&kept, 400, "STD-00000");
        assert_eq!(kept.json()["validationErrors"][0]["code"], "AM.VLD-00031");
        let gone = ask(&office, DELETE, list, &format!("{names}&cascade=True"), None).await;
        assert_eq!((gone.status, gone.text()), (StatusCode::NO_CONTENT, ""));
        assert_eq!(office.linked(AGENT).await.len(), 0);
    }
    let standard = office.given(SystemUserType::Standard, OFFICE_ORG, &[]).await;
    for (list, names, fault) in [
        (
            AGENT_CLIENTS,
            format!("&from={CLUB}&to={AGENT}"),
            "AM.VLD-00032 QUERY/from",
        ),
        (AGENTS, format!("&to={NOBODY}"), "AM.VLD-00006 QUERY/to"),
        (AGENTS, format!("&to={standard}"), "AM.VLD-00032 QUERY/to"),
    ] {
        let nothing = ask(&office, DELETE, list, &format!("{names}&cascade=true"), None).await;
        assert_eq!(told(&nothing), [fault]);
    }
    let crooked = ask(
        &office,
        DELETE,
        AGENTS,
        &format!("&to={AGENT}&cascade=perhaps"),
        None,
    )
    .await;
    assert!(crooked.json()["errors"]["cascade"].is_array());
}

#[tokio::test]
async fn a_party_that_is_not_in_the_register_has_a_code_of_its_own() {
    let office = office().await;
    let token = office.person_token(&client_administrator(), PORTAL);
    let answer = office.get(&format!("{CLIENTS}?party={NOBODY}"), &token).await;
    assert_refused(&answer, 400, "AM-00023");
    let missing = office.get(CLIENTS, &token).await;
    assert!(missing.json()["errors"]["party"].is_array());
}

#[tokio::test]
async fn only_a_client_administrator_with_a_scope_comes_in() {
    let office = office().await;
    let names = format!("&from={CLUB}&to={AGENT}&cascade=true");
    for (method, list) in [
        (GET, CLIENTS),
        (GET, AGENTS),
        (GET, AGENT_PACKAGES),
        (POST, AGENT_PACKAGES),
        (DELETE, AGENT_PACKAGES),
        (DELETE, AGENT_CLIENTS),
        (DELETE, AGENTS),
    ] {
        let reads = method == GET;
        let (right, wrong) = if reads {
            (CLIENT_DELEGATIONS_READ, CLIENT_DELEGATIONS_WRITE)
        } else {
            (CLIENT_DELEGATIONS_WRITE, CLIENT_DELEGATIONS_READ)
        };
        let address = format!("{list}?party={OFFICE_UUID}{names}");
        for (person, scope) in [
            (client_administrator(), wrong),
            (Person::outsider(), right),
            (Person::employee(), PORTAL),
        ] {
            let answer = office.call_as(&person, scope, method.clone(), &address).await;
            assert_eq!(
                (answer.status, answer.text()),
                (StatusCode::FORBIDDEN, ""),
                "{method} {list}"
            );
        }
    }
    assert_eq!(office.linked(AGENT).await.len(), 1);
}

#[tokio::test]
async fn an_agent_acts_for_its_clients_among_others() {
    let office = office().await;
    let detail = json!({"type": "urn:altinn:systemuser",
        "systemuser_org": {"authority": "iso6523-actorid-upis", "ID": format!("0192:{OFFICE_ORG}")},
        "systemuser_id": [AGENT], "system_id": "314802438_arsverk_klient"});
    let detail = serde_json::from_value(detail).unwrap();
    let vendor = domain::OrgNumber::parse("314802438").unwrap();
    let scope = contract::delegation::AUTHORIZED_PARTIES_SCOPE;
    let token = office.altinn_token(&vendor, scope, vec![detail]);
    let address = format!(
        "{}?includeAccessPackages=true",
        contract::delegation::AUTHORIZED_PARTIES
    );
    let told = office.get(&address, &token).await.json();
    assert_eq!(told["data"].as_array().unwrap().len(), 1);
    assert_eq!(
        (
            &told["data"][0]["partyUuid"],
            &told["data"][0]["authorizedAccessPackages"]
        ),
        (&json!(CLUB), &json!([SIGNING]))
    );
}

/// The faults that an answer tells, each with its place.
fn told(answer: &Answer) -> Vec<String> {
    assert_refused(answer, 400, "STD-00000");
    let told = answer.json();
    let told = told["validationErrors"].as_array().unwrap().iter();
    let text = |fault: &Value| fault.as_str().unwrap().to_owned();
    told.map(|fault| format!("{} {}", text(&fault["code"]), text(&fault["paths"][0])))
        .collect()
}

async fn ask(office: &Office, method: Method, list: &str, names: &str, body: Option<Value>) -> Answer {
    let token = office.person_token(&client_administrator(), PORTAL);
    let address = format!("{list}?party={OFFICE_UUID}{names}");
    office.send_as(&token, method, &address, body).await
}

fn batch(role: &str, packages: &[&str]) -> Value {
    json!({"values": [{"role": role, "packages": packages}]})
}
