//! What is refused, and with which code (altinn-platform.md 7.5).

use axum::http::{Method, StatusCode};
use contract::connection::{CONNECTIONS, RIGHTS, TO_OTHERS_WRITE_SCOPE};
use contract::delegation::{PACKAGE_CHECK, PACKAGES, RESOURCES, RIGHT_CHECK, TO_OTHERS_READ_SCOPE};
use contract::scope::PORTAL;
use serde_json::json;

use super::tests::{HOUSING, NOBODY, PARTY, RESOURCE, key};
use crate::altinn::agent::testing::AGENT;
use crate::altinn::testing::access_manager;
use crate::testing::{Person, world};

#[tokio::test]
async fn what_cannot_be_handed_on_is_refused_with_its_code() {
    let world = world().await;
    let employee = Person::employee().party_uuid.0;
    let key = key(&world, RESOURCE).await;
    for (to, resource, keys, code) in [
        (NOBODY, RESOURCE, vec![key.as_str()], "AM-00021"),
        (HOUSING, RESOURCE, vec![key.as_str()], "AM-00020"),
        (employee, "nowhere", vec![key.as_str()], "AM-00027"),
        (employee, RESOURCE, vec![], "AM-00033"),
        (
            employee,
            RESOURCE,
            vec!["read;ske-krav-og-betalinger"],
            "AM-00036",
        ),
    ] {
        let refused = world.delegate(to, resource, &keys).await;
        assert_eq!(
            (refused.status, refused.code()),
            (StatusCode::BAD_REQUEST, code.to_owned()),
            "{keys:?}"
        );
    }
    for resource in ["ske-kontrollvarsel", "ske-skatteoppslag-maskinporten"] {
        let key = self::key(&world, resource).await;
        assert_eq!(
            world.delegate(employee, resource, &[&key]).await.code(),
            "AM-00042",
            "{resource}"
        );
    }
    for (package, code) in [
        ("kravogutlegg", "AM-00035"),
        ("regnskapsforer-lonn", "STD-00000"),
        ("innbygger-attester", "AM-00037"),
        ("konkursbo-tilgangsstyrer", "AM-00028"),
    ] {
        assert_eq!(
            world.give_package(employee, package).await.code(),
            code,
            "{package}"
        );
    }
    let body = world.give_package(employee, "regnskapsforer-lonn").await.json();
    assert_eq!(body["validationErrors"][0]["code"], "AM.VLD-00033");
}

#[tokio::test]
async fn what_does_not_exist_is_refused_by_every_route_that_names_it() {
    let world = world().await;
    let employee = Person::employee().party_uuid.0;
    let between = format!("party={PARTY}&from={PARTY}&to={employee}");
    let missing = format!("party={PARTY}&to={NOBODY}&package=lonn");
    let stranger = format!("party={PARTY}&to={HOUSING}&package=lonn");
    for (method, path, query, code) in [
        (
            Method::GET,
            RESOURCES,
            format!("{between}&resource=nowhere"),
            "AM-00027",
        ),
        (
            Method::DELETE,
            RESOURCES,
            format!("{between}&resource=nowhere"),
            "AM-00027",
        ),
        (
            Method::GET,
            RIGHTS,
            format!("{between}&resource=nowhere"),
            "AM-00027",
        ),
        (
            Method::DELETE,
            PACKAGES,
            format!("{between}&package=nothing"),
            "AM-00035",
        ),
        (
            Method::DELETE,
            PACKAGES,
            format!("{between}&packageId={NOBODY}"),
            "AM-00035",
        ),
        (
            Method::POST,
            CONNECTIONS,
            format!("party={PARTY}&to={NOBODY}"),
            "AM-00021",
        ),
        (Method::POST, PACKAGES, missing, "AM-00021"),
        (Method::POST, PACKAGES, stranger, "AM-00020"),
    ] {
        let refused = world.ask(method.clone(), path, &query, None).await;
        assert_eq!(
            (refused.status, refused.code()),
            (StatusCode::BAD_REQUEST, code.to_owned()),
            "{method} {path}?{query}"
        );
    }
    for check in [
        format!("packages=nothing&party={PARTY}"),
        format!("packageIds={NOBODY}&party={PARTY}"),
        format!("packages=regnskapsforer-lonn&party={PARTY}"),
    ] {
        assert_eq!(
            world.ask(Method::GET, PACKAGE_CHECK, &check, None).await.code(),
            "AM-00041",
            "{check}"
        );
    }
    let resource = format!("party={PARTY}&resource=nowhere");
    assert_eq!(
        world.ask(Method::GET, RIGHT_CHECK, &resource, None).await.code(),
        "AM-00027"
    );
}

#[tokio::test]
async fn rights_are_handed_on_only_by_whoever_can_and_to_the_party_s_own() {
    let world = world().await;
    let key = key(&world, RESOURCE).await;
    let body = json!({ "directRightKeys": [key] });
    let manager = world.person_token(&access_manager(), PORTAL);
    let employee = Person::employee().party_uuid;
    let address = format!("{RIGHTS}?party={PARTY}&to={employee}&resource={RESOURCE}");
    assert_eq!(
        world.post(&address, &manager, body.clone()).await.code(),
        "AM-00028"
    );
    let agent_of_another = format!("{RIGHTS}?party={PARTY}&to={AGENT}&resource={RESOURCE}");
    assert_eq!(
        world.post(&agent_of_another, &world.leader(), body).await.code(),
        "AM-00022"
    );
}

/// Every route with what else it needs to be asked right.
const ROUTES: [(Method, &str, &str); 10] = [
    (Method::GET, CONNECTIONS, ""),
    (Method::POST, CONNECTIONS, ""),
    (Method::DELETE, CONNECTIONS, ""),
    (Method::GET, RESOURCES, ""),
    (Method::DELETE, RESOURCES, "resource=ske-krav-og-betalinger"),
    (Method::GET, RIGHTS, "resource=ske-krav-og-betalinger"),
    (Method::POST, RIGHTS, "resource=ske-krav-og-betalinger"),
    (Method::GET, PACKAGES, ""),
    (Method::POST, PACKAGES, "package=lonn"),
    (Method::DELETE, PACKAGES, "package=lonn"),
];

#[tokio::test]
async fn nobody_reads_or_changes_what_is_not_theirs() {
    let world = world().await;
    let strangers =
        [Person::outsider(), Person::employee()].map(|person| world.person_token(&person, PORTAL));
    let leader = |scope: &str| world.person_token(&Person::leader(), scope);
    let scopeless = leader("altinn:accessmanagement/enduser:connections:fromothers.read");
    let vendor = world.vendor_token(PORTAL);
    for (method, path, more) in ROUTES {
        let address = format!(
            "{path}?party={PARTY}&from={PARTY}&to={}&{more}",
            Person::employee().party_uuid
        );
        let status = async |token: &str| world.call(method.clone(), &address, token, None).await.status;
        for token in strangers.iter().chain([&scopeless, &vendor]) {
            assert_eq!(status(token).await, StatusCode::FORBIDDEN, "{method} {path}");
        }
        assert_eq!(status("").await, StatusCode::UNAUTHORIZED, "{method} {path}");
        let other = if method == Method::GET {
            TO_OTHERS_WRITE_SCOPE
        } else {
            TO_OTHERS_READ_SCOPE
        };
        assert_eq!(
            status(&leader(other)).await,
            StatusCode::FORBIDDEN,
            "{method} {path}"
        );
    }
    let reading = leader(TO_OTHERS_READ_SCOPE);
    let list = format!("{CONNECTIONS}?party={PARTY}&from={PARTY}");
    assert_eq!(world.get(&list, &reading).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_a_call_lacks_is_named() {
    let world = world().await;
    for (method, path, query, field) in [
        (Method::GET, CONNECTIONS, "", "party"),
        (Method::GET, CONNECTIONS, "party=x", "party"),
        (Method::GET, CONNECTIONS, &*format!("party={PARTY}"), "party"),
        (
            Method::GET,
            CONNECTIONS,
            &*format!("party={PARTY}&from={PARTY}&token=!"),
            "token",
        ),
        (
            Method::DELETE,
            CONNECTIONS,
            &*format!("party={PARTY}&from={PARTY}"),
            "to",
        ),
        (
            Method::DELETE,
            CONNECTIONS,
            &*format!("party={PARTY}&from={PARTY}&to={NOBODY}&cascade=maybe"),
            "cascade",
        ),
        (Method::POST, PACKAGES, &*format!("party={PARTY}"), "to"),
        (
            Method::DELETE,
            RESOURCES,
            &*format!("party={PARTY}&from={PARTY}&to={NOBODY}"),
            "resource",
        ),
    ] {
        let answer = world.ask(method, path, query, None).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(
            answer.json()["errors"][field].is_array(),
            "{query}: {}",
            answer.text()
        );
    }
    let unknown = world
        .ask(
            Method::GET,
            CONNECTIONS,
            &format!("party={NOBODY}&from={NOBODY}"),
            None,
        )
        .await;
    assert_eq!(unknown.code(), "AM-00023");
    let address = format!(
        "{RIGHTS}?party={PARTY}&to={}&resource={RESOURCE}",
        Person::employee().party_uuid
    );
    let bodiless = world.call(Method::POST, &address, &world.leader(), None).await;
    assert_eq!(bodiless.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
