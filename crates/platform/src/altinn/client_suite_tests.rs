//! One system, its agents at the offices that act for others, and what each may do for its clients: with every package that
//! is for clients only, over both interfaces (altinn-platform.md 10.6).

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use contract::decision::{DECISION, Question};
use contract::{path, portal, scope};
use domain::policy::{Policy, PolicyRule, Subject};
use domain::{OrgNumber, PartyId, PartyUuid, SystemUserId, UserId};
use serde_json::{Value, json};
use uuid::uuid;

use super::testing::{self, Altinn, CLIENT, Person, RESOURCE, SYSTEM, agent_request, hidden, id_of};
use crate::running::finish;
use crate::store;
use crate::testing::{Answer, answer};

/// What only a responsible auditor may read.
const AUDIT: &str = "for-the-responsible-auditor";

/// An office and its leader.
struct Office {
    number: &'static str,
    party: &'static str,
    uuid: &'static str,
    leader: Person,
}

/// Keeps the books of two and audits two others.
fn accountants_and_auditors() -> Office {
    Office {
        number: "314250052",
        party: "51243526",
        uuid: "368f5a82-97f5-4f33-b372-ac998a4d6b22",
        leader: Person {
            pid: "06857897380",
            user: UserId(20_013_183),
            party: PartyId(50_900_021),
            party_uuid: PartyUuid(uuid!("6d03b010-0bbc-5b76-ad8b-a8150b6b3b07")),
        },
    }
}

/// Manages the business of two, one of which is a housing cooperative and so its client.
fn managers() -> Office {
    Office {
        number: "313351203",
        party: "51244748",
        uuid: "776c82a1-e21f-4788-84a4-c58c26a94c6f",
        leader: Person {
            pid: "02895998748",
            user: UserId(20_900_022),
            party: PartyId(50_900_022),
            party_uuid: PartyUuid(uuid!("7b1d9554-cb0c-5b99-bbce-af949214b479")),
        },
    }
}

/// A package, the office that asks its clients by it, and what comes of asking for [`AUDIT`].
fn rows() -> [(&'static str, Office, &'static str); 6] {
    [
        (
            "regnskapsforer-med-signeringsrettighet",
            accountants_and_auditors(),
            "NotApplicable",
        ),
        (
            "regnskapsforer-uten-signeringsrettighet",
            accountants_and_auditors(),
            "NotApplicable",
        ),
        ("regnskapsforer-lonn", accountants_and_auditors(), "NotApplicable"),
        ("ansvarlig-revisor", accountants_and_auditors(), "Permit"),
        ("revisormedarbeider", accountants_and_auditors(), "NotApplicable"),
        ("forretningsforer-eiendom", managers(), "NotApplicable"),
    ]
}

#[tokio::test]
async fn an_older_program_links_the_customers_that_the_portal_tells_it() {
    let altinn = testing::listening_altinn().await;
    prepare(&altinn).await;
    for (package, office, expected) in rows() {
        let agent = approved(&altinn, &office, package).await;
        let token = altinn.person_token(&office.leader, scope::PORTAL);
        let customers = path::fill(portal::path::CUSTOMERS, &[office.party, &agent]);
        let customers = in_portal(&altinn, &token, &format!("{customers}?partyUuid={}", office.uuid)).await;
        let customers = customers.json().as_array().unwrap().clone();
        assert!(!customers.is_empty(), "{package}");

        let link = path::fill(path::AGENT_DELEGATION, &[office.party, &agent]);
        let mut delegations = vec![];
        for customer in &customers {
            let body = json!({"customerId": customer["id"], "facilitatorId": office.uuid,
                "access": customer["access"]});
            let linked = altinn.post(&link, &token, body).await;
            assert_eq!(linked.status, StatusCode::OK, "{package}: {}", linked.text());
            delegations.push(linked.json()[0]["delegationId"].as_str().unwrap().to_owned());
        }
        for customer in &customers {
            let number = customer["orgNo"].as_str().unwrap();
            assert_eq!(decision(&altinn, &agent, number).await, expected, "{package}");
        }
        assert_eq!(
            found(&altinn, &office, package).await,
            StatusCode::OK,
            "{package}"
        );

        for (delegation, customer) in delegations.iter().zip(&customers) {
            let unlink = path::fill(path::AGENT_DELEGATION_BY_ID, &[office.party, delegation]);
            let unlink = format!("{unlink}?facilitatorId={}", office.uuid);
            assert_eq!(altinn.delete(&unlink, &token).await.status, StatusCode::OK);
            let number = customer["orgNo"].as_str().unwrap();
            assert_eq!(decision(&altinn, &agent, number).await, "NotApplicable");
        }
        let delete = path::fill(path::AGENT, &[office.party, &agent]);
        let deleted = altinn
            .delete(&format!("{delete}?facilitatorId={}", office.uuid), &token)
            .await;
        assert_eq!(
            (deleted.status, deleted.text()),
            (StatusCode::OK, ""),
            "{package}"
        );
        assert_eq!(found(&altinn, &office, package).await, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_end_user_s_program_finds_the_agent_and_links_every_client() {
    let altinn = testing::altinn().await;
    prepare(&altinn).await;
    for (package, office, expected) in rows() {
        let agent = approved(&altinn, &office, package).await;
        let read = altinn.person_token(&office.leader, scope::CLIENT_DELEGATIONS_READ);
        let both = format!(
            "{} {}",
            scope::CLIENT_DELEGATIONS_READ,
            scope::CLIENT_DELEGATIONS_WRITE
        );
        let write = altinn.person_token(&office.leader, &both);
        let agents = format!("{}?party={}", path::END_USER_AGENTS, office.number);
        let agents = altinn.get(&agents, &read).await.json();
        let known = agents
            .as_array()
            .unwrap()
            .iter()
            .map(|agent| &agent["externalRef"]);
        assert!(
            known.into_iter().any(|reference| reference == package),
            "{agents}"
        );

        let available = format!("{}?agent={agent}", path::END_USER_CLIENTS_AVAILABLE);
        let available = altinn.get(&available, &read).await.json();
        assert_eq!(
            available["systemUserInformation"]["systemUserOwnerOrg"],
            office.number
        );
        let clients = available["data"].as_array().unwrap().clone();
        assert!(!clients.is_empty(), "{package}");
        let pair = |client: &Value| {
            let client = client["clientId"].as_str().unwrap();
            format!("{}?agent={agent}&client={client}", path::END_USER_CLIENTS)
        };
        for client in &clients {
            let linked = altinn.call(Method::POST, &pair(client), &write, None).await;
            assert_eq!(linked.status, StatusCode::OK, "{}", linked.text());
        }
        let list = format!("{}?agent={agent}", path::END_USER_CLIENTS);
        let linked = altinn.get(&list, &read).await.json();
        assert_eq!(linked["data"], json!(clients), "{package}");
        for client in &clients {
            let number = client["clientOrganizationNumber"].as_str().unwrap();
            assert_eq!(decision(&altinn, &agent, number).await, expected, "{package}");
            let taken = altinn.delete(&pair(client), &write).await;
            assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
            assert_eq!(
                decision(&altinn, &agent, number).await,
                "NotApplicable",
                "{package}"
            );
        }
        assert_eq!(altinn.get(&list, &read).await.json()["data"], json!([]));
    }
}

/// A hidden system that asks for all packages for clients, and the resource that tells one of them from the others.
async fn prepare(altinn: &Altinn) {
    let mut system = hidden(SYSTEM);
    system["clientId"] = json!([CLIENT]);
    system["rights"] = json!([]);
    let codes = rows().map(|(package, ..)| package);
    system["accessPackages"] = codes.into_iter().chain(["skattegrunnlag"]).map(urn).collect();
    altinn.given_system(system).await;
    let rule = PolicyRule {
        subjects: vec![Subject::new("urn:altinn:accesspackage:ansvarlig-revisor")],
        actions: vec!["read".to_owned()],
    };
    let policy = Policy::of_rules(&AUDIT.into(), &[rule], 3);
    let save = move |tx: &rusqlite::Connection| {
        let mut resource = store::resource::find(tx, &RESOURCE.into())?.unwrap();
        resource.identifier = AUDIT.into();
        store::resource::add(tx, &resource)?;
        store::resource::save_policy(tx, &AUDIT.into(), &policy, &contract::xacml::print(&policy))
    };
    altinn.store.write(save).await.unwrap();
}

/// The office's agent for a package, asked for with an empty address and approved; its id.
async fn approved(altinn: &Altinn, office: &Office, package: &str) -> String {
    let mut body = agent_request();
    (body["externalRef"], body["redirectUrl"]) = (json!(package), json!(""));
    body["partyOrgNo"] = json!(office.number);
    body["accessPackages"] = json!([urn(package)]);
    let asked = altinn.ask_for_agent(body).await;
    let id = id_of(&asked);
    assert_eq!(
        (&asked.json()["status"], &asked.json()["redirectUrl"]),
        (&json!("New"), &json!(""))
    );
    let token = altinn.person_token(&office.leader, scope::PORTAL);
    let approve = path::fill(path::APPROVE_AGENT_REQUEST, &[office.party, &id]);
    assert_eq!(
        altinn.post(&approve, &token, Value::Null).await.json(),
        json!(true)
    );
    let own = path::fill(path::VENDOR_AGENT_REQUEST, &[&id]);
    let read = altinn.vendor_token(scope::REQUEST_READ);
    assert_eq!(altinn.get(&own, &read).await.json()["status"], "Accepted");
    id
}

/// What Maskinporten is told of the office's agent.
async fn found(altinn: &Altinn, office: &Office, reference: &str) -> StatusCode {
    let query = format!(
        "clientId={CLIENT}&systemProviderOrgNo=991825827&systemUserOwnerOrgNo={}&externalRef={reference}",
        office.number
    );
    let token = altinn.vendor_token(scope::SYSTEM_USER_LOOKUP);
    let address = format!("{}?{query}", path::SYSTEM_USER_BY_EXTERNAL_ID);
    altinn.get(&address, &token).await.status
}

async fn decision(altinn: &Altinn, agent: &str, organization: &str) -> String {
    let agent = SystemUserId(agent.parse().unwrap());
    let organization = OrgNumber::parse(organization).unwrap();
    let question = Question::of_system_user(agent, "read", &AUDIT.into(), &organization);
    let question = serde_json::to_value(question).unwrap();
    let answer = altinn.post(DECISION, "", question).await;
    answer.json()["response"][0]["decision"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn in_portal(altinn: &Altinn, token: &str, address: &str) -> Answer {
    let call = Request::get(address)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::empty())
        .unwrap();
    answer(finish(crate::portal::router(), altinn), call).await
}

fn urn(code: &str) -> Value {
    json!({"urn": format!("urn:altinn:accesspackage:{code}")})
}
