//! From nothing to a decision, over HTTP alone: a service owner makes its scope and its resource, a new vendor comes on
//! board and builds on them, a leader says yes on the portal's pages, and the owner's own service asks Altinn.

use std::process::Command;

use contract::administration::{ACCESS, CLIENTS, ONBOARDING, SCOPES, WRITE, WRITE_SCOPES};
use contract::decision::{AUTHORIZE_SCOPE, Decision};
use contract::path;
use contract::request::RequestSystemResponse;
use contract::resource::{RESOURCES, WRITE_SCOPE};
use contract::token::authorization_details::SystemUserAsked;
use domain::registration::Onboarding;
use domain::{ExternalRef, MaskinportenRefusal, OrgNumber};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{Addresses, CUSTOMER, LocalPlatform, Machine, MachineKey, PIA, ServiceOwner, Vendor, Visitor};

/// Digdir, which owns Altinn's scopes, and the client that it administers with.
const DIGDIR: (&str, &str) = ("991825827", "8a53e89c-0baf-5fa4-8b07-231de1677b16");
/// Skatteetaten.
const OWNER: (&str, &str) = ("974761076", "75dfacc3-3444-550e-a4c9-b530ccdf8416");
/// Fjellheim Elektro AS, which has nothing but that client.
const NEWCOMER: (&str, &str) = ("313906892", "ad433e3d-d09c-59b6-b2b1-001221af696e");

/// What nobody has heard of when the story begins.
const RESOURCE: &str = "ske-fangstavgift";
const SCOPE: &str = "skatteetaten:fangstavgift";
const SYSTEM: &str = "313906892_fangst";
const REFERENCE: &str = "kunde-1";
const PARTY: u32 = 51_900_010;

const BODY: &str = include_str!("../golden/altinn/service_resource/whole.json");
const POLICY: &str = include_str!("../golden/xacml/lok-fangstmelding/policy.xml");

#[tokio::test]
async fn a_service_is_made_a_vendor_builds_on_it_and_a_leader_gives_and_takes() {
    let world = World::begin();
    let digdir = world.administrator(DIGDIR).await;
    let owner = world.administrator(OWNER).await;
    let newcomer = world.administrator(NEWCOMER).await;
    assert_eq!(
        newcomer.missing().await,
        ["SCOPES_GRANTED", "CLIENT_READY", "TESTED", "AGREEMENT_SIGNED"]
    );

    // Stage 1. Skatteetaten makes a scope, and a resource that opens with it.
    digdir
        .does(
            Method::POST,
            SCOPES,
            Some(scope("altinn", "resourceregistry/resource.write")),
        )
        .await;
    digdir.grants(WRITE_SCOPE, OWNER).await;
    owner
        .does(Method::POST, SCOPES, Some(scope("skatteetaten", "fangstavgift")))
        .await;
    let service = owner
        .makes_client("Fangstavgift", &[WRITE_SCOPE, AUTHORIZE_SCOPE])
        .await;
    register_resource(&service).await;

    // Stage 2. The vendor asks for scopes, and makes a client that must wait for them.
    for scope in Onboarding::SCOPES {
        let asked = newcomer.does(Method::POST, &of(ACCESS, scope), None).await;
        assert_eq!(asked["state"], "REQUESTED");
    }
    let scopes: Vec<&str> = Onboarding::SCOPES.into_iter().chain([SCOPE]).collect();
    let product = newcomer.makes_client("Fangstsystem", &scopes).await;
    let early = product.ask(&[SCOPE], None).await.unwrap_err();
    assert_eq!(
        early.refusal(),
        Some(MaskinportenRefusal::ScopeNotGranted { scope: SCOPE.into() })
    );
    owner.grants(SCOPE, NEWCOMER).await;
    for scope in Onboarding::SCOPES {
        digdir.grants(scope, NEWCOMER).await;
    }
    assert_eq!(newcomer.missing().await, ["TESTED", "AGREEMENT_SIGNED"]);
    assert!(newcomer.knocks().await.contains("no customer has approved"));
    let vendor = Vendor::new(product.clone(), SYSTEM).await;
    let number = OrgNumber::parse(NEWCOMER.0).unwrap();
    vendor.register(&number, product.client(), RESOURCE).await;

    // Stage 3. The vendor asks Rør og Vann AS, and Pia says yes on the page that the answer names.
    let customer = OrgNumber::parse(CUSTOMER).unwrap();
    let question = vendor.question(&customer, REFERENCE, RESOURCE);
    let asked = vendor.posting(path::VENDOR_REQUESTS).json(&question);
    let asked: RequestSystemResponse = answered(asked).await.json().await.unwrap();
    let wish = || {
        Some(SystemUserAsked::new(
            &customer,
            Some(ExternalRef::from(REFERENCE)),
        ))
    };
    let too_early = product.ask(&[SCOPE], wish()).await.unwrap_err();
    assert_eq!(
        too_early.refusal(),
        Some(MaskinportenRefusal::SystemUserUnresolved)
    );
    let mut pia = Visitor::default();
    let people = pia.open(&asked.confirm_url.unwrap()).await;
    let sheet = pia.press(&people, PIA).await;
    assert!(sheet.says("Du kan godkjenne dette alene."), "{}", sheet.text());
    let confirm = pia.follow(&sheet, "Godkjenn systemtilgang …").await;
    let receipt = pia.press(&confirm, "Ja, godkjenn").await;
    assert!(receipt.says("Systemtilgangen er godkjent"), "{}", receipt.text());

    // Stage 4. The system gets its token, and Skatteetaten's own service hears that it may.
    let token = product.ask(&[SCOPE], wish()).await.unwrap();
    let system_user = vendor.system_users().await[0].id;
    let detail = &claims(&token)["authorization_details"][0];
    assert_eq!(detail["systemuser_id"], json!([system_user]));
    let api = ServiceOwner::new(service).await;
    let resource = RESOURCE.into();
    assert_eq!(
        api.decision(system_user, &resource, &customer).await,
        Decision::Permit
    );

    // The vendor signs, and the gate that was closed opens.
    assert!(newcomer.knocks().await.contains("the agreement is not signed"));
    let signature = json!({"signed_by": "Mari Sikring"});
    newcomer
        .does(Method::POST, "/onboarding/agreement", Some(signature))
        .await;
    let passed = newcomer.does(Method::POST, "/onboarding/production", None).await;
    assert!(passed["production"].is_string(), "{passed}");

    // Pia takes it back, and nothing is left of it.
    let page = format!(
        "{}/accessmanagement/ui/systemuser/{system_user}?party={PARTY}",
        world.at().portal
    );
    let access = pia.open(&page).await;
    let removal = pia.follow(&access, "Fjern tilgang …").await;
    let removed = pia.press(&removal, "Ja, fjern tilgangen").await;
    assert!(removed.says("Systemtilgangen er fjernet"), "{}", removed.text());
    let gone = product.ask(&[SCOPE], wish()).await.unwrap_err();
    assert_eq!(gone.refusal(), Some(MaskinportenRefusal::SystemUserUnresolved));
    assert_eq!(
        api.decision(system_user, &resource, &customer).await,
        Decision::NotApplicable
    );
}

/// The built-in world in a process of its own, with every organisation's enterprise certificate.
struct World {
    platform: LocalPlatform,
    certificates: TempDir,
}

/// An organisation's token for the client administration.
struct Administrator {
    http: Client,
    at: Addresses,
    token: String,
}

impl World {
    fn begin() -> Self {
        let certificates = tempfile::tempdir().unwrap();
        let mut program = Command::new(tests::program("klarsignal-platform"));
        program
            .arg("--ephemeral")
            .arg("--enterprise-certificates")
            .arg(certificates.path());
        Self {
            platform: LocalPlatform::start(&mut program),
            certificates,
        }
    }

    fn at(&self) -> &Addresses {
        self.platform.addresses()
    }

    /// An organisation that proves itself with its certificate, as nothing else is registered on that client.
    async fn administrator(&self, (organization, client): (&str, &str)) -> Administrator {
        let key = MachineKey::certified(self.certificates.path(), organization);
        let machine = Machine::new(self.at(), client, &key);
        Administrator {
            token: machine.token(&[WRITE, WRITE_SCOPES]).await,
            http: machine.http,
            at: machine.at,
        }
    }
}

impl Administrator {
    /// Does something that must succeed.
    async fn does(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        answered(self.calling(method, path, body))
            .await
            .json()
            .await
            .unwrap()
    }

    async fn grants(&self, scope: &str, (organization, _): (&str, &str)) {
        let path = of(&format!("{ACCESS}/{organization}"), scope);
        assert_eq!(self.does(Method::PUT, &path, None).await["state"], "APPROVED");
    }

    /// A client with some scopes and a key of its own.
    async fn makes_client(&self, name: &str, scopes: &[&str]) -> Machine {
        let body = json!({
            "client_name": name, "description": name, "scopes": scopes, "integration_type": "maskinporten",
            "application_type": "web", "token_endpoint_auth_method": "private_key_jwt",
            "grant_types": ["urn:ietf:params:oauth:grant-type:jwt-bearer"],
        });
        let made = self.does(Method::POST, CLIENTS, Some(body)).await;
        let id = made["client_id"].as_str().unwrap();
        let key = MachineKey::generate();
        let keys = json!({"keys": [key.jwk()]});
        self.does(Method::POST, &format!("{CLIENTS}/{id}/jwks"), Some(keys))
            .await;
        Machine::new(&self.at, id, &key)
    }

    /// The steps to production that are not done.
    async fn missing(&self) -> Vec<String> {
        let way = self.does(Method::GET, ONBOARDING, None).await;
        let steps = way["steps"].as_array().unwrap().iter();
        steps
            .filter(|step| step["done"] == false)
            .map(|step| step["step"].as_str().unwrap().to_owned())
            .collect()
    }

    /// What the closed production gate says.
    async fn knocks(&self) -> String {
        let call = self.calling(Method::POST, "/onboarding/production", None);
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        answer.text().await.unwrap()
    }

    fn calling(&self, method: Method, path: &str, body: Option<Value>) -> RequestBuilder {
        let call = self
            .http
            .request(method, format!("{}{path}", self.at.administration))
            .bearer_auth(&self.token);
        match body {
            Some(body) => call.json(&body),
            None => call,
        }
    }
}

/// Skatteetaten's resource, with the scope that it opens with and who may do what.
async fn register_resource(service: &Machine) {
    let token = service.altinn_token(&[WRITE_SCOPE]).await;
    let mut body: Value = serde_json::from_str(&BODY.replace("lok-fangstmelding", RESOURCE)).unwrap();
    let members = body.as_object_mut().unwrap();
    members.remove("versionId");
    members["resourceReferences"] = json!([{ "referenceSource": "ExternalPlatform", "reference": SCOPE,
        "referenceType": "MaskinportenScope" }]);
    members["hasCompetentAuthority"] = json!({ "organization": OWNER.0, "orgcode": "skd",
        "name": { "nb": "Skatteetaten", "nn": "Skatteetaten", "en": "The Norwegian Tax Administration" } });
    let posting = |path: &str| {
        let call = service.http.post(format!("{}{path}", service.at.platform));
        call.bearer_auth(&token)
    };
    answered(posting(RESOURCES).json(&body)).await;
    let policy = POLICY.replace("lok-fangstmelding", RESOURCE);
    let form = format!(
        "--limit\r\nContent-Disposition: form-data; name=\"policyFile\"; filename=\"policy.xml\"\r\n\
         Content-Type: text/xml\r\n\r\n{policy}\r\n--limit--\r\n"
    );
    let upload = posting(&format!("{RESOURCES}/{RESOURCE}/policy"))
        .header("content-type", "multipart/form-data; boundary=limit")
        .body(form);
    answered(upload).await;
}

fn scope(prefix: &str, subscope: &str) -> Value {
    json!({ "prefix": prefix, "subscope": subscope, "description": subscope,
        "allowed_integration_types": ["maskinporten"] })
}

fn of(path: &str, scope: &str) -> String {
    format!("{path}?scope={scope}")
}

/// The answer to a call that must succeed.
async fn answered(call: RequestBuilder) -> reqwest::Response {
    let answer = call.send().await.unwrap();
    if answer.status().is_success() {
        return answer;
    }
    let (status, url) = (answer.status(), answer.url().clone());
    panic!("{url}: {status} {}", answer.text().await.unwrap());
}

fn claims(token: &str) -> Value {
    contract::token::Compact::parse(token).unwrap().claims().unwrap()
}
