//! Programs that were written for Altinn itself, with nothing changed but the addresses: slashes too many, tokens that were
//! not exchanged, members in capitals, and an ear for the words after the status (altinn-platform.md 10.6, 10.7).

use contract::decision::DECISION;
use contract::portal::path as portal;
use contract::scope::{REQUEST_READ, REQUEST_WRITE, SYSTEM_REGISTER_WRITE};
use platform::{Options, Running, Seed};
use serde_json::{Value, json};
use tests::{Addresses, CLIENT, CUSTOMER, Leader, Machine, MachineKey, SYSTEM, VENDOR};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;
use uuid::Uuid;

const PIA_PID: &str = "12847820045";
const PARTY: &str = "51900010";
const RESOURCE: &str = "ske-krav-og-betalinger";

#[tokio::test]
async fn a_program_for_altinn_registers_asks_changes_and_deletes() {
    let world = World::new().await;
    let vendor = world.vendor().await;
    let leader = Leader::sign_in(&world.at, PIA_PID).await;
    let leader = leader.token();
    let root = format!("{}//authentication/api//v1", world.at.platform);
    let bff = |pattern: &str, values: &[&str]| {
        let address = contract::path::fill(pattern, values);
        format!("{}{address}", world.platform.urls().portal)
    };

    // The system, with members in capitals and one in small letters.
    let register = format!("{root}/systemregister/vendor");
    let made = call("POST", &register, &vendor, Some(system())).await;
    assert_eq!(made.status, "200 OK", "{}", made.body);
    assert!(Uuid::parse_str(made.json().as_str().unwrap()).is_ok());
    let twice = call("POST", &register, &vendor, Some(system())).await;
    assert_eq!(twice.status, "400 Bad Request");
    let listed = call("GET", &register, &vendor, None).await;
    assert!(listed.body.contains(SYSTEM), "hidden as it is");
    let gone = call("GET", &format!("{register}/nowhere/changelog"), &vendor, None).await;
    assert_eq!(
        (gone.status.as_str(), gone.body.as_str()),
        ("404 Not Found", "\"System with ID nowhere not found.\"")
    );

    // The request, with nulls where nothing is meant, answered in the portal.
    let requests = format!("{root}/systemuser/request/vendor");
    let asked = call("POST", &requests, &vendor, Some(request())).await;
    assert_eq!(asked.status, "201 Created", "{}", asked.body);
    let id = asked.text_of("id");
    assert_eq!(
        (
            asked.text_of("status"),
            asked.text_of("systemId"),
            asked.text_of("partyOrgNo")
        ),
        ("New".to_owned(), SYSTEM.to_owned(), CUSTOMER.to_owned())
    );
    assert!(asked.text_of("confirmUrl").contains(&id));
    assert_eq!(
        call("POST", &requests, &vendor, Some(request())).await.status,
        "200 OK"
    );
    let approve = bff(portal::APPROVE_REQUEST, &[PARTY, &id]);
    let approved = call("POST", &approve, leader, None).await;
    assert_eq!(
        (approved.status.as_str(), approved.body.as_str()),
        ("200 OK", "true")
    );
    let own = call("GET", &format!("{requests}/{id}/"), &vendor, None).await;
    assert_eq!(own.text_of("status"), "Accepted");
    assert_eq!(decision(&world, &id).await, "Permit");

    // The change, sent twice, answered in the portal.
    let correlation = Uuid::from_u128(7);
    let changes = format!("{root}/systemuser/changerequest/vendor");
    let change = format!("{changes}?correlation-id={correlation}&system-user-id={id}");
    let body = json!({"requiredRights": [], "unwantedRights": [right()], "requiredAccessPackages": [],
        "unwantedAccessPackages": [], "redirectUrl": null});
    let asked = call("POST", &change, &vendor, Some(body.clone())).await;
    assert_eq!(asked.status, "201 Created", "{}", asked.body);
    assert_eq!(
        (asked.text_of("systemUserId"), &asked.json()["unwantedRights"]),
        (id.clone(), &json!([right()]))
    );
    let again = call("POST", &change, &vendor, Some(body)).await;
    assert_eq!(
        (again.status.as_str(), again.text_of("id")),
        ("200 OK", correlation.to_string())
    );
    let approve = bff(portal::APPROVE_CHANGE_REQUEST, &[PARTY, &correlation.to_string()]);
    assert_eq!(call("POST", &approve, leader, None).await.body, "true");
    let own = call("GET", &format!("{changes}/{correlation}"), &vendor, None).await;
    assert_eq!(own.text_of("status"), "Accepted");
    assert_eq!(decision(&world, &id).await, "NotApplicable");

    // And back to the beginning.
    let user = bff(portal::SYSTEM_USER, &[PARTY, &id]);
    assert_eq!(call("DELETE", &user, leader, None).await.status, "202 Accepted");
    let deleted = call("DELETE", &format!("{register}/{SYSTEM}/"), &vendor, None).await;
    assert_eq!(
        (deleted.status.as_str(), deleted.json()),
        ("200 OK", json!({"succeeded": true}))
    );
    let listed = call("GET", &register, &vendor, None).await;
    assert!(!listed.body.contains(SYSTEM));
}

#[tokio::test]
async fn each_status_has_its_usual_words() {
    let world = World::new().await;
    let vendor = world.vendor().await;
    let at = |path: &str| format!("{}/authentication/api/v1/{path}", world.at.platform);
    let id = Uuid::from_u128(9);
    for (method, address, token, status) in [
        ("GET", at("systemregister/vendor"), vendor.as_str(), "200 OK"),
        ("GET", at("systemregister/vendor"), "none", "401 Unauthorized"),
        ("GET", at("systemregister"), &vendor, "403 Forbidden"),
        (
            "GET",
            at(&format!("systemuser/request/vendor/{id}")),
            &vendor,
            "404 Not Found",
        ),
        (
            "GET",
            at("systemuser/request/vendor/x"),
            &vendor,
            "400 Bad Request",
        ),
        (
            "DELETE",
            at("systemregister/vendor"),
            &vendor,
            "405 Method Not Allowed",
        ),
        (
            "POST",
            at("systemregister/vendor"),
            &vendor,
            "415 Unsupported Media Type",
        ),
    ] {
        assert_eq!(
            call(method, &address, token, None).await.status,
            status,
            "{method} {address}"
        );
    }
}

#[tokio::test]
async fn a_token_is_exchanged_for_a_test_and_pages_are_turned_behind_a_proxy() {
    let world = World::new().await;
    let raw = world.vendor().await;
    let exchange = format!(
        "{}/authentication/api/v1/exchange/maskinporten?test=true",
        world.at.platform
    );
    let quoted = call("GET", &exchange, &raw, None).await;
    let token = quoted.json().as_str().unwrap().to_owned();
    assert_eq!((quoted.status.as_str(), token.split('.').count()), ("200 OK", 3));

    let root = format!("{}/authentication/api/v1", world.at.platform);
    call(
        "POST",
        &format!("{root}/systemregister/vendor"),
        &token,
        Some(system()),
    )
    .await;
    for number in 0..3 {
        let mut body = request();
        body["externalRef"] = json!(number.to_string());
        let asked = call(
            "POST",
            &format!("{root}/systemuser/request/vendor"),
            &token,
            Some(body),
        )
        .await;
        assert_eq!(asked.status, "201 Created", "{}", asked.body);
    }
    let (mut next, mut seen) = (
        format!("{root}/systemuser/request/vendor/bysystem/{SYSTEM}"),
        vec![],
    );
    loop {
        let page = call("GET", &next, &token, None).await.json();
        let members: Vec<&Value> = page.as_object().unwrap().values().collect();
        seen.extend(
            members[1]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["externalRef"].clone()),
        );
        let Some(link) = page["links"]["next"].as_str() else {
            break;
        };
        let path = link.strip_prefix("https://platform.example").unwrap();
        assert!(path.starts_with("/authentication/"), "{link}");
        assert_ne!(next, format!("{}{path}", world.at.platform));
        next = format!("{}{path}", world.at.platform);
    }
    assert_eq!(seen, ["0", "1", "2"]);
}

/// A platform whose lists have one item on a page, and the vendor's key.
struct World {
    platform: Running,
    at: Addresses,
    key: MachineKey,
}

impl World {
    async fn new() -> Self {
        let options = Options {
            page_size: 1,
            ..Options::ephemeral()
        };
        let platform = platform::start(options, &Seed::builtin().unwrap()).await.unwrap();
        let urls = platform.urls();
        let at = Addresses {
            platform: urls.platform.clone(),
            maskinporten: urls.maskinporten.clone(),
            idporten: urls.idporten.clone(),
            service_owner: urls.service_owner.clone(),
            portal: urls.portal.clone(),
            administration: urls.administration.clone(),
        };
        let key = MachineKey::generate();
        platform.enrol(CLIENT.into(), key.jwk()).await.unwrap();
        Self { platform, at, key }
    }

    /// Maskinporten's token, which the vendor's programs do not exchange.
    async fn vendor(&self) -> String {
        let machine = Machine::new(&self.at, CLIENT, &self.key);
        machine
            .token(&[SYSTEM_REGISTER_WRITE, REQUEST_READ, REQUEST_WRITE])
            .await
    }
}

/// An answer as it came over the wire.
struct Heard {
    /// The number and the words, such as `200 OK`.
    status: String,
    body: String,
}

impl Heard {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    fn text_of(&self, member: &str) -> String {
        self.json()[member].as_str().unwrap().to_owned()
    }
}

/// Sends one call by hand, as a client behind a proxy that wants JSON.
async fn call(method: &str, address: &str, token: &str, body: Option<Value>) -> Heard {
    let url = Url::parse(address).unwrap();
    let host = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap());
    let target = &address[address.find(&host).unwrap() + host.len()..];
    let kind = body.as_ref().map_or("", |_| "Content-Type: application/json\r\n");
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    let sent = format!(
        "{method} {target} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\
         Accept: application/json\r\nX-Forwarded-Proto: https\r\n\
         X-Forwarded-Host: first.example, platform.example\r\nOcp-Apim-Subscription-Key: key\r\n\
         Connection: close\r\n{kind}Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut socket = TcpStream::connect(&host).await.unwrap();
    socket.write_all(sent.as_bytes()).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.lines().next().unwrap().strip_prefix("HTTP/1.1 ").unwrap();
    Heard {
        status: status.to_owned(),
        body: body.to_owned(),
    }
}

/// What the decision point says of the system user, asked as Altinn's own suite does.
async fn decision(world: &World, user: &str) -> String {
    let attribute = |id: &str, value: &str| json!({"AttributeId": id, "Value": value});
    let question = json!({"Request": {
        "ReturnPolicyIdList": true,
        "AccessSubject": [{"Attribute": [attribute("urn:altinn:systemuser:uuid", user)]}],
        "Action": [{"Attribute": [{"AttributeId": "urn:oasis:names:tc:xacml:1.0:action:action-id", "Value": "read",
            "DataType": "http://www.w3.org/2001/XMLSchema#string"}]}],
        "Resource": [{"Attribute": [attribute("urn:altinn:resource", RESOURCE),
            attribute("urn:altinn:organization:identifier-no", CUSTOMER)]}],
    }});
    let address = format!("{}{DECISION}", world.at.platform);
    let answer = call("POST", &address, "", Some(question)).await;
    assert_eq!(answer.status, "200 OK", "{}", answer.body);
    answer.json()["response"][0]["decision"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn system() -> Value {
    let text = || json!({"nb": "SmartRegnskap", "nn": "SmartRekneskap", "en": "SmartAccounts"});
    json!({"Id": SYSTEM, "Vendor": {"ID": format!("0192:{VENDOR}")}, "Name": text(), "Description": text(),
        "Rights": [right()], "ClientId": [CLIENT], "IsVisible": false,
        "allowedredirecturls": ["https://smartcloud.example/ready"]})
}

fn request() -> Value {
    json!({"externalRef": null, "systemId": SYSTEM, "partyOrgNo": CUSTOMER, "rights": [right()],
        "accessPackages": [], "redirectUrl": null})
}

fn right() -> Value {
    json!({"resource": [{"id": "urn:altinn:resource", "value": RESOURCE}]})
}
