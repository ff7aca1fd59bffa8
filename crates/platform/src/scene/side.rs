//! A vendor and its customer, with all that is theirs. There are two, so that each can ask for what is the other's.

use axum::http::Method;
use contract::connection::{CONNECTIONS, RIGHTS};
use contract::token::oauth::JWT_BEARER;
use contract::{administration, path, scope};
use domain::{Consent, ConsentId, OrgNumber, PartyUrn, PartyUuid};
use serde_json::{Value, json};

use super::call;
use crate::altinn::testing::{self, Altinn};
use crate::openapi::walk::Route;
use crate::store;
use crate::testing::{Person, stranger};

/// The package that an accountant's clients give it.
pub(crate) const SIGNING: &str = "urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet";
/// What every client administrator's token may.
const ADMINISTER: &str = "idporten:dcr.read idporten:dcr.modify idporten:dcr.write idporten:scopes.write";

/// A vendor, its customer with a leader, and what is there between them.
#[derive(Debug)]
pub(crate) struct Side {
    pub(crate) vendor: OrgNumber,
    pub(crate) leader: Person,
    pub(crate) org: &'static str,
    pub(crate) party: &'static str,
    pub(crate) uuid: &'static str,
    pub(crate) system: String,
    /// The system for those who act for their clients.
    pub(crate) agent_system: String,
    /// The Maskinporten client of the system.
    pub(crate) client: &'static str,
    pub(crate) request: String,
    pub(crate) system_user: String,
    pub(crate) change_request: String,
    pub(crate) agent_request: String,
    /// The organisation's consent to the vendor.
    consent: String,
    /// A system user that acts for clients of its organisation.
    pub(crate) agent: String,
    /// One that can act for its organisation itself, and one that does.
    own_agent: String,
    self_agent: String,
    /// A client of the organisation that the agent does not act for yet.
    pub(crate) free_client: &'static str,
    /// One that it acts for.
    pub(crate) linked_client: &'static str,
    /// The vendor's clients in the administration: a machine, and a site with a secret.
    machine: String,
    pub(crate) site: String,
    pub(crate) site_secret: String,
    /// A Maskinporten scope of the vendor's.
    pub(crate) scope: &'static str,
    /// A service owner, and a resource of its own.
    pub(crate) owner: &'static str,
    pub(crate) resource: &'static str,
}

/// Who stands on a side before anything has happened.
pub(super) struct Cast {
    pub(super) vendor: &'static str,
    pub(super) leader: Person,
    pub(super) org: &'static str,
    pub(super) party: &'static str,
    pub(super) uuid: &'static str,
    pub(super) client: &'static str,
    pub(super) clients: [&'static str; 2],
    pub(super) scope: &'static str,
    pub(super) owner: &'static str,
    pub(super) resource: &'static str,
}

impl Side {
    /// Lets everything happen that makes a side what it is, over HTTP but for the clients' roles.
    pub(super) async fn settle(world: &Altinn, cast: Cast) -> Self {
        let [free_client, linked_client] = cast.clients;
        give_clients(world, cast.uuid, cast.clients).await;
        let mut side = Self {
            vendor: OrgNumber::parse(cast.vendor).unwrap(),
            leader: cast.leader,
            org: cast.org,
            party: cast.party,
            uuid: cast.uuid,
            system: format!("{}_smartregnskap", cast.vendor),
            agent_system: format!("{}_klient", cast.vendor),
            client: cast.client,
            request: String::new(),
            system_user: String::new(),
            change_request: String::new(),
            agent_request: String::new(),
            consent: give_consent(world, cast.org, cast.vendor).await,
            agent: String::new(),
            own_agent: String::new(),
            self_agent: String::new(),
            free_client,
            linked_client,
            machine: String::new(),
            site: String::new(),
            site_secret: String::new(),
            scope: cast.scope,
            owner: cast.owner,
            resource: cast.resource,
        };
        side.register(world).await;
        side.meet(world).await;
        side.administer(world).await;
        side
    }

    async fn register(&self, world: &Altinn) {
        let token = self.vendor_token(world, scope::SYSTEM_REGISTER_WRITE);
        for system in [self.system_body(&self.system), self.agent_system_body()] {
            let answer = world.post(path::VENDOR_SYSTEMS, &token, system).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
        }
    }

    /// Requests are sent; some are approved, some wait.
    async fn meet(&mut self, world: &Altinn) {
        self.request = self.ask(world, path::VENDOR_REQUESTS, "waiting").await;
        self.system_user = self.ask(world, path::VENDOR_REQUESTS, self.party).await;
        self.approve(world, path::APPROVE_REQUEST, &self.system_user)
            .await;
        self.agent_request = self.ask(world, path::VENDOR_AGENT_REQUESTS, "waiting").await;
        self.agent = self.ask(world, path::VENDOR_AGENT_REQUESTS, "agent-1").await;
        self.own_agent = self.ask(world, path::VENDOR_AGENT_REQUESTS, "agent-2").await;
        self.self_agent = self.ask(world, path::VENDOR_AGENT_REQUESTS, "agent-3").await;
        for agent in [&self.agent, &self.own_agent, &self.self_agent] {
            self.approve(world, path::APPROVE_AGENT_REQUEST, agent).await;
        }
        let link = path::fill(path::AGENT, &[self.party, &self.agent]);
        let link = format!("{link}?provider={}&client={}", self.uuid, self.linked_client);
        let own = path::fill(path::AGENT_SELF, &[self.party, &self.self_agent]);
        let own = format!("{own}?partyUuid={}", self.uuid);
        for address in [link, own] {
            let token = self.leader_token(world, scope::PORTAL);
            let done = world.post(&address, &token, Value::Null).await;
            assert_eq!(done.status, 200, "{}", done.text());
        }
        let change = format!(
            "{}?correlation-id={}&system-user-id={}",
            path::VENDOR_CHANGE_REQUESTS,
            world.chance.uuid(),
            self.system_user
        );
        let body = json!({"unwantedAccessPackages": testing::system()["accessPackages"]});
        let token = self.vendor_token(world, scope::REQUEST_WRITE);
        self.change_request = testing::id_of(&world.post(&change, &token, body).await);
    }

    async fn ask(&self, world: &Altinn, path: &str, reference: &str) -> String {
        let token = self.vendor_token(world, scope::REQUEST_WRITE);
        let mut body = if path == path::VENDOR_REQUESTS {
            self.request_body(&self.system)
        } else {
            self.agent_request_body(&self.agent_system)
        };
        body["externalRef"] = json!(reference);
        if matches!(reference, "agent-2" | "agent-3") {
            body["accessPackages"] = testing::system()["accessPackages"].clone();
        }
        testing::id_of(&world.post(path, &token, body).await)
    }

    async fn approve(&self, world: &Altinn, pattern: &str, id: &str) {
        let address = path::fill(pattern, &[self.party, id]);
        let token = self.leader_token(world, scope::PORTAL);
        let answer = world.post(&address, &token, Value::Null).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    async fn administer(&mut self, world: &Altinn) {
        let token = self.vendor_token(world, ADMINISTER);
        let router = crate::running::routers(world).administration;
        let post = async |path: &str, body: Value| -> Value {
            let answer = call(router.clone(), Method::POST, path, &token, &body).await;
            assert!(answer.status.is_success(), "{}", answer.text());
            answer.json()
        };
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        self.machine = text(&post(administration::CLIENTS, machine()).await["client_id"]);
        let keys = administration::CLIENT_KEYS.replace("{client_id}", &self.machine);
        post(&keys, json!({ "keys": [key(&format!("{}-1", self.vendor))] })).await;
        let site = post(administration::CLIENTS, site()).await;
        (self.site, self.site_secret) = (text(&site["client_id"]), text(&site["client_secret"]));
        post(administration::AGREEMENT, json!({ "signed_by": "Lise Lønn" })).await;
    }

    /// A Maskinporten token of the vendor's, not exchanged.
    pub(crate) fn vendor_token(&self, world: &Altinn, scopes: &str) -> String {
        world.maskinporten_token(&self.vendor, scopes, vec![])
    }

    pub(crate) fn leader_token(&self, world: &Altinn, scopes: &str) -> String {
        world.person_token(&self.leader, scopes)
    }

    pub(crate) fn owner_token(&self, world: &Altinn, scopes: &str) -> String {
        world.altinn_token(&OrgNumber::parse(self.owner).unwrap(), scopes, vec![])
    }

    /// What only those of this side may know.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let ids = [
            &self.request,
            &self.system_user,
            &self.change_request,
            &self.agent_request,
            &self.consent,
            &self.agent,
            &self.own_agent,
            &self.self_agent,
            &self.machine,
            &self.site,
        ];
        ids.into_iter().map(String::as_str)
    }

    pub(super) fn system_body(&self, id: &str) -> Value {
        let mut body = testing::system();
        body["id"] = json!(id);
        body["vendor"]["ID"] = json!(format!("0192:{}", self.vendor));
        body["clientId"] = json!([self.client]);
        body
    }

    fn agent_system_body(&self) -> Value {
        let mut body = self.system_body(&self.agent_system);
        (body["clientId"], body["rights"], body["isVisible"]) = (json!([]), json!([]), json!(false));
        let lonn = testing::system()["accessPackages"][0].clone();
        body["accessPackages"] = json!([lonn, {"urn": SIGNING}]);
        body
    }

    pub(super) fn request_body(&self, system: &str) -> Value {
        let mut body = testing::request();
        (body["systemId"], body["partyOrgNo"]) = (json!(system), json!(self.org));
        body
    }

    pub(super) fn agent_request_body(&self, system: &str) -> Value {
        let mut body = testing::agent_request();
        (body["systemId"], body["partyOrgNo"]) = (json!(system), json!(self.org));
        body["accessPackages"] = json!([{"urn": SIGNING}]);
        body
    }

    /// What stands in a place of a route's address or body, by its name. A name that means the same to everybody, such
    /// as a day, is the same on both sides.
    #[expect(
        clippy::match_same_arms,
        reason = "the first that fits counts, so the order is the meaning"
    )]
    pub(crate) fn place(&self, route: &Route, name: &str) -> Option<String> {
        let path = route.path.as_str();
        let is_agents = path.contains("agent");
        let is_new = route.method == Method::POST;
        Some(
            match name {
                "provider" | "facilitator" | "facilitatorId" | "partyUuid" => self.uuid,
                "client" | "customerId" | "delegationId" if is_new => self.free_client,
                "from" if is_agents && is_new => self.free_client,
                "client" | "customerId" | "delegationId" => self.linked_client,
                "from" if is_agents => self.linked_client,
                "to" if is_agents => &self.agent,
                "from" => self.uuid,
                "party" if path == path::END_USER_AGENTS => self.org,
                "party" if path.contains("/enduser/") => self.uuid,
                "party" | "partyId" => self.party,
                "externalRef" if is_agents => "waiting",
                "externalRef" | "external-ref" => self.party,
                "orgNo" | "systemUserOwnerOrgNo" | "identifikator" | "body.from" => self.org,
                "orgno" if path.contains("/scopes/") && route.method == Method::PUT => "974761076",
                "orgno" if path.contains("/scopes/") => "314802438",
                "orgno" => self.org,
                "systemProviderOrgNo" | "vendor" | "body.to" => self.vendor.as_str(),
                "body.consent" => &self.consent,
                "clientId" => self.client,
                "client_id" if path.ends_with("/secret") => &self.site,
                "client_id" => &self.machine,
                "scope" if path.ends_with("/access") && is_new => "skatteetaten:amelding",
                "scope" | "body.scope" => self.scope,
                "systemId" | "system-id" | "body.systemId" if is_agents => &self.agent_system,
                "systemId" | "system-id" | "body.systemId" => &self.system,
                "agent" => &self.agent,
                "requestId" | "id" if path.contains("changerequest") => &self.change_request,
                "requestId" | "id" if path.contains("agentrequest") || path.contains("/agent/") => {
                    &self.agent_request
                }
                "requestId" => &self.request,
                "id" if path.contains("/ui/systemuser/request") => &self.request,
                "systemUserId" if path.ends_with("/self") && is_new => &self.own_agent,
                "systemUserId" if path.ends_with("/self") => &self.self_agent,
                "systemUserId" if is_agents => &self.agent,
                "systemUserId" | "system-user-id" => &self.system_user,
                "id" | "body.id" if path.contains("resource/{id}") => self.resource,
                "owner" => self.owner,
                _ => return common(route, name).map(str::to_owned),
            }
            .to_owned(),
        )
    }
}

/// What is the same for everybody.
fn common(route: &Route, name: &str) -> Option<&'static str> {
    let is_new = route.method == Method::POST;
    Some(match name {
        // Whoever has it not yet, and whoever has it.
        "to" if is_new && route.path == CONNECTIONS => "e163ad30-c002-5e14-807d-cdf2e466d4b2",
        "to" if is_new && route.path == RIGHTS => "46528881-29a6-5887-a2a2-cd4b6c5fcbd3",
        "to" => "4816d2ae-e4f2-55f7-959a-bc8971343541",
        "package" if !is_new => "renovasjon",
        "cascade" => "true",
        "package" => testing::PACKAGE,
        "correlation-id" => "5a0cf3f5-71f4-4f0b-8f2f-0f6f2dd1c001",
        "resource" => testing::RESOURCE,
        "tokenProvider" => "maskinporten",
        "rettighetspakke" => contract::claim::ACCOUNTING,
        "fraOgMed" => "2025-06-01",
        "tilOgMed" => "2026-05-28",
        "answer" => "approve",
        "urn" => "urn:altinn:accesspackage:lonn",
        "code" => "MP-011",
        "id" if route.path.contains("accesspackages/group/") => "7e2a3af8-08cb-43a9-bdd7-7d5c7e377145",
        "id" if route.path.contains("accesspackages/area/") => "6f7f3b02-8b5a-4823-9468-0f4646d3a790",
        "id" if route.path.contains("accesspackages/package/") => "fb0aa257-e7dc-4b7b-9528-77dfb749461c",
        _ => return None,
    })
}

/// Two organisations let another keep their books: nothing over HTTP does that, the authorities' register tells it.
async fn give_clients(world: &Altinn, to: &str, clients: [&'static str; 2]) {
    let to = PartyUuid(to.parse().unwrap());
    let give = move |tx: &rusqlite::Connection| {
        clients.iter().try_for_each(|from| {
            let from = PartyUuid(from.parse().unwrap());
            store::role::assign(tx, from, to, "regnskapsforer")
        })
    };
    world.store.write(give).await.unwrap();
}

/// An organisation consents to a vendor: nothing over HTTP does that either.
async fn give_consent(world: &Altinn, from: &'static str, to: &'static str) -> String {
    let (id, consented) = (ConsentId(world.chance.uuid()), world.clock.now());
    let give = move |tx: &rusqlite::Connection| {
        let consent = Consent {
            id,
            from: PartyUrn::Organization(OrgNumber::parse(from).unwrap()),
            to: OrgNumber::parse(to).unwrap(),
            consented,
            valid_to: consented.plus_seconds(24 * 60 * 60),
            rights: vec![],
            is_revoked: false,
        };
        store::consent::save(tx, &consent)
    };
    world.store.write(give).await.unwrap();
    id.to_string()
}

/// A Maskinporten client as a vendor's program registers one.
pub(super) fn machine() -> Value {
    json!({
        "client_name": "Rapportering", "description": "Sender inn", "integration_type": "maskinporten",
        "scopes": ["altinn:authentication/systemuser.request.write"], "application_type": "web",
        "token_endpoint_auth_method": "private_key_jwt", "grant_types": [JWT_BEARER],
    })
}

/// A key by a name that no other has.
pub(super) fn key(name: &str) -> Value {
    let mut key = serde_json::to_value(stranger().jwk()).unwrap();
    key["kid"] = json!(name);
    key
}

fn site() -> Value {
    json!({
        "client_name": "Nettside", "integration_type": "idporten", "scopes": ["openid"],
        "redirect_uris": [super::open::CALLBACK], "token_endpoint_auth_method": "client_secret_basic",
    })
}
