//! Handing on, reading and taking back, as end users do it over HTTP.

use axum::http::{Method, StatusCode};
use contract::connection::{CONNECTIONS, RIGHTS, ROLES, USERS};
use contract::delegation::{PACKAGES, RESOURCES, RIGHT_CHECK};
use contract::scope::PORTAL;
use domain::{PartyUuid, SystemUserId};
use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use crate::store;
use crate::testing::{Answer, CUSTOMER_PARTY, Person, TestWorld, world, world_of_pages};

pub(super) const RESOURCE: &str = "ske-krav-og-betalinger";
/// Rør og Vann AS.
pub(super) const PARTY: PartyUuid = PartyUuid(uuid!("04c5f4c1-1626-526b-814a-6fa0920e9e39"));
/// Solsiden Borettslag, which nobody at Rør og Vann AS has made a right-holder.
pub(super) const HOUSING: Uuid = uuid!("e163ad30-c002-5e14-807d-cdf2e466d4b2");
pub(super) const NOBODY: Uuid = Uuid::from_u128(99);

#[tokio::test]
async fn a_right_is_handed_on_by_its_key_read_and_taken_back() {
    let world = world().await;
    let employee = Person::employee().party_uuid.0;
    let key = key(&world, RESOURCE).await;

    let given = world.delegate(employee, RESOURCE, &[&key]).await;

    assert_eq!((given.status, given.text()), (StatusCode::CREATED, ""));
    let between = format!("party={PARTY}&from={PARTY}&to={employee}");
    let resources = world.ask(Method::GET, RESOURCES, &between, None).await.json();
    assert_eq!(
        resources[0]["resource"],
        json!({ "name": "Krav og betalinger", "refId": RESOURCE })
    );
    assert_eq!(resources[0]["permissions"][0]["to"]["name"], "Odd Muffe");
    let rights = world
        .ask(
            Method::GET,
            RIGHTS,
            &format!("{between}&resource={RESOURCE}"),
            None,
        )
        .await
        .json();
    assert_eq!(rights["directRights"][0]["right"]["key"], json!(key));
    assert_eq!(rights["indirectRights"], json!([]));

    let taken = world
        .ask(
            Method::DELETE,
            RESOURCES,
            &format!("{between}&resource={RESOURCE}"),
            None,
        )
        .await;
    assert_eq!(taken.status, StatusCode::NO_CONTENT);
    let left = world.ask(Method::GET, RESOURCES, &between, None).await.json();
    assert_eq!(left, json!([]));
}

#[tokio::test]
async fn a_package_is_handed_on_listed_in_pages_and_taken_back() {
    let world = world_of_pages(2).await;
    let employee = Person::employee().party_uuid.0;
    for package in ["lonn", "urn:altinn:accesspackage:toll"] {
        let given = world.give_package(employee, package).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.text());
    }
    let between = format!("party={PARTY}&from={PARTY}&to={employee}");

    let first = world.ask(Method::GET, PACKAGES, &between, None).await.json();

    assert_eq!(codes(&first), ["lonn", "renovasjon"]);
    let next = first["links"]["next"]
        .as_str()
        .unwrap()
        .strip_prefix("http://platform.test")
        .unwrap();
    let last = world.get(next, &world.leader()).await.json();
    assert_eq!(codes(&last), ["toll"]);
    assert_eq!(last["links"], json!({}));

    let taken = format!("{between}&package=lonn");
    assert_eq!(
        world.ask(Method::DELETE, PACKAGES, &taken, None).await.status,
        StatusCode::NO_CONTENT
    );
    let left = world.ask(Method::GET, PACKAGES, &between, None).await.json();
    assert_eq!(codes(&left), ["renovasjon", "toll"]);
}

#[tokio::test]
async fn an_access_manager_hands_on_only_what_she_holds() {
    let world = world().await;
    let key = key(&world, RESOURCE).await;
    let query = format!(
        "{RIGHTS}?party={PARTY}&to={}&resource={RESOURCE}",
        Person::employee().party_uuid
    );
    let manager = world.person_token(&manager(), PORTAL);
    let body = json!({ "directRightKeys": [key] });

    let refused = world.post(&query, &manager, body.clone()).await;
    assert_eq!(refused.code(), "AM-00028");

    // The leader gives it to her; then she can give it on.
    let given = world
        .delegate(self::manager().party_uuid.0, RESOURCE, &[&key])
        .await;
    assert_eq!(given.status, StatusCode::CREATED);
    assert_eq!(
        world.post(&query, &manager, body).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn a_right_holder_is_added_and_removed_with_all_it_was_given() {
    let world = world().await;
    let to = format!("party={PARTY}&to={HOUSING}");
    let added = world.ask(Method::POST, CONNECTIONS, &to, None).await;
    assert_eq!(added.json()["toId"], json!(HOUSING), "{}", added.text());
    assert_eq!(world.give_package(HOUSING, "lonn").await.status, StatusCode::OK);
    let between = format!("party={PARTY}&from={PARTY}&to={HOUSING}");

    let listed = world.ask(Method::GET, CONNECTIONS, &between, None).await.json();
    assert_eq!(listed["data"][0]["party"]["name"], "Solsiden Borettslag");
    assert_eq!(listed["data"][0]["roles"][0]["code"], "rettighetshaver");
    let roles = world.ask(Method::GET, ROLES, &between, None).await.json();
    assert_eq!(roles["data"][0]["role"]["code"], "rettighetshaver");

    let in_use = world.ask(Method::DELETE, CONNECTIONS, &between, None).await;
    assert_eq!(in_use.json()["validationErrors"][0]["code"], "AM.VLD-00031");
    let gone = world
        .ask(
            Method::DELETE,
            CONNECTIONS,
            &format!("{between}&cascade=True"),
            None,
        )
        .await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let left = world.ask(Method::GET, CONNECTIONS, &between, None).await.json();
    assert_eq!(left["data"], json!([]));
    assert_eq!(world.give_package(HOUSING, "lonn").await.code(), "AM-00020");
}

#[tokio::test]
async fn a_person_the_party_does_not_know_is_added_by_number_and_last_name() {
    let world = world().await;
    let outsider = Person::outsider();
    let by_id = format!("party={PARTY}&to={}", outsider.party_uuid);
    assert_eq!(
        world.ask(Method::POST, CONNECTIONS, &by_id, None).await.code(),
        "AM-00024"
    );
    let named = |name: &str| json!({ "personIdentifier": outsider.pid, "lastName": name });
    let party = format!("party={PARTY}");
    let wrong = world
        .ask(Method::POST, CONNECTIONS, &party, Some(named("Olsen")))
        .await;
    assert_eq!(wrong.code(), "AM-00023");
    let right = world
        .ask(Method::POST, CONNECTIONS, &party, Some(named("hansen")))
        .await;
    assert_eq!(right.json()["toId"], json!(outsider.party_uuid));
}

#[tokio::test]
async fn a_system_user_gets_only_what_its_own_party_gives() {
    let world = world().await;
    let user = world.given_system_user().await;
    let key = key(&world, RESOURCE).await;
    assert_eq!(
        world.delegate(user.0, RESOURCE, &[&key]).await.status,
        StatusCode::CREATED
    );
    assert_eq!(world.give_package(user.0, "lonn").await.status, StatusCode::OK);
    let held = world
        .store
        .read(|conn| crate::access_management::holdings(conn, PARTY, user))
        .unwrap();
    assert_eq!((held.resources.len(), held.packages.len()), (1, 1));

    let housing = format!("{PACKAGES}?party={HOUSING}&to={user}&package=lonn");
    let refused = world.call(Method::POST, &housing, &world.leader(), None).await;
    assert_eq!(refused.code(), "AM-00022");
    let added = world
        .ask(
            Method::POST,
            CONNECTIONS,
            &format!("party={PARTY}&to={user}"),
            None,
        )
        .await;
    assert_eq!(added.json()["validationErrors"][0]["code"], "AM.VLD-00028");
}

#[tokio::test]
async fn everybody_at_a_party_is_told_with_what_they_hold() {
    let world = world().await;
    let all = world
        .ask(
            Method::GET,
            CONNECTIONS,
            &format!("party={PARTY}&from={PARTY}"),
            None,
        )
        .await
        .json();
    let names: Vec<_> = all["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["party"]["name"])
        .collect();
    for name in ["Pia Kran", "Odd Muffe", "Siv Kobling", "Berit Ventil"] {
        assert!(names.contains(&&json!(name)), "{names:?}");
    }
    let users = world
        .ask(Method::GET, USERS, &format!("party={PARTY}"), None)
        .await
        .json();
    assert_eq!(users["data"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn an_employee_sees_and_gives_up_her_own() {
    let world = world().await;
    let employee = Person::employee();
    let token = world.person_token(&employee, PORTAL);
    let own = format!("party={0}&from={PARTY}&to={0}", employee.party_uuid);

    let held = world.get(&format!("{PACKAGES}?{own}"), &token).await.json();
    assert_eq!(codes(&held), ["renovasjon"]);
    let givers = format!("{CONNECTIONS}?party={0}&to={0}", employee.party_uuid);
    assert_eq!(
        world.get(&givers, &token).await.json()["data"][0]["party"]["name"],
        "Rør og Vann AS"
    );

    let given_up = world
        .delete(&format!("{PACKAGES}?{own}&package=renovasjon"), &token)
        .await;
    assert_eq!(given_up.status, StatusCode::NO_CONTENT);
    assert_eq!(
        world.get(&format!("{PACKAGES}?{own}"), &token).await.json()["data"],
        json!([])
    );
}

/// Siv Kobling, who manages accesses without having them.
fn manager() -> Person {
    crate::testing::Person {
        pid: "28818541017",
        user: domain::UserId(20_900_003),
        party: domain::PartyId(50_900_003),
        party_uuid: PartyUuid(uuid!("46528881-29a6-5887-a2a2-cd4b6c5fcbd3")),
    }
}

fn codes(page: &Value) -> Vec<String> {
    let urn = |one: &Value| {
        one["package"]["urn"]
            .as_str()
            .unwrap()
            .rsplit(':')
            .next()
            .unwrap()
            .to_owned()
    };
    page["data"].as_array().unwrap().iter().map(urn).collect()
}

/// The key of a resource's first right.
pub(super) async fn key(world: &TestWorld, resource: &str) -> String {
    let check = world
        .ask(
            Method::GET,
            RIGHT_CHECK,
            &format!("party={PARTY}&resource={resource}"),
            None,
        )
        .await;
    check.json()["rights"][0]["right"]["key"]
        .as_str()
        .unwrap()
        .to_owned()
}

impl TestWorld {
    pub(super) fn leader(&self) -> String {
        self.person_token(&Person::leader(), PORTAL)
    }

    pub(super) async fn ask(&self, method: Method, path: &str, query: &str, body: Option<Value>) -> Answer {
        self.call(method, &format!("{path}?{query}"), &self.leader(), body)
            .await
    }

    pub(super) async fn delegate(&self, to: Uuid, resource: &str, keys: &[&str]) -> Answer {
        let body = json!({ "directRightKeys": keys });
        let query = format!("party={PARTY}&to={to}&resource={resource}");
        self.ask(Method::POST, RIGHTS, &query, Some(body)).await
    }

    pub(super) async fn give_package(&self, to: Uuid, package: &str) -> Answer {
        let query = format!("party={PARTY}&to={to}&package={package}");
        self.ask(Method::POST, PACKAGES, &query, None).await
    }

    /// A system user of Rør og Vann AS that holds nothing.
    async fn given_system_user(&self) -> SystemUserId {
        let user = domain::SystemUser {
            id: SystemUserId(self.chance.uuid()),
            kind: domain::SystemUserType::Standard,
            integration_title: "Regnskapet".into(),
            system_id: domain::SystemId::from("314800117_lonnsom_lonn"),
            vendor: crate::testing::vendor(),
            party_org: crate::testing::customer(),
            external_ref: "r".into(),
            access_packages: vec![],
            created: self.clock.now(),
        };
        let id = user.id;
        let add = move |tx: &rusqlite::Connection| {
            Ok(store::system_user::add(
                tx,
                &user,
                CUSTOMER_PARTY,
                domain::UserId(1),
            )?)
        };
        self.store.write(add).await.unwrap();
        id
    }
}

impl Answer {
    pub(super) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}
