//! What is refused, and with which code (altinn-platform.md 7.5).

use axum::http::{Method, StatusCode};
use contract::connection::{CONNECTIONS, RIGHTS, TO_OTHERS_WRITE_SCOPE};
use contract::delegation::{PACKAGES, RESOURCES, TO_OTHERS_READ_SCOPE};
use contract::scope::PORTAL;

use super::tests::{HOUSING, NOBODY, PARTY, RESOURCE, key};
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
