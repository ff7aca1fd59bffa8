//! An accountant's office, its clients and its agent system users: what the tests of both rooms of clients share.

use std::ops::Deref;

use axum::http::Method;
use contract::decision::{DECISION, Question};
use contract::{path, scope};
use domain::{
    ExternalRef, OrgNumber, PackageUrn, PartyId, PartyUuid, SystemId, SystemUser, SystemUserId,
    SystemUserType, UserId,
};
use serde_json::{Value, json};
use uuid::uuid;

use crate::altinn::testing::{self, Altinn, Person};
use crate::store;
use crate::testing::Answer;

/// The party of Regnskapsfirma AS.
pub(crate) const OFFICE: &str = "51900018";
pub(crate) const OFFICE_ORG: &str = "313908909";
pub(crate) const OFFICE_UUID: &str = "57a6a282-d8b6-53b8-b6ae-9ddfd58cea42";
/// Its agent system user, which needs [`SIGNING`] and has [`CLUB`] as a client.
pub(crate) const AGENT: &str = "c0715ee7-26d5-5023-9a84-f09a0c231767";
pub(crate) const SIGNING: &str = "regnskapsforer-med-signeringsrettighet";
/// Rør og Vann AS, which the office keeps the books of.
pub(crate) const PLUMBER: &str = "04c5f4c1-1626-526b-814a-6fa0920e9e39";
/// Nordre Li Gård, likewise.
pub(crate) const FARM: &str = "47625223-644f-5ba8-9053-be1f3369a6d5";
/// Fjell og Fjord Turlag, likewise.
pub(crate) const CLUB: &str = "eeb259d9-594f-51ae-af17-198c8dab8501";
/// Smia Kafé AS, which has given the office two packages and no role.
pub(crate) const CAFE: &str = "ff21a7aa-6615-5f87-aa9d-3eb932c36aa9";
/// Fjellheim Elektro AS, which has given the office nothing.
pub(crate) const STRANGER: &str = "5a5a4aa7-9e56-5c0a-bd14-9e85460fa5d1";
/// Nobody's id.
pub(crate) const NOBODY: &str = "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9";
/// Regnskapsfirma AS has no such number.
pub(crate) const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// A world where an accountant's office acts.
pub(crate) struct Office(Altinn);

impl Deref for Office {
    type Target = Altinn;
    fn deref(&self) -> &Altinn {
        &self.0
    }
}

pub(crate) async fn office() -> Office {
    Office(testing::altinn().await)
}

/// Morten Balanse, who leads the office.
pub(crate) fn leader() -> Person {
    Person {
        pid: "14838416048",
        user: UserId(20_900_012),
        party: PartyId(50_900_012),
        party_uuid: PartyUuid(uuid!("723a3e77-1e77-558c-84ad-591896f0edee")),
    }
}

/// Ida Bilag, who administers its clients and nothing else.
pub(crate) fn client_administrator() -> Person {
    Person {
        pid: "27899122092",
        user: UserId(20_900_013),
        party: PartyId(50_900_013),
        party_uuid: PartyUuid(uuid!("9843dd9c-1420-5205-94ca-47a42bf2a50f")),
    }
}

impl Office {
    /// Calls a route in the portal as Ida.
    pub(crate) async fn call(&self, method: Method, address: &str) -> Answer {
        self.call_as(&client_administrator(), scope::PORTAL, method, address)
            .await
    }

    /// Calls a route in the portal as Morten.
    pub(crate) async fn lead(&self, method: Method, address: &str) -> Answer {
        self.call_as(&leader(), scope::PORTAL, method, address).await
    }

    pub(crate) async fn call_as(
        &self,
        person: &Person,
        scopes: &str,
        method: Method,
        address: &str,
    ) -> Answer {
        let token = self.person_token(person, scopes);
        self.0.call(method, address, &token, None).await
    }

    pub(crate) async fn send_as(
        &self,
        token: &str,
        method: Method,
        address: &str,
        body: Option<Value>,
    ) -> Answer {
        self.0.call(method, address, token, body).await
    }

    /// Links a client of the office to one of its agents, in the portal.
    pub(crate) async fn link(&self, agent: &str, client: &str) -> Answer {
        self.call(Method::POST, &link_address(agent, client)).await
    }

    pub(crate) async fn unlink(&self, agent: &str, client: &str) -> Answer {
        self.call(Method::DELETE, &unlink_address(agent, client)).await
    }

    /// The clients of one of the office's agents, as the portal lists them.
    pub(crate) async fn linked(&self, agent: &str) -> Vec<Value> {
        let address = path::fill(path::AGENT_DELEGATIONS, &[OFFICE, OFFICE_UUID, agent]);
        let answer = self.call(Method::GET, &address).await;
        answer.json().as_array().unwrap().clone()
    }

    /// Whether an agent may do something for an organisation.
    pub(crate) async fn decision(&self, agent: &str, action: &str, resource: &str, org: &str) -> String {
        let id = SystemUserId(agent.parse().unwrap());
        let org = OrgNumber::parse(org).unwrap();
        let question = Question::of_system_user(id, action, &resource.into(), &org);
        let answer = self
            .post(DECISION, "", serde_json::to_value(question).unwrap())
            .await;
        answer.json()["response"][0]["decision"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// One more agent of the office's, by its packages; its id.
    pub(crate) async fn given_agent(&self, packages: &[&str]) -> String {
        self.given(SystemUserType::Agent, OFFICE_ORG, packages).await
    }
}

impl Altinn {
    /// A system user of a kind, owned by an organisation that need not be in the register; its id.
    pub(crate) async fn given(&self, kind: SystemUserType, owner: &str, packages: &[&str]) -> String {
        let id = self.chance.uuid();
        let user = SystemUser {
            id: SystemUserId(id),
            kind,
            integration_title: "Årsverk Klient".into(),
            system_id: SystemId::from("314802438_arsverk_klient"),
            vendor: OrgNumber::parse("314802438").unwrap(),
            party_org: OrgNumber::parse(owner).unwrap(),
            external_ref: ExternalRef(id.to_string()),
            access_packages: packages.iter().map(|code| PackageUrn::from_code(code)).collect(),
            created: self.clock.now(),
        };
        let add = move |connection: &rusqlite::Connection| {
            let party = PartyId(OFFICE.parse().unwrap());
            Ok(store::system_user::add(connection, &user, party, UserId(1))?)
        };
        self.store.write(add).await.unwrap();
        id.to_string()
    }
}

pub(crate) fn link_address(agent: &str, client: &str) -> String {
    format!(
        "{}?provider={OFFICE_UUID}&client={client}",
        path::fill(path::AGENT, &[OFFICE, agent])
    )
}

pub(crate) fn unlink_address(agent: &str, client: &str) -> String {
    format!(
        "{}?provider={OFFICE_UUID}&client={client}",
        path::fill(path::AGENT_CLIENT, &[OFFICE, agent])
    )
}

/// What a link of a client to an agent is told as.
pub(crate) fn delegation(agent: &str, client: &str) -> Value {
    json!({"agentSystemUserId": agent, "delegationId": client, "customerId": client, "assignmentId": NIL})
}
