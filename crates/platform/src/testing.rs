//! What route tests need: a world of the built-in seed that stands still, tokens for it, and calls without a socket.

use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, LazyLock, OnceLock};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use contract::token::authorization_details::SystemUserDetail;
use contract::token::{OneOrMany, Scopes, altinn, maskinporten};
use domain::{ClientId, OrgNumber, PartyId, PartyUuid, Timestamp, UserId};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::uuid;

use crate::caller::ProvenTokens;
use crate::calls::Calls;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::keys::{Keys, SigningKey};
use crate::maskinporten::UsedGrants;
use crate::running::platform_router;
use crate::seed::Seed;
use crate::store::{Durability, Store};
use crate::world::{Issuers, Listeners, World};

const STORE: &str = "platform.sqlite";

/// When every test world begins.
pub(crate) const NOW: i64 = 1_780_000_000;

/// A world of its own for one test. Dropping it throws it away.
#[derive(Debug)]
pub(crate) struct TestWorld {
    world: Arc<World>,
    /// What [`TestWorld::call`] calls, made once.
    platform: OnceLock<Router>,
    folder: TempDir,
}

impl Deref for TestWorld {
    type Target = Arc<World>;
    fn deref(&self) -> &Arc<World> {
        &self.world
    }
}

/// A world of the built-in seed. Nothing listens: addresses of other listeners are given by [`world_at`].
pub(crate) async fn world() -> TestWorld {
    world_of_pages(50).await
}

/// A world of the built-in seed whose lists are cut into pages of a size.
pub(crate) async fn world_of_pages(size: u32) -> TestWorld {
    made(nowhere(), size, Seed::builtin().unwrap()).await
}

/// A world of another seed.
pub(crate) async fn world_of(seed: Seed) -> TestWorld {
    made(nowhere(), 50, seed).await
}

/// A world of the built-in seed whose listeners are at given addresses, with pages of a size.
pub(crate) async fn world_at(addresses: Listeners<std::net::SocketAddr>, size: u32) -> TestWorld {
    made(addresses, size, Seed::builtin().unwrap()).await
}

/// Where nothing listens.
pub(crate) fn nowhere() -> Listeners<std::net::SocketAddr> {
    Listeners::default().map(|()| ([127, 0, 0, 1], 1).into())
}

async fn made(addresses: Listeners<std::net::SocketAddr>, page_size: u32, seed: Seed) -> TestWorld {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::standing_at(Timestamp::from_second(NOW));
    let world = opened(folder.path(), clock, addresses, page_size);
    let (now, urls) = (world.clock.now(), world.urls.clone());
    world
        .store
        .write(move |tx| {
            seed.plant(tx, now)?;
            crate::portal::enrol(tx, &urls, now)?;
            crate::maskinporten::enrol(tx, &vendor_client(), &vendor_jwk(), now)
        })
        .await
        .unwrap();
    TestWorld {
        world,
        platform: OnceLock::new(),
        folder,
    }
}

fn opened(
    folder: &Path,
    clock: Clock,
    addresses: Listeners<std::net::SocketAddr>,
    page_size: u32,
) -> Arc<World> {
    let store = Store::open(&folder.join(STORE), Durability::None).unwrap();
    let urls = Listeners {
        platform: "http://platform.test",
        maskinporten: "http://maskinporten.test",
        idporten: "http://idporten.test",
        service_owner: "http://service-owner.test",
        portal: "http://portal.test",
        administration: "http://administration.test",
    };
    Arc::new(World {
        used_grants: UsedGrants::load(&store, clock.now()).unwrap(),
        store,
        clock,
        chance: Chance::seeded(1),
        keys: keys(),
        urls: urls.map(str::to_owned),
        addresses,
        issuers: Issuers {
            maskinporten: "http://maskinporten.test/".to_owned(),
            idporten: "http://idporten.test".to_owned(),
            altinn: "http://platform.test/authentication/api/v1/openid/".to_owned(),
        },
        page_size,
        accept_token_endpoint_audience: false,
        calls: Calls::new(),
        proven_tokens: ProvenTokens::default(),
    })
}

/// The issuers' keys, made once for all tests.
pub(crate) fn keys() -> Keys {
    static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::open(None).unwrap());
    KEYS.clone()
}

/// The vendor's own key, enrolled at [`vendor_client`] in every test world.
pub(crate) fn vendor_key() -> &'static SigningKey {
    static KEY: LazyLock<Keys> = LazyLock::new(|| Keys::open(None).unwrap());
    &KEY.maskinporten
}

/// A key that nobody in the world knows.
pub(crate) fn stranger() -> &'static SigningKey {
    static KEY: LazyLock<Keys> = LazyLock::new(|| Keys::open(None).unwrap());
    &KEY.maskinporten
}

fn vendor_jwk() -> crate::keys::Jwk {
    vendor_key().jwk().clone()
}

/// SmartCloud AS.
pub(crate) fn vendor() -> OrgNumber {
    OrgNumber::parse("991825827").unwrap()
}

/// SmartCloud's Maskinporten client.
pub(crate) fn vendor_client() -> ClientId {
    ClientId::from("36066b41-87d9-5c8b-a61d-5f2e06a70e7c")
}

/// Rør og Vann AS, whose daily leader is [`Person::leader`].
pub(crate) fn customer() -> OrgNumber {
    OrgNumber::parse("310702641").unwrap()
}

/// The consent of [`customer`] to a bank.
pub(crate) const CONSENT: &str = "a3f1c5d8-0b67-4e92-8c14-6d5e7f2a9b30";

/// The party of [`customer`].
pub(crate) const CUSTOMER_PARTY: PartyId = PartyId(51_900_010);

/// Somebody who can sign in.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) pid: &'static str,
    pub(crate) user: UserId,
    pub(crate) party: PartyId,
    pub(crate) party_uuid: PartyUuid,
}

impl Person {
    /// Pia Kran, daily leader of Rør og Vann AS.
    pub(crate) fn leader() -> Self {
        Self {
            pid: "12847820045",
            user: UserId(20_900_001),
            party: PartyId(50_900_001),
            party_uuid: PartyUuid(uuid!("3ac9ab65-6040-5986-8df3-6bd157fea775")),
        }
    }

    /// Odd Muffe, who works at Rør og Vann AS and decides nothing.
    pub(crate) fn employee() -> Self {
        Self {
            pid: "03899130056",
            user: UserId(20_900_002),
            party: PartyId(50_900_002),
            party_uuid: PartyUuid(uuid!("4816d2ae-e4f2-55f7-959a-bc8971343541")),
        }
    }

    /// Hans Hansen, daily leader of another organisation.
    pub(crate) fn outsider() -> Self {
        Self {
            pid: "07877222025",
            user: UserId(20_900_005),
            party: PartyId(50_900_005),
            party_uuid: PartyUuid(uuid!("3c143a46-a528-5cae-9438-bd4701e4a9ad")),
        }
    }
}

impl TestWorld {
    /// The world after a restart at the same time: what was only in memory is gone.
    pub(crate) fn restarted(self) -> Self {
        let (clock, addresses) = (self.clock.clone(), self.addresses.clone());
        Self {
            world: opened(self.folder.path(), clock, addresses, self.page_size),
            platform: OnceLock::new(),
            folder: self.folder,
        }
    }

    /// The file of the store.
    pub(crate) fn file(&self) -> std::path::PathBuf {
        self.folder.path().join(STORE)
    }

    /// A Maskinporten token of SmartCloud AS, not exchanged.
    pub(crate) fn vendor_token(&self, scopes: &str) -> String {
        self.maskinporten_token(&vendor(), scopes, vec![])
    }

    /// A Maskinporten token of any organisation, naming a system user when it is given one.
    pub(crate) fn maskinporten_token(
        &self,
        org: &OrgNumber,
        scopes: &str,
        details: Vec<SystemUserDetail>,
    ) -> String {
        let details = details.into_iter().map(Into::into).collect();
        let now = self.clock.now().as_second();
        self.keys
            .maskinporten
            .sign(&maskinporten::AccessClaims {
                authorization_details: details,
                scope: Scopes(scopes.to_owned()),
                iss: self.issuers.maskinporten.clone(),
                client_amr: "private_key_jwt".to_owned(),
                token_type: "Bearer".to_owned(),
                aud: None,
                exp: now + 120,
                iat: now,
                client_id: vendor_client(),
                jti: self.chance.token(32),
                consumer: org.into(),
                supplier: None,
                delegation_source: None,
                pid: None,
            })
            .unwrap()
    }

    /// An Altinn token of an organisation, as exchange makes it.
    pub(crate) fn altinn_token(
        &self,
        org: &OrgNumber,
        scopes: &str,
        details: Vec<SystemUserDetail>,
    ) -> String {
        let details: Vec<_> = details.into_iter().map(Into::into).collect();
        let claims = altinn::AccessClaims {
            authorization_details: (!details.is_empty()).then_some(OneOrMany::Many(details)),
            consumer: Some(org.into()),
            org_number: Some(org.clone()),
            authenticate_method: Some("maskinporten".to_owned()),
            ..self.altinn_claims(scopes)
        };
        self.keys.altinn.sign(&claims).unwrap()
    }

    /// An Altinn token of a person, as exchange makes it.
    pub(crate) fn person_token(&self, person: &Person, scopes: &str) -> String {
        let claims = altinn::AccessClaims {
            user_id: Some(person.user.0),
            party_id: Some(person.party.0),
            party_uuid: Some(person.party_uuid),
            ..self.altinn_claims(scopes)
        };
        self.keys.altinn.sign(&claims).unwrap()
    }

    /// Calls an Altinn route.
    pub(crate) async fn call(&self, method: Method, path: &str, token: &str, body: Option<Value>) -> Answer {
        let call = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        let call = match body {
            Some(body) => call
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string())),
            None => call.body(Body::empty()),
        };
        let platform = self.platform.get_or_init(|| platform_router(self));
        answer(platform.clone(), call.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Answer {
        self.call(Method::GET, path, token, None).await
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Answer {
        self.call(Method::POST, path, token, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, token: &str, body: Value) -> Answer {
        self.call(Method::PUT, path, token, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str, token: &str) -> Answer {
        self.call(Method::DELETE, path, token, None).await
    }

    fn altinn_claims(&self, scopes: &str) -> altinn::AccessClaims {
        let now = self.clock.now().as_second();
        altinn::AccessClaims {
            scope: Scopes(scopes.to_owned()),
            iss: self.issuers.altinn.clone(),
            exp: now + 30 * 60,
            iat: now,
            nbf: Some(now),
            auth_level: Some(3),
            ..Default::default()
        }
    }
}

/// What a route answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The body as JSON; `null` when it is empty.
    pub(crate) fn json(&self) -> Value {
        if self.body.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&self.body).unwrap()
        }
    }

    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Sends a call to a router without a socket.
pub(crate) async fn answer(router: Router, call: Request<Body>) -> Answer {
    let (parts, body) = router.oneshot(call).await.unwrap().into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
    }
}
