//! A world in which something is there to be called for, and who may: what the tests of every route play in.

mod body;
mod cue;
pub(crate) mod open;
mod places;
mod side;
mod snapshot;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, header};
use contract::{connection, delegation, resource, scope};
use domain::{PartyId, PartyUuid, UserId};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use uuid::uuid;

pub(crate) use cue::{Content, Cue, Who, enough, is_operators, who, with_second};
pub(crate) use side::Side;
pub(crate) use snapshot::Snapshot;

use crate::altinn::testing::{self, Altinn};
use crate::openapi::walk::{Guard, Route, routes};
use crate::resource_registry;
use crate::running::routers;
use crate::service_owner;
use crate::testing::{Answer, Person, answer, nowhere};
use crate::world::Listeners;
use side::Cast;

/// Two vendors with a customer each, who have the same kinds of things and nothing in common.
pub(crate) struct Scene {
    pub(crate) world: Altinn,
    pub(crate) routes: Vec<Route>,
    /// Every scope that any route asks for.
    pub(crate) scopes: BTreeSet<String>,
    /// SmartCloud and Rør og Vann.
    pub(crate) ours: Side,
    /// Lønnsom Lønn and Rørlegger Hansen.
    pub(crate) theirs: Side,
    /// Names a right that the leader can hand on.
    pub(crate) right_key: String,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        let world = listening().await;
        let routes = routes(&world).await;
        let guards = routes.iter().filter_map(Route::guard);
        let scopes = guards.flat_map(|guard| guard.scopes).collect();
        give_resource(&world).await;
        let (ours, theirs) = (
            Side::settle(&world, us()).await,
            Side::settle(&world, them()).await,
        );
        let check = format!(
            "{}?party={}&resource={}",
            delegation::RIGHT_CHECK,
            ours.uuid,
            testing::RESOURCE
        );
        let leader = ours.leader_token(&world, scope::PORTAL);
        let check = world.get(&check, &leader).await.json();
        let right_key = check["rights"][0]["right"]["key"].as_str().unwrap().to_owned();
        let give = format!(
            "{}?party={}&to={}&resource={}",
            connection::RIGHTS,
            ours.uuid,
            Person::employee().party_uuid,
            testing::RESOURCE
        );
        let given = world
            .post(&give, &leader, json!({ "directRightKeys": [right_key] }))
            .await;
        assert_eq!(given.status, 201, "{}", given.text());
        Self {
            world,
            routes,
            scopes,
            ours,
            theirs,
            right_key,
        }
    }

    pub(crate) fn guarded(&self) -> impl Iterator<Item = (&Route, Guard)> {
        self.routes
            .iter()
            .filter_map(|route| Some((route, route.guard()?)))
    }

    pub(crate) fn every_scope(&self) -> String {
        cue::words(&self.scopes)
    }

    /// The token of those of a side who may call a route.
    pub(crate) fn token(&self, side: &Side, who: Who, scopes: &str) -> String {
        match who {
            Who::Vendor => side.vendor_token(&self.world, scopes),
            Who::Exchanged => self.world.altinn_token(&side.vendor, scopes, vec![]),
            Who::Leader => side.leader_token(&self.world, scopes),
            Who::Owner => side.owner_token(&self.world, scopes),
        }
    }

    /// The token that a route lets in.
    pub(crate) fn rightful(&self, route: &Route, guard: &Guard) -> String {
        self.token(&self.ours, who(route, guard), &enough(route, guard))
    }

    /// What stands in a place of a route's address, by its name.
    pub(crate) fn sample(&self, route: &Route, name: &str) -> Option<String> {
        self.ours.place(route, name)
    }
}

fn us() -> Cast {
    Cast {
        vendor: "991825827",
        leader: Person::leader(),
        org: "310702641",
        party: testing::PARTY,
        uuid: "04c5f4c1-1626-526b-814a-6fa0920e9e39",
        client: "36066b41-87d9-5c8b-a61d-5f2e06a70e7c",
        clients: [
            "47625223-644f-5ba8-9053-be1f3369a6d5",
            "eeb259d9-594f-51ae-af17-198c8dab8501",
        ],
        scope: "altinn:authentication/systemregister.write",
        owner: "310000019",
        resource: "lok-fangstmelding",
    }
}

fn them() -> Cast {
    Cast {
        vendor: "314800117",
        leader: Person {
            pid: "07877222025",
            user: UserId(20_900_005),
            party: PartyId(50_900_005),
            party_uuid: PartyUuid(uuid!("3c143a46-a528-5cae-9438-bd4701e4a9ad")),
        },
        org: "313900126",
        party: "51900011",
        uuid: "15940b81-4b25-503b-a0b7-dbe14c75c825",
        client: "c3d1f0a2-7b1e-4f5c-8a36-5b0e9d2c4f60",
        clients: [
            "5a5a4aa7-9e56-5c0a-bd14-9e85460fa5d1",
            "ff21a7aa-6615-5f87-aa9d-3eb932c36aa9",
        ],
        scope: "skatteetaten:amelding",
        owner: "974761076",
        resource: "ske-mva-melding",
    }
}

/// A world whose parts reach each other: the portal and the service owner ask over HTTP.
async fn listening() -> Altinn {
    listening_with_pages_of(50).await
}

/// The same, with lists cut into pages of a size.
pub(crate) async fn listening_with_pages_of(size: u32) -> Altinn {
    let listener = async || TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (platform, maskinporten, idporten) = (listener().await, listener().await, listener().await);
    let addresses = Listeners {
        platform: platform.local_addr().unwrap(),
        maskinporten: maskinporten.local_addr().unwrap(),
        idporten: idporten.local_addr().unwrap(),
        ..nowhere()
    };
    let world = testing::altinn_at(addresses, size).await;
    let all = routers(&world);
    for (listener, router) in [
        (platform, all.platform),
        (maskinporten, all.maskinporten),
        (idporten, all.idporten),
    ] {
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    }
    let (key, now) = (world.keys.service_owner.jwk().clone(), world.clock.now());
    let enrol = move |tx: &rusqlite::Connection| service_owner::enrol(tx, &key, now);
    world.store.write(enrol).await.unwrap();
    world
}

/// The service owner registers its resource, with a policy.
async fn give_resource(world: &Altinn) {
    let token = resource_registry::testing::owner_token(world);
    let resource = resource_registry::testing::resource();
    let made = world.post(resource::RESOURCES, &token, resource).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let address = "/resourceregistry/api/v1/resource/lok-fangstmelding/policy";
    let policy = resource_registry::testing::POLICY;
    let given = resource_registry::testing::upload(world, Method::POST, address, &token, policy).await;
    assert_eq!(given.status, 201, "{}", given.text());
}

/// Sends JSON to a listener.
async fn call(router: axum::Router, method: Method, address: &str, token: &str, body: &Value) -> Answer {
    let call = Request::builder()
        .method(method)
        .uri(address)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    answer(router, call.unwrap()).await
}
