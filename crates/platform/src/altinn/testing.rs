//! What the route tests of this room have in common: SmartCloud's system, and what vendors and leaders do with it.

mod happening;

use std::net::SocketAddr;
use std::ops::Deref;

use axum::body::Body;
use axum::http::{Request, header};
use contract::{path, scope};
use domain::{OrgNumber, PartyId, PartyUuid, UserId};
use serde_json::{Value, json};
use uuid::uuid;

pub(crate) use happening::{BARS, Happening};

use crate::running::platform_router;
use crate::seed::Seed;
pub(crate) use crate::testing::Person;
use crate::testing::{Answer, TestWorld, answer, customer, nowhere, world_at, world_of, world_of_pages};
use crate::world::Listeners;

pub(crate) const SYSTEM: &str = "991825827_smartregnskap";
pub(crate) const RESOURCE: &str = "ske-krav-og-betalinger";
/// A package that a daily leader can hand on.
pub(crate) const PACKAGE: &str = "lonn";
/// The Maskinporten client of [`system`].
pub(crate) const CLIENT: &str = "b7a2d5a4-6f43-4c5e-9d7f-2f4f0c9f5f11";
/// The party number of the customer.
pub(crate) const PARTY: &str = "51900010";

/// A world where SmartCloud, a customer and its people act.
pub(crate) struct Altinn(TestWorld);

impl Deref for Altinn {
    type Target = TestWorld;
    fn deref(&self) -> &TestWorld {
        &self.0
    }
}

pub(crate) async fn altinn() -> Altinn {
    altinn_with_pages_of(50).await
}

/// A world whose Altinn and ID-porten really listen, for the portal to call.
pub(crate) async fn listening_altinn() -> Altinn {
    let bind = || tokio::net::TcpListener::bind("127.0.0.1:0");
    let (platform, idporten) = (bind().await.unwrap(), bind().await.unwrap());
    let addresses = Listeners {
        platform: platform.local_addr().unwrap(),
        idporten: idporten.local_addr().unwrap(),
        ..nowhere()
    };
    let altinn = altinn_at(addresses, 50).await;
    let shown = crate::running::routers(&altinn);
    for (listener, router) in [(platform, shown.platform), (idporten, shown.idporten)] {
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    }
    altinn
}

pub(crate) async fn altinn_with_pages_of(size: u32) -> Altinn {
    Altinn(world_of_pages(size).await)
}

/// A world of another seed.
pub(crate) async fn altinn_of(seed: Seed) -> Altinn {
    Altinn(world_of(seed).await)
}

/// A world whose other parts can be called at these addresses, with pages of a size.
pub(crate) async fn altinn_at(addresses: Listeners<SocketAddr>, size: u32) -> Altinn {
    Altinn(world_at(addresses, size).await)
}

/// SmartRegnskap as it is registered, complete, in the form in which it is also read back.
pub(crate) fn system() -> Value {
    json!({
        "id": SYSTEM,
        "vendor": {"ID": "0192:991825827"},
        "name": {"nb": "SmartRegnskap", "nn": "SmartRekneskap", "en": "SmartAccounting"},
        "description": {"nb": "Regnskap", "nn": "Rekneskap", "en": "Accounting"},
        "rights": [{"resource": [{"id": "urn:altinn:resource", "value": RESOURCE}]}],
        "accessPackages": [{"urn": format!("urn:altinn:accesspackage:{PACKAGE}")}],
        "clientId": [CLIENT],
        "isVisible": true,
        "allowedRedirectUrls": ["https://smartcloud.example/done"],
    })
}

/// [`system`], hidden from leaders, by another id and without clients.
pub(crate) fn hidden(id: &str) -> Value {
    let mut body = system();
    (body["id"], body["isVisible"], body["clientId"]) = (json!(id), json!(false), json!([]));
    body
}

/// [`system`] with a right on one other resource and no packages.
pub(crate) fn asking_for(resource: &str) -> Value {
    let mut body = system();
    body["rights"] = json!([{"resource": [{"id": "urn:altinn:resource", "value": resource}]}]);
    body["accessPackages"] = json!([]);
    body
}

/// What SmartCloud asks of Rør og Vann AS.
pub(crate) fn request() -> Value {
    json!({
        "externalRef": "rør-1",
        "systemId": SYSTEM,
        "partyOrgNo": customer().as_str(),
        "rights": system()["rights"],
        "accessPackages": system()["accessPackages"],
        "redirectUrl": "https://smartcloud.example/done?x=1",
    })
}

/// What SmartCloud asks of Rør og Vann AS when it is to act for its clients.
pub(crate) fn agent_request() -> Value {
    let mut body = request();
    body.as_object_mut().unwrap().remove("rights");
    body["externalRef"] = json!("agent-1");
    body
}

/// Another vendor than SmartCloud.
pub(crate) fn other_vendor() -> OrgNumber {
    OrgNumber::parse("314800117").unwrap()
}

/// Siv Kobling, who manages accesses at Rør og Vann AS without having them herself.
pub(crate) fn access_manager() -> Person {
    Person {
        pid: "28818541017",
        user: UserId(20_900_003),
        party: PartyId(50_900_003),
        party_uuid: PartyUuid(uuid!("46528881-29a6-5887-a2a2-cd4b6c5fcbd3")),
    }
}

impl Altinn {
    /// Something happens outside these routes.
    pub(crate) async fn happened(&self, happening: Happening) {
        self.store.write(happening).await.unwrap();
    }

    /// The leader's token in Altinn's portal.
    pub(crate) fn leader(&self) -> String {
        self.person_token(&Person::leader(), scope::PORTAL)
    }

    pub(crate) async fn register(&self, system: Value) -> Answer {
        self.post(
            path::VENDOR_SYSTEMS,
            &self.vendor_token(scope::SYSTEM_REGISTER_WRITE),
            system,
        )
        .await
    }

    pub(crate) async fn given_system(&self, system: Value) {
        let answer = self.register(system).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    pub(crate) async fn delete_as_vendor(&self, path: &str) -> Answer {
        self.delete(path, &self.vendor_token(scope::SYSTEM_REGISTER_WRITE))
            .await
    }

    pub(crate) async fn read_system(&self, id: &str) -> Value {
        let token = self.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        self.get(&path::fill(path::VENDOR_SYSTEM, &[id]), &token)
            .await
            .json()
    }

    pub(crate) async fn systems_in_view(&self) -> Vec<String> {
        let systems = self.get(path::SYSTEMS, &self.leader()).await.json();
        systems
            .as_array()
            .unwrap()
            .iter()
            .map(|system| system["systemId"].as_str().unwrap().to_owned())
            .collect()
    }

    pub(crate) async fn ask(&self, request: Value) -> Answer {
        self.post(
            path::VENDOR_REQUESTS,
            &self.vendor_token(scope::REQUEST_WRITE),
            request,
        )
        .await
    }

    /// The system is registered and the request is sent; its id.
    pub(crate) async fn given_request(&self) -> String {
        self.given_system(system()).await;
        self.sent(request()).await
    }

    /// One more request, by another reference; its id.
    pub(crate) async fn given_request_called(&self, reference: &str) -> String {
        let mut body = request();
        body["externalRef"] = json!(reference);
        self.sent(body).await
    }

    /// The system asks for a right on another resource, and so does the request; its id.
    pub(crate) async fn given_request_for(&self, resource: &str) -> String {
        let system = asking_for(resource);
        let mut body = request();
        (body["rights"], body["accessPackages"]) = (system["rights"].clone(), json!([]));
        self.given_system(system).await;
        self.sent(body).await
    }

    async fn sent(&self, request: Value) -> String {
        id_of(&self.ask(request).await)
    }

    /// A request that was sent and approved; the id of both.
    pub(crate) async fn given_system_user(&self) -> String {
        let id = self.sent(request()).await;
        let answer = self.approve(&id).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        id
    }

    /// Several system users of the system, oldest first.
    pub(crate) async fn given_system_users(&self, count: u32) -> Vec<String> {
        let mut ids = vec![];
        for number in 0..count {
            let id = self.given_request_called(&format!("r{number}")).await;
            assert_eq!(self.approve(&id).await.status, 200);
            ids.push(id);
        }
        ids
    }

    pub(crate) async fn ask_for_agent(&self, request: Value) -> Answer {
        self.post(
            path::VENDOR_AGENT_REQUESTS,
            &self.vendor_token(scope::REQUEST_WRITE),
            request,
        )
        .await
    }

    /// The request for an agent is sent to a system that is registered; its id.
    pub(crate) async fn given_agent_request(&self) -> String {
        id_of(&self.ask_for_agent(agent_request()).await)
    }

    /// A system user of the other type.
    pub(crate) async fn given_agent_system_user(&self) -> String {
        let id = self.given_agent_request().await;
        let answer = self.as_leader(path::APPROVE_AGENT_REQUEST, &[PARTY, &id]).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        id
    }

    /// The vendor asks to take the system user's package; the change request's id.
    pub(crate) async fn given_change_request(&self, user: &str) -> String {
        let id = self.chance.uuid();
        let query = format!("correlation-id={id}&system-user-id={user}");
        let body = json!({"unwantedAccessPackages": system()["accessPackages"]});
        let token = self.vendor_token(scope::REQUEST_WRITE);
        id_of(
            &self
                .post(&format!("{}?{query}", path::VENDOR_CHANGE_REQUESTS), &token, body)
                .await,
        )
    }

    /// The leader posts to a path, without a body.
    pub(crate) async fn as_leader(&self, pattern: &str, values: &[&str]) -> Answer {
        self.post(&path::fill(pattern, values), &self.leader(), Value::Null)
            .await
    }

    pub(crate) async fn read_request(&self, id: &str) -> Value {
        let token = self.vendor_token(scope::REQUEST_READ);
        self.get(&path::fill(path::VENDOR_REQUEST, &[id]), &token)
            .await
            .json()
    }

    pub(crate) async fn approve(&self, id: &str) -> Answer {
        self.as_leader(path::APPROVE_REQUEST, &[PARTY, id]).await
    }

    pub(crate) async fn reject(&self, id: &str) -> Answer {
        self.as_leader(path::REJECT_REQUEST, &[PARTY, id]).await
    }

    pub(crate) async fn escalate(&self, id: &str) -> Answer {
        self.as_leader(path::ESCALATE_REQUEST, &[PARTY, id]).await
    }

    pub(crate) async fn pending(&self) -> Vec<Value> {
        let address = path::fill(path::PENDING_REQUESTS, &[PARTY, customer().as_str()]);
        self.get(&address, &self.leader())
            .await
            .json()
            .as_array()
            .unwrap()
            .clone()
    }

    pub(crate) async fn create_system_user(&self) -> Answer {
        let body = json!({"integrationTitle": "Regnskapet vårt", "systemId": SYSTEM});
        self.post(
            &path::fill(path::CREATE_SYSTEM_USER, &[PARTY]),
            &self.leader(),
            body,
        )
        .await
    }

    pub(crate) async fn read_system_user(&self, id: &str) -> Answer {
        self.get(&path::fill(path::SYSTEM_USER, &[PARTY, id]), &self.leader())
            .await
    }

    pub(crate) async fn delete_system_user(&self, id: &str) -> Answer {
        self.delete(&path::fill(path::SYSTEM_USER, &[PARTY, id]), &self.leader())
            .await
    }

    /// Every page of a list from an address on.
    pub(crate) async fn pages(&self, list: &str, token: &str) -> Vec<Vec<Value>> {
        let mut pages = vec![];
        let mut next = Some(list.to_owned());
        while let Some(address) = next {
            let page = self.get(&address, token).await.json();
            pages.push(page["data"].as_array().unwrap().clone());
            next = page["links"]["next"]
                .as_str()
                .map(|next| next.strip_prefix("http://platform.test").unwrap().to_owned());
        }
        pages
    }

    /// The party that somebody leads.
    pub(crate) fn party_of(&self, person: &Person) -> PartyId {
        let reachable = self
            .store
            .read(|connection| crate::store::party::list_reachable(connection, person.party_uuid, 1));
        reachable.unwrap()[0].id
    }

    /// Sends a body that need not be JSON.
    pub(crate) async fn send(&self, path: &str, token: &str, kind: &str, body: &str) -> Answer {
        let call = Request::post(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body.to_owned()))
            .unwrap();
        answer(platform_router(self), call).await
    }
}

/// The id of what was made.
pub(crate) fn id_of(answer: &Answer) -> String {
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// A refusal of Altinn's: its status and its code.
#[track_caller]
pub(crate) fn assert_refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["code"]),
        (status, &json!(code)),
        "{}",
        answer.text()
    );
}
