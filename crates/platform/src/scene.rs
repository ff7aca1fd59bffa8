//! A world in which something is there to be called for, and who may: what the tests of every route play in.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use contract::claim::ACCOUNTING;
use contract::path;
use tokio::net::TcpListener;
use url::form_urlencoded::Serializer;

use crate::altinn::testing::{self, Altinn, SYSTEM};
use crate::openapi::walk::{Guard, Route, routes};
use crate::running::routers;
use crate::seen::MadeUp;
use crate::service_owner;
use crate::store::party;
use crate::testing::{Answer, CUSTOMER_PARTY, Person, answer, nowhere, vendor};
use crate::world::Listeners;

/// SmartCloud has a system, requests that wait and system users at Rør og Vann.
pub(crate) struct Scene {
    pub(crate) world: Altinn,
    pub(crate) routes: Vec<Route>,
    /// Every scope that any route asks for.
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) request: String,
    pub(crate) system_user: String,
    /// A change of the system user that waits.
    pub(crate) change_request: String,
    /// An agent system user, and the request that it was made by.
    agent: String,
    /// The organisation's uuid.
    pub(crate) customer: String,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        let world = listening().await;
        let routes = routes(&world).await;
        let guards = routes.iter().filter_map(Route::guard);
        let scopes = guards.flat_map(|guard| guard.scopes).collect();
        world.given_system(testing::system()).await;
        let request = world.given_request_called("waiting").await;
        let system_user = world.given_request_called(testing::PARTY).await;
        assert_eq!(world.approve(&system_user).await.status, StatusCode::OK);
        let change_request = world.given_change_request(&system_user).await;
        let agent = world.given_agent_system_user().await;
        let customer = world.store.read(|conn| party::find(conn, CUSTOMER_PARTY));
        Self {
            routes,
            scopes,
            request,
            system_user,
            change_request,
            agent,
            customer: customer.unwrap().unwrap().uuid.to_string(),
            world,
        }
    }

    pub(crate) fn guarded(&self) -> impl Iterator<Item = (&Route, Guard)> {
        self.routes
            .iter()
            .filter_map(|route| Some((route, route.guard()?)))
    }

    pub(crate) fn every_scope(&self) -> String {
        self.scopes
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What only SmartCloud and its customer may know.
    pub(crate) fn own(&self) -> impl Iterator<Item = &str> {
        let ids = [
            &self.request,
            &self.system_user,
            &self.change_request,
            &self.agent,
        ];
        ids.into_iter().map(String::as_str).chain([SYSTEM])
    }

    /// Tokens of each kind, with these scopes, of those whose things they are.
    pub(crate) fn tokens(&self, scopes: &str) -> [String; 3] {
        [
            self.world.vendor_token(scopes),
            self.world.altinn_token(&vendor(), scopes, vec![]),
            self.world.person_token(&Person::leader(), scopes),
        ]
    }

    pub(crate) fn rightful(&self) -> [String; 3] {
        self.tokens(&self.every_scope())
    }

    /// Calls a route with something in each place, so that only the caller can be what is wrong.
    pub(crate) async fn ask(&self, route: &Route, token: &str) -> Answer {
        self.send(route, token, &[401, 403], None, ("application/json", "{}"))
            .await
    }

    /// The same, with something else in one place, so that only that can be what is wrong.
    pub(crate) async fn ask_with(&self, route: &Route, token: &str, place: (&str, &str)) -> Answer {
        self.send(route, token, &[400], Some(place), ("application/json", "{}"))
            .await
    }

    /// The same, with a body of some kind.
    pub(crate) async fn ask_with_body(&self, route: &Route, token: &str, body: (&str, &str)) -> Answer {
        self.send(route, token, &[400, 415], None, body).await
    }

    async fn send(
        &self,
        route: &Route,
        token: &str,
        looked_for: &'static [u16],
        other: Option<(&str, &str)>,
        (kind, body): (&str, &str),
    ) -> Answer {
        let place = |name: &str| {
            let other = other.filter(|(place, _)| *place == name);
            other.map_or_else(|| self.place(route, name).to_owned(), |(_, text)| text.to_owned())
        };
        let mut address = route.path.clone();
        for name in route.names() {
            address = address.replace(&format!("{{{name}}}"), &place(name));
        }
        let mut query = Serializer::new(String::new());
        for parameter in route.parameters("query") {
            let name = parameter["name"].as_str().unwrap();
            if parameter["required"] == true || other.is_some_and(|(place, _)| place == name) {
                query.append_pair(name, &place(name));
            }
        }
        let query = query.finish();
        if !query.is_empty() {
            address = format!("{address}?{query}");
        }
        let call = Request::builder()
            .method(route.method.clone())
            .uri(address)
            .extension(MadeUp(looked_for))
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, kind);
        let takes_body = matches!(route.method, Method::POST | Method::PUT);
        let body = if takes_body {
            Body::from(body.to_owned())
        } else {
            Body::empty()
        };
        answer(route.router.clone(), call.body(body).unwrap()).await
    }

    fn place(&self, route: &Route, name: &str) -> &str {
        let sample = self.sample(route, name);
        sample.unwrap_or_else(|| panic!("say in sample() what stands for {name} in {}", route.path))
    }

    /// What stands in a place of a route's address, by its name.
    pub(crate) fn sample(&self, route: &Route, name: &str) -> Option<&str> {
        let is_agents = route.path.contains("agent");
        let is_resources = route.path.contains("resource");
        Some(match name {
            "from" | "client" | "provider" | "facilitator" | "facilitatorId" | "partyUuid"
            | "delegationId" => &self.customer,
            "party" if route.path == path::END_USER_AGENTS => "310702641",
            "party" if route.path.contains("/enduser/") => &self.customer,
            "externalRef" if is_agents => "agent-1",
            "party" | "partyId" | "externalRef" | "external-ref" => testing::PARTY,
            "orgno" | "orgNo" | "systemUserOwnerOrgNo" | "identifikator" => "310702641",
            "systemProviderOrgNo" => "991825827",
            "clientId" => testing::CLIENT,
            // SmartCloud's client for the administration, and a scope of its own.
            "client_id" => "8a53e89c-0baf-5fa4-8b07-231de1677b16",
            "scope" if route.path.contains("/scopes") => "altinn:clientdelegations.read",
            "systemId" | "system-id" => SYSTEM,
            "agent" => &self.agent,
            "requestId" | "systemUserId" | "to" if is_agents => &self.agent,
            "requestId" if route.path.contains("/changerequest/") => &self.change_request,
            "requestId" => &self.request,
            "correlation-id" => "5a0cf3f5-71f4-4f0b-8f2f-0f6f2dd1c001",
            "systemUserId" | "system-user-id" | "to" => &self.system_user,
            "resource" => testing::RESOURCE,
            // One that is nobody's: whoever is let in to write it learns that.
            "id" if is_resources && route.method != Method::GET => "nobodys-resource",
            "id" if is_resources => testing::RESOURCE,
            "tokenProvider" => "maskinporten",
            "rettighetspakke" => ACCOUNTING,
            "fraOgMed" => "2026-01-01",
            "tilOgMed" => "2026-06-30",
            _ => return None,
        })
    }
}

/// A world whose parts reach each other: they ask Altinn and Maskinporten over HTTP.
async fn listening() -> Altinn {
    listening_with_pages_of(50).await
}

/// The same, with lists cut into pages of a size.
pub(crate) async fn listening_with_pages_of(size: u32) -> Altinn {
    let listener = async || TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (platform, maskinporten) = (listener().await, listener().await);
    let addresses = Listeners {
        platform: platform.local_addr().unwrap(),
        maskinporten: maskinporten.local_addr().unwrap(),
        ..nowhere()
    };
    let world = testing::altinn_at(addresses, size).await;
    let all = routers(&world);
    tokio::spawn(async move { axum::serve(platform, all.platform).await.unwrap() });
    tokio::spawn(async move { axum::serve(maskinporten, all.maskinporten).await.unwrap() });
    let (key, now) = (world.keys.service_owner.jwk().clone(), world.clock.now());
    let enrol = move |tx: &rusqlite::Connection| service_owner::enrol(tx, &key, now);
    world.store.write(enrol).await.unwrap();
    world
}
