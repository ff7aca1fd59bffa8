//! Nobody sees or does what is not theirs: every route of every listener against every caller that it must refuse.
//!
//! The routes and who may call them come from the documents, so that no route is forgotten; and what a document says of a
//! route's guard is thereby found to be true.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use contract::{delegation, path, scope};
use domain::OrgNumber;
use serde_json::json;
use url::form_urlencoded::Serializer;

use crate::altinn::testing::{self, Altinn, SYSTEM};
use crate::openapi::walk::{Guard, Route, routes};
use crate::store::party;
use crate::testing::{Answer, CUSTOMER_PARTY, Person, answer, stranger, vendor};

/// Routes where one vendor sees what is another's, and why.
const FOR_EVERY_VENDOR: &[(&str, &str)] = &[(
    path::SYSTEM_USER_BY_EXTERNAL_ID,
    "Maskinporten itself asks, for whichever client is before it",
)];

/// Routes where everybody at an organisation sees what not everybody may change, and why.
const FOR_EVERYBODY_THERE: &[(&str, &str)] = &[(delegation::APPROVERS, "who cannot decide is told who can")];

#[tokio::test]
async fn without_a_token_that_holds_nobody_comes_in() {
    let scene = Scene::new().await;
    let good = scene.world.person_token(&Person::leader(), &scene.every_scope());
    let (head, signature) = good.rsplit_once('.').unwrap();
    let claims = head.split('.').nth(1).unwrap();
    let by_nobody = format!("eyJhbGciOiJub25lIn0.{claims}.");
    let tampered = format!("{head}.{}", signature.chars().rev().collect::<String>());
    let issuers = &scene.world.issuers;
    let mut bad = vec![String::new(), "x".to_owned(), by_nobody, tampered];
    for issuer in [&issuers.altinn, &issuers.maskinporten, &issuers.idporten] {
        let claims = json!({ "iss": issuer, "exp": 4_000_000_000_u64, "scope": scene.every_scope() });
        bad.push(stranger().sign(&claims).unwrap());
    }
    // Signed by one issuer of this world in another's name, or in nobody's.
    for issuer in [
        "https://elsewhere.example/",
        &issuers.maskinporten,
        &issuers.idporten,
    ] {
        let claims = json!({ "iss": issuer, "exp": 4_000_000_000_u64, "scope": scene.every_scope() });
        bad.push(scene.world.keys.idporten.sign(&claims).unwrap());
    }
    for (route, _) in scene.guarded() {
        for token in &bad {
            let status = scene.ask(route, token).await.status;
            assert_eq!(
                status,
                StatusCode::UNAUTHORIZED,
                "{} with {token:?}",
                route.name()
            );
        }
    }
}

#[tokio::test]
async fn a_token_that_has_ended_is_none() {
    let scene = Scene::new().await;
    let tokens = scene.rightful();
    scene.world.clock.advance(31 * 60);
    for (route, _) in scene.guarded() {
        for token in &tokens {
            let status = scene.ask(route, token).await.status;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{}", route.name());
        }
    }
}

#[tokio::test]
async fn every_other_scope_is_the_wrong_one() {
    let scene = Scene::new().await;
    for (route, guard) in scene.guarded().filter(|(_, guard)| !guard.scopes.is_empty()) {
        let others: Vec<&str> = scene
            .scopes
            .iter()
            .filter(|scope| !guard.scopes.contains(scope))
            .map(String::as_str)
            .collect();
        for token in scene.tokens(&others.join(" ")) {
            let status = scene.ask(route, &token).await.status;
            assert!(turned_away(status), "{}: {status}", route.name());
        }
    }
}

#[tokio::test]
async fn each_scope_that_a_route_names_is_enough() {
    let scene = Scene::new().await;
    for (route, guard) in scene.guarded() {
        let alone: Vec<&str> = guard.scopes.iter().map(String::as_str).collect();
        for scope in if alone.is_empty() {
            vec!["any:scope"]
        } else {
            alone
        } {
            let mut told = vec![];
            for token in scene.tokens(scope) {
                let answer = scene.ask(route, &token).await;
                told.push((answer.status, answer.body.is_empty()));
            }
            let let_in = |(status, is_empty): &(StatusCode, bool)| !(turned_away(*status) && *is_empty);
            assert!(told.iter().any(let_in), "{} with {scope}: {told:?}", route.name());
        }
    }
}

#[tokio::test]
async fn a_person_does_nothing_for_an_organisation_that_is_not_theirs() {
    let scene = Scene::new().await;
    for person in [Person::outsider(), Person::employee()] {
        for (route, guard) in scene.guarded().filter(|(_, guard)| guard.person) {
            let scopes = guard.scopes.first().map_or("any:scope", String::as_str);
            let token = scene.world.person_token(&person, scopes);
            let status = scene.ask(route, &token).await.status;
            let works_there = person.pid == Person::employee().pid;
            if works_there && FOR_EVERYBODY_THERE.iter().any(|(path, _)| *path == route.path) {
                continue;
            }
            assert_eq!(status, StatusCode::FORBIDDEN, "{} as {person:?}", route.name());
        }
    }
}

#[tokio::test]
async fn a_vendor_is_no_person() {
    let scene = Scene::new().await;
    for (route, _) in scene.guarded().filter(|(_, guard)| guard.person) {
        let every = scene.every_scope();
        for token in [
            scene.world.vendor_token(&every),
            scene.world.altinn_token(&vendor(), &every, vec![]),
        ] {
            let status = scene.ask(route, &token).await.status;
            assert_eq!(status, StatusCode::FORBIDDEN, "{}", route.name());
        }
    }
}

#[tokio::test]
async fn a_vendor_sees_and_does_nothing_with_what_is_another_s() {
    let scene = Scene::new().await;
    let other = OrgNumber::parse("314800117").unwrap();
    let of_vendors = |name: &&str| *name != scope::PORTAL && *name != scope::SYSTEM_REGISTER_ADMIN;
    let scopes: Vec<&str> = scene
        .scopes
        .iter()
        .map(String::as_str)
        .filter(of_vendors)
        .collect();
    let token = scene.world.maskinporten_token(&other, &scopes.join(" "), vec![]);
    for (route, guard) in scene.guarded().filter(|(_, guard)| !guard.person) {
        if guard.scopes.iter().all(|scope| !scopes.contains(&scope.as_str()))
            || FOR_EVERY_VENDOR.iter().any(|(path, _)| *path == route.path)
        {
            continue;
        }
        let answer = scene.ask(route, &token).await;
        let body = String::from_utf8_lossy(&answer.body);
        let told = answer.status.is_success() && scene.own().any(|own| body.contains(own));
        let done = answer.status.is_success() && names(route).any(|name| name == "systemId");
        assert!(!told && !done, "{}: {} {body}", route.name(), answer.status);
    }
}

#[tokio::test]
async fn what_the_table_refuses_others_its_owner_gets() {
    let scene = Scene::new().await;
    let own = ["systemId", "requestId", "systemUserId", "party"];
    let mut kept = BTreeSet::new();
    for (route, _) in scene.guarded().filter(|(route, _)| route.method == Method::GET) {
        if !names(route).any(|name| own.contains(&name)) {
            continue;
        }
        let mut told = vec![];
        for token in scene.rightful() {
            told.push(scene.ask(route, &token).await.status);
        }
        if !told.iter().any(StatusCode::is_success) {
            kept.insert(format!("{} {told:?}", route.name()));
        }
    }
    assert!(kept.is_empty(), "{kept:#?}");
}

/// SmartCloud has a system, requests that wait and system users at Rør og Vann.
struct Scene {
    world: Altinn,
    routes: Vec<Route>,
    /// Every scope that any route asks for.
    scopes: BTreeSet<String>,
    request: String,
    system_user: String,
    /// A change of the system user that waits.
    change_request: String,
    /// An agent system user, and the request that it was made by.
    agent: String,
    /// The organisation's uuid.
    customer: String,
}

impl Scene {
    async fn new() -> Self {
        let world = testing::altinn().await;
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

    fn guarded(&self) -> impl Iterator<Item = (&Route, Guard)> {
        self.routes
            .iter()
            .filter_map(|route| Some((route, route.guard()?)))
    }

    fn every_scope(&self) -> String {
        self.scopes
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What only SmartCloud and its customer may know.
    fn own(&self) -> impl Iterator<Item = &str> {
        let ids = [
            &self.request,
            &self.system_user,
            &self.change_request,
            &self.agent,
        ];
        ids.into_iter().map(String::as_str).chain([SYSTEM])
    }

    /// Tokens of each kind, with these scopes, of those whose things they are.
    fn tokens(&self, scopes: &str) -> [String; 3] {
        [
            self.world.vendor_token(scopes),
            self.world.altinn_token(&vendor(), scopes, vec![]),
            self.world.person_token(&Person::leader(), scopes),
        ]
    }

    fn rightful(&self) -> [String; 3] {
        self.tokens(&self.every_scope())
    }

    /// Calls a route with something in each place, so that only the caller can be what is wrong.
    async fn ask(&self, route: &Route, token: &str) -> Answer {
        let mut address = route.path.clone();
        for name in names(route) {
            address = address.replace(&format!("{{{name}}}"), self.sample(route, name));
        }
        let mut query = Serializer::new(String::new());
        for parameter in route
            .parameters("query")
            .filter(|parameter| parameter["required"] == true)
        {
            let name = parameter["name"].as_str().unwrap();
            query.append_pair(name, self.sample(route, name));
        }
        let query = query.finish();
        if !query.is_empty() {
            address = format!("{address}?{query}");
        }
        let call = Request::builder()
            .method(route.method.clone())
            .uri(address)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        let takes_body = matches!(route.method, Method::POST | Method::PUT);
        let body = if takes_body {
            Body::from("{}")
        } else {
            Body::empty()
        };
        answer(route.router.clone(), call.body(body).unwrap()).await
    }

    /// What stands in a place of an address.
    fn sample(&self, route: &Route, name: &str) -> &str {
        let is_agents = route.path.contains("agent");
        match name {
            "from" => &self.customer,
            "party" if route.path.contains("/enduser/") => &self.customer,
            "externalRef" if is_agents => "agent-1",
            "party" | "partyId" | "externalRef" | "external-ref" => testing::PARTY,
            "orgno" | "orgNo" | "systemUserOwnerOrgNo" => "310702641",
            "systemProviderOrgNo" => "991825827",
            "clientId" => testing::CLIENT,
            "systemId" | "system-id" => SYSTEM,
            "requestId" | "systemUserId" | "agent" if is_agents => &self.agent,
            "requestId" if route.path.contains("/changerequest/") => &self.change_request,
            "requestId" => &self.request,
            "correlation-id" => "5a0cf3f5-71f4-4f0b-8f2f-0f6f2dd1c001",
            "systemUserId" | "system-user-id" | "to" => &self.system_user,
            "resource" => testing::RESOURCE,
            _ => panic!("say in sample() what stands for {name} in {}", route.path),
        }
    }
}

fn turned_away(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
}

fn names(route: &Route) -> impl Iterator<Item = &str> {
    route
        .parameters("path")
        .filter_map(|parameter| parameter["name"].as_str())
}
